package shortcode

import (
	"runtime"
	"strings"

	"postview/wasm/post"
)

// hasTemplates is false in a browser, whose program has nothing of what runs them.
const hasTemplates = runtime.GOOS != "js"

// Templates are the shortcodes that a site has of its own. They come before those of
// Hugo, and before what is known of others here.
type Templates interface {
	// Lookup returns what is known of the template of a name, if there is one.
	Lookup(name string) (t Template, found bool)

	// Execute returns what the template of a call makes. Where it returns false, the
	// shortcode is shown as if there were no template.
	Execute(*Call) (output string, made bool)
}

// Template is what is to be known of one before it runs.
type Template struct {
	Holds bool // it asks for inner content: then the shortcode must be closed

	// As before Hugo 0.55 {{% %}} has its inner content rendered, and what it makes is
	// not.
	Old bool
}

// Call is a shortcode as its template sees it.
type Call struct {
	Name    string
	Listed  []any          // arguments without names
	Named   map[string]any // or those with names
	Inner   string         // known once it is rendered, which is after what it holds
	Indent  string         // before the tag
	Ordinal int            // among its siblings
	Markup  bool           // {{% %}}: what it makes is Markdown
	Parent  *Call          // or nil
	Post    *post.Post
	Data    any // for who executes it

	// Markdown renders Markdown that may have shortcodes, and Position is where the tag
	// is in the source.
	Markdown  func(markdown string) string
	Highlight func(code, language, options string) string
	Position  func() (line, column int)
}

// templated is what an expander keeps of the site's own shortcodes.
type templated struct {
	calls []*Call        // whose inner content is being made
	made  map[*node]made // so that nothing is made twice where one around it fails
	body  string
}

type made struct {
	output string
	is     bool
}

// byTemplate renders a shortcode with the site's own template, if it has one that can.
func (e *expander) byTemplate(n *node, level int) (output string, is bool) {
	if !hasTemplates || e.env.Templates == nil || n.tag.inline {
		return "", false
	}
	t, found := e.env.Templates.Lookup(n.name)
	if !found {
		return "", false
	}
	if known, isKnown := e.made[n]; isKnown {
		return known.output, known.is
	}
	call := e.call(n)
	e.calls = append(e.calls, call)
	if t.Old {
		level++
	}
	call.Inner = e.innerOf(n, level)
	e.calls = e.calls[:len(e.calls)-1]
	output, is = e.env.Templates.Execute(call)
	output = n.indented(output)
	if t.Old && n.markup && is {
		output = e.held.hold(output)
	}
	if e.made == nil {
		e.made = map[*node]made{}
	}
	e.made[n] = made{output, is}
	return output, is
}

// hasFailed says whether a shortcode has a template that could not make it: its Templates
// tell why.
func (t *templated) hasFailed(n *node) bool {
	_, isKnown := t.made[n]
	return hasTemplates && isKnown
}

func (e *expander) call(n *node) *Call {
	call := &Call{
		Name: n.name, Listed: n.listed, Named: n.named, Indent: n.indent, Ordinal: n.ordinal, Markup: n.markup,
		Post:      e.env.Post,
		Markdown:  func(markdown string) string { return e.renderString(n, markdown) },
		Highlight: e.code,
		Position:  func() (line, column int) { return e.position(n) },
	}
	if len(e.calls) > 0 {
		call.Parent = e.calls[len(e.calls)-1]
	}
	return call
}

// position returns where a shortcode is in the source, or the one around the text that
// it is in.
func (e *expander) position(n *node) (line, column int) {
	offset := n.offset
	for ; e.parent != nil; e = e.parent {
		offset = e.offset
	}
	before := e.body[:offset]
	line = max(e.env.Post.BodyLine, 1) + strings.Count(before, "\n")
	return line, len(before) - strings.LastIndexByte(before, '\n') // in bytes, as Hugo counts it
}

// isHolder says whether a shortcode must be closed.
func (env *Env) isHolder(name string) bool {
	if hasTemplates && env.Templates != nil {
		if t, found := env.Templates.Lookup(name); found {
			return t.Holds
		}
	}
	return isHolder(name)
}

// isLeaf says whether a shortcode must not be closed.
func (env *Env) isLeaf(name string) bool {
	if hasTemplates && env.Templates != nil {
		if t, found := env.Templates.Lookup(name); found {
			return !t.Holds
		}
	}
	return isLeaf(name)
}

func (t *templated) begin(body string) { t.body = body }
