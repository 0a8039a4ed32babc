package markdown

import (
	"strings"
	"sync"

	"github.com/gohugoio/hugo-goldmark-extensions/extras"
	"github.com/gohugoio/hugo-goldmark-extensions/passthrough"
	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var contentsKey = parser.NewContextKey()

// contents collects the headings of one body.
type contents struct {
	renderer renderer.Renderer // of what is in a heading; without it nothing is collected
	headings []Heading

	// exact tells that a heading has several lines and inline elements, so that its
	// id depends on how its text is split into nodes.
	exact bool
}

// contentsTransformer fills the contents in the parser's context.
type contentsTransformer struct{}

// Transform is part of parser.ASTTransformer.
func (contentsTransformer) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	c, ok := pc.Get(contentsKey).(*contents)
	if !ok {
		return
	}
	walkBlocks(doc, func(n ast.Node) {
		heading, ok := n.(*ast.Heading)
		if !ok {
			return
		}
		c.exact = c.exact || heading.Lines().Len() > 1
		if c.renderer == nil {
			return
		}
		entry := Heading{Level: heading.Level, HTML: c.title(heading, reader.Source())}
		if id, found := heading.AttributeString("id"); found {
			entry.ID = attributeText(id)
		}
		c.headings = append(c.headings, entry)
	})
}

// title renders what is in heading, as far as it can be in a link.
func (c *contents) title(heading ast.Node, source []byte) string {
	out := &output{}
	_ = ast.Walk(heading, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindCodeSpan, ast.KindLink, ast.KindImage, ast.KindEmphasis, extast.KindStrikethrough,
			emojiast.KindEmoji, extras.KindDelete, extras.KindInsert, extras.KindMark,
			extras.KindSubscript, extras.KindSuperscript:
			return ast.WalkSkipChildren, c.renderer.Render(out, source, n)
		case ast.KindAutoLink, ast.KindRawHTML, ast.KindText, ast.KindString,
			passthrough.KindPassthroughInline, passthrough.KindPassthroughBlock:
			return ast.WalkContinue, c.renderer.Render(out, source, n)
		}
		return ast.WalkContinue, nil
	})
	return withoutLinks(out.String())
}

// withoutLinks takes out of fragment what has no place in a link.
func withoutLinks(fragment string) string {
	if strings.IndexByte(fragment, '<') < 0 {
		return fragment
	}
	fragment = strings.TrimSpace(titlePolicy().Sanitize(fragment))
	return strings.Join(strings.FieldsFunc(fragment, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\f' || r == '\r'
	}), " ")
}

// titlePolicy lets the inline elements through that may be in a link.
var titlePolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(
		"abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins",
		"kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
		"sup", "time", "u", "var", "wbr")
	p.AllowStandardAttributes()
	p.AllowStyling()
	p.AllowImages()
	p.AllowAttrs("cite").OnElements("del", "ins", "q")
	p.AllowAttrs("datetime").OnElements("del", "ins", "time")
	p.AllowAttrs("value").OnElements("data")
	return p
})

// newContentsRenderer returns the renderer of what is in headings: goldmark's
// own, since what the others differ in does not outlive withoutLinks.
func newContentsRenderer(c *Config, unsafe bool) renderer.Renderer {
	nodes := []util.PrioritizedValue{
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(emoji.NewHTMLRenderer(), 200),
	}
	for _, tag := range []extras.InlineTag{
		extras.DeleteTag, extras.InsertTag, extras.MarkTag, extras.SubscriptTag, extras.SuperscriptTag,
	} {
		nodes = append(nodes, util.Prioritized(extras.NewInlineTagHTMLRenderer(tag), tag.RenderPriority))
	}
	nodes = append(nodes, util.Prioritized(verbatim{}, 90))
	r := goldmark.DefaultRenderer()
	r.AddOptions(rendererOptions(c)...)
	r.AddOptions(renderer.WithNodeRenderers(nodes...))
	if unsafe {
		r.AddOptions(html.WithUnsafe())
	}
	return r
}

// section is a heading in the table of contents with those below it. One that
// was skipped, as between h2 and h4, has none.
type section struct {
	heading *Heading
	inner   []*section
}

// html returns the table of contents, levels and all, as Hugo writes it.
func (c *contents) html(o TableOfContents) string {
	var b strings.Builder
	b.WriteString(`<nav id="TableOfContents">`)
	w := contentsWriter{&b, o}
	w.list(c.sections(), 1, 0)
	b.WriteString(`</nav>`)
	return b.String()
}

// sections nests the headings by their levels.
func (c *contents) sections() []*section {
	var top []*section
	for i := range c.headings {
		h := &c.headings[i]
		if h.Level == 1 {
			top = append(top, &section{heading: h})
			continue
		}
		if len(top) == 0 {
			top = append(top, &section{})
		}
		s := top[len(top)-1]
		for range h.Level - 2 {
			if len(s.inner) == 0 {
				s.inner = append(s.inner, &section{})
			}
			s = s.inner[len(s.inner)-1]
		}
		s.inner = append(s.inner, &section{heading: h})
	}
	return top
}

type contentsWriter struct {
	b *strings.Builder
	TableOfContents
}

func (w contentsWriter) list(sections []*section, level, indent int) {
	if level < w.StartLevel {
		for _, s := range sections {
			w.list(s.inner, level+1, indent)
		}
		return
	}
	if w.EndLevel != -1 && level > w.EndLevel || len(sections) == 0 {
		return
	}
	tag := "ul"
	if w.Ordered {
		tag = "ol"
	}
	space := strings.Repeat("  ", indent)
	w.b.WriteString("\n" + space + "  <" + tag + ">\n")
	for _, s := range sections {
		w.b.WriteString(space + "    <li>")
		if h := s.heading; h != nil && (h.ID != "" || h.HTML != "") {
			w.b.WriteString(`<a href="#` + h.ID + `">` + h.HTML + "</a>")
		}
		w.list(s.inner, level+1, indent+2)
		w.b.WriteString("</li>\n")
	}
	w.b.WriteString(space + "  </" + tag + ">\n" + space)
}
