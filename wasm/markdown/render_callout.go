package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"postview/wasm/shortcode"
)

// calloutTransformer turns alerts, in the way of GitHub and Obsidian, into
// callouts. One that has a sign after its kind folds: - to begin with, + when a
// reader wants it to.
type calloutTransformer struct{}

// Transform is part of parser.ASTTransformer.
func (calloutTransformer) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	wanted, ok := pc.Get(readersKey).(Readers)
	if !ok || !wanted.Callouts {
		return
	}
	var quotes []ast.Node
	walkBlocks(doc, func(n ast.Node) {
		if n.Kind() == ast.KindBlockquote {
			quotes = append(quotes, n)
		}
	})
	for _, quote := range quotes {
		makeCallout(quote, reader.Source(), wanted.language)
	}
}

// makeCallout makes quote a callout if its first line says so.
func makeCallout(quote ast.Node, source []byte, language string) {
	first, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok {
		return
	}
	line := first.Lines().At(0)
	kind, fold, length := calloutKind(line.Value(source))
	if kind == "" {
		return
	}
	title := ast.NewParagraph()
	title.SetAttributeString("class", []byte("admonition-title"))
	moveFirstLine(title, first, line.Start-line.Padding+length)
	if !title.HasChildren() {
		title.AppendChild(title, ast.NewString([]byte(shortcode.CalloutTitle(kind, language))))
	}
	quote.InsertBefore(quote, first, title)
	if !first.HasChildren() {
		quote.RemoveChild(quote, first)
	}
	if fold != 0 {
		makeDetails(quote, title, kind, fold == '+')
		return
	}
	quote.SetAttributeString("class", []byte("admonition admonition-"+kind))
	quote.SetAttributeString("role", []byte("note"))
}

// makeDetails puts what is in a callout in its place, between tags that goldmark has no
// nodes for: details, and summary around the title.
func makeDetails(quote, title ast.Node, kind string, isOpen bool) {
	open := ""
	if isOpen {
		open = ` open=""`
	}
	parent := quote.Parent()
	parent.InsertBefore(parent, quote, tags(`<details class="admonition admonition-`+kind+`"`+open+`><summary class="admonition-title">`, title, "</summary>\n"))
	quote.RemoveChild(quote, title)
	for c := quote.FirstChild(); c != nil; c = quote.FirstChild() {
		parent.InsertBefore(parent, quote, c)
	}
	parent.ReplaceChild(parent, quote, tags("</details>\n", nil, ""))
}

// tags returns a block of tags with the inline elements of another between them.
func tags(before string, block ast.Node, after string) ast.Node {
	all := ast.NewTextBlock()
	tag := func(html string) {
		s := ast.NewString([]byte(html))
		s.SetCode(true) // it is HTML already
		all.AppendChild(all, s)
	}
	tag(before)
	for block != nil && block.HasChildren() {
		all.AppendChild(all, block.FirstChild())
	}
	tag(after)
	return all
}

// calloutKind returns the kind that a line such as "[!NOTE]- Title" begins with,
// in lower case, the sign that it folds, 0 for none, and where the title begins; or "".
func calloutKind(line []byte) (kind string, fold byte, length int) {
	rest, found := bytes.CutPrefix(line, []byte("[!"))
	if !found {
		return "", 0, 0
	}
	name, rest, found := bytes.Cut(rest, []byte("]"))
	if !found || len(name) == 0 || bytes.IndexFunc(name, isNoLetter) >= 0 {
		return "", 0, 0
	}
	if len(rest) > 0 && (rest[0] == '-' || rest[0] == '+') {
		fold, rest = rest[0], rest[1:]
	}
	return strings.ToLower(string(name)), fold, len(line) - len(bytes.TrimLeft(rest, " \t"))
}

// moveFirstLine moves what is on the first line of a paragraph, from the position
// start in the source on, to another; what is before is lost.
func moveFirstLine(to, from ast.Node, start int) {
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		t, isText := c.(*ast.Text)
		ends := isText && (t.SoftLineBreak() || t.HardLineBreak())
		if isText {
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(false)
			t.Segment = t.Segment.WithStart(min(max(t.Segment.Start, start), t.Segment.Stop))
		}
		from.RemoveChild(from, c)
		if !isText || !t.Segment.IsEmpty() {
			to.AppendChild(to, c)
		}
		if ends {
			return
		}
		c = next
	}
}
