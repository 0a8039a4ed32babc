package layout

import (
	"errors"
	"html"
	template "html/template"
	"regexp"
	"slices"
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
	end := endOf(s, length, isHTML)
	switch {
	case end < 0 && isHTML:
		return template.HTML(s), nil
	case end < 0:
		return template.HTML(html.EscapeString(s)), nil
	case !isHTML:
		return template.HTML(html.EscapeString(s[:end]) + mark), nil
	}
	open := openIn(s[:end])
	slices.Reverse(open)
	out := s[:end] + mark
	for _, name := range open {
		out += "</" + name + ">"
	}
	return template.HTML(out), nil
}

// endOf returns where a text is cut after so many characters, -1 where all of it fits:
// after a word, or before a tag, or else within the first word.
func endOf(s string, length int, isHTML bool) int {
	afterWord, cut := 0, 0
	for i := 0; i < len(s); {
		if tag := tagAt.FindString(s[i:]); isHTML && tag != "" {
			cut = afterWord
			i += len(tag)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		length--
		switch {
		case unicode.IsSpace(r):
			cut = afterWord
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
			cut, afterWord = afterWord, i+size
			if length >= 0 {
				cut = afterWord
			}
		default:
			afterWord = i + size
		}
		switch {
		case length < 0 && cut == 0:
			return i
		case length < 0:
			return cut
		}
		i += size
	}
	return -1
}

// tagAt matches a tag at the beginning of a text: what closes an element, its name, and
// what says that it holds nothing.
var tagAt = regexp.MustCompile(`^<(/)?([^ ]+?)(?:(?: /| .*?)?)(/)?>`)

// openIn returns the elements that are open at the end of a fragment.
func openIn(fragment string) (open []string) {
	for i := strings.IndexByte(fragment, '<'); i >= 0; i = strings.IndexByte(fragment, '<') {
		fragment = fragment[i:]
		tag := tagAt.FindStringSubmatch(fragment)
		if tag == nil {
			fragment = fragment[1:]
			continue
		}
		fragment = fragment[len(tag[0]):]
		name := tag[2]
		switch {
		case tag[3] != "" || slices.Contains(single, name):
		case tag[1] == "":
			open = append(open, name)
		default:
			if at := slices.Index(open, name); at >= 0 {
				open = open[:at]
			}
		}
	}
	return open
}

// single are the elements that hold nothing.
var single = []string{"br", "col", "link", "base", "img", "param", "area", "hr", "input"}
