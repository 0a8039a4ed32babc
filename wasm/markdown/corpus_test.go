package markdown_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/highlight"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/shortcode"
)

// corpus returns the folder of posts that Hugo rendered.
func corpus(t testing.TB) string {
	t.Helper()
	shared := os.Getenv("POSTVIEW_SHARED")
	if shared == "" {
		t.Skip("POSTVIEW_SHARED does not name the folder with the corpus")
	}
	return filepath.Join(shared, "corpus")
}

// sample is a post of the corpus.
type sample struct {
	path       string
	shortcodes string // whose it uses: none, hugo, docsy, custom
}

func samples(t testing.TB, corpus string) []sample {
	t.Helper()
	table, err := os.ReadFile(filepath.Join(corpus, "SOURCES.tsv"))
	require.NoError(t, err)
	var list []sample
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		fields := strings.Split(line, "\t")
		list = append(list, sample{fields[0], fields[1]})
	}
	return list
}

func (s sample) post(t testing.TB, corpus string) *post.Post {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(corpus, "posts", s.path))
	require.NoError(t, err)
	p, err := post.Parse(s.path, source)
	require.NoError(t, err)
	return p
}

// want returns what Hugo made of the post, unless the corpus does not have it.
func (s sample) want(t testing.TB, corpus, suffix string) (output string, found bool) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(corpus, "hugo", s.path+suffix))
	if errors.Is(err, fs.ErrNotExist) {
		return "", false
	}
	require.NoError(t, err)
	return string(b), true
}

// options are those that the corpus was rendered with.
func options(c *markdown.Config) markdown.Options {
	return markdown.Options{
		Unsafe:     true,
		Config:     c,
		Highlight:  highlight.Code,
		Shortcodes: shortcode.Env{Custom: shortcode.Nothing},
	}
}

// share counts the posts of one kind that are equal.
type share struct{ equal, all int }

func TestCorpusIsEqualToHugo(t *testing.T) {
	corpus := corpus(t)
	classes := markdown.DefaultConfig()
	classes.Highlight.NoClasses = false
	for _, variant := range []struct {
		name, suffix string
		config       *markdown.Config
	}{
		{"styles", ".html", markdown.DefaultConfig()},
		{"classes", ".classes.html", classes},
	} {
		t.Run(variant.name, func(t *testing.T) {
			shares := map[string]*share{}
			for _, s := range samples(t, corpus) {
				html, found := s.want(t, corpus, variant.suffix)
				if !found {
					continue
				}
				doc, err := markdown.Render(s.post(t, corpus), options(variant.config))
				require.NoError(t, err, s.path)
				want, got := tree(t, html), tree(t, doc.HTML)
				count(shares, s.shortcodes, got == want)
				assert.Equal(t, want, got, s.path)
			}
			report(t, shares)
		})
	}
}

func count(shares map[string]*share, kind string, equal bool) {
	if shares[kind] == nil {
		shares[kind] = &share{}
	}
	shares[kind].all++
	if equal {
		shares[kind].equal++
	}
}

func report(t *testing.T, shares map[string]*share) {
	t.Helper()
	for _, kind := range []string{"none", "hugo", "docsy", "custom"} {
		if s := shares[kind]; s != nil {
			t.Logf("shortcodes %-6s: %d of %d equal", kind, s.equal, s.all)
		}
	}
}

func TestCorpusValuesAreThoseOfHugo(t *testing.T) {
	corpus := corpus(t)
	shares := map[string]*share{}
	for _, s := range samples(t, corpus) {
		var want struct {
			WordCount, FuzzyWordCount, ReadingTime, PlainLen int
			Summary, TOC                                     string
			Truncated                                        bool
		}
		values, found := s.want(t, corpus, ".json")
		require.True(t, found, s.path)
		require.NoError(t, json.Unmarshal([]byte(values), &want))
		doc, err := markdown.Render(s.post(t, corpus), options(nil))
		require.NoError(t, err)

		got := want
		got.WordCount, got.FuzzyWordCount, got.ReadingTime = doc.WordCount, doc.FuzzyWordCount, doc.ReadingTime
		got.PlainLen, got.Truncated = len(doc.Plain), doc.Truncated
		got.Summary, got.TOC = doc.Summary, doc.TableOfContents
		count(shares, s.shortcodes, got == want)
		assert.Equal(t, want, got, s.path)
	}
	report(t, shares)
}

func TestCorpusCases(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(corpus(t), "cases.txt"))
	require.NoError(t, err)
	for _, c := range strings.Split(string(b), "##### ")[1:] {
		name, c, _ := strings.Cut(c, "\n")
		input, want, _ := strings.Cut(c, "\n---->\n")
		t.Run(name, func(t *testing.T) {
			doc, err := markdown.Render(&post.Post{Body: input + "\n"}, options(nil))
			require.NoError(t, err)
			assert.Equal(t, tree(t, want), tree(t, doc.HTML))
		})
	}
}

func BenchmarkRender(b *testing.B) {
	corpus := corpus(b)
	var posts []*post.Post
	size := 0
	for _, s := range samples(b, corpus) {
		p := s.post(b, corpus)
		posts = append(posts, p)
		size += len(p.Body)
	}
	for _, variant := range []struct {
		name    string
		options markdown.Options
	}{
		{"plain", markdown.Options{Unsafe: true}},
		{"coloured", markdown.Options{Unsafe: true, Highlight: highlight.Code}},
	} {
		b.Run(variant.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range posts {
					_, err := markdown.Render(p, variant.options)
					require.NoError(b, err)
				}
			}
		})
	}
}
