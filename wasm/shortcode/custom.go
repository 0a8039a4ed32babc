package shortcode

import (
	"html"
	"slices"
	"strings"
)

// An output is what a shortcode that Hugo does not have becomes.
type output struct {
	parts  []part
	inline bool // it belongs into a line
}

// A part of an output is HTML, or Markdown to be rendered.
type part struct {
	text     string
	markdown bool
	lead     string // of the lines of Markdown
}

func within(line string) output { return output{parts: []part{{text: line}}, inline: true} }

func standing(block string) output { return output{parts: []part{{text: block}}} }

// around is the inner content of n between two texts of HTML.
func (e *expander) around(n *node, before, after string) output {
	return output{parts: []part{{text: before}, e.content(n), {text: after}}}
}

// content is the inner content of n.
func (e *expander) content(n *node) part {
	return part{text: e.inner(n), markdown: true, lead: n.lead}
}

// A shower shows a shortcode to readers.
type shower func(e *expander, n *node) output

// showerOf returns what shows the shortcode of a name.
func showerOf(name string) shower {
	name = strings.ToLower(name)
	for _, group := range []func(string) shower{docsy, common, callouts, panes} {
		if show := group(name); show != nil {
			return show
		}
	}
	return unknownShortcode
}

// custom returns the Markdown in whose place the output of n appears when it is
// rendered and restored.
func (e *expander) custom(n *node) string {
	if e.env.Custom == Nothing {
		return ""
	}
	out := e.show(n)
	if n.markup {
		return e.inPlace(n, out)
	}
	return e.insert(n, e.held.keep(valued(n, e.html(n, out))), out.inline)
}

func (e *expander) show(n *node) output {
	if n.tag.inline { // its inner text is a Go template, which Hugo by default does not run either
		return within("")
	}
	return showerOf(n.name)(e, n)
}

// html returns an output with its Markdown rendered apart from the rest.
func (e *expander) html(n *node, out output) string {
	var b strings.Builder
	for _, p := range out.parts {
		switch {
		case !p.markdown:
			b.WriteString(p.text)
		case out.inline:
			b.WriteString(e.renderInline(n, p.text))
		default:
			b.WriteString(e.renderString(n, dedent(p.text, p.lead)))
		}
	}
	return b.String()
}

// inPlace returns an output whose Markdown becomes part of the body's, so that
// its headings and footnotes are the post's. Only its HTML is held, for raw HTML
// may be omitted.
func (e *expander) inPlace(n *node, out output) string {
	block := n.alone && !out.inline
	holds := slices.ContainsFunc(out.parts, func(p part) bool { return p.markdown && p.text != "" })
	var b strings.Builder
	for i, p := range out.parts {
		switch {
		case p.text == "":
		case !p.markdown:
			k := kept{html: p.text}
			if i == 0 && !holds {
				k = valued(n, p.text)
			}
			b.WriteString(e.insert(n, e.held.keep(k), out.inline))
		case block:
			b.WriteString(paragraphs(relead(p.text, p.lead, n.lead), n.lead))
		default:
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// paragraphs keeps a text apart from what stands on the lines before and after it.
func paragraphs(s, lead string) string {
	opening, _, _ := strings.Cut(s, "\n")
	closing := s[strings.LastIndexByte(s, '\n')+1:]
	if strings.Trim(opening, " \t>") != "" {
		s = "\n" + lead + s
	}
	if strings.Trim(closing, " \t>") != "" {
		s += "\n" + lead
	}
	return s
}

// insert puts a placeholder into a paragraph of its own where it stands alone.
func (e *expander) insert(n *node, placeholder string, inline bool) string {
	if inline || !n.alone {
		return placeholder
	}
	return "\n" + n.lead + placeholder + "\n" + n.lead
}

// inner returns the inner content of a shortcode as Markdown, what it holds in it.
func (e *expander) inner(n *node) string {
	var b strings.Builder
	for _, i := range n.inner {
		switch {
		case i.literal:
			b.WriteString(e.held.hold(html.EscapeString(i.text)))
		case i.node == nil:
			b.WriteString(i.text)
		default:
			b.WriteString(e.innerNode(i.node))
		}
	}
	return b.String()
}

// innerNode returns a shortcode within the Markdown of one that Hugo does not have.
func (e *expander) innerNode(n *node) string {
	out, made := e.byTemplate(n, 1)
	switch {
	case !made && own(n.name) == nil:
		return e.custom(n)
	case !made:
		out = e.nested(n, 1)
	}
	if n.markup && (made || isWords(n.name)) {
		return out
	}
	return e.insert(n, e.held.hold(out), isWords(n.name))
}

// isWords says whether a shortcode of Hugo's becomes words within a line.
func isWords(name string) bool { return name == "param" || name == "ref" || name == "relref" }

// innerCode returns the inner content of a shortcode as code: only Hugo's own
// shortcodes in it are expanded.
func (e *expander) innerCode(n *node) string {
	var b strings.Builder
	for _, i := range n.inner {
		if i.node != nil && own(i.node.name) != nil {
			b.WriteString(e.nested(i.node, 1))
		} else {
			b.WriteString(i.written())
		}
	}
	return strings.Trim(dedent(b.String(), n.indent), "\r\n")
}

// unknownShortcode shows what a reader can use of a shortcode nobody knows: the words
// of its arguments, and its inner content. They are in a frame, with its name where
// there is no line to be read on.
func unknownShortcode(e *expander, n *node) output {
	if !e.hasFailed(n) {
		e.note(trouble{n.offset, "shortcode " + n.name + ": it is unknown, or lacks what it is to show", n.name})
	}
	content := e.content(n)
	frame := ` class="shortcode" data-shortcode="` + escape(n.name) + `">`
	name, words := ` class="shortcode-name">`+escape(n.name), escape(n.words())
	if strings.TrimSpace(content.text) == "" {
		content.text = ""
	}
	if !n.alone && !strings.Contains(content.text, "\n") {
		before := "<span" + frame
		switch {
		case content.text == "" && words == "":
			before += "<span" + name + "</span>"
		case content.text == "":
			before += words
		case words != "":
			before += `<span class="shortcode-name">` + words + "</span> "
		}
		return output{parts: []part{{text: before}, content, {text: "</span>"}}, inline: true}
	}
	before := "<div" + frame + "<p" + name + "</p>\n"
	if words != "" {
		before += "<p>" + words + "</p>\n"
	}
	return output{parts: []part{{text: before}, content, {text: "</div>\n"}}}
}

// bare is the content of a shortcode whose layout means nothing here.
func bare(e *expander, n *node) output { return e.around(n, "", "") }

// classed is the content of a shortcode in a div.
func classed(class string) shower {
	return func(e *expander, n *node) output {
		return e.around(n, `<div class="`+class+`">`+"\n", "</div>\n")
	}
}
