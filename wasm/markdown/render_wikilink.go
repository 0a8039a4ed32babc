package markdown

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// WikiLink is the class of links and pictures whose reference is the name of a note or
// of a file, wherever that is.
const WikiLink = "wikilink"

// Hashtag is the class of links whose reference is a tag, with its #.
const Hashtag = "hashtag"

// wikiLink is [[target#heading|label]], after an exclamation mark where what it names
// is to be shown in its place.
type wikiLink struct {
	target, heading, label string
	isShown                bool
}

// parseWikiLink returns the link that text begins with, and how long it is: 0 where it
// begins with none. What a Markdown link may have for its text is none.
func parseWikiLink(text []byte) (l wikiLink, length int) {
	rest, isShown := bytes.CutPrefix(text, []byte("!"))
	rest, begins := bytes.CutPrefix(rest, []byte("[["))
	inner, after, ends := bytes.Cut(rest, []byte("]]"))
	if !begins || !ends || bytes.ContainsAny(inner, "[\n") || len(after) > 0 && (after[0] == '(' || after[0] == '[') {
		return l, 0
	}
	name, label, _ := strings.Cut(string(inner), "|")
	name = strings.TrimSuffix(name, `\`) // which a table wants
	target, heading, _ := strings.Cut(name, "#")
	target, _, _ = strings.Cut(target, "^") // a block has no place of its own
	heading, _, _ = strings.Cut(heading, "^")
	l = wikiLink{strings.TrimSpace(target), strings.TrimSpace(heading), strings.TrimSpace(label), isShown}
	if l.target == "" && l.heading == "" || strings.TrimLeftFunc(name, unicode.IsSpace) != name {
		return l, 0
	}
	return l, len(text) - len(after)
}

// text is what the link says.
func (l *wikiLink) text() string {
	page := strings.TrimSuffix(l.target, ".md")
	headings := strings.ReplaceAll(l.heading, "#", " > ")
	switch {
	case l.label != "":
		return l.label
	case page != "" && headings != "":
		return page + " > " + headings
	default:
		return page + headings
	}
}

// isPicture reports whether what the link names can be shown in its place.
func (l *wikiLink) isPicture() bool {
	switch strings.ToLower(path.Ext(l.target)) {
	case ".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp":
		return l.isShown
	}
	return false
}

// size returns what the label says of a picture: a text, a width, 300, or both sizes,
// 300x200.
func (l *wikiLink) size() (text, width, height string) {
	isNumber := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	text, last, _ := cutLast(l.label, "|")
	width, height, both := strings.Cut(last, "x")
	if !isNumber(width) || both && !isNumber(height) {
		text, width, height = l.label, "", ""
	}
	if text == "" {
		text = path.Base(l.target)
	}
	return text, width, height
}

// cutLast cuts s around the last separator. All of it is after one that is not there.
func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return "", s, false
}

// wikiLinks parses them. They become links and pictures whose reference is what they
// name; anchors are of the kind of ids.
type wikiLinks struct{ ids string }

// Trigger is part of parser.InlineParser.
func (*wikiLinks) Trigger() []byte { return []byte("![") }

// Parse is part of parser.InlineParser.
func (w *wikiLinks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	l, length := parseWikiLink(line)
	if length == 0 {
		return nil
	}
	block.Advance(length)
	link := ast.NewLink()
	link.Destination = []byte((&url.URL{Path: l.target}).EscapedPath())
	if l.isPicture() {
		picture := ast.NewImage(link)
		picture.SetAttributeString("class", []byte(WikiLink))
		text, width, height := l.size()
		if width != "" {
			picture.SetAttributeString("width", []byte(width))
		}
		if height != "" {
			picture.SetAttributeString("height", []byte(height))
		}
		picture.AppendChild(picture, ast.NewString([]byte(text)))
		return picture
	}
	if _, last, _ := cutLast(l.heading, "#"); last != "" {
		fragment := url.URL{Fragment: anchor(w.ids, last)}
		link.Destination = append(link.Destination, fragment.String()...)
	}
	if l.target != "" {
		link.SetAttributeString("class", []byte(WikiLink))
	}
	link.AppendChild(link, ast.NewString([]byte(l.text())))
	return link
}
