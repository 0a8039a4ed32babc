package safehtml

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
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

// maxRounds bounds how often a fragment is read until that changes nothing. A
// post as goldmark renders it takes one round, most others two or three.
const maxRounds = 8

// Sanitize returns what is harmless of fragment. Whatever p says, the result can
// do no harm: [Trust] is treated as [Sanitize]. The result is balanced, so it
// stays within the element that it is put into, and sanitizing it again changes
// nothing. Of a fragment that no parser should be given, such as one nested more
// than about 500 elements deep, the text alone remains.
//
// The allow list decides on names, token by token; [check] decides on values, in
// the tree. What is written from a tree may be read as another tree: a list item
// in a table in a list item comes out of the table, and written there it ends
// the outer item, so that an end tag is left over for an element of the page.
// So the fragment is read and written until that changes nothing: then a browser
// reads what was checked.
func (p Policy) Sanitize(fragment string) HTML {
	previous := allowList().Sanitize(fragment)
	for range maxRounds {
		body, err := parse(previous)
		if err != nil {
			break
		}
		check(body, false)
		next := render(body, len(previous))
		if next == previous {
			return HTML{next}
		}
		previous = next
	}
	return textOf(fragment)
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
			return Format("<pre>%s</pre>", strings.Trim(text.String(), "\n"))
		case html.StartTagToken:
			name, _ := tokens.TagName()
			within = string(name)
		case html.EndTagToken:
			within = ""
		case html.TextToken:
			if !isCut(within) {
				text.WriteString(strings.ReplaceAll(string(tokens.Text()), "\x00", ""))
			}
		}
	}
}
