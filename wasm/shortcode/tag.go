package shortcode

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A tag is what stands between two delimiters.
type tag struct {
	name    string
	markup  bool // {{% %}}
	closing bool // {{< /name >}}
	closed  bool // {{< name />}}
	inline  bool // {{< name.inline >}}, whose inner text is a Go template
	named   map[string]any
	listed  []any
	given   []argument // all of these, in their order
}

const eof = -1

// A scanner reads one tag. It takes what Hugo's lexer takes and refuses what
// that refuses.
type scanner struct {
	src   string
	pos   int
	width int // of the rune read last

	style style
	args  []argument
}

// A style is how the arguments of a tag are given.
type style int

const (
	unknown style = iota
	positional
	byName
)

type argument struct {
	named bool
	name  string
	word  string // as written, without its quotes
	value any    // string, int, float64 or bool
}

func (s *scanner) next() rune {
	r, width := decode(s.src[s.pos:])
	s.pos += width
	s.width = width
	return r
}

func (s *scanner) backup() { s.pos -= s.width }

func (s *scanner) peek() rune {
	r, _ := decode(s.src[s.pos:])
	return r
}

// tag reads the tag whose left delimiter is at pos, its right one included.
func (s *scanner) tag() (tag, error) {
	t := tag{markup: s.src[s.pos+2] == '%'}
	right := rightDelimiter(s.src[s.pos+2])
	s.pos += 3
	pending := false // the argument read last may still get a value
	for !strings.HasPrefix(s.src[s.pos:], right) {
		var err error
		r := s.next()
		switch {
		case isSpace(r):
		case r == '/' && t.name == "" && !t.closing:
			t.closing = true
		case r == '/' && !t.closed && !t.closing:
			t.closed = true
		case r == eof:
			err = errors.New("the shortcode is not closed: " + right + " is missing")
		case t.closing && t.name != "":
			err = unexpected(r)
		case r == '=':
			err = s.value(pending)
			pending = false
		case r == '\\':
			if p := s.peek(); p == '"' || p == '`' {
				pending, err = true, s.param(true)
			}
		case t.name == "" && isWord(r):
			s.backup()
			err = s.name(&t)
		case t.name == "" || t.closed:
			err = unexpected(r)
		case isWord(r) || r == '-' || r == '"' || r == '`':
			s.backup()
			pending, err = true, s.param(false)
		default:
			err = unexpected(r)
		}
		if err != nil {
			return t, err
		}
	}
	s.pos += len(right)
	return t, s.finish(&t)
}

func unexpected(r rune) error {
	return fmt.Errorf("%q in a shortcode: arguments with other characters than letters, digits, - and _ need quotes", r)
}

// finish sorts the arguments into those with a name and those without.
func (s *scanner) finish(t *tag) error {
	if t.name == "" {
		return errors.New("the shortcode has no name")
	}
	t.given = s.args
	for _, a := range s.args {
		switch {
		case !a.named && t.named == nil:
			t.listed = append(t.listed, a.value)
		case a.named && t.listed == nil:
			if t.named == nil {
				t.named = map[string]any{}
			}
			t.named[a.name] = a.value
		default:
			return fmt.Errorf("shortcode %s: arguments with and without names are mixed", t.name)
		}
	}
	return nil
}

func (s *scanner) name(t *tag) error {
	start := s.pos
	for {
		r := s.next()
		if r == '.' {
			if !strings.HasPrefix(s.src[s.pos:], "inline ") {
				return errors.New("a period in the name of a shortcode")
			}
			t.inline = true
			continue
		}
		if !isWord(r) && r != '-' && r != '/' {
			s.backup()
			break
		}
	}
	t.name = s.src[start:s.pos]
	if strings.HasSuffix(t.name, "/") { // {{< name/>}}: Hugo takes the slash for a part of the name
		return fmt.Errorf("shortcode %s: a space is missing before the slash", t.name)
	}
	return nil
}

