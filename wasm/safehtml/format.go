package safehtml

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// constant can be made outside of this package only from a constant in the
// source code, so that no markup of a template comes from a post.
type constant string

// Format returns template with each %s replaced by the next argument: [HTML] as
// it is, a string escaped, an int in decimal. Within a tag only strings and ints
// may stand, in the quoted value of an attribute or, an int, in the name of the
// element. As the whole value of an attribute that takes a URL, a string is
// replaced by "#" unless it is relative or its scheme is http, https, mailto or
// tel; for src, data:image also passes.
//
// Format panics where the template and its arguments do not fit that, and where
// an argument would stand in a script or in an attribute that runs one.
func Format(template constant, args ...any) HTML {
	var b strings.Builder
	b.Grow(formatSize(template, args))
	rest, where := string(template), place{}
	for _, arg := range args {
		before, after, found := strings.Cut(rest, "%s")
		if !found {
			panic("safehtml: more arguments than places in " + string(template))
		}
		b.WriteString(before)
		where.read(before)
		written, fits := where.argument(arg)
		if !fits {
			panic(fmt.Sprintf("safehtml: %T does not fit after %q in %s", arg, before, template))
		}
		b.WriteString(written)
		rest = after
	}
	if strings.Contains(rest, "%s") {
		panic("safehtml: fewer arguments than places in " + string(template))
	}
	b.WriteString(rest)
	return HTML{b.String()}
}

// Optional is [Format] with s where s is not empty, and otherwise nothing.
func Optional(template constant, s string) HTML {
	if s == "" {
		return HTML{}
	}
	return Format(template, s)
}

// Wrap is [Format] with content where that is not empty, and otherwise nothing.
func Wrap(template constant, content HTML) HTML {
	if content.IsEmpty() {
		return content
	}
	return Format(template, content)
}

// place is a place in a template. The zero value is its beginning.
type place struct {
	element   string // whose tag or content it is in
	tag       bool   // within a tag
	attribute string // whose quoted value it is in, or ""
	begun     bool   // some of that value is written
	name      []byte // of the element or attribute that is being read
}

// read goes on over a part of the template. It knows the HTML that a template
// may have: tags, and attributes in double quotes.
func (p *place) read(part string) {
	for i := range len(part) {
		c := part[i]
		switch {
		case p.attribute != "":
			p.begun = c != '"'
			if c == '"' {
				p.attribute = ""
			}
		case !p.tag:
			if c == '<' {
				*p = place{tag: true}
			}
		case c == '"':
			p.attribute, p.name = strings.ToLower(strings.TrimRight(string(p.name), "= \n\t")), nil
		case c == '>' || c == ' ' || c == '\n' || c == '\t':
			if p.element == "" {
				p.element = strings.ToLower(string(p.name))
			}
			p.tag, p.name = c != '>', nil
		default:
			p.name = append(p.name, c)
		}
	}
}

// argument returns arg as it is written at the place, or false when it must not
// stand there.
func (p *place) argument(arg any) (written string, fits bool) {
	quoted := p.attribute != ""
	if isActiveElement(p.element) || isActiveAttribute(p.attribute) {
		return "", false
	}
	switch arg := arg.(type) {
	case HTML:
		return arg.s, !p.tag
	case int:
		return strconv.Itoa(arg), !p.tag || quoted || p.element == ""
	case string:
		if quoted && !p.begun && !isSafeValue(p.attribute, arg) {
			return "#", true
		}
		p.begun = quoted
		return html.EscapeString(arg), !p.tag || quoted
	}
	return "", false
}

// formatSize saves growing: a post of 300 KB passes through several templates.
func formatSize(template constant, args []any) int {
	size := len(template)
	for _, arg := range args {
		switch arg := arg.(type) {
		case HTML:
			size += len(arg.s)
		case string:
			size += len(arg) + len(arg)/8
		}
	}
	return size
}

func isActiveAttribute(name string) bool {
	return strings.HasPrefix(name, "on") || name == "style" || name == "srcdoc"
}

// isActiveElement also holds for the elements whose text is not parsed as HTML:
// what is escaped inside of them is not what is shown.
func isActiveElement(name string) bool {
	switch name {
	case "script", "style", "iframe", "object", "embed", "base", "link", "meta", "template", "noscript", "xmp", "plaintext", "svg", "math":
		return true
	}
	return false
}
