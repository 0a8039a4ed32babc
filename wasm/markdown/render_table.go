package markdown

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// tables renders tables as Hugo's template does, white space included: always
// with a body, and without the attributes that goldmark has for its parts.
type tables struct{}

// RegisterFuncs is part of renderer.NodeRenderer.
func (t tables) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTable, t.table)
	reg.Register(extast.KindTableHeader, t.header)
	reg.Register(extast.KindTableRow, t.row)
	reg.Register(extast.KindTableCell, t.cell)
}

func (tables) table(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("\t</tbody>\n</table>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<table")
	writeTableAttributes(w, n.Attributes())
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}

func (tables) header(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("\t<thead>\n\t\t\t<tr>\n")
	} else {
		_, _ = w.WriteString("\t\t\t</tr>\n\t</thead>\n\t<tbody>\n")
	}
	return ast.WalkContinue, nil
}

func (tables) row(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("\t\t\t<tr>\n")
	} else {
		_, _ = w.WriteString("\t\t\t</tr>\n")
	}
	return ast.WalkContinue, nil
}

func (tables) cell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "td"
	if node.Parent().Kind() == extast.KindTableHeader {
		tag = "th"
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("\t\t\t\t\t<" + tag)
	switch a := node.(*extast.TableCell).Alignment; a {
	case extast.AlignLeft, extast.AlignRight, extast.AlignCenter:
		_, _ = w.WriteString(` style="text-align: ` + a.String() + `"`)
	}
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

// writeTableAttributes writes those that are not empty, in the order of their
// names, with the double quoting of Hugo's template.
func writeTableAttributes(w util.BufWriter, attributes []ast.Attribute) {
	attributes = slices.Clone(attributes)
	slices.SortStableFunc(attributes, func(a, b ast.Attribute) int {
		return strings.Compare(string(a.Name), string(b.Name))
	})
	for _, a := range attributes {
		value := attributeText(a.Value)
		if isHandler(a.Name) || value == "" || a.Value == false || a.Value == float64(0) {
			continue
		}
		_, _ = w.WriteString(" " + strings.ToLower(string(a.Name)) + "=" + strconv.Quote(html.EscapeString(value)))
	}
}
