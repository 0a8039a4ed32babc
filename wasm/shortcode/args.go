package shortcode

import (
	"fmt"
	"strconv"
	"strings"

	"postview/wasm/post"
	"postview/wasm/scalar"
)

// A call is a shortcode with its inner content, about to be rendered.
type call struct {
	*node
	inner string
}

// get returns an argument by its name: "" if there is none, nil if the
// arguments have no names.
func (t *tag) get(name string) any {
	if t.named == nil {
		return nil
	}
	if value, ok := t.named[name]; ok {
		return value
	}
	return ""
}

// at returns an argument by its position: "" if there are fewer, nil if there
// are none or they have names.
func (t *tag) at(i int) any {
	if t.listed == nil {
		return nil
	}
	if i >= len(t.listed) {
		return ""
	}
	return t.listed[i]
}

// first returns the first of its arguments that a template takes for true,
// else the last.
func first(values ...any) any {
	for _, v := range values {
		if truth(v) {
			return v
		}
	}
	return values[len(values)-1]
}

// truth says whether a template takes an argument for true.
func truth(v any) bool {
	switch v := v.(type) {
	case string:
		return v != ""
	case post.Date:
		return !v.IsZero()
	}
	if b, ok := scalar.Bool(v); ok {
		return b
	}
	return v != nil
}

// str returns an argument as a template prints it.
func str(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case post.Date: // Hugo has times, and shows all of them
		return v.Time.String()
	}
	return fmt.Sprint(v)
}

// flag returns whether an argument says yes or no, else what is to be by default.
func flag(v any, otherwise bool) bool {
	switch v {
	case true, "true", 1, 1.0:
		return true
	case false, "false", 0, 0.0:
		return false
	}
	return otherwise
}

// whole returns an argument that is a whole number.
func whole(v any) (int, bool) {
	n, ok := scalar.Int(v)
	_, isBool := v.(bool)
	f, isFloat := v.(float64)
	return n, ok && !isBool && (!isFloat || f == float64(n))
}

// text returns the text of the first of these arguments that is given, else "".
// Their names are in one string, as they are everywhere here: that keeps the
// program small.
func (t *tag) text(names string) string {
	for _, name := range strings.Fields(names) {
		if v := t.get(name); truth(v) {
			return str(v)
		}
	}
	return ""
}

// textOr is text, or the argument at a position where arguments have no names.
func (t *tag) textOr(position int, names string) string {
	if t.listed != nil {
		return str(t.at(position))
	}
	return t.text(names)
}

// url returns s if its scheme can do no harm, with what is special in a URL
// escaped, as html/template does it.
func url(s string) string {
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.Contains(scheme, "/") {
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto":
		default:
			return "#ZgotmplZ"
		}
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			strings.IndexByte("!#$&*+,/:;=?@[]-._~", c) >= 0,
			c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02x", c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// escape escapes text for an element or an attribute, as html/template does.
func escape(s string) string { return escapeBytes(s, "\x00\"&'+<>") }

// attributeOf escapes HTML without tags for an attribute: its entities stay.
func attributeOf(html string) string { return escapeBytes(html, "\x00\"'+<>") }

func escapeBytes(s, special string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case strings.IndexByte(special, c) < 0:
			b.WriteByte(c)
		case c == 0:
			b.WriteRune('\uFFFD')
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '&':
			b.WriteString("&amp;")
		default:
			b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
		}
	}
	return b.String()
}

// attr returns an attribute with a space before it, or "" if it has no value.
func attr(name string, value any) string {
	if !truth(value) {
		return ""
	}
	return " " + name + `="` + escape(str(value)) + `"`
}

// attrs returns those of the arguments that are given, as attributes.
func (t *tag) attrs(names string) string {
	out := ""
	for _, name := range strings.Fields(names) {
		out += attr(name, t.get(name))
	}
	return out
}

// link returns an attribute that holds a URL, or "" if it has none.
func link(name string, value any) string {
	if !truth(value) {
		return ""
	}
	return URLAttribute(name, str(value))
}

// URLAttribute returns an attribute that holds a URL, with a space before it, as
// html/template writes it: a URL that could run a script is #ZgotmplZ.
func URLAttribute(name, value string) string {
	return " " + name + `="` + escape(url(value)) + `"`
}
