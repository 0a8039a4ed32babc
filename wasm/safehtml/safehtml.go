// Package safehtml has the one type that may reach a page: [HTML]. A value of it
// comes from a [Policy], which takes the harm out of foreign HTML, or is built
// with [Element] and [Text], which escape what they are given.
//
// It stands beside markdown on the ladder and imports nothing of Postview.
package safehtml

import (
	"strings"

	"golang.org/x/net/html"
)

// HTML is a fragment that can do no harm wherever it is put as the content of
// an element. The zero value is the empty fragment.
type HTML struct{ s string }

// String returns the markup.
func (h HTML) String() string { return h.s }

// IsEmpty reports whether there is no markup.
func (h HTML) IsEmpty() bool { return h.s == "" }

// Text returns s as text, escaped.
func Text(s string) HTML { return HTML{html.EscapeString(s)} }

// Join returns the fragments one after the other.
func Join(parts ...HTML) HTML {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.s)
	}
	return HTML{b.String()}
}

// constant can be made outside of this package only from a constant in the
// source code, so that no name of an element or attribute comes from a post.
type constant string

// Attr is an attribute of an [Element].
type Attr struct {
	name  constant
	value string
	omit  bool
}

// A returns an attribute. The value of an attribute that takes a URL is replaced
// by "#" unless it is relative or its scheme is http, https, mailto or tel; for
// src, data:image also passes. A panic names an attribute that could run a
// script (on…, style, srcdoc).
func A(name constant, value string) Attr { return Attr{name: name, value: value} }

// AIf is [A] where cond holds, and otherwise no attribute.
func AIf(cond bool, name constant, value string) Attr {
	return Attr{name: name, value: value, omit: !cond}
}

// Attrs is a list of attributes, written in its order.
type Attrs []Attr

// Element returns the element with its attributes and its content. Void
// elements such as img take no content.
func Element(name constant, attrs Attrs, content ...HTML) HTML {
	var b strings.Builder
	b.WriteString("<" + string(name))
	for _, a := range attrs {
		if !a.omit {
			b.WriteString(" " + string(a.name) + `="` + html.EscapeString(a.value) + `"`)
		}
	}
	b.WriteString(">")
	if void[name] {
		return HTML{b.String()}
	}
	for _, c := range content {
		b.WriteString(c.s)
	}
	b.WriteString("</" + string(name) + ">")
	return HTML{b.String()}
}

var void = map[constant]bool{"img": true, "br": true, "hr": true, "input": true, "source": true}
