package inspect

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"postview/wasm/build/content"
	"postview/wasm/problem"
)

// piece is what the policy may take from HTML.
type piece struct{ element, attribute, value string }

// String tells people what it is.
func (p piece) String() string {
	switch {
	case p.attribute == "":
		return "<" + p.element + ">"
	case p.attribute == "style":
		return "the style " + p.value + " of <" + p.element + ">"
	default:
		return "the attribute " + p.attribute + " of <" + p.element + ">"
	}
}

// pieces counts the elements, attributes and styles of a fragment.
func pieces(fragment string) (counts map[piece]int, inOrder []piece) {
	counts = map[piece]int{}
	add := func(p piece) {
		if counts[p]++; counts[p] == 1 {
			inOrder = append(inOrder, p)
		}
	}
	for tag := range content.Tags(fragment) {
		add(piece{element: tag.Data})
		for _, a := range tag.Attr {
			if a.Key != "style" {
				add(piece{element: tag.Data, attribute: a.Key})
				continue
			}
			for declaration := range strings.SplitSeq(a.Val, ";") {
				if declaration = strings.Join(strings.Fields(declaration), " "); declaration != "" {
					add(piece{tag.Data, "style", declaration})
				}
			}
		}
	}
	return counts, inOrder
}

// TakenByPolicy finds the elements, attributes and styles of an author's HTML that the
// policy takes. It makes an article safe for that, and is for who has the time.
func TakenByPolicy(c *content.Content, o *content.Options) (all []*problem.Problem) {
	i := &inspector{Content: c, options: o}
	for _, a := range c.Articles {
		if a.Document == nil || !strings.Contains(a.Document.HTML, "<") {
			continue
		}
		written, inOrder := pieces(a.Document.HTML)
		kept, _ := pieces(a.Sanitizer(o)(a.Document.HTML).String())
		var in *source
		gone := map[string]bool{} // elements, whose attributes go with them
		for _, p := range inOrder {
			if kept[p] >= written[p] || gone[p.element] {
				continue
			}
			gone[p.element] = p.attribute == "" && kept[p] == 0
			if in == nil {
				in = i.source(a)
			}
			if line, column := in.tag(p); line > 0 {
				all = append(all, &problem.Problem{File: a.Post.Path, Line: line, Column: column, Kind: problem.Policy, Err: errors.New("the policy takes " + p.String())})
			}
		}
	}
	return all
}

// tag returns where the body has the first tag with a piece, outside of code; 0 where it
// has none: it is of what Postview has made itself.
func (s *source) tag(p piece) (line, column int) {
	prose := s.prose()
	at := prose.start
	z := html.NewTokenizer(strings.NewReader(prose.text[at:]))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		length := len(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			token := z.Token()
			has := p.attribute == "" || slices.ContainsFunc(token.Attr, func(a html.Attribute) bool {
				return a.Key == p.attribute && (p.value == "" || strings.Contains(strings.Join(strings.Fields(a.Val), " "), p.value))
			})
			if token.Data == p.element && has {
				return problem.In(prose.text, at)
			}
		}
		at += length
	}
	return 0, 0
}
