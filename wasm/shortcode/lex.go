package shortcode

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// divider is what separates the summary from the rest of a body.
const divider = "<!--more-->"

// maxWasted is how many bytes may be read in vain, in tags that turn out to be
// malformed, before the rest of a body is taken for text.
const maxWasted = 1 << 20

// A kind tells pieces apart.
type kind int

const (
	text    kind = iota
	literal      // text that looks like a shortcode and must never be taken for one
	tagged
	divided // the first summary divider, with the white space after it
)

// A piece is what a body is made of.
type piece struct {
	kind   kind
	source string // as written; of an escaped shortcode, without its comment marks
	offset int    // in the body
	indent string // of a tag: the white space before it, if there is nothing else on its line
	tag    tag
}

// A lexer cuts a body into pieces, by the rules of Hugo's.
type lexer struct {
	src       string
	pos       int
	from      int // where the text begins that is not a piece yet
	pieces    []piece
	wasted    int
	unclosed  map[string]bool // ends of comments that don't occur any more
	dividerAt int             // where the next divider is, -1 if none counts any more
	trouble   func(offset int, message string)
}

// lex cuts src into pieces.
func lex(src string, trouble func(int, string)) []piece {
	l := &lexer{src: src, trouble: trouble, unclosed: map[string]bool{}}
	l.dividerAt = index(src, 0, divider)
	for l.step() {
	}
	l.pos = len(src)
	l.text()
	return l.pieces
}

// step reads as far as the next tag or divider, and that one too.
func (l *lexer) step() bool {
	next := index(l.src, l.pos, "{{")
	if l.dividerAt >= 0 && l.dividerAt < l.pos {
		l.dividerAt = index(l.src, l.pos, divider)
	}
	if l.dividerAt >= 0 && (next < 0 || l.dividerAt < next) {
		l.divide()
		return true
	}
	if next < 0 || l.wasted > maxWasted {
		return false
	}
	l.pos = next
	rest := l.src[next+2:]
	switch {
	case !strings.HasPrefix(rest, "<") && !strings.HasPrefix(rest, "%"):
		l.pos++
	case strings.HasPrefix(rest[1:], "/*"):
		l.comment()
	default:
		l.tag()
	}
	return true
}

func index(s string, from int, substr string) int {
	if i := strings.Index(s[from:], substr); i >= 0 {
		return from + i
	}
	return -1
}

// text makes a piece of what came before pos.
func (l *lexer) text() {
	if l.pos > l.from {
		l.add(piece{kind: text, source: l.src[l.from:l.pos], offset: l.from})
	}
}

func (l *lexer) add(p piece) {
	l.pieces = append(l.pieces, p)
	l.from = l.pos
}

func (l *lexer) divide() {
	l.pos = l.dividerAt
	l.text()
	start := l.pos
	l.pos += len(divider)
	for l.pos < len(l.src) && isSpace(rune(l.src[l.pos])) {
		l.pos++
	}
	l.add(piece{kind: divided, source: l.src[start:l.pos], offset: start})
	l.dividerAt = -1
}

// malformed leaves the two braces and the delimiter after them as text.
func (l *lexer) malformed(start int, message string) {
	l.trouble(start, message)
	l.wasted += l.pos - start
	if l.wasted > maxWasted {
		l.trouble(start, "too much that looks like a shortcode and is none: the rest is taken for text")
	}
	l.pos = start
	l.text()
	l.pos = start + 3
	l.add(piece{kind: literal, source: l.src[start:l.pos], offset: start})
}

// comment reads an escaped shortcode: its text is the shortcode.
func (l *lexer) comment() {
	start := l.pos
	end := "*/" + rightDelimiter(l.src[start+2])
	at := -1
	if !l.unclosed[end] {
		at = index(l.src, start+3, end)
	}
	if at < start+5 {
		l.unclosed[end] = at < 0
		l.malformed(start, "the comment in a shortcode is not closed")
		return
	}
	l.text()
	l.pos = at + len(end)
	l.add(piece{kind: text, source: l.src[start:start+3] + l.src[start+5:at] + end[2:], offset: start})
}

func rightDelimiter(left byte) string {
	if left == '%' {
		return "%}}"
	}
	return ">}}"
}

func (l *lexer) tag() {
	start := l.pos
	s := scanner{src: l.src, pos: start}
	t, err := s.tag()
	l.pos = s.pos
	if err != nil {
		l.malformed(start, err.Error())
		return
	}
	before := l.src[l.from:start]
	l.pos = start
	l.text()
	l.pos = s.pos
	l.add(piece{kind: tagged, source: l.src[start:s.pos], offset: start, tag: t, indent: indentation(before)})
}

// indentation returns the white space at the end of the text before a tag, if
// it begins a line or is all there is since the last tag.
func indentation(before string) string {
	for i := len(before) - 1; i >= 0; i-- {
		switch before[i] {
		case '\n':
			return before[i+1:]
		case ' ', '\t', '\r':
		default:
			return ""
		}
	}
	return before
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r':
		return true
	}
	return false
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func decode(s string) (rune, int) {
	if s == "" {
		return eof, 0
	}
	return utf8.DecodeRuneInString(s)
}
