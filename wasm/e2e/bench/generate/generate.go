// Package generate writes folders of posts that nobody wrote: as many as a
// measurement wants, and of the kind that people write. [Posts] makes them, the
// same ones each time.
package generate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The oldest post is of the first day, and the others follow at the same distance, so
// that all blogs end in the same week.
var (
	first = time.Date(2012, time.January, 2, 9, 0, 0, 0, time.UTC)
	last  = time.Date(2025, time.December, 29, 9, 0, 0, 0, time.UTC)
)

// Posts writes n posts into a folder.
func Posts(folder string, n int) error {
	for i := range n {
		if err := write(folder, Path(i), Post(i, n)); err != nil {
			return err
		}
	}
	return nil
}

func write(folder, name, text string) error {
	name = filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

// Path is that of the post i, relative to the folder.
func Path(i int) string {
	return fmt.Sprintf("%s/post-%05d.md", sections[i%len(sections)], i)
}

// Post is the source of the post i of n: 600 to 900 words with what posts have.
func Post(i, n int) string {
	w := &writer{Rand: rand.New(rand.NewPCG(1, uint64(i))), post: i, posts: n}
	w.frontMatter()
	words := 600 + w.IntN(300)
	w.paragraph()
	w.line("It is about %s, %s.", OwnName(i), Everywhere)
	for part := 0; w.words < words; part++ {
		w.part(part)
	}
	return w.String()
}

// writer writes one post.
type writer struct {
	strings.Builder
	*rand.Rand
	post, posts int
	words       int
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *writer) frontMatter() {
	date := first.Add(last.Sub(first) / time.Duration(w.posts) * time.Duration(w.post))
	w.line("---")
	w.line("title: %q", w.title())
	w.line("date: %s", date.Format(time.RFC3339))
	if w.IntN(4) == 0 {
		w.line("lastmod: %s", date.AddDate(0, 0, 1+w.IntN(90)).Format(time.RFC3339))
	}
	if w.IntN(2) == 0 {
		w.line("description: %q", w.sentence())
	}
	w.line("authors: [%s]", w.some(authors, 1+w.IntN(2)))
	w.line("tags: [%s]", w.some(tags, 2+w.IntN(4)))
	w.line("categories: [%s]", w.some(categories, 1))
	w.line("---")
}

// part is a heading and what stands under it.
func (w *writer) part(n int) {
	level := "##"
	if n%3 == 2 {
		level = "###"
	}
	w.line("\n%s %s\n", level, w.title())
	w.paragraph()
	switch w.IntN(6) {
	case 0:
		w.list("- ")
	case 1:
		w.list("1. ")
	case 2, 3:
		w.line("\n```%s\n```\n", strings.TrimSpace(w.one(code)))
	case 4:
		w.line("\n> %s %s\n", w.sentence(), w.sentence())
	case 5:
		w.table()
	}
	w.paragraph()
}

func (w *writer) paragraph() {
	w.line("")
	for range 3 + w.IntN(4) {
		w.line("%s", w.sentence())
	}
	switch w.IntN(4) {
	case 0:
		other := w.IntN(w.posts)
		w.line("As [%s](../%s) tells, %s", w.title(), Path(other), w.sentence())
	case 1:
		w.line("More is in [the manual](https://docs.example/%s/), which says `%s` of it.", w.one(nouns), w.one(nouns))
	}
}

func (w *writer) list(mark string) {
	w.line("")
	for range 3 + w.IntN(4) {
		w.line("%s**%s**: %s", mark, w.one(nouns), w.sentence())
	}
}

func (w *writer) table() {
	w.line("\n| %s | %s |\n|---|---:|", w.one(nouns), w.one(nouns))
	for range 3 {
		w.line("| %s | %d |", w.one(nouns), w.IntN(1000))
	}
}

// title has no sign that YAML or a link would take for its own.
func (w *writer) title() string {
	w.words += 5
	return upper(fmt.Sprintf("%s %s and the %s %s", w.one(adjectives), w.one(nouns), w.one(adjectives), w.one(nouns)))
}

func (w *writer) sentence() string {
	parts := []string{"the", w.one(adjectives), w.one(nouns), w.one(verbs), "a", w.one(nouns)}
	switch w.IntN(4) {
	case 0:
		parts = append(parts, "that", w.one(verbs), "its", w.one(adjectives), w.one(nouns))
	case 1:
		parts = append(parts, "as", "*"+w.one(adverbs)+"*", "as", "the", w.one(nouns), w.one(verbs), "it")
	case 2:
		parts = append(parts, "and,", w.one(adverbs), "enough,", "no", w.one(nouns), w.one(verbs), "the", w.one(nouns))
	case 3:
		// The n-th of the names is met n times as rarely as the first, as words are.
		parts = append(parts, "near", name(int(math.Pow(names, w.Float64()))))
	}
	w.words += len(parts)
	return upper(strings.Join(parts, " ") + ".")
}

func (w *writer) one(of []string) string { return of[w.IntN(len(of))] }

// some returns n of the names, the first ones oftener than the last, as tags are used.
func (w *writer) some(names []string, n int) string {
	var chosen []string
	for len(chosen) < n {
		name := names[int(w.Float64()*w.Float64()*float64(len(names)))]
		if !slices.Contains(chosen, name) {
			chosen = append(chosen, name)
		}
	}
	return strings.Join(chosen, ", ")
}

// names is how many names posts mention, besides one of their own each.
const names = 50_000

// Everywhere is a word that each post has.
const Everywhere = "anyway"

// OwnName is a word that the post i has, and no other.
func OwnName(i int) string { return name(names + i) }

// name is the name of a number.
func name(n int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var letters []byte
	for ; n > 0 || len(letters) < 4; n /= len(consonants) * len(vowels) {
		syllable := n % (len(consonants) * len(vowels))
		letters = append(letters, consonants[syllable/len(vowels)], vowels[syllable%len(vowels)])
	}
	return upper(string(letters))
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
