package shortcode

import "strings"

// MaxDepth is how deep shortcodes may be nested. One that is deeper stays as
// it is written and is a [Problem]: a browser's stack is small.
const MaxDepth = 64

// A node is a shortcode with what it holds.
type node struct {
	tag
	source  string // of the opening tag
	ending  string // the source of the closing tag, "" if there is none
	indent  string
	offset  int    // of the opening tag in the body
	end     int    // of the closing tag, else of the opening one
	lead    string // what begins its line, if that is only white space and marks of quotations
	alone   bool   // nothing but lead is on the lines of its tags
	closer  string // the name in the tag that closes it
	inner   []item
	nodes   int // among the inner items
	ordinal int // among its siblings
}

// An item is a text or a node.
type item struct {
	text    string
	literal bool // the text looks like a shortcode but is none
	divider bool // the text is the summary divider
	node    *node
}

// written returns an item as it is in the body.
func (i item) written() string {
	if i.node == nil {
		return i.text
	}
	var b strings.Builder
	b.WriteString(i.node.source)
	for _, inner := range i.node.inner {
		b.WriteString(inner.written())
	}
	b.WriteString(i.node.ending)
	return b.String()
}

// A parser makes a tree of the pieces of a body.
type parser struct {
	body    string
	stack   []*node        // the root first
	open    map[string]int // nodes on the stack, by closer
	closers map[string]int // closing tags to come, by name
	skipped int            // opening tags left as text for being too deep
	env     *Env
	trouble func(offset int, message string)
}

// parse returns a node without a name that holds all of the body.
func parse(body string, pieces []piece, env *Env, trouble func(int, string)) *node {
	root := &node{}
	p := &parser{
		body: body, stack: []*node{root}, env: env, trouble: trouble,
		open: map[string]int{}, closers: map[string]int{},
	}
	for _, piece := range pieces {
		if piece.kind == tagged && piece.tag.closing {
			p.closers[piece.tag.name]++
		}
	}
	for _, piece := range pieces {
		p.piece(piece)
	}
	for len(p.stack) > 1 {
		p.abandon()
	}
	return root
}

func (p *parser) top() *node { return p.stack[len(p.stack)-1] }

func (p *parser) add(i item) { p.top().inner = append(p.top().inner, i) }

func (p *parser) piece(piece piece) {
	switch {
	case piece.kind == divided && len(p.stack) > 1:
		// Hugo loses a divider within a shortcode.
	case piece.kind != tagged:
		p.add(item{text: piece.source, literal: piece.kind == literal, divider: piece.kind == divided})
	case piece.tag.closing:
		p.close(piece)
	default:
		p.openTag(piece)
	}
}

func (p *parser) openTag(piece piece) {
	t := piece.tag
	n := &node{
		tag: t, source: piece.source, indent: piece.indent, closer: t.name,
		offset: piece.offset, end: piece.offset + len(piece.source),
	}
	if t.closed && p.env.isLeaf(t.name) {
		p.trouble(n.offset, "shortcode "+t.name+" holds nothing and must not be closed")
	}
	if t.closed || !p.holds(t.name) {
		p.append(n)
		return
	}
	if len(p.stack) > MaxDepth {
		p.skipped++
		p.trouble(n.offset, "shortcode "+t.name+" is nested too deep")
		p.add(item{text: n.source, literal: true})
		return
	}
	p.stack = append(p.stack, n)
	p.open[t.name]++
}

// holds says whether a shortcode has inner content. Hugo knows from its
// template; of one that has none here, a closing tag to come tells.
func (p *parser) holds(name string) bool {
	return p.env.isHolder(name) || !p.env.isLeaf(name) && p.closers[name] > 0
}

// append adds a node that is complete to the one that holds it.
func (p *parser) append(n *node) {
	lead, ok := leadOf(p.body, n.offset)
	n.lead, n.alone = lead, ok && endsLine(p.body, n.end)
	n.ordinal = p.top().nodes
	p.top().nodes++
	p.add(item{node: n})
}

func (p *parser) close(piece piece) {
	name := piece.tag.name
	p.closers[name]--
	if p.skipped > 0 {
		p.skipped--
		p.add(item{text: piece.source, literal: true})
		return
	}
	if p.open[name] == 0 {
		p.trouble(piece.offset, "shortcode "+name+" is closed but not open")
		p.add(item{text: piece.source, literal: true})
		return
	}
	p.uncross(name)
	for p.top().closer != name {
		p.abandon()
	}
	n := p.pop()
	n.ending, n.end = piece.source, piece.offset+len(piece.source)
	p.append(n)
}

// uncross lets a closing tag close the innermost shortcode, as Hugo does, if
// the tag for that one comes later: then that closes the one meant here.
func (p *parser) uncross(name string) {
	inner := p.top()
	if inner.closer == name || p.closers[inner.closer] <= 0 {
		return
	}
	for i := len(p.stack) - 1; i > 0; i-- {
		if p.stack[i].closer == name {
			p.stack[i].closer, inner.closer = inner.closer, name
			return
		}
	}
}

func (p *parser) pop() *node {
	n := p.top()
	p.stack = p.stack[:len(p.stack)-1]
	p.open[n.closer]--
	return n
}

// abandon takes a shortcode that nothing closes off the stack. One that must
// be closed stays as text, any other holds nothing; what came after it belongs
// to the one around it.
func (p *parser) abandon() {
	n := p.pop()
	inner, nodes := n.inner, n.nodes
	n.inner, n.nodes = nil, 0
	if p.env.isHolder(n.name) {
		p.trouble(n.offset, "shortcode "+n.name+" is not closed")
		p.add(item{text: n.source, literal: true})
	} else {
		p.append(n)
	}
	p.top().inner = append(p.top().inner, inner...)
	p.top().nodes += nodes
}

// maxLead is how long a lead may be: it is repeated for every line added.
const maxLead = 100

// leadOf returns the lead of a tag at offset, and whether it has one, which may be "".
func leadOf(body string, offset int) (lead string, ok bool) {
	before := strings.TrimRight(body[:offset], " \t>")
	lead = body[len(before):offset]
	if len(lead) > maxLead || before != "" && !strings.HasSuffix(before, "\n") {
		return "", false
	}
	return lead, true
}

// endsLine says whether only white space follows on the line.
func endsLine(body string, offset int) bool {
	after := strings.TrimLeft(body[offset:], " \t\r")
	return after == "" || after[0] == '\n'
}
