package safehtml

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Policy says what becomes of the raw HTML of a post.
type Policy string

const (
	Sanitize Policy = "sanitize" // kept as far as it is harmless; the default
	Omit     Policy = "omit"     // replaced by <!-- raw HTML omitted --> while the Markdown is rendered
	Trust    Policy = "trust"    // kept as it is; only the builder has it, by [Trusted]
)

// ParsePolicy returns the policy called s, and [Sanitize] for "". The error names
// the policies there are.
func ParsePolicy(s string) (Policy, error) {
	switch p := Policy(s); p {
	case "":
		return Sanitize, nil
	case Sanitize, Omit, Trust:
		return p, nil
	}
	return Sanitize, fmt.Errorf("unknown policy %q: there are %s, %s and %s", s, Sanitize, Omit, Trust)
}

// maxRounds bounds how often a fragment is parsed until it stays as it is. Posts
// take one round or two, the worst that a fuzzer found four.
const maxRounds = 8

// Sanitize returns what is harmless of fragment. Whatever p says, the result can
// do no harm: [Trust] is treated as [Sanitize]. The result is balanced, so it
// stays within the element that it is put into, and sanitizing it again changes
// nothing. Of a fragment that is nested more than about 500 elements deep, the
// text alone remains.
//
// Names are decided by the allow list, token by token; values by [check], on the
// tree. A tree that is written down may be read as another one: a list item in a
// table in a list item comes out of the table, and written there it ends the
// outer one, whose end then ends an element of the page. So the fragment is read
// and written until that changes nothing: then what the browser reads is what
// was checked.
func (p Policy) Sanitize(fragment string) HTML {
	checked, err := round(fragment)
	if err != nil {
		return textOf(fragment)
	}
	previous := allowList().Sanitize(checked)
	for range maxRounds {
		next, err := round(previous)
		if err != nil {
			break
		}
		if next == previous {
			return HTML{next}
		}
		previous = next
	}
	return textOf(fragment)
}

// round reads fragment as a browser does, checks it and writes it again. The
// error is that of the parser, which refuses what is nested too deep.
func round(fragment string) (string, error) {
	body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		return "", fmt.Errorf("parse fragment: %w", err)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	check(body, false)
	var b strings.Builder
	b.Grow(len(fragment) + len(fragment)/8)
	for n := range body.ChildNodes() {
		if err := html.Render(&b, n); err != nil {
			return "", fmt.Errorf("render fragment: %w", err)
		}
	}
	return b.String(), nil
}

// textOf returns the text of fragment with its line breaks, without any of its
// elements.
func textOf(fragment string) HTML {
	var text strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(fragment))
	var within string
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return Element("pre", nil, Text("\n"+text.String()))
		case html.StartTagToken:
			name, _ := tokens.TagName()
			within = string(name)
		case html.EndTagToken:
			within = ""
		case html.TextToken:
			if !isCut(within) {
				text.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
		}
	}
}
