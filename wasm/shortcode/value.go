package shortcode

import "strings"

// words returns what a reader can use of the arguments: the text that is to be shown,
// where one is called so, or else each value once.
func (t *tag) words() string {
	if shown := t.text("text label"); shown != "" {
		return shown
	}
	var all []string
	between := " "
	for _, a := range t.given {
		if _, isSwitch := a.value.(bool); isSwitch && a.named {
			continue
		}
		if a.named {
			between = ", "
		}
		word := strings.TrimSpace(str(a.value))
		known := word == ""
		for _, other := range all {
			known = known || strings.EqualFold(word, other)
		}
		if !known {
			all = append(all, word)
		}
	}
	return strings.Join(all, between)
}

// address returns the argument that looks like an address, "" where none does.
func (t *tag) address() string {
	for _, a := range t.given {
		if s, isText := a.value.(string); isText && strings.ContainsAny(s, "/.") && !strings.ContainsAny(s, " \n") {
			return s
		}
	}
	return ""
}

// valued returns an output of n with what stands for it where there can't be markup:
// itself, if it has none.
func valued(n *node, html string) kept {
	if !strings.Contains(html, "<") {
		return kept{html, html, html}
	}
	return kept{html, escape(n.innerText(mostNested)), escape(url(n.address()))}
}

// mostNested is how deep inner text is looked for: each is part of that of all around
// it, which without a bound is too much for many within one another.
const mostNested = 8

// innerText returns the inner text of a shortcode as it is written, or else the words of its
// arguments.
func (n *node) innerText(depth int) string {
	var b strings.Builder
	for _, i := range n.inner {
		if i.node != nil && depth > 0 {
			i.text = i.node.innerText(depth - 1)
		}
		b.WriteString(i.text)
	}
	if b.Len() == 0 {
		return n.words()
	}
	return b.String()
}

// A place is where one is in HTML that is read from its beginning.
type place struct {
	html  string
	at    int
	tag   int  // where the tag begins that is open, or 0: what is read begins with a text
	quote byte // around the value that is open, 0 outside of one
	value int  // where the last value begins
	code  int  // elements that are open around text which is code
}

// pass reads on to a place.
func (p *place) pass(to int) {
	for ; p.at < to; p.at++ {
		c := p.html[p.at]
		switch {
		case p.tag == 0:
			if c == '<' {
				p.open()
			}
		case p.quote != 0:
			if c == p.quote {
				p.quote = 0
			}
		case c == '"' || c == '\'':
			p.quote, p.value = c, p.at+1
		case c == '=':
			p.value = p.at + 1
		case c == '>':
			p.close()
		}
	}
}

// open begins a tag, if there is one here, or ends a comment.
func (p *place) open() {
	rest := p.html[p.at+1:]
	switch {
	case strings.HasPrefix(rest, "!--"):
		p.at += max(strings.Index(rest, "-->"), 0)
	case rest != "" && (rest[0] == '/' || 'a' <= rest[0]|0x20 && rest[0]|0x20 <= 'z'):
		p.tag = p.at + 1
	}
}

func (p *place) close() {
	name, _, _ := strings.Cut(strings.ToLower(p.html[p.tag:p.at]), " ")
	p.tag = 0
	switch strings.TrimPrefix(name, "/") {
	case "code", "pre", "script", "style", "textarea", "title":
		if name[0] != '/' {
			p.code++
		} else if p.code > 0 {
			p.code--
		}
	}
}

// of returns what stands here for an output.
func (p *place) of(k kept) string {
	switch {
	case p.tag == 0 && p.code == 0, k.words == k.html:
		return k.html
	case p.tag == 0:
		return k.words
	}
	name := strings.TrimRight(p.html[p.tag:max(p.tag, p.value)], `='" `)
	switch strings.ToLower(name[strings.LastIndexAny(name, " \n")+1:]) {
	case "alt", "title", "aria-label":
		return k.words
	}
	if p.value == p.at {
		return k.address
	}
	return ""
}
