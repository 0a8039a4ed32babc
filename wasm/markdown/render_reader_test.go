package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/shortcode"
)

func TestReaders(t *testing.T) {
	callouts := markdown.Readers{Callouts: true}
	math := markdown.Readers{Math: true}
	later := markdown.Readers{ColourLater: true}
	tests := []struct {
		name    string
		readers markdown.Readers
		body    string
		want    string
	}{
		{"a callout", callouts, "> [!NOTE]\n> *text*\n>\n> more",
			`<blockquote class="admonition admonition-note" role="note"><p class="admonition-title">Note</p>
			<p><em>text</em></p><p>more</p></blockquote>`},
		{"with a title", callouts, "> [!Warning] Mind *this*\n> text",
			`<blockquote class="admonition admonition-warning" role="note"><p class="admonition-title">Mind <em>this</em></p>
			<p>text</p></blockquote>`},
		{"folded", callouts, "> [!Warning]- Mind *this*\n> text",
			`<details class="admonition admonition-warning"><summary class="admonition-title">Mind <em>this</em></summary><p>text</p></details>`},
		{"that can be folded", callouts, "> [!faq]+\n> > [!tip]- Deeper\n\nafter",
			`<details open="" class="admonition admonition-faq"><summary class="admonition-title">Faq</summary>
			<details class="admonition admonition-tip"><summary class="admonition-title">Deeper</summary></details></details><p>after</p>`},
		{"with nothing else", callouts, "> [!tip]",
			`<blockquote class="admonition admonition-tip" role="note"><p class="admonition-title">Tip</p></blockquote>`},
		{"in a callout", callouts, "> [!NOTE]\n> > [!TIP]\n> > b",
			`<blockquote class="admonition admonition-note" role="note"><p class="admonition-title">Note</p>
			<blockquote class="admonition admonition-tip" role="note"><p class="admonition-title">Tip</p><p>b</p></blockquote></blockquote>`},
		{"a quote", callouts, "> a [!NOTE]\n> b", "<blockquote><p>a [!NOTE]\nb</p></blockquote>"},
		{"no kind", callouts, "> [!N B]\n> b", "<blockquote><p>[!N B]\nb</p></blockquote>"},
		{"callouts off", markdown.Readers{}, "> [!NOTE]\n> b", "<blockquote><p>[!NOTE]\nb</p></blockquote>"},

		{"a heading", markdown.Readers{HeadingLinks: true}, "## A *b*\n\n##",
			`<h2 id="a-b">A <em>b</em><a class="heading-link" href="#a-b" aria-labelledby="a-b"></a></h2><h2></h2>`},

		{"brackets that are no math", math, `a \(b\) \[1\]`, `<p>a (b) [1]</p>`},
		{"math as a block", math, "$$\nx_1 *y*\n$$", `<div class="math math-display">x_1 *y*</div>`},
		{"math in a fence", math, "```math\nx < y\n```", `<div class="math math-display">x &lt; y</div>`},
		{"math off", markdown.Readers{}, "$$\nx_1 *y*\n$$", "<p>$$\nx_1 <em>y</em>\n$$</p>"},

		{"later colours", later, "```go {linenos=table,hl_lines=[1,\"3-4\"],.x #y title=\"a b\"}\nx\n```",
			`<div class="highlight x" id="y" title="a b"><pre tabindex="0" data-postview-code="hl_lines=1-1+3-4&amp;linenos=true">` +
				"<code class=\"language-go\" data-lang=\"go\">x\n</code></pre></div>"},
		{"later colours of a shortcode", later, "{{< highlight go \"linenos=inline\" >}}\nx\n{{< /highlight >}}",
			`<div class="highlight"><pre tabindex="0" data-postview-code="linenos=true&amp;linenumbersintable=false">` +
				`<code class="language-go" data-lang="go">x</code></pre></div>`},
		{"later colours in a line", later, "a {{< highlight go \"hl_inline=true\" >}}x{{< /highlight >}}",
			`<p>a <code class="code-inline language-go" data-postview-code="hl_inline=true">x</code></p>`},
		{"later colours without options", later, "```go\nx\n```",
			`<div class="highlight"><pre tabindex="0" data-postview-code="">` +
				"<code class=\"language-go\" data-lang=\"go\">x\n</code></pre></div>"},
		{"the second of two with links", later, "```\n```\n```go {linenos=true anchorlinenos=true}\n```",
			`<pre tabindex="0"><code></code></pre><div class="highlight"><pre tabindex="0" data-postview-code="anchorlinenos=true&amp;lineanchors=hl-1&amp;linenos=true">` +
				`<code class="language-go" data-lang="go"></code></pre></div>`},
		{"nothing to colour later", later, "```\nx\n```", "<pre tabindex=\"0\"><code>x\n</code></pre>"},
		{"no later colours", markdown.Readers{}, "```go {linenos=table}\nx\n```",
			"<pre tabindex=\"0\"><code class=\"language-go\" data-lang=\"go\">x\n</code></pre>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := markdown.Render(&post.Post{Body: test.body}, markdown.Options{Readers: test.readers, Config: withClasses()})
			require.NoError(t, err)
			assert.Equal(t, tree(t, test.want), tree(t, doc.HTML))
		})
	}
}

