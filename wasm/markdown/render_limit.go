package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// What a body may ask of goldmark, whose time grows with the square of some
// inputs and whose stack grows with depth; a browser has about 1 MB of it. What
// is beyond stays text. No post that somebody wrote comes near.
const (
	maxBlockDepth  = 100      // of quotes, list items and such in each other
	maxInlineDepth = 100      // of emphasis, links and such in each other
	maxMarks       = 4000     // characters in one block that may begin or end an inline element
	maxBraces      = 200      // opened in a line with attributes, which may nest
	maxFootnotes   = 4000     // defined
	maxLines       = 20000    // of a paragraph that may be a table or have definitions of links
	maxEmptyCells  = 1 << 18  // that a table gets since its rows are shorter than its header
	maxReread      = 16 << 20 // bytes of a body that may be read again and again, all in all
)

var limitsKey = parser.NewContextKey()

// limits counts what one body asks for.
type limits struct {
	block     ast.Node // whose inlines are being parsed
	marks     int      // in it
	nested    bool     // some block has marks enough to nest deeper than allowed
	read      int      // bytes read again
	footnotes int
	resumed   int // where the text goes on after the last opening delimiter that nothing closes
}

func limitsOf(pc parser.Context) *limits { return pc.Get(limitsKey).(*limits) }

// limitedParser is goldmark's parser with limits on every part that is added to it.
type limitedParser struct{ parser.Parser }

func newLimitedParser() parser.Parser {
	p := limitedParser{parser.NewParser()}
	p.AddOptions(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(flattener{}, -1)),
	)
	return p
}

// AddOptions is part of parser.Parser.
func (p limitedParser) AddOptions(options ...parser.Option) {
	c := parser.NewConfig()
	for _, o := range options {
		o.SetParserOption(c)
	}
	for i, v := range c.BlockParsers {
		c.BlockParsers[i].Value = newLimitedBlock(v.Value.(parser.BlockParser))
	}
	for i, v := range c.InlineParsers {
		c.InlineParsers[i].Value = newLimitedInline(v.Value.(parser.InlineParser))
	}
	for i, v := range c.ParagraphTransformers {
		c.ParagraphTransformers[i].Value = &limitedParagraph{v.Value.(parser.ParagraphTransformer)}
	}
	p.Parser.AddOptions(
		parser.WithBlockParsers(c.BlockParsers...),
		parser.WithInlineParsers(c.InlineParsers...),
		parser.WithParagraphTransformers(c.ParagraphTransformers...),
		parser.WithASTTransformers(c.ASTTransformers...),
	)
	for name, value := range c.Options {
		p.Parser.AddOptions(parser.WithOption(name, value))
	}
	if c.EscapedSpace {
		p.Parser.AddOptions(parser.WithEscapedSpace())
	}
}

// limitedBlock opens no block in one that is too deep.
type limitedBlock struct {
	parser.BlockParser
	attributes bool // it may parse attributes
	footnotes  bool
}

func newLimitedBlock(p parser.BlockParser) parser.BlockParser {
	if p == parser.NewParagraphParser() {
		return p
	}
	triggers := p.Trigger()
	return &limitedBlock{p, bytes.ContainsAny(triggers, "#={"), bytes.IndexByte(triggers, '[') >= 0}
}

// SetOption is part of parser.SetOptioner.
func (p *limitedBlock) SetOption(name parser.OptionName, value any) {
	setOption(p.BlockParser, name, value)
}

// Open is part of parser.BlockParser.
func (p *limitedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxBlockDepth && isDeep(parent) ||
		p.attributes && hasManyBraces(reader, pc) ||
		p.footnotes && limitsOf(pc).footnotes > maxFootnotes {
		return nil, parser.NoChildren
	}
	n, state := p.BlockParser.Open(parent, reader, pc)
	if p.footnotes && n != nil {
		limitsOf(pc).footnotes++
	}
	return n, state
}

// isDeep reports whether no block may be in n any more. A list always has its
// items.
func isDeep(n ast.Node) bool {
	if n.Kind() == ast.KindList || n.Kind() == extast.KindDefinitionList {
		return false
	}
	depth := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() != ast.KindList && n.Kind() != extast.KindDefinitionList {
			depth++
		}
	}
	return depth > maxBlockDepth
}

// hasManyBraces reports whether the line, or the one before which it may
// underline, could have attributes nested too deep.
func hasManyBraces(reader text.Reader, pc parser.Context) bool {
	line, _ := reader.PeekLine()
	if countBraces(line) > maxBraces {
		return true
	}
	if last := pc.LastOpenedBlock().Node; ast.IsParagraph(last) && last.Lines().Len() > 0 {
		segment := last.Lines().At(last.Lines().Len() - 1)
		return countBraces(segment.Value(reader.Source())) > maxBraces
	}
	return false
}

func countBraces(line []byte) int {
	if len(line) <= maxBraces {
		return 0
	}
	return bytes.Count(line, []byte("{")) + bytes.Count(line, []byte("["))
}

// limitedParagraph leaves paragraphs alone that are too much.
type limitedParagraph struct{ parser.ParagraphTransformer }

