package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// imageTransformer takes an image that is alone in its paragraph out of it.
type imageTransformer struct{}

// Transform is part of parser.ASTTransformer.
func (imageTransformer) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var alone []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() == ast.KindImage && n.Parent().Kind() == ast.KindParagraph && n.Parent().ChildCount() == 1 {
			alone = append(alone, n)
		}
		return ast.WalkContinue, nil
	})
	for _, image := range alone {
		paragraph := image.Parent()
		for _, a := range paragraph.Attributes() {
			image.SetAttribute(a.Name, a.Value)
		}
		paragraph.Parent().ReplaceChild(paragraph.Parent(), paragraph, image)
	}
}
