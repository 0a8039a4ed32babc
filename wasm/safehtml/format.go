package safehtml

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Format returns template with each %s replaced by the next argument: [HTML] as
// it is, a string escaped, an int in decimal. An HTML must not stand within a
// tag, and what stands there must be quoted. As the whole value of an attribute
// that takes a URL, a string is replaced by "#" unless it is relative or its
// scheme is http, https, mailto or tel; for src, data:image also passes.
//
// Format panics where the template and its arguments do not fit that.
func Format(template constant, args ...any) HTML {
	var b strings.Builder
	b.Grow(formatSize(template, args))
	rest := string(template)
	for _, arg := range args {
		before, after, found := strings.Cut(rest, "%s")
		if !found {
			panic("safehtml: more arguments than places in " + string(template))
		}
		b.WriteString(before)
		written := string(template[:len(template)-len(rest)+len(before)])
		b.WriteString(argument(written, arg))
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

// argument returns arg as it stands in a template after the text before.
func argument(before string, arg any) string {
	attribute, tag := place(before)
	switch arg := arg.(type) {
	case HTML:
		if !tag {
			return arg.s
		}
	case int:
		return strconv.Itoa(arg)
	case string:
		if tag && attribute == "" {
			break
		}
		if strings.HasSuffix(before, attribute+`="`) && !isSafeValue(attribute, arg) {
			return "#"
		}
		return html.EscapeString(arg)
	}
	panic(fmt.Sprintf("safehtml: a %T can’t stand after %s", arg, before))
}

// place tells whether what follows the text before is within a tag, and within
// the quoted value of which attribute.
func place(before string) (attribute string, tag bool) {
	open := before[strings.LastIndexByte(before, '<')+1:]
	if len(open) == len(before) || strings.Contains(open, ">") {
		return "", false
	}
	quoted := strings.Split(open, `"`)
	if len(quoted)%2 == 1 {
		return "", true
	}
	name := strings.TrimSuffix(quoted[len(quoted)-2], "=")
	return name[strings.LastIndexByte(name, ' ')+1:], true
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