// param reads an argument, or the name of one.
func (s *scanner) param(escapedQuote bool) error {
	switch r := s.peek(); {
	case r == '`' && escapedQuote:
		return errEscape
	case r == '"' || r == '`':
		if s.style == byName {
			return errMixed
		}
		s.style = positional
		value, err := s.quotedOrRaw(!escapedQuote)
		s.args = append(s.args, argument{word: value, value: value})
		return err
	}
	start := s.pos
	r := s.next()
	for isWord(r) || r == '-' || r == '.' {
		r = s.next()
	}
	s.backup()
	style := positional
	if r == '=' {
		style = byName
	}
	if s.style == unknown {
		s.style = style
	} else if s.style != style {
		return errMixed
	}
	word := s.src[start:s.pos]
	s.args = append(s.args, argument{word: word, value: typed(word)})
	return nil
}

var (
	errMixed  = errors.New("arguments with and without names are mixed")
	errEscape = errors.New("unknown escape in a shortcode")
)

// value reads what follows an equals sign, and makes the argument read last its name.
func (s *scanner) value(pending bool) error {
	for isSpace(s.peek()) {
		s.next()
	}
	var value any
	var err error
	switch r := s.peek(); r {
	case '"', '`', '\\':
		value, err = s.quotedOrRaw(r != '\\')
	default:
		value = typed(s.toSpace())
	}
	if err != nil || !pending {
		return err
	}
	last := &s.args[len(s.args)-1]
	last.name, last.value, last.named = last.word, value, true
	return nil
}

func (s *scanner) toSpace() string {
	start := s.pos
	for r := s.next(); r != eof && !isSpace(r); r = s.next() {
	}
	s.backup()
	return s.src[start:s.pos]
}

func (s *scanner) quotedOrRaw(escapes bool) (string, error) {
	if s.peek() == '`' {
		return s.raw()
	}
	return s.quoted(escapes)
}

// raw reads what is quoted with backquotes: it may have several lines.
func (s *scanner) raw() (string, error) {
	start := s.pos + 1
	end := index(s.src, start, "`")
	if end < 0 {
		s.pos = len(s.src)
		return "", errors.New("a raw string in a shortcode is not closed: ` is missing")
	}
	s.pos = end + 1
	return s.src[start:end], nil
}

// quoted reads what is quoted with double quotes, or with escaped ones. With
// escapes a quote after a backslash is part of the value; all its backslashes
// then go, as with Hugo.
func (s *scanner) quoted(escapes bool) (string, error) {
	open, escaped, inner := false, false, false
	start, end := s.pos, -1
	for end < 0 {
		at := s.pos
		switch r := s.next(); {
		case r == '\\' && s.peek() == '`':
			return "", errEscape
		case r == '\\' && s.peek() == '"' && open:
			if !escapes {
				end = at
				s.backup()
				break
			}
			inner, escaped = true, true
		case r == eof || r == '\n':
			return "", errors.New(`a string in a shortcode is not closed: " is missing`)
		case r == '"' && escaped:
			escaped = false
		case r == '"' && open:
			end = at
			s.backup()
		case r == '"':
			open, start = true, s.pos
		}
	}
	value := s.src[start:end]
	if inner {
		value = strings.ReplaceAll(value, `\`, "")
	}
	if s.next() == '\\' && s.peek() == '"' {
		s.next()
	}
	return value, nil
}

// typed returns what Hugo makes of an argument without quotes: true and false
// are bools, and what looks like a number is one.
func typed(s string) any {
	if s == "true" || s == "false" {
		return s == "true"
	}
	digits := strings.TrimLeft(s, "0123456789+-")
	sign := strings.LastIndexAny(s[:len(s)-len(digits)], "+-")
	if s == "" || sign > 0 {
		return s
	}
	if digits == "" {
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return s
	}
	if strings.HasPrefix(digits, ".") && len(digits) > 1 && strings.Trim(digits[1:], "0123456789") == "" {
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return f
		}
	}
	return s
}
