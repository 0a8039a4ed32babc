package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Note is what a body says of itself in the ways of programs for notes.
type Note struct {
	Tags       []string          // #tags, without what marks them, in the order of the text
	Properties map[string]string // key:: value, at the top, keys in lower case
}

// notes reads what Obsidian, Logseq and Foam write in Markdown besides Markdown.
type notes struct{ config *Config }

// Extend is part of goldmark.Extender.
func (x *notes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(
			util.Prioritized(&wikiLinks{x.config.Parser.AutoIDType}, 199), // before links
			util.Prioritized(&hashtags{}, 199),
			util.Prioritized(&comments{}, 199),
		),
		parser.WithBlockParsers(util.Prioritized(&comments{}, 90)),
		parser.WithParagraphTransformers(util.Prioritized(&properties{}, 90)), // before all others
		parser.WithASTTransformers(util.Prioritized(&lastTags{}, 90)),
	)
}

// noteOf returns where what a body says of itself is collected.
func noteOf(pc parser.Context) *Note {
	r, _ := pc.Get(readersKey).(Readers)
	return r.note
}

// ---- Tags ----

// hashtags are #tags. A program for notes finds the note by them. They become links of
// the class [Hashtag], but not within the text of another.
type hashtags struct{}

// Trigger is part of parser.InlineParser.
func (*hashtags) Trigger() []byte { return []byte{'#'} }

// Parse is part of parser.InlineParser.
func (*hashtags) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if !unicode.IsSpace(block.PrecendingCharacter()) {
		return nil
	}
	line, segment := block.PeekLine()
	start, end, length := tagName(line)
	if length == 0 {
		return nil
	}
	note := noteOf(pc)
	note.Tags = append(note.Tags, strings.TrimPrefix(string(line[start:end]), "#"))
	if pc.IsInLinkLabel() {
		return nil
	}
	block.Advance(length)
	tag := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(segment.Start+start, segment.Start+end)))
	tag.SetAttributeString("class", []byte(Hashtag))
	return tag
}

// tagName returns where in a line the tag is that it begins with, and how long all of
// it is: 0 for none. A number is none, as in #1.
func tagName(line []byte) (start, end, length int) {
	if link, length := parseWikiLink(line[1:]); length > 0 && link.target != "" && !link.isShown { // as in Logseq
		start = 1 + len("[[")
		return start, start + len(link.target), 1 + length
	}
	end = 1
	isName := false
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		isMark := strings.ContainsRune("_-/", r)
		if r == utf8.RuneError || !isMark && (unicode.IsSpace(r) || unicode.IsPunct(r) || r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r)) {
			break
		}
		isName = isName || !isMark && !unicode.IsNumber(r)
		end += size
	}
	end = len(bytes.TrimRight(line[:end], "/"))
	if !isName || line[1] == '/' {
		return 0, 0, 0
	}
	return 0, end, end
}

// isHashtag reports whether a node is one.
func isHashtag(n ast.Node) bool { return n.Kind() == ast.KindAutoLink && n.Attributes() != nil }

// lastTags takes lines away that have nothing but tags, at the end of a note.
type lastTags struct{}

// Transform is part of parser.ASTTransformer.
func (*lastTags) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	last := doc.LastChild()
	if last == nil || last.Kind() != ast.KindParagraph {
		return
	}
	var cut ast.Node // from here on
	tagged := false  // since the last end of a line
	n := last.LastChild()
	for ; n != nil; n = n.PreviousSibling() {
		t, isText := n.(*ast.Text)
		if isText && (t.SoftLineBreak() || t.HardLineBreak()) && tagged {
			cut, tagged = n.NextSibling(), false
		}
		if isText && !util.IsBlank(t.Segment.Value(reader.Source())) || !isText && !isHashtag(n) {
			break
		}
		tagged = tagged || !isText
	}
	if n == nil && tagged {
		last.Parent().RemoveChild(last.Parent(), last)
		return
	}
	for cut != nil {
		next := cut.NextSibling()
		last.RemoveChild(last, cut)
		cut = next
	}
	if t, isText := last.LastChild().(*ast.Text); isText {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
}

