package inspect

import (
	"errors"
	"strings"

	"postview/wasm/build/content"
	"postview/wasm/problem"
)

// Formulas finds the formulas that can't be typeset, of which KaTeX says why.
func Formulas(c *content.Content, o *content.Options, wrong map[content.Formula]string) (all []*problem.Problem) {
	i := &inspector{Content: c, options: o}
	for _, a := range c.Articles {
		var in *source
		from := 0
		for _, f := range a.Seen().Formulas {
			if wrong[f] == "" {
				continue
			}
			if in == nil {
				in = i.source(a)
				from = in.body
			}
			p := &problem.Problem{File: a.Post.Path, Line: a.Post.BodyLine, Kind: problem.Formula, Err: errors.New("this formula can't be typeset: " + wrong[f])}
			if at := strings.Index(in.text[from:], strings.TrimSpace(f.TeX)); at >= 0 {
				from += at
				p.Line, p.Column = problem.In(in.text, from)
				from++
			}
			all = append(all, p)
		}
	}
	return all
}
