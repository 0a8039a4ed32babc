package layout

import (
	"errors"
	"html"
	template "html/template"
	"strings"
	"unicode"
	"unicode/utf8"
)

// truncate cuts a text after a number of characters, between words where there are
// some. Of HTML the tags are not counted, and those open are closed.
func truncate(length int, options ...any) (template.HTML, error) {
	var ellipsis any = " …"
	switch len(options) {
	case 0:
		return "", errors.New("the text is missing")
	case 1:
	case 2:
		ellipsis = options[0]
	default:
		return "", errTooMany
	}
	text := options[len(options)-1]
	s, err := toText(text)
	if err != nil {
		return "", err
	}
	mark, err := toText(ellipsis)
	if err != nil {
		return "", err
	}
	if _, isHTML := ellipsis.(template.HTML); !isHTML {
		mark = html.EscapeString(mark)
	}
	_, isHTML := text.(template.HTML)
	if utf8.RuneCountInString(s) <= length {
		if isHTML {
			return template.HTML(s), nil
		}
		return template.HTML(html.EscapeString(s)), nil
	}
	t := truncation{left: length}
	end := t.end(s, isHTML)
	switch {
	case end < 0 && isHTML:
		return template.HTML(s), nil
	case end < 0:
		return template.HTML(html.EscapeString(s)), nil
	case !isHTML:
		return template.HTML(html.EscapeString(s[:end]) + mark), nil
	}
	out := s[:end] + mark
	for i := len(t.open) - 1; i >= 0; i-- {
		out += "</" + t.open[i] + ">"
	}
	return template.HTML(out), nil
}

// A truncation goes through a text to where it is to be cut.
type truncation struct {
	left int      // characters
	open []string // elements, as they are at the last place between words
}

// end returns where to cut, -1 where all of the text fits.
func (t *truncation) end(s string, isHTML bool) int {
	lastWord := 0
	var open, atWord []string
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isHTML && r == '<' {
			if stop := strings.IndexByte(s[i:], '>'); stop > 0 {
				open = tagged(open, s[i+1:i+stop])
				i += stop + 1
				continue
			}
		}
		if isHTML && r == '&' {
			if stop := strings.IndexByte(s[i:min(len(s), i+12)], ';'); stop > 0 {
				size = stop + 1
			}
		}
		isSpace := unicode.IsSpace(r)
		if isSpace || unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
			lastWord, atWord = i, append([]string(nil), open...)
		}
		if t.left == 0 {
			if lastWord == 0 {
				lastWord, atWord = i, open
			}
			t.open = atWord
			return lastWord
		}
		t.left--
		i += size
	}
	return -1
}

// tagged returns the elements that are open after a tag.
func tagged(open []string, tag string) []string {
	name, _, _ := strings.Cut(strings.TrimSuffix(tag, "/"), " ")
	switch {
	case strings.HasPrefix(name, "/"):
		for i := len(open) - 1; i >= 0; i-- {
			if open[i] == name[1:] {
				return open[:i]
			}
		}
		return open
	case strings.HasSuffix(tag, "/"), strings.HasPrefix(tag, "!"):
		return open
	}
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return open
	}
	return append(open, name)
}
