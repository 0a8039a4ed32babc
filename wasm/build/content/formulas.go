package content

import (
	"strings"

	"golang.org/x/net/html"
)

// Formula is a piece of TeX.
type Formula struct {
	TeX       string `json:"tex"`
	IsDisplay bool   `json:"display"` // it stands on lines of its own
}

// formulasOf returns those of a fragment, in order.
func formulasOf(fragment string) (all []Formula) {
	z := html.NewTokenizer(strings.NewReader(fragment))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken {
			continue
		}
		for _, a := range z.Token().Attr {
			if isMath, display := strings.CutPrefix(a.Val, "math math-"); a.Key == "class" && display {
				if z.Next() == html.TextToken {
					all = append(all, Formula{z.Token().Data, isMath == "display"})
				}
				break
			}
		}
	}
	return all
}

// Formulas returns those of all posts, each once.
func (c *Content) Formulas() (all []Formula) {
	known := map[Formula]bool{}
	for _, a := range c.Articles {
		for _, f := range a.seen.Formulas {
			if !known[f] {
				known[f] = true
				all = append(all, f)
			}
		}
	}
	return all
}
