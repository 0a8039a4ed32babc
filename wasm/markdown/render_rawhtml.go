package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

const omitted = "<!-- raw HTML omitted -->"

// rawHTML renders the HTML in a body: as it is, or as a comment that says it is
// left out. A comment that is left out leaves none.
type rawHTML struct{ html.Config }

func newRawHTML() *rawHTML { return &rawHTML{html.NewConfig()} }

// RegisterFuncs is part of renderer.NodeRenderer.
func (r *rawHTML) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindRawHTML, r.inline)
	reg.Register(ast.KindHTMLBlock, r.block)
}

func (r *rawHTML) inline(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	segments := node.(*ast.RawHTML).Segments
	if isUnsafe(w) {
		for i := range segments.Len() {
			s := segments.At(i)
			_, _ = w.Write(s.Value(source))
		}
		return ast.WalkSkipChildren, nil
	}
	first := segments.At(0)
	if !isComment(first.Value(source)) {
		_, _ = w.WriteString(omitted)
	}
	return ast.WalkSkipChildren, nil
}

func (r *rawHTML) block(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.HTMLBlock)
	if !entering && !n.HasClosure() {
		return ast.WalkContinue, nil
	}
	switch {
	case !isUnsafe(w):
		// A block of one line that also closes it says so twice, as in Hugo.
		first := n.Lines().At(0)
		if !isComment(first.Value(source)) {
			_, _ = w.WriteString(omitted + "\n")
		}
	case entering:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			r.Writer.SecureWrite(w, line.Value(source))
		}
	default:
		r.Writer.SecureWrite(w, n.ClosureLine.Value(source))
	}
	return ast.WalkContinue, nil
}

func isComment(b []byte) bool { return len(b) > 4 && bytes.HasPrefix(b, []byte("<!--")) }

// isUnsafe reports whether raw HTML goes into w.
func isUnsafe(w util.BufWriter) bool {
	o, ok := w.(*output)
	return ok && o.options.Unsafe
}
