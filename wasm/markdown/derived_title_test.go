package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/markdown"
	"postview/wasm/post"
)

func TestTitleOfTheBody(t *testing.T) {
	tests := map[string]struct {
		source     string
		text, html string // of the title
		id, rest   string
	}{
		"a heading":            {"# Hello *World* & `co`\n\nText.", "Hello World & co", "Hello <em>World</em> &amp; <code>co</code>", "hello-world--co", "<p>Text.</p>\n"},
		"underlined":           {"Hello\nWorld\n===\n\nText.", "Hello World", "Hello\nWorld", "world", "<p>Text.</p>\n"},
		"after comments":       {"\n<!-- a -->\n\n<!-- b\n-->\n# Hello\n\nText.", "Hello", "Hello", "hello", "<!-- a -->\n<!-- b\n-->\n<p>Text.</p>\n"},
		"of raw HTML":          {"<h1 align=\"center\">Hello</h1>\n\nText.", "Hello", "Hello", "", "<p>Text.</p>\n"},
		"the first of several": {"# A\n\n# B", "A", "A", "a", "<h1 id=\"b\">B<a class=\"heading-link\" href=\"#b\" aria-labelledby=\"b\"></a></h1>\n"},
		"with an id":           {"# A {#x .y}\n", "A", "A", "x", ""},
		"alone":                {"# A", "A", "A", "a", ""},
		"after front matter":   {"---\ndate: 2026-01-01\n---\n# A", "A", "A", "a", ""},
		"a shortcode in it":    {"# A {{< highlight go \"hl_inline=true\" >}}b{{< /highlight >}}", "A b", "A <code class=\"code-inline language-go\">b</code>", "a-hahahugoshortcode1s0hbhb", ""},

		"not first":            {"Text.\n\n# A", "", "", "", "<p>Text.</p>\n<h1 id=\"a\">A<a class=\"heading-link\" href=\"#a\" aria-labelledby=\"a\"></a></h1>\n"},
		"of a lower level":     {"## A", "", "", "", "<h2 id=\"a\">A<a class=\"heading-link\" href=\"#a\" aria-labelledby=\"a\"></a></h2>\n"},
		"a picture":            {"# ![](a.png)", "", "", "", "<h1><img src=\"a.png\" alt=\"\"></h1>\n"},
		"in a quote":           {"> # A", "", "", "", "<blockquote>\n<h1 id=\"a\">A<a class=\"heading-link\" href=\"#a\" aria-labelledby=\"a\"></a></h1>\n</blockquote>\n"},
		"beside another title": {"---\ntitle: B\n---\n# A", "", "", "", "<h1 id=\"a\">A<a class=\"heading-link\" href=\"#a\" aria-labelledby=\"a\"></a></h1>\n"},
		"a comment that stays": {"<!-- # A", "", "", "", "<!-- # A"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := post.Parse("a.md", []byte(test.source))
			require.NoError(t, err)
			doc, err := markdown.Render(p, markdown.Options{Unsafe: true, Readers: markdown.Readers{Title: true, HeadingLinks: true}})
			require.NoError(t, err)
			assert.Equal(t, test.text, doc.Title.Text)
			if test.text != "" {
				assert.Equal(t, test.html, doc.Title.HTML)
				assert.Equal(t, test.id, doc.Title.ID)
				assert.Contains(t, doc.Whole(), "<h1")
			}
			assert.Equal(t, test.rest, doc.HTML)
		})
	}
}

func TestTitleOfTheBodyIsNoSummary(t *testing.T) {
	const source = "# Hello\n\nText.\n\n## There\n"
	p, err := post.Parse("a.md", []byte(source))
	require.NoError(t, err)
	asHugo, err := markdown.Render(p, markdown.Options{})
	require.NoError(t, err)
	forReaders, err := markdown.Render(p, markdown.Options{Readers: markdown.Readers{Title: true}})
	require.NoError(t, err)
	assert.Equal(t, "Hello Text.\nThere", asHugo.SummaryText)
	assert.Equal(t, "Text.\nThere", forReaders.SummaryText)
	assert.Equal(t, asHugo.TableOfContents, forReaders.TableOfContents)
	assert.Equal(t, asHugo.HTML, forReaders.Whole())
	assert.Empty(t, asHugo.Title)
}
