package markdown_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark-emoji/definition"
	"golang.org/x/tools/txtar"

	"postview/wasm/highlight"
	"postview/wasm/markdown"
	"postview/wasm/post"
)

// everything is a site that has all extensions on.
func everything(t testing.TB) *markdown.Config {
	t.Helper()
	c := markdown.DefaultConfig()
	unknown, err := c.Set(map[string]any{"goldmark": map[string]any{
		"parser": map[string]any{
			"attribute":                          map[string]any{"block": true},
			"autodefinitiontermid":               true,
			"wrapstandaloneimagewithinparagraph": false,
		},
		"extensions": map[string]any{
			"cjk": map[string]any{"enable": true, "eastasianlinebreaks": true, "escapedspace": true},
			"extras": map[string]any{
				"delete": map[string]any{"enable": true}, "insert": map[string]any{"enable": true},
				"mark": map[string]any{"enable": true}, "subscript": map[string]any{"enable": true},
				"superscript": map[string]any{"enable": true},
			},
			"passthrough": map[string]any{"enable": true, "delimiters": map[string]any{
				"inline": []any{[]any{"$", "$"}}, "block": []any{[]any{"$$", "$$"}},
			}},
		},
	}})
	require.NoError(t, err)
	require.Empty(t, unknown)
	c.Emoji, c.Emojis = true, definition.Github()
	return c
}

// FuzzRender looks for bodies that make Render panic or hang, and for output that
// is not UTF-8 though the body is.
func FuzzRender(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	require.NoError(f, err)
	for _, file := range archives {
		b, err := os.ReadFile(file)
		require.NoError(f, err)
		for _, file := range txtar.Parse(b).Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(string(file.Data))
			}
		}
	}
	all := everything(f)
	f.Fuzz(func(t *testing.T, body string) {
		for _, o := range []markdown.Options{{}, {Unsafe: true, Config: all}} {
			doc, err := markdown.Render(&post.Post{Path: "fuzz.md", Body: body}, o)
			require.NoError(t, err)
			assert.True(t, utf8.ValidString(doc.HTML) || !utf8.ValidString(body))
		}
	})
}

// FuzzFence looks for attributes of a fence that make Render panic.
func FuzzFence(f *testing.F) {
	for _, info := range []string{
		"go {linenos=table,hl_lines=[1,\"2-3\"],linenostart=199}", "go {.a #b c=d}", "{r x}", "go {tabwidth=-1}",
		"go {hl_inline=true}", "{guesssyntax=1}", "go {a={b=c} d=[e,[f]]}", "go {id=5 class=x}", "go {style=null}",
	} {
		f.Add(info, "package main\n\nfunc main() {}\n")
	}
	f.Fuzz(func(t *testing.T, info, code string) {
		doc, err := markdown.Render(&post.Post{Body: "```" + info + "\n" + code + "\n```\n"}, markdown.Options{
			Highlight: highlight.Code,
		})
		require.NoError(t, err)
		assert.NotEmpty(t, doc.HTML)
	})
}
