package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"postview/wasm/scalar"
)

var kindAttributes = ast.NewNodeKind("Attributes")

// attributesNode is a line such as {.class #id}. It gives its attributes to the
// block before it and goes.
type attributesNode struct{ ast.BaseBlock }

// Kind is part of ast.Node.
func (n *attributesNode) Kind() ast.NodeKind { return kindAttributes }

// Dump is part of ast.Node.
func (n *attributesNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// attributeParser parses an attributesNode.
type attributeParser struct{}

// Trigger is part of parser.BlockParser.
func (attributeParser) Trigger() []byte { return []byte{'{'} }

// Open is part of parser.BlockParser.
func (attributeParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	attributes, ok := parser.ParseAttributes(reader)
	if !ok {
		return nil, parser.RequireParagraph
	}
	n := &attributesNode{}
	for _, a := range attributes {
		n.SetAttribute(a.Name, a.Value)
	}
	return n, parser.NoChildren
}

// Continue is part of parser.BlockParser.
func (attributeParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close is part of parser.BlockParser.
func (attributeParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph is part of parser.BlockParser.
func (attributeParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is part of parser.BlockParser.
func (attributeParser) CanAcceptIndentedLine() bool { return false }

// attributeTransformer gives headings and terms their ids, and blocks the
// attributes after them.
type attributeTransformer struct{ config *Config }

// Transform is part of parser.ASTTransformer.
func (t attributeTransformer) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	var given, lost []ast.Node
	walkBlocks(doc, func(n ast.Node) {
		switch n.Kind() {
		case ast.KindHeading, extast.KindDefinitionTerm:
			t.identify(n, reader.Source(), pc.IDs())
		case kindAttributes:
			if followsItsBlock(n) {
				given = append(given, n)
			} else {
				lost = append(lost, n)
			}
		}
	})
	for _, n := range given {
		addAttributes(n.PreviousSibling(), n.Attributes())
		n.Parent().RemoveChild(n.Parent(), n)
	}
	for _, n := range lost {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// followsItsBlock reports whether there is a block that n means. Code has its
// attributes in its fence.
func followsItsBlock(n ast.Node) bool {
	previous := n.PreviousSibling()
	return previous != nil && previous.Kind() != ast.KindFencedCodeBlock && !n.HasBlankPreviousLines()
}

// addAttributes gives n those of the attributes that it does not have yet.
func addAttributes(n ast.Node, attributes []ast.Attribute) {
	if n == nil || n.Type() != ast.TypeBlock {
		return
	}
	for _, a := range attributes {
		if _, found := n.Attribute(a.Name); !found {
			n.SetAttribute(a.Name, a.Value)
		}
	}
}

// identify gives n an id, or takes note of the one that it has.
func (t attributeTransformer) identify(n ast.Node, source []byte, ids parser.IDs) {
	if id, found := n.AttributeString("id"); found {
		if id, ok := id.([]byte); ok {
			ids.Put(id)
		}
		return
	}
	var name string
	if n.Kind() == ast.KindHeading {
		if t.config.Parser.AutoHeadingID {
			name = headingName(n.(*ast.Heading), source)
		}
	} else if t.config.autoTermID() {
		name = plainText(n, source)
	}
	if name != "" {
		n.SetAttributeString("id", ids.Generate([]byte(name), n.Kind()))
	}
}

// headingName returns the text of a heading; of one that is underlined and has
// several lines, the last.
func headingName(n *ast.Heading, source []byte) string {
	name := plainText(n, source)
	if n.Lines().Len() > 1 {
		return name[strings.LastIndexByte(name, '\n')+1:]
	}
	return name
}

// writeAttributes writes all attributes of an element but those that run scripts.
func writeAttributes(w util.BufWriter, attributes []ast.Attribute) {
	for _, a := range attributes {
		if isHandler(a.Name) {
			continue
		}
		_ = w.WriteByte(' ')
		_, _ = w.Write(a.Name)
		_, _ = w.WriteString(`="`)
		if value, ok := a.Value.([]byte); ok {
			_, _ = w.Write(util.EscapeHTML(value))
		} else {
			_, _ = w.WriteString(attributeText(a.Value))
		}
		_ = w.WriteByte('"')
	}
}

// isHandler reports whether an attribute of this name would run a script.
func isHandler(name []byte) bool {
	return len(name) > 1 && bytes.EqualFold(name[:2], []byte("on"))
}

// attributeText returns the value of an attribute as text, and "" for a list.
func attributeText(value any) string {
	text, _ := scalar.Text(value)
	return text
}
