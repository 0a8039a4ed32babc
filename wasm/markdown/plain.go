package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// count derives the numbers from the HTML.
func (d *Document) count(cjk bool) {
	d.Plain = stripHTML(d.HTML)
	wordsPerMinute := 213
	if cjk {
		wordsPerMinute = 501
		d.WordCount = countCJKWords(d.Plain)
	} else {
		d.WordCount = countWords(d.Plain)
	}
	d.FuzzyWordCount = (d.WordCount + 100) / 100 * 100
	d.ReadingTime = (d.WordCount + wordsPerMinute - 1) / wordsPerMinute
}

func countWords(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// countCJKWords counts a word in ASCII as one, and of others each character.
func countCJKWords(s string) int {
	n := 0
	for word := range strings.FieldsSeq(s) {
		n += cjkLength(word)
	}
	return n
}

func cjkLength(word string) int {
	if runes := utf8.RuneCountInString(word); runes != len(word) {
		return runes
	}
	return 1
}

// hasCJK reports whether one of the texts has a character of Chinese, Japanese
// or Korean.
func hasCJK(texts ...string) bool {
	for _, s := range texts {
		for _, r := range s {
			if r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
				return true
			}
		}
	}
	return false
}

// A line break of the text is kept under a name that no tag can have a part in.
const lineBreak = "___hugonl_"

var breaks = strings.NewReplacer("\n", " ", "</p>", lineBreak, "<br>", lineBreak, "<br />", lineBreak)

// stripHTML returns the text of a fragment, entities as they are, as Hugo's
// .Plain has it: a line a paragraph, and of several spaces the first.
func stripHTML(fragment string) string {
	if !strings.ContainsAny(fragment, "<>") {
		return fragment
	}
	text := stripTags(breaks.Replace(fragment))
	text = strings.ReplaceAll(text, lineBreak, "\n")
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		isSpace := unicode.IsSpace(r)
		if !isSpace || !space {
			b.WriteRune(r)
		}
		space = isSpace
	}
	return b.String()
}

// stripTags returns what is left of s without tags, comments, scripts and styles.
// It tells them apart as html/template does, on which Hugo's word counts depend:
// what follows a tag that makes no sense to it is lost.
func stripTags(s string) string {
	var b strings.Builder
	for s != "" {
		start, afterName := nextTag(s)
		b.WriteString(s[:start])
		if start == len(s) {
			break
		}
		name := s[start:afterName]
		if name == "<!--" {
			_, s, _ = strings.Cut(s[afterName:], "-->")
			continue
		}
		s = s[afterName:]
		end := tagEnd(s)
		if end < 0 {
			break
		}
		s = s[end:]
		switch element := strings.ToLower(name[1:]); element {
		case "script", "style":
			i := endTag(s, element)
			if i < 0 {
				i = len(s)
			}
			s = s[i:]
		case "textarea", "title":
			i := endTag(s, element)
			if i < 0 {
				b.WriteString(s)
				return b.String()
			}
			text, _ := cutLast(s[:i], '<')
			b.WriteString(text)
			s = s[i:]
		}
	}
	return b.String()
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
		length := strings.IndexAny(s[i:], " \t\n\f\r=>'\"<")
		if length <= 0 || strings.IndexByte("'\"<", s[i+length]) >= 0 {
			return -1
		}
		i = skipSpace(s, i+length)
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
	length := strings.IndexAny(s[i:], " \t\n\f\r>")
	if length < 0 {
		return -1
	}
	return i + length
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
	for i < len(s) && strings.IndexByte(" \t\n\f\r", s[i]) >= 0 {
		i++
	}
	return i
}

// cutLast cuts s at the last c; without one, before is all of s.
func cutLast(s string, c byte) (before, after string) {
	if i := strings.LastIndexByte(s, c); i >= 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }
