package markdown

import (
	"strings"

	"github.com/gohugoio/hugo-goldmark-extensions/passthrough"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

func (p *Passthrough) extender() goldmark.Extender {
	return passthrough.New(passthrough.Config{
		InlineDelimiters: passthroughDelimiters(p.Inline),
		BlockDelimiters:  passthroughDelimiters(p.Block),
	})
}

func passthroughDelimiters(pairs [][2]string) []passthrough.Delimiters {
	delimiters := make([]passthrough.Delimiters, len(pairs))
	for i, pair := range pairs {
		delimiters[i] = passthrough.Delimiters{Open: pair[0], Close: pair[1]}
	}
	return delimiters
}

// verbatim renders what passes through as its source, and nothing else: the
// extension's own renderer ends a block with a newline. Readers may get an element.
type verbatim struct{}

// RegisterFuncs is part of renderer.NodeRenderer.
func (v verbatim) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(passthrough.KindPassthroughInline, v.inline)
	reg.Register(passthrough.KindPassthroughBlock, v.block)
}

func (verbatim) inline(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*passthrough.PassthroughInline)
		writeVerbatim(w, "span", "math-inline", n.Segment.Value(source), n.Delimiters)
	}
	return ast.WalkContinue, nil
}

func (verbatim) block(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*passthrough.PassthroughBlock)
		writeVerbatim(w, "div", "math-display", n.Lines().Value(source), n.Delimiters)
	}
	return ast.WalkContinue, nil
}

func writeVerbatim(w util.BufWriter, tag, class string, source []byte, d *passthrough.Delimiters) {
	noteMath(w)
	if !readers(w).Math {
		_, _ = w.Write(source)
		return
	}
	tex := strings.TrimSuffix(strings.TrimPrefix(string(source), d.Open), d.Close)
	writeMath(w, tag, class, tex)
}

// noteMath remembers that there is math. What passes through may be something
// else, which nobody can tell.
func noteMath(w util.BufWriter) {
	if o, ok := w.(*output); ok && o.options.needs != nil {
		o.options.needs.Math = true
	}
}
