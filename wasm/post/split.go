package post

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"postview/wasm/problem"
)

// maxBlock is how many bytes of front matter are read. The largest of 11,598
// posts has 30 KB of it; the parsers take a second for 10 MB.
const maxBlock = 256 << 10

var byteOrderMark = []byte("\ufeff")

// block is a source cut in two: the text of the front matter, without its
// delimiters unless they belong to it as with JSON, and the body after it.
type block struct {
	format   string // "yaml", "toml", "json", or "" when there is no front matter
	text     []byte
	line     int // of the source, on which text starts
	body     []byte
	bodyLine int
}

// split finds the front matter where Hugo finds it: after white space and byte
// order marks, opened by three dashes, three pluses or a brace. The delimiter
// that closes it starts a line, and what follows it on that line is body.
func split(source []byte) (block, *problem.Problem) {
	start := len(source) - len(skipIntro(source))
	rest := source[start:]
	line := lineAt(source, start)
	var end, after int // of the text, and of the delimiter that closes it
	b := block{line: line}
	switch {
	case bytes.HasPrefix(rest, []byte("---")):
		b.format = "yaml"
		start, end, after = fenced(rest, "---")
	case bytes.HasPrefix(rest, []byte("+++")):
		b.format = "toml"
		start, end, after = fenced(rest, "+++")
	case opensJSON(rest):
		b.format = "json"
		start, end = 0, objectEnd(rest)
		after = end
	default:
		return block{body: bytes.TrimPrefix(source, byteOrderMark), bodyLine: 1}, nil
	}
	if end < 0 {
		return b, &problem.Problem{Line: line, Err: fmt.Errorf("front matter that %s opens is not closed", opening(rest))}
	}
	if end-start > maxBlock {
		return b, &problem.Problem{Line: line, Err: fmt.Errorf("front matter has %d KB, more than %d", (end-start)>>10, maxBlock>>10)}
	}
	b.text = rest[start:end]
	b.line += bytes.Count(rest[:start], []byte("\n"))
	if i := bytes.IndexByte(b.text, 0); i >= 0 {
		return b, b.problemAt(i, 0, "front matter holds a NUL byte")
	}
	after += len(rest[after:]) - len(skipLineEnd(rest[after:]))
	b.body = rest[after:]
	b.bodyLine = line + bytes.Count(rest[:after], []byte("\n"))
	return b, nil
}

// skipIntro returns what follows the white space and byte order marks that may
// stand before front matter.
func skipIntro(source []byte) []byte {
	for {
		rest := bytes.TrimPrefix(bytes.TrimLeft(source, " \t\r\n"), byteOrderMark)
		if len(rest) == len(source) {
			return rest
		}
		source = rest
	}
}

// skipLineEnd returns what follows one line end: CR, LF, or both.
func skipLineEnd(s []byte) []byte {
	return bytes.TrimPrefix(bytes.TrimPrefix(s, []byte("\r")), []byte("\n"))
}

// fenced returns where the text behind the opening delimiter starts and ends,
// and where the closing delimiter ends. The end is -1 when nothing closes it.
func fenced(s []byte, delimiter string) (start, end, after int) {
	opened := s[len(delimiter):]
	start = len(s) - len(skipLineEnd(opened))
	lineStart := start > len(delimiter)
	for i := start; i < len(s); i++ {
		if lineStart && bytes.HasPrefix(s[i:], []byte(delimiter)) {
			return start, i, i + len(delimiter)
		}
		lineStart = s[i] == '\n' || s[i] == '\r'
	}
	return start, -1, -1
}

// opensJSON reports whether s begins with an object. Hugo takes any brace for
// one, and fails on a post that begins with a shortcode, with a tag of Liquid,
// or with an attribute list of kramdown: these are body here.
func opensJSON(s []byte) bool {
	return len(s) > 1 && s[0] == '{' && !strings.ContainsRune("{%#:<", rune(s[1]))
}

// objectEnd returns where the object that opens s ends, or -1.
func objectEnd(s []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

func opening(s []byte) string {
	if s[0] == '{' {
		return "{"
	}
	return string(s[:3])
}

// lineAt returns the line of the source, from 1, of a byte of the text.
func (b block) lineAt(offset int) int { return b.line - 1 + lineAt(b.text, offset) }

// problemAt returns what is wrong at a byte of the text. Where somebody knows the line,
// and the byte is not on it, the column is not known.
func (b block) problemAt(offset, known int, message string) *problem.Problem {
	line, column := problem.In(string(b.text), max(0, min(offset, len(b.text))))
	line += b.line - 1
	if known != 0 && known != line {
		line, column = known, 0
	}
	return &problem.Problem{Line: line, Column: column, Err: errors.New(message)}
}

func lineAt(s []byte, offset int) int { return 1 + bytes.Count(s[:offset], []byte("\n")) }

// keyLine returns the line of the source on which the text sets the key of its
// outermost map, or 0 when it can't be found. It is a guess, made for messages.
func (b block) keyLine(key string) int {
	line := b.line
	for text := range strings.Lines(string(b.text)) {
		if b.format == "json" && strings.Contains(strings.ToLower(text), `"`+key+`"`) || setsKey(text, key) {
			return line
		}
		line++
	}
	return 0
}

// setsKey reports whether a line of YAML or TOML begins with the key, in any
// case, and a colon or an equals sign.
func setsKey(line, key string) bool {
	line = strings.TrimLeft(line, `"'`)
	if len(line) < len(key) || !strings.EqualFold(line[:len(key)], key) {
		return false
	}
	rest := strings.TrimLeft(line[len(key):], "\"' \t")
	return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "=")
}
