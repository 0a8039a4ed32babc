package content

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"postview/wasm/config"
	"postview/wasm/problem"
)

// notes finds posts and files by the names that notes use, wherever they are. It is
// a [site.Notes].
type notes struct {
	files map[string][]string // the last part of a path, see nameOf → the paths, the nearest to the top first
	names map[string]string   // what a post is also called → its path
}

// newNotes returns what finds these files.
func newNotes(files []string) *notes {
	n := &notes{map[string][]string{}, map[string]string{}}
	files = slices.SortedFunc(slices.Values(files), func(a, b string) int {
		return cmp.Or(strings.Count(a, "/")-strings.Count(b, "/"), cmp.Compare(a, b))
	})
	for _, file := range files {
		last := path.Base(nameOf(file))
		n.files[last] = append(n.files[last], file)
	}
	return n
}

// nameOf returns how notes call a file: without the ending of a post, in any case. A
// bundle is called by its folder, and Logseq has three underscores for a slash.
func nameOf(file string) string {
	name := strings.ToLower(norm.NFC.String(file))
	if IsPost(file) {
		name = strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), "/index")
	}
	return strings.ReplaceAll(name, "___", "/")
}

// Find is part of [site.Notes]. As in Obsidian, the one in the folder of the note is
// meant, or else the nearest to the top.
func (n *notes) Find(source, name string) string {
	wanted := nameOf(name)
	if strings.HasPrefix(wanted, "./") || strings.HasPrefix(wanted, "../") {
		wanted = path.Join(strings.ToLower(path.Dir(source)), wanted)
	}
	wanted = strings.TrimPrefix(wanted, "/")
	best := ""
	for _, file := range n.files[path.Base(wanted)] {
		if called := nameOf(file); called != wanted && !strings.HasSuffix(called, "/"+wanted) {
			continue
		}
		if best == "" || path.Dir(file) == path.Dir(source) && path.Dir(best) != path.Dir(source) {
			best = file
		}
	}
	return cmp.Or(best, n.names[wanted])
}

// learn takes what posts are also called: their other names first, then their titles.
func (n *notes) learn(articles []Article) {
	add := func(name, file string) {
		if key := strings.ToLower(norm.NFC.String(name)); n.names[key] == "" {
			n.names[key] = file
		}
	}
	for _, a := range articles {
		for _, name := range a.Post.Names {
			add(name, a.Post.Path)
		}
	}
	for _, a := range articles {
		add(a.Post.Title, a.Post.Path)
	}
}

// query begins what a program for notes answers where it stands, in a fence or, as
// Logseq has it, between braces.
var query = regexp.MustCompile(`(?m)^[ \t>*-]*(?:` + "```+|~~~+" + `)[ \t]*(dataview|dataviewjs|query|tasks)[ \t\r]*$|\{\{(query|embed|renderer) `)

// queries returns what of a note is not followed: what a program for notes would answer.
func queries(name string, source []byte) (all []*problem.Problem) {
	text := string(source)
	for _, at := range query.FindAllStringSubmatchIndex(text, -1) {
		start, end := max(at[2], at[4]), max(at[3], at[5])
		line, column := problem.In(text, start)
		all = append(all, &problem.Problem{
			File: name, Line: line, Column: column, Kind: problem.NotFollowed,
			Err: fmt.Errorf("%s is not answered: the page shows it as it is written", text[start:end]),
		})
	}
	return all
}

// findNotes makes what finds files by their names, and has the posts read as notes where
// the settings or the folder say so, or what was found in it before.
func (c *Content) findNotes(posts []string, o *Options, kept *Rendered) {
	for _, folder := range c.left {
		c.note(&problem.Problem{File: folder, Kind: problem.NotFollowed, Err: errors.New("it is for the program of your notes, and is not published")})
	}
	c.notes = newNotes(slices.Concat(posts, c.Files))
	s := c.Home().Settings
	switch {
	case s.Asks(config.WikiLinks) || !s.Wants(config.WikiLinks):
	case c.vault.is || kept != nil && kept.notes:
		c.readAsNotes()
	default:
		c.mayBeNotes = len(c.Sources.Project.Files) == 0 && c.Jekyll == nil
	}
}

// errNotes ends the rendering of posts as Hugo has them: they are notes.
var errNotes = errors.New("these are notes")

// wikiLink begins with what a link by a name does.
var wikiLink = regexp.MustCompile(`\[\[([^\[\]|#^\n]+)[^\[\]\n]*\]\]([^(\[]|$)`)

// areNotes reports whether a source refers to another by its name alone, outside of
// code. It is asked where nobody says what the posts are.
func (c *Content) areNotes(name string, source []byte) bool {
	if !strings.Contains(string(source), "[[") {
		return false
	}
	for _, link := range wikiLink.FindAllStringSubmatch(withoutCode(string(source)), -1) {
		if c.notes.Find(name, link[1]) != "" {
			return true
		}
	}
	return false
}

// withoutCode returns Markdown without its code, as far as that is easily seen.
func withoutCode(markdown string) string { return code.ReplaceAllString(markdown, "") }

var code = regexp.MustCompile("(?ms)^[ \t>]*(```|~~~).*?(^[ \t>]*(```|~~~)|\\z)|`[^`\n]*`")

// readAsNotes has the posts read as notes, unless the settings say that they are none.
func (c *Content) readAsNotes() {
	for _, e := range c.Editions {
		asked := *e.Settings
		own, _ := asked.Params["postview"].(map[string]any)
		if own = maps.Clone(own); own == nil {
			own = map[string]any{}
		}
		asked.Params = maps.Clone(asked.Params)
		if asked.Params == nil {
			asked.Params = map[string]any{}
		}
		own[config.WikiLinks], asked.Params["postview"] = true, own
		e.Settings, e.Markdown.Readers.Notes = &asked, true
	}
	c.Settings, c.mayBeNotes = c.Home().Settings, false
}
