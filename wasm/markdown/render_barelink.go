package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// bareLinks finds the links without markup that goldmark's extension finds. That
// looks for one after every space, which takes a quarter of the time that a post
// takes; this looks at the colon, dot or @ that each link has, and lets goldmark's
// parser judge from where the link may begin.
//
// Some bodies are for the extension itself, see isOdd and contents.exact: where
// the name of an address holds what begins another element, and where it matters
// that the extension leaves the text after the last space of a line as a node of
// its own.
type bareLinks struct{ parser.InlineParser }

func newBareLinks() parser.InlineParser { return bareLinks{extension.NewLinkifyParser()} }

// Trigger is part of parser.InlineParser.
func (bareLinks) Trigger() []byte { return []byte{':', '.', '@'} }

// Parse is part of parser.InlineParser.
func (b bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before, ok := parent.LastChild().(*ast.Text)
	if !ok {
		return nil
	}
	rest, position := block.PeekLine()
	written, source := before.Segment, block.Source()
	if written.Stop != position.Start {
		return nil
	}
	length := linkStart(source[written.Start:written.Stop], rest)
	if length == 0 {
		return nil
	}
	start := written.Stop - length
	if start > written.Start && start != limitsOf(pc).resumed {
		start--
		if !mayPrecedeLink(source[written.Start : start+1]) {
			return nil
		}
	}
	line, _ := block.Position()
	block.SetPosition(line, position.WithStart(start))
	before.Segment = written.WithStop(start)
	link := b.InlineParser.Parse(parent, block, pc)
	if link == nil {
		before.Segment = written
	} else if before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	return link
}

// linkStart returns how many bytes at the end of text belong to a link that goes
// on with rest, or 0.
func linkStart(text, rest []byte) int {
	switch rest[0] {
	case ':':
		if !bytes.HasPrefix(rest, []byte("://")) {
			return 0
		}
		for _, protocol := range [...]string{"http", "https", "ftp"} {
			if hasSuffix(text, protocol) {
				return len(protocol)
			}
		}
	case '.':
		if hasSuffix(text, "www") {
			return len("www")
		}
	case '@':
		if isDomain(rest[1:]) {
			return nameLength(text)
		}
	}
	return 0
}

// hasSuffix is bytes.HasSuffix of a string.
func hasSuffix(b []byte, suffix string) bool {
	return len(b) >= len(suffix) && string(b[len(b)-len(suffix):]) == suffix
}

// mayPrecedeLink reports whether a link may follow the last character of text,
// after which the parser would have looked for one.
func mayPrecedeLink(text []byte) bool {
	last := len(text) - 1
	switch text[last] {
	case ' ', '\t':
		return true
	case '*', '_', '~', '(':
		backslashes := last - len(bytes.TrimRight(text[:last], `\`))
		return backslashes%2 == 0
	}
	return false
}

// isDomain reports whether b may begin with a domain, with a dot in it.
func isDomain(b []byte) bool {
	for i, c := range b {
		switch {
		case util.IsAlphaNumeric(c), c == '-' && i > 0:
		case c == '.' && i > 0:
			return true
		default:
			return false
		}
	}
	return false
}

// nameLength returns how many bytes at the end of b may be the name in an address.
func nameLength(b []byte) int {
	n := 0
	for n < len(b) {
		c := b[len(b)-1-n]
		if !util.IsAlphaNumeric(c) && bytes.IndexByte([]byte("!#$%&'*+-./=?^_`{|}~"), c) < 0 {
			break
		}
		n++
	}
	return n
}

// isOdd reports whether source has what bareLinks is not made for: an address with
// another element in its name, a space that is escaped, which the parser forgets
// when there is a link after it, or much space at the end of a line, which stays
// where it is a node.
func isOdd(source []byte) bool {
	return hasOddAddress(source) || hasOddEnd(source) ||
		bytes.Contains(source, []byte(`\ `)) || bytes.Contains(source, []byte("\\\t"))
}

func hasOddAddress(source []byte) bool {
	for {
		i := bytes.IndexByte(source, '@')
		if i < 0 {
			return false
		}
		if isDomain(source[i+1:]) && isOddName(source[i-nameLength(source[:i]):i]) {
			return true
		}
		source = source[i+1:]
	}
}

// isOddName reports whether there is more than text in the name of an address.
func isOddName(name []byte) bool {
	if bytes.ContainsAny(name, "'*_`~^${!") {
		return true
	}
	for _, pair := range [...]string{"--", "..", "++", "=="} {
		if bytes.Contains(name, []byte(pair)) {
			return true
		}
	}
	return false
}

// hasOddEnd reports whether text in source is followed, on its line, by more space
// than a line break has, or by a line break that a table takes away.
func hasOddEnd(source []byte) bool {
	for len(source) > 0 {
		line, rest, _ := bytes.Cut(source, []byte("\n"))
		if space := spaceAtEnd(line); len(space) > 1 && len(space) < len(line) &&
			(len(space) > 2 || space[0] == '\t' || space[1] == '\t' || startsWithCells(rest)) {
			return true
		}
		source = rest
	}
	return false
}

func spaceAtEnd(line []byte) []byte {
	i := len(line)
	for i > 0 && (line[i-1] == ' ' || line[i-1] == '\t' || line[i-1] == '\r') {
		i--
	}
	return line[i:]
}

// startsWithCells reports whether the first line of b may be one of a table.
func startsWithCells(b []byte) bool {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return bytes.IndexByte(line, '|') >= 0
}