// ---- Comments ----

// comments are between %% and %%, in a line or over several, and are not shown.
type comments struct{}

// whole is the attribute of a block of them that ends in the line in which it begins.
var whole = []byte("whole")

var percents = []byte("%%")

// Trigger is part of parser.InlineParser and parser.BlockParser.
func (*comments) Trigger() []byte { return []byte{'%'} }

// Parse is part of parser.InlineParser.
func (*comments) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, percents) {
		return nil
	}
	block.Advance(len(percents))
	for {
		line, _ = block.PeekLine()
		if line == nil {
			return nil
		}
		if end := bytes.Index(line, percents); end >= 0 {
			block.Advance(end + len(percents))
			return ast.NewString(nil)
		}
		block.AdvanceLine()
	}
}

// Open is part of parser.BlockParser.
func (*comments) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	inner, is := bytes.CutPrefix(line[pc.BlockOffset():], percents)
	_, after, isWhole := bytes.Cut(inner, percents)
	if !is || isWhole && !util.IsBlank(after) || !isWhole && !bytes.Contains(reader.Source()[segment.Stop:], percents) {
		return nil, parser.NoChildren
	}
	comment := ast.NewTextBlock() // which is gone when it is closed
	if isWhole {
		comment.SetAttribute(whole, true)
	}
	return comment, parser.NoChildren
}

// Continue is part of parser.BlockParser.
func (*comments) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if n.Attributes() != nil {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	before, _, ends := bytes.Cut(line, percents)
	if !ends {
		return parser.Continue | parser.NoChildren
	}
	reader.Advance(len(before) + len(percents))
	if rest, _ := reader.PeekLine(); util.IsBlank(rest) {
		reader.AdvanceToEOL()
	}
	return parser.Close
}

// Close is part of parser.BlockParser.
func (*comments) Close(n ast.Node, _ text.Reader, _ parser.Context) {
	n.Parent().RemoveChild(n.Parent(), n)
}

// CanInterruptParagraph is part of parser.BlockParser.
func (*comments) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is part of parser.BlockParser.
func (*comments) CanAcceptIndentedLine() bool { return false }

// ---- Properties ----

// properties are lines of Logseq's: key:: value. Those at the top of a note are about
// all of it, and some are about a block, which says nothing to readers.
type properties struct{}

// ofBlocks are the keys of properties that Logseq writes by itself.
const ofBlocks = " id collapsed "

// Transform is part of parser.ParagraphTransformer.
func (*properties) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := n.Lines()
	all := map[string]string{}
	shown := text.NewSegments()
	for i := range lines.Len() {
		line := lines.At(i)
		key, value := property(line.Value(reader.Source()))
		if key != "" {
			all[key] = value
		}
		if key == "" || !strings.Contains(ofBlocks, " "+key+" ") {
			shown.Append(line)
		}
	}
	isTop := n.PreviousSibling() == nil && n.Parent().Kind() == ast.KindDocument
	if note := noteOf(pc); isTop && len(all) == lines.Len() && note.Properties == nil {
		note.Properties = all
		shown = text.NewSegments()
	}
	if shown.Len() == lines.Len() {
		return
	}
	n.SetLines(shown)
	if shown.Len() == 0 {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// property returns the key and the value of a line that is one.
func property(line []byte) (key, value string) {
	before, after, found := bytes.Cut(line, []byte("::"))
	before = bytes.TrimLeft(before, " \t")
	isOdd := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }
	if !found || len(before) == 0 || bytes.ContainsFunc(before, isOdd) || len(after) > 0 && !unicode.IsSpace(rune(after[0])) {
		return "", ""
	}
	return strings.ToLower(string(before)), string(bytes.TrimSpace(after))
}
