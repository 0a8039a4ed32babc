// Package plain takes the markup out of HTML, as Hugo's plainify does: [Text] is the
// text that is left.
//
// It stands beside markdown on the ladder and imports nothing of Postview.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns the text of a fragment, entities as they are, as Hugo's .Plain has it: a line a paragraph, and of several spaces the first.
//
// It tells text from tags, comments, scripts and styles as html/template does, on
// which Hugo's word counts depend: what follows a tag that makes no sense is lost.
func Text(fragment string) string {
	if !strings.ContainsAny(fragment, "<>") {
		return fragment
	}
	var w plainWriter
	w.b.Grow(len(fragment))
	stripped := false
	for s := fragment; s != ""; {
		start, afterName := nextTag(s)
		if afterName == len(s) && !stripped {
			start = len(s) // a lone tag without an end is text
		}
		w.write(s[:start], ' ')
		if start == len(s) {
			break
		}
		name, rest := s[start:afterName], s[afterName:]
		if n := lineBreak(s[start:]); n > 0 {
			w.write("\n", '\n')
			s = s[start+n:]
			continue
		}
		stripped = true
		if name == "<!--" {
			_, s, _ = strings.Cut(rest, "-->")
			continue
		}
		end := tagEnd(rest)
		if end < 0 {
			break
		}
		s = w.content(strings.ToLower(name[1:]), rest[end:])
	}
	if text := w.b.String(); !utf8.ValidString(text) {
		return string([]rune(text)) // a U+FFFD for each byte that is of no character
	}
	return w.b.String()
}

// lineBreaks puts newlines where lines of the text end, and only there.
var lineBreaks = strings.NewReplacer("\n", " ", "</p>", "\n", "<br>", "\n", "<br />", "\n")

// content writes what is in an element that has text alone in it, s being all
// that follows its tag, and returns the rest.
func (w *plainWriter) content(element, s string) (rest string) {
	switch element {
	case "script", "style":
		if end := endTag(s, element); end >= 0 {
			return s[end:]
		}
		return ""
	case "textarea", "title":
		end := endTag(s, element)
		if end < 0 {
			w.write(lineBreaks.Replace(s), '\n')
			return ""
		}
		text := lineBreaks.Replace(s[:end])
		if i := strings.LastIndexByte(text, '<'); i >= 0 {
			text = text[:i]
		}
		w.write(text, '\n')
		return s[end:]
	}
	return s
}

// plainWriter writes text with its white space reduced.
type plainWriter struct {
	b     strings.Builder
	space bool // was written last
}

// write writes s, newline in the place of each newline.
func (w *plainWriter) write(s string, newline byte) {
	start := 0
	for i := 0; i < len(s); {
		word := i
		for i < len(s) && s[i] > ' ' && s[i] < utf8.RuneSelf {
			i++
		}
		if i > word {
			w.space = false
			continue
		}
		space, size := SpaceAt(s, i)
		if !space {
			i += size
			w.space = false
			continue
		}
		if w.space {
			w.b.WriteString(s[start:i])
			start = i + size
		} else if s[i] == '\n' {
			w.b.WriteString(s[start:i])
			w.b.WriteByte(newline)
			start = i + size
		}
		w.space = true
		i += size
	}
	w.b.WriteString(s[start:])
}

// lineBreak returns the length of the tag at the start of s if it ends a line of
// the text, or 0. Hugo looks for exactly these, within other tags even.
func lineBreak(s string) int {
	for _, tag := range [...]string{"</p>", "<br>", "<br />"} {
		if strings.HasPrefix(s, tag) {
			return len(tag)
		}
	}
	return 0
}

// nextTag returns where the next tag or comment in s begins and where its name,
// or "<!--", ends; both are len(s) when there is none.
func nextTag(s string) (start, afterName int) {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '<')
		start = from + i
		if i < 0 || start+1 == len(s) {
			return len(s), len(s)
		}
		if strings.HasPrefix(s[start:], "<!--") {
			return start, start + len("<!--")
		}
		name := start + 1
		if s[name] == '/' {
			name++
			if name == len(s) {
				return len(s), len(s)
			}
		}
		if end := nameEnd(s, name); end > name {
			return start, end
		}
		from = name
	}
}

// nameEnd returns where the name of an element that begins at i ends.
func nameEnd(s string, i int) int {
	if !isLetter(s[i]) {
		return i
	}
	for i++; i < len(s); i++ {
		if isAlphanumeric(s[i]) {
			continue
		}
		if (s[i] != ':' && s[i] != '-') || i+1 == len(s) || !isAlphanumeric(s[i+1]) {
			break
		}
	}
	return i
}

// tagEnd returns where the tag ends, of which s is all after the name; -1 when it
// does not end or makes no sense.
func tagEnd(s string) int {
	for i := 0; ; {
		i = skipSpace(s, i)
		if i == len(s) {
			return -1
		}
		if s[i] == '>' {
			return i + 1
		}
		end := indexAny(s, i, " \t\n\f\r=>'\"<")
		if end == len(s) || end == i || strings.IndexByte("'\"<", s[end]) >= 0 {
			return -1
		}
		i = skipSpace(s, end)
		if i == len(s) {
			return -1
		}
		if s[i] == '=' {
			if i = valueEnd(s, i+1); i < 0 {
				return -1
			}
		}
	}
}

// valueEnd returns where the value of an attribute that begins at i ends, or -1.
func valueEnd(s string, i int) int {
	i = skipSpace(s, i)
	if i == len(s) {
		return -1
	}
	if quote := s[i]; quote == '"' || quote == '\'' {
		length := strings.IndexByte(s[i+1:], quote)
		if length < 0 {
			return -1
		}
		return i + length + 2
	}
	if end := indexAny(s, i, " \t\n\f\r>"); end < len(s) {
		return end
	}
	return -1
}

// indexAny returns where one of chars, which have no letters and digits, is in s,
// from i on, line breaks left out; or len(s).
func indexAny(s string, i int, chars string) int {
	for i < len(s) {
		c := s[i]
		if c == '<' {
			if n := lineBreak(s[i:]); n > 0 {
				i += n
				continue
			}
		}
		if !isAlphanumeric(c) && strings.IndexByte(chars, c) >= 0 {
			break
		}
		i++
	}
	return i
}

// endTag returns where the end tag of the element is in s, or -1.
func endTag(s, element string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], "</")
		if i < 0 {
			return -1
		}
		name := from + i + len("</")
		end := name + len(element)
		if end < len(s) && strings.EqualFold(s[name:end], element) {
			if strings.IndexByte("> \t\n\f/", s[end]) >= 0 {
				return from + i
			}
			name = end
		}
		from = name
	}
}

func skipSpace(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\f' || s[i] == '\r') {
		i++
	}
	return i
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

// SpaceAt reports whether there is white space at i in s, and the length of the
// character. The loops over texts ask it only of what is no letter in ASCII: a
// call costs more in wasm than the rest of a step.
func SpaceAt(s string, i int) (space bool, size int) {
	if c := s[i]; c < utf8.RuneSelf {
		return c == ' ' || '\t' <= c && c <= '\r', 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(r), size
}
