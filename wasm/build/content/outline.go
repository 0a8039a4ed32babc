package content

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"postview/wasm/markdown"
)

// Outline is what a page has that links lead to, and what it links to itself.
type Outline struct {
	Ids        map[string]bool
	References []string // as the author wrote them, in order
	Names      []string // by which notes refer to others, likewise
}

// ofCode begins most of the tags that have neither: those of coloured code.
var ofCode = []byte("<span class=")

// NewOutline reads a fragment of HTML.
func NewOutline(fragment string) *Outline {
	o := &Outline{Ids: map[string]bool{}}
	z := html.NewTokenizer(strings.NewReader(fragment))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || bytes.HasPrefix(z.Raw(), ofCode) {
			continue
		}
		name, more := z.TagName()
		isLink, class := string(name) == "a", ""
		var refs []string
		for more {
			var key, value []byte
			key, value, more = z.TagAttr()
			switch string(key) {
			case "name":
				if isLink {
					o.Ids[string(value)] = true
				}
			case "id":
				o.Ids[string(value)] = true
			case "class":
				class = string(value)
			case "href", "src", "poster":
				refs = append(refs, strings.TrimSpace(string(value)))
			case "srcset":
				refs = append(refs, candidatesOf(string(value))...)
			}
		}
		switch class {
		case markdown.WikiLink:
			o.Names = append(o.Names, refs...)
		case markdown.Hashtag:
		default:
			o.References = append(o.References, refs...)
		}
	}
	return o
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
