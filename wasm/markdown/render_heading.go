package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"postview/wasm/plain"
)

// headings renders headings, with any attribute but those that run scripts.
type headings struct{}

// RegisterFuncs is part of renderer.NodeRenderer.
func (h headings) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, h.render)
}

func (headings) render(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	level := "0123456"[n.Level]
	if entering {
		_, _ = w.WriteString("<h")
		_ = w.WriteByte(level)
		writeAttributes(w, n.Attributes())
		_ = w.WriteByte('>')
		return ast.WalkContinue, nil
	}
	writeHeadingLink(w, n)
	_, _ = w.WriteString("</h")
	_ = w.WriteByte(level)
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}

// ids gives the elements of one body different ids. It implements parser.IDs.
type ids struct {
	kind string
	used map[string]bool
	next map[string]int // the number to try next for an id that is used
}

func newIDs(kind string) *ids { return &ids{kind, map[string]bool{}, map[string]int{}} }

// Generate makes an id from the text of an element, and uses it.
func (s *ids) Generate(value []byte, kind ast.NodeKind) []byte {
	id := anchor(s.kind, string(value))
	if id == "" {
		switch kind {
		case ast.KindHeading:
			id = "heading"
		case extast.KindDefinitionTerm:
			id = "term"
		default:
			id = "id"
		}
	}
	unique := id
	for s.used[unique] {
		s.next[id]++
		unique = id + "-" + strconv.Itoa(s.next[id])
	}
	s.used[unique] = true
	return []byte(unique)
}

// Put marks an id that an author wrote as used.
func (s *ids) Put(value []byte) { s.used[string(value)] = true }

// anchor turns text into an id of the kind that goldmark.parser.autoIDType names.
func anchor(kind, text string) string {
	switch kind {
	case "blackfriday":
		return blackfridayAnchor(text)
	case "github-ascii":
		return strings.Map(func(r rune) rune {
			if r >= utf8.RuneSelf {
				return -1
			}
			return anchorRune(r)
		}, strings.TrimSpace(withoutAccents(text)))
	}
	return strings.Map(anchorRune, strings.TrimSpace(text))
}

func anchorRune(r rune) rune {
	switch {
	case r == '-' || r == ' ':
		return '-'
	case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	return -1
}

// blackfridayAnchor is how the Markdown engine before goldmark made anchors:
// whatever is between two words is one hyphen.
func blackfridayAnchor(text string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			hyphen = true
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// plainText returns the text of n's children with entities resolved. Of an inline
// element only the first child counts, which Hugo's ids depend on.
func plainText(n ast.Node, source []byte) string {
	var b bytes.Buffer
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		writePlainText(&b, c, source)
	}
	return string(util.ResolveEntityNames(b.Bytes()))
}

func writePlainText(b *bytes.Buffer, n ast.Node, source []byte) {
	for ; n != nil; n = n.FirstChild() {
		switch n := n.(type) {
		case *ast.RawHTML:
			b.WriteString(strings.TrimSpace(plain.Text(string(n.Segments.Value(source)))))
			return
		case *ast.String:
			b.Write(n.Value)
			return
		case *ast.Text:
			b.Write(n.Segment.Value(source))
			if n.HardLineBreak() || n.SoftLineBreak() {
				b.WriteByte('\n')
			}
			return
		case *emoji.Emoji:
			b.Write(n.ShortName)
			return
		}
	}
}