// withClasses returns the settings of readers, who get classes.
func withClasses() *markdown.Config {
	config := markdown.DefaultConfig()
	config.Highlight.NoClasses = false
	return config
}

func TestMathDelimiters(t *testing.T) {
	config := markdown.DefaultConfig()
	config.Extensions.Passthrough = markdown.MathDelimiters
	doc, err := markdown.Render(&post.Post{Body: `a \(x_1 < y_2\) b \[z\]`}, markdown.Options{Config: config, Readers: markdown.Readers{Math: true}})
	require.NoError(t, err)
	want := `<p>a <span class="math math-inline">x_1 &lt; y_2</span> b</p><div class="math math-display">z</div>`
	assert.Equal(t, tree(t, want), tree(t, doc.HTML))
}

func TestNeeds(t *testing.T) {
	tests := []struct {
		name    string
		readers markdown.Readers
		body    string
		want    markdown.Needs
	}{
		{"nothing", markdown.Readers{}, "a\n\n    b\n\n```\nc\n```", markdown.Needs{}},
		{"code", markdown.Readers{}, "```go\na\n```\n\n```mermaid\nb\n```\n\n```go\nc\n```",
			markdown.Needs{Languages: []string{"go", "mermaid"}}},
		{"code of a shortcode", markdown.Readers{}, "{{< highlight c >}}a{{< /highlight >}}", markdown.Needs{Languages: []string{"c"}}},
		{"math", markdown.Readers{Math: true}, "$$a$$", markdown.Needs{Math: true}},
		{"math in a fence", markdown.Readers{}, "```math\na\n```", markdown.Needs{Languages: []string{"math"}, Math: true}},
		{"no math", markdown.Readers{}, "$$a$$", markdown.Needs{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := markdown.Render(&post.Post{Body: test.body}, markdown.Options{Readers: test.readers})
			require.NoError(t, err)
			assert.Equal(t, test.want, doc.Needs)
		})
	}
}

func TestRenderIsSafeForConcurrentUse(t *testing.T) {
	body := "## A [x](y)\n\n*b* \"c\" www.example.org[^1]\n\n[^1]: d\n"
	want, err := markdown.Render(&post.Post{Body: body}, markdown.Options{})
	require.NoError(t, err)
	config := markdown.DefaultConfig()
	results := make(chan string)
	for range 8 {
		go func() {
			doc, err := markdown.Render(&post.Post{Body: body}, markdown.Options{Config: config})
			if err != nil {
				results <- err.Error()
				return
			}
			results <- doc.HTML
		}()
	}
	for range 8 {
		assert.Equal(t, want.HTML, <-results)
	}
}

func TestRenderTellsOfShortcodes(t *testing.T) {
	doc, err := markdown.Render(&post.Post{Path: "a.md", Body: "a\n\n{{< figure src=\n\nb"}, markdown.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, doc.Problems)
	assert.ErrorContains(t, doc.Problems[0], "a.md:3:1: ")
	assert.Equal(t, problem.Shortcode, doc.Problems[0].Kind)
	assert.Contains(t, doc.HTML, "b")

	p, err := post.Parse("a.md", []byte("---\ntitle: a\n---\n\n{{< figure src=\n"))
	require.NoError(t, err)
	doc, err = markdown.Render(p, markdown.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, doc.Problems)
	assert.Equal(t, 5, doc.Problems[0].Line, "of the source")
}

// An alert and a shortcode of the same kind have the same title.
func TestTitlesOfCallouts(t *testing.T) {
	for _, test := range []struct{ language, kind, title string }{
		{"", "info", "Info"}, {"en-GB", "note", "Note"}, {"xx", "tip", "Tip"},
		{"de", "info", "Info"}, {"de-AT", "note", "Hinweis"}, {"fr", "danger", "Danger"}, {"ja", "important", "重要"},
	} {
		o := markdown.Options{Readers: markdown.Readers{Callouts: true}, Shortcodes: shortcode.Env{Language: test.language}}
		for _, body := range []string{"> [!" + strings.ToUpper(test.kind) + "]\n> a", "{{< " + test.kind + " >}}a{{< /" + test.kind + " >}}"} {
			doc, err := markdown.Render(&post.Post{Body: body}, o)
			require.NoError(t, err)
			assert.Contains(t, doc.HTML, `<p class="admonition-title">`+test.title+"</p>", "%s: %s", test.language, body)
		}
	}
	// Of these there are alerts alone.
	for kind, title := range map[string]string{"example": "Beispiel", "abstract": "Abstract"} {
		o := markdown.Options{Readers: markdown.Readers{Callouts: true}, Shortcodes: shortcode.Env{Language: "de"}}
		doc, err := markdown.Render(&post.Post{Body: "> [!" + kind + "]"}, o)
		require.NoError(t, err)
		assert.Contains(t, doc.HTML, `<p class="admonition-title">`+title+"</p>")
	}
}
