package content

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/markdown"
)

// Outline is what a page has that links lead to, and what it links to itself.
type Outline struct {
	Ids        map[string]bool
	References []string // as the author wrote them, in order
	Names      []string // by which notes refer to others, likewise
}

// NewOutline reads a fragment of HTML.
func NewOutline(fragment string) *Outline {
	o := &Outline{Ids: map[string]bool{}}
	for token := range Tags(fragment) {
		class := ""
		for _, a := range token.Attr {
			if a.Key == "class" {
				class = a.Val
			}
		}
		for _, a := range token.Attr {
			isReference := a.Key == "href" || a.Key == "src"
			switch {
			case isReference && class == markdown.WikiLink:
				o.Names = append(o.Names, a.Val)
			case isReference && class == markdown.Hashtag:
			case a.Key == "id", a.Key == "name" && token.DataAtom == atom.A:
				o.Ids[a.Val] = true
			case isReference, a.Key == "poster":
				o.References = append(o.References, strings.TrimSpace(a.Val))
			case a.Key == "srcset":
				o.References = append(o.References, candidatesOf(a.Val)...)
			}
		}
	}
	return o
}

// Tags goes through the tags that open the elements of a fragment.
func Tags(fragment string) func(yield func(html.Token) bool) {
	return func(yield func(html.Token) bool) {
		z := html.NewTokenizer(strings.NewReader(fragment))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			if !yield(z.Token()) {
				return
			}
		}
	}
}

// candidatesOf returns the URLs of a srcset, "a.png 1x, b.png 2x".
func candidatesOf(srcset string) (refs []string) {
	for candidate := range strings.SplitSeq(srcset, ", ") {
		if fields := strings.Fields(candidate); len(fields) > 0 {
			refs = append(refs, fields[0])
		}
	}
	return refs
}
