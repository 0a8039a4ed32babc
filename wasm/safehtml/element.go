package safehtml

import (
	"strings"

	"golang.org/x/net/html"
)

// constant can be made outside of this package only from a constant in the
// source code, so that no name of an element or attribute comes from a post.
type constant string

// Attr is an attribute of an [Element]. The zero value is no attribute.
type Attr struct {
	name  constant
	value string
}

// A returns an attribute. The value of an attribute that takes a URL is replaced
// by "#" unless it is relative or its scheme is http, https, mailto or tel; for
// src, data:image also passes. A panic names an attribute that could run a
// script (on…, style, srcdoc).
func A(name constant, value string) Attr {
	if isActiveAttr(name) {
		panic("safehtml: attribute " + string(name) + " could run a script")
	}
	if !isSafeValue(strings.ToLower(string(name)), value) {
		value = "#"
	}
	return Attr{name: name, value: value}
}

// AIf is [A] where cond holds, and otherwise no attribute.
func AIf(cond bool, name constant, value string) Attr {
	if !cond {
		return Attr{}
	}
	return A(name, value)
}

// Attrs is a list of attributes, written in its order.
type Attrs []Attr

// Element returns the element with its attributes and its content. Void
// elements such as img take no content. A panic names an element that could run
// a script or load a program (script, style, iframe, …).
func Element(name constant, attrs Attrs, content ...HTML) HTML {
	if isActiveElement(name) {
		panic("safehtml: element " + string(name) + " could run a script")
	}
	var b strings.Builder
	b.Grow(elementSize(name, attrs, content))
	b.WriteByte('<')
	b.WriteString(string(name))
	for _, a := range attrs {
		if a.name == "" {
			continue
		}
		b.WriteByte(' ')
		b.WriteString(string(a.name))
		b.WriteString(`="`)
		b.WriteString(html.EscapeString(a.value))
		b.WriteByte('"')
	}
	b.WriteByte('>')
	if isVoid(name) {
		return HTML{b.String()}
	}
	for _, c := range content {
		b.WriteString(c.s)
	}
	b.WriteString("</")
	b.WriteString(string(name))
	b.WriteByte('>')
	return HTML{b.String()}
}

// elementSize saves growing: a post of 300 KB passes through five elements.
func elementSize(name constant, attrs Attrs, content []HTML) int {
	size := len("<></>") + 2*len(name)
	for _, a := range attrs {
		size += len(` =""`) + len(a.name) + len(a.value)
	}
	for _, c := range content {
		size += len(c.s)
	}
	return size
}

func isActiveAttr(name constant) bool {
	lower := strings.ToLower(string(name)) // an SVG has a viewBox
	return !isName(lower) || strings.HasPrefix(lower, "on") || lower == "style" || lower == "srcdoc"
}

// isActiveElement also holds for the elements whose text is not parsed as HTML:
// what is escaped inside of them is not what is shown.
func isActiveElement(name constant) bool {
	lower := strings.ToLower(string(name))
	switch lower {
	case "script", "style", "iframe", "frame", "object", "embed", "applet", "base", "link", "meta", "template",
		"noscript", "noembed", "noframes", "xmp", "plaintext", "animate", "animatetransform", "set":
		return true
	}
	return !isName(lower)
}

// isName keeps a name from smuggling in a second attribute.
func isName(lower string) bool {
	return lower != "" && strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func isVoid(name constant) bool {
	switch name {
	case "area", "br", "col", "hr", "img", "input", "source", "track", "wbr":
		return true
	}
	return false
}
