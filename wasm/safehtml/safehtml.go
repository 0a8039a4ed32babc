// Package safehtml has the one type that may reach a page: [HTML]. A value of it
// comes from a [Policy], which takes the harm out of foreign HTML, or is built
// with [Format] and [Text], which escape what they are given.
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

// Builder joins fragments that are made one after the other.
type Builder struct{ b strings.Builder }

// Add adds a fragment.
func (b *Builder) Add(part HTML) { b.b.WriteString(part.s) }

// HTML returns what was added.
func (b *Builder) HTML() HTML { return HTML{b.b.String()} }

// Join returns the fragments one after the other.
func Join(parts ...HTML) HTML {
	size := 0
	for _, p := range parts {
		size += len(p.s)
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range parts {
		b.WriteString(p.s)
	}
	return HTML{b.String()}
}
