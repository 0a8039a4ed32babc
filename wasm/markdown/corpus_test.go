package markdown_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/highlight"
	"postview/wasm/markdown"
	"postview/wasm/post"
)

// corpus returns the folder of posts that Hugo rendered.
func corpus(t *testing.T) string {
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

func samples(t *testing.T, corpus string) []sample {
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

func (s sample) post(t *testing.T, corpus string) *post.Post {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(corpus, "posts", s.path))
	require.NoError(t, err)
	p, err := post.Parse(s.path, source)
	require.NoError(t, err)
	return p
}

func (s sample) want(t *testing.T, corpus, suffix string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(corpus, "hugo", s.path+suffix))
	require.NoError(t, err)
	return string(b)
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
				doc, err := markdown.Render(s.post(t, corpus), markdown.Options{
					Unsafe: true, Config: variant.config, Highlight: highlight.Code,
				})
				require.NoError(t, err, s.path)
				equal := tree(t, s.want(t, corpus, variant.suffix)) == tree(t, doc.HTML)
				count(shares, s.shortcodes, equal)
				if !equal && !mayDiffer(s) {
					assert.Equal(t, tree(t, s.want(t, corpus, variant.suffix)), tree(t, doc.HTML), s.path)
				}
			}
			report(t, shares)
		})
	}
}

// mayDiffer reports whether a post is known to be another than Hugo's.
func mayDiffer(s sample) bool { return s.shortcodes != "none" }

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
		require.NoError(t, json.Unmarshal([]byte(s.want(t, corpus, ".json")), &want))
		doc, err := markdown.Render(s.post(t, corpus), markdown.Options{Unsafe: true, Highlight: highlight.Code})
		require.NoError(t, err)

		got := want
		got.WordCount, got.FuzzyWordCount, got.ReadingTime = doc.WordCount, doc.FuzzyWordCount, doc.ReadingTime
		got.PlainLen, got.Truncated = len(doc.Plain), doc.Truncated
		got.Summary, got.TOC = doc.Summary, doc.TableOfContents
		count(shares, s.shortcodes, got == want)
		if got != want && !mayDiffer(s) {
			assert.Equal(t, want, got, s.path)
		}
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
			doc, err := markdown.Render(&post.Post{Body: input + "\n"}, markdown.Options{
				Unsafe: true, Highlight: highlight.Code,
			})
			require.NoError(t, err)
			assert.Equal(t, tree(t, want), tree(t, doc.HTML))
		})
	}
}
