package safehtml_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"postview/wasm/safehtml"
)

// shared returns a path in the folder of shared data, and leaves the test out
// where there is none.
func shared(t *testing.T, path string) string {
	t.Helper()
	folder := os.Getenv("POSTVIEW_SHARED")
	if folder == "" {
		t.Skip("POSTVIEW_SHARED does not name the folder of hostile posts")
	}
	return filepath.Join(folder, path)
}

// TestHostile takes each hostile post as Markdown with all of goldmark's doors
// open, and as HTML.
func TestHostile(t *testing.T) {
	file, err := os.ReadFile(shared(t, "xss-vectors.json"))
	require.NoError(t, err)
	var posts []struct{ Name, Markdown string }
	require.NoError(t, json.Unmarshal(file, &posts))
	require.NotEmpty(t, posts)
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, extension.Typographer),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
	for _, post := range posts {
		t.Run(post.Name, func(t *testing.T) {
			var article bytes.Buffer
			require.NoError(t, md.Convert([]byte(post.Markdown), &article))
			sanitized(t, article.String())
			sanitized(t, post.Markdown)
		})
	}
	t.Log(len(posts), "posts")
}

// TestTakenAway prints, with -v, what the policy takes from the articles of the
// corpus: a list to read when the policy changes. Nothing that Hugo's own
// Markdown writes may be in it.
func TestTakenAway(t *testing.T) {
	taken := map[string]int{}
	articles := 0
	err := filepath.WalkDir(shared(t, "corpus/hugo"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		article, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		articles++
		before := content(t, string(article))
		after := content(t, sanitized(t, string(article)))
		for what, n := range before {
			if n > after[what] {
				taken[what] += n - after[what]
			}
		}
		return nil
	})
	require.NoError(t, err)
	t.Log(articles, "articles")
	for _, what := range slices.Sorted(maps.Keys(taken)) {
		t.Log(taken[what], what)
	}
	for _, what := range []string{"<pre>", "<code>", "<input>", "<table>", "<sup>", " id=", " class=", " data-lang=", " tabindex=", " role="} {
		for name := range taken {
			require.NotContains(t, name, what)
		}
	}
}

// content counts the elements and attributes of a fragment, and its text.
func content(t *testing.T, fragment string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for n := range parse(t, fragment).Descendants() {
		switch n.Type {
		case nethtml.ElementNode:
			counts["<"+n.Data+">"]++
			for _, a := range n.Attr {
				counts[n.Data+" "+a.Key+"="+a.Val]++
			}
		case nethtml.TextNode:
			counts["text: "+n.Data]++
		}
	}
	return counts
}

// BenchmarkCorpus sanitizes the largest article of the corpus.
func BenchmarkCorpus(b *testing.B) {
	var largest []byte
	_ = filepath.WalkDir(filepath.Join(os.Getenv("POSTVIEW_SHARED"), "corpus/hugo"), func(path string, _ fs.DirEntry, _ error) error {
		if article, err := os.ReadFile(path); err == nil && strings.HasSuffix(path, ".html") && len(article) > len(largest) {
			largest = article
		}
		return nil
	})
	if largest == nil {
		b.Skip("POSTVIEW_SHARED does not name the folder of real posts")
	}
	b.SetBytes(int64(len(largest)))
	for b.Loop() {
		safehtml.Sanitize.Sanitize(string(largest))
	}
}
