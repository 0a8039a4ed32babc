package shortcode

import (
	"html"
	"strings"
)

// An expander renders the nodes of one body, or of a text within it that is
// rendered for itself.
type expander struct {
	env      Env
	held     *store
	troubles []trouble
	parent   *expander // of a text within a body
	offset   int       // where that text is from, in the parent's body
	depth    int
	counts   *counts
	templated
}

// counts are shared by all expanders of a body.
type counts struct {
	tabs  int // groups of tabs so far, to name them
	files int // files included
}

// expand returns the Markdown of a body, and where its divider is.
func (e *expander) expand(body string) (markdown string, dividerAt int) {
	e.begin(body)
	root := parse(body, lex(body, e.trouble), &e.env, e.trouble)
	var b strings.Builder
	dividerAt = -1
	for _, i := range root.inner {
		switch {
		case i.node != nil:
			b.WriteString(e.top(i.node, body))
		case i.divider:
			dividerAt = b.Len()
			fallthrough
		default:
			b.WriteString(i.text)
		}
	}
	return b.String(), dividerAt
}

// top returns what a node of the body itself becomes in its Markdown.
func (e *expander) top(n *node, body string) string {
	if out, made := e.byTemplate(n, 0); made {
		if n.markup {
			return out
		}
		return e.held.hold(out)
	}
	switch {
	case own(n.name) != nil:
	case e.env.Custom == Nothing && !n.markup:
		return e.held.hold("")
	default:
		return e.custom(n)
	}
	out, err := e.own(n, 0)
	if err != nil {
		e.trouble(n.offset, "shortcode "+n.name+": "+err.Error())
		if out == "" && e.env.Custom == Shown {
			return body[n.offset:n.end]
		}
	}
	if n.markup {
		return out
	}
	return e.held.hold(out)
}

// own renders one of Hugo's shortcodes. Its output is what counts if there is
// an error too, and it is not empty.
func (e *expander) own(n *node, level int) (string, error) {
	out, err := own(n.name)(e, call{node: n, inner: e.innerOf(n, level)})
	return n.indented(out), err
}

// innerOf returns the inner content of a shortcode as its template has it.
func (e *expander) innerOf(n *node, level int) string {
	inner := e.hugoInner(n, level)
	if n.markup && level > 0 && len(n.inner) > 0 {
		inner = e.innerMarkup(inner)
	}
	return inner
}

// indented puts the indent of a shortcode that holds nothing before the lines of its output.
func (n *node) indented(out string) string {
	if len(n.inner) == 0 && n.indent != "" {
		out = indentLines(out, n.indent)
	}
	return out
}

// hugoInner returns the inner content of one of Hugo's shortcodes: what it
// holds of these is rendered, as it is.
func (e *expander) hugoInner(n *node, level int) string {
	var b strings.Builder
	for _, i := range n.inner {
		switch {
		case i.literal:
			b.WriteString(e.held.hold(html.EscapeString(i.text)))
		case i.node == nil:
			b.WriteString(i.text)
		default:
			b.WriteString(e.within(i.node, level+1))
		}
	}
	return b.String()
}

// within renders a shortcode within one of Hugo's or of the site's own.
func (e *expander) within(n *node, level int) string {
	if out, made := e.byTemplate(n, level); made {
		return out
	}
	if own(n.name) == nil {
		return e.custom(n)
	}
	return e.nested(n, level)
}

// nested renders one of Hugo's shortcodes within another shortcode.
func (e *expander) nested(n *node, level int) string {
	out, err := e.own(n, level)
	if err == nil {
		return out
	}
	e.trouble(n.offset, "shortcode "+n.name+": "+err.Error())
	if out == "" && e.env.Custom == Shown {
		return e.held.hold(html.EscapeString(item{node: n}.written()))
	}
	return out
}

// innerMarkup renders the inner content of a nested {{% %}}. Of a single line
// the paragraph goes.
func (e *expander) innerMarkup(inner string) string {
	out := e.block(inner)
	if strings.Contains(inner, "\n") {
		return out
	}
	line, ends := strings.CutSuffix(out, "</p>\n")
	line, begins := strings.CutPrefix(line, "<p>")
	if ends && begins && !strings.Contains(line, "\n") {
		return line
	}
	return out
}

// indentLines puts indent before every line but the first.
func indentLines(s, indent string) string {
	lines := strings.SplitAfter(s, "\n")
	var b strings.Builder
	for i, line := range lines {
		if i > 0 && line != "" {
			b.WriteString(indent)
		}
		b.WriteString(line)
	}
	return b.String()
}

// dedent takes indent away from the lines that begin with it.
func dedent(s, indent string) string { return relead(s, indent, "") }

// relead puts another lead before the lines that begin with one.
func relead(s, from, to string) string {
	if from == to {
		return s
	}
	short := strings.TrimRight(from, " \t") // of an empty line
	var b strings.Builder
	for _, line := range strings.SplitAfter(s, "\n") {
		rest, ok := strings.CutPrefix(line, from)
		if !ok && short != "" {
			rest, ok = strings.CutPrefix(line, short)
		}
		if ok {
			b.WriteString(to)
			line = rest
		}
		b.WriteString(line)
	}
	return b.String()
}

// block renders Markdown.
func (e *expander) block(markdown string) string {
	if e.env.Block == nil {
		return html.EscapeString(markdown)
	}
	return e.env.Block(markdown)
}

// renderString renders Markdown that may have shortcodes, as Hugo's
// .RenderString does: an argument's, or inner content with escaped ones, which
// by then are real.
func (e *expander) renderString(n *node, markdown string) string {
	if strings.Contains(markdown, "{{<") || strings.Contains(markdown, "{{%") {
		if e.depth >= MaxDepth {
			e.trouble(n.offset, "shortcodes are nested too deep")
			return html.EscapeString(markdown)
		}
		within := &expander{
			env: e.env, held: e.held, parent: e, offset: n.offset, depth: e.depth + 1, counts: e.counts,
		}
		markdown, _ = within.expand(markdown)
	}
	return e.held.restore(e.block(markdown))
}

// renderInline renders Markdown that belongs into a line, as Hugo's markdownify does.
func (e *expander) renderInline(n *node, markdown string) string {
	return withoutParagraph(e.renderString(n, markdown))
}

// withoutParagraph takes the paragraph around a short text away, if it is the only one.
func withoutParagraph(html string) string {
	if strings.Count(html, "<p>") != 1 {
		return html
	}
	trimmed := strings.TrimSpace(html)
	line, begins := strings.CutPrefix(trimmed, "<p>")
	line, ends := strings.CutSuffix(line, "</p>")
	if !begins || !ends {
		return trimmed
	}
	return strings.TrimSpace(line)
}
