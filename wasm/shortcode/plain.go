package shortcode

import (
	"strings"
	"unicode"
)

// plain returns HTML without its tags, as Hugo's plainify does: entities stay,
// the end of a paragraph and a break become the end of a line, and runs of
// white space one of them.
func plain(html string) string {
	if !strings.ContainsAny(html, "<>") {
		return html
	}
	html = strings.NewReplacer("\n", " ", "</p>", "\x00", "<br>", "\x00", "<br />", "\x00").Replace(html)
	html = strings.ReplaceAll(withoutTags(html), "\x00", "\n")
	var b strings.Builder
	wasSpace := false
	for _, r := range html {
		space := unicode.IsSpace(r)
		if !space || !wasSpace {
			b.WriteRune(r)
		}
		wasSpace = space
	}
	return b.String()
}

// withoutTags leaves the text of HTML, entities as they are.
func withoutTags(html string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(html, '<')
		if at < 0 || at == len(html)-1 {
			b.WriteString(html)
			return b.String()
		}
		end := tagEnd(html[at:])
		if end == 0 { // a lone angle bracket
			b.WriteString(html[:at+1])
			html = html[at+1:]
			continue
		}
		b.WriteString(html[:at])
		html = withoutRawText(html[at:at+end], html[at+end:])
	}
}

// withoutRawText returns what follows the tag, or the element that it begins if
// that has no text for readers.
func withoutRawText(tag, rest string) string {
	name := strings.ToLower(strings.TrimRight(tag[1:], "/> \t\n"))
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "script", "style", "textarea", "title":
	default:
		return rest
	}
	for at := 0; ; {
		next := index(rest, at, "</")
		if next < 0 {
			return ""
		}
		if end := next + 2 + len(name); len(rest) >= end && strings.EqualFold(rest[next+2:end], name) {
			return rest[next:]
		}
		at = next + 2
	}
}

// tagEnd returns the length of the tag or comment that s begins with, 0 if it is none.
func tagEnd(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + 3
		}
		return len(s)
	}
	if c := s[1] | 0x20; s[1] != '/' && (c < 'a' || c > 'z') {
		return 0
	}
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote == 0 && c == '>':
			return i + 1
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return len(s)
}