// Transform is part of parser.ParagraphTransformer.
func (p *limitedParagraph) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if n.Lines().Len() <= maxLines && emptyCells(n, reader.Source()) <= maxEmptyCells {
		p.ParagraphTransformer.Transform(n, reader, pc)
	}
}

// emptyCells returns how many cells a table has at most that are not in the text.
func emptyCells(n *ast.Paragraph, source []byte) int {
	lines := n.Lines().Len()
	if size := n.Lines().At(lines-1).Stop - n.Lines().At(0).Start; lines*size <= maxEmptyCells {
		return 0 // even if all of it is one line and all others are empty
	}
	widest, all := 0, 0
	for i := range lines {
		line := n.Lines().At(i)
		cells := bytes.Count(line.Value(source), []byte("|")) + 1
		widest = max(widest, cells)
		all += cells
	}
	return lines*widest - all
}

// limitedInline parses nothing any more when there are too many marks in a block,
// or too much was read for nothing.
type limitedInline struct{ parser.InlineParser }

// limitedClosing is a limitedInline that is told of the end of a block.
type limitedClosing struct {
	limitedInline
	parser.CloseBlocker
}

func newLimitedInline(p parser.InlineParser) parser.InlineParser {
	if bytes.IndexByte(p.Trigger(), '"') >= 0 {
		return p // punctuation, asked often, reads nothing twice
	}
	if closer, ok := p.(parser.CloseBlocker); ok {
		return &limitedClosing{limitedInline{p}, closer}
	}
	return &limitedInline{p}
}

// SetOption is part of parser.SetOptioner.
func (p *limitedInline) SetOption(name parser.OptionName, value any) {
	setOption(p.InlineParser, name, value)
}

// Parse is part of parser.InlineParser.
func (p *limitedInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	l := limitsOf(pc)
	if l.block != parent {
		l.block, l.marks = parent, 0
	}
	if l.marks > maxMarks || l.read > maxReread {
		return nil
	}
	_, position := block.Position()
	n := p.InlineParser.Parse(parent, block, pc)
	l.count(n, block.Source()[position.Start:], position.Start)
	return n
}

// count takes note of what parsing n at rest, of which the first byte triggered
// it, may have taken, and will take when the marks are paired.
func (l *limits) count(n ast.Node, rest []byte, offset int) {
	switch n := n.(type) {
	case nil:
		switch rest[0] {
		case '<', ']':
			l.read += l.blockEnd() - offset
		case '[':
			l.read += l.footnotes
		case '*', '_', '~': // may be in the name before an @
			l.read += wordLength(rest)
		}
	case *ast.Text: // an opening delimiter that nothing closes
		l.read += l.blockEnd() - offset
		l.resumed = n.Segment.Stop
	case *parser.Delimiter:
		l.mark(n.OriginalLength)
	case *ast.Link:
		l.repeat(n.Reference, n.Destination, n.Title)
	case *ast.Image:
		l.repeat(n.Reference, n.Destination, n.Title)
	case *extast.FootnoteLink:
		l.read += l.footnotes
	default:
		if rest[0] == '[' || rest[0] == '!' {
			l.mark(1)
		}
	}
}

// repeat counts what a link says again that is defined elsewhere.
func (l *limits) repeat(reference *ast.ReferenceLink, destination, title []byte) {
	if reference != nil {
		l.read += len(destination) + len(title)
	}
}

func (l *limits) mark(n int) {
	l.marks += n
	l.read += l.marks
	l.nested = l.nested || l.marks > maxInlineDepth
}

func (l *limits) blockEnd() int {
	lines := l.block.Lines()
	return lines.At(lines.Len() - 1).Stop
}

func wordLength(b []byte) int {
	if i := bytes.IndexAny(b, " \n"); i >= 0 {
		return i
	}
	return len(b)
}

func setOption(p any, name parser.OptionName, value any) {
	if s, ok := p.(parser.SetOptioner); ok {
		s.SetOption(name, value)
	}
}

// flattener takes inline elements away that are too deep, and leaves what is in
// them. It runs before anything walks the document by calling itself.
type flattener struct{}

// Transform is part of parser.ASTTransformer.
func (flattener) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	if !limitsOf(pc).nested {
		return
	}
	depth := 0
	for n := ast.Node(doc); n != nil; {
		isInline := n.Type() == ast.TypeInline
		if isInline && depth >= maxInlineDepth && n.HasChildren() {
			n = unwrap(n)
			continue
		}
		if n.HasChildren() {
			if isInline {
				depth++
			}
			n = n.FirstChild()
			continue
		}
		for n != nil && n.NextSibling() == nil {
			n = n.Parent()
			if n != nil && n.Type() == ast.TypeInline {
				depth--
			}
		}
		if n != nil {
			n = n.NextSibling()
		}
	}
}

// unwrap replaces n by its children and returns the first.
func unwrap(n ast.Node) ast.Node {
	parent, first := n.Parent(), n.FirstChild()
	for c := first; c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, n, c)
		c = next
	}
	parent.RemoveChild(parent, n)
	return first
}
