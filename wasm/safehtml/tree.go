package safehtml

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxRepeated bounds how many elements the parser may add, at 200 bytes each.
const maxRepeated = 200_000

// parse reads fragment, as the allow list has written it, as the content of a
// div, and returns the div. It refuses what would be nested too deep or grow too
// large.
func parse(fragment string) (*html.Node, error) {
	if repeated(fragment) > maxRepeated {
		return nil, fmt.Errorf("parse fragment: more than %d elements of formatting are left open", maxRepeated)
	}
	div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), div)
	if err != nil {
		return nil, fmt.Errorf("parse fragment: %w", err)
	}
	for _, n := range nodes {
		div.AppendChild(n)
	}
	return div, nil
}

// repeated returns how many elements the parser adds at most to fragment, where
// every < begins a tag. It repeats in each block all formatting that is left
// open, three times at most where the tags are the same: 400 tags <b id=…> and a
// million bytes of <p> would become a gigabyte. A span in which no formatting is
// left open ends nothing else, and adds nothing: coloured code has very many.
func repeated(fragment string) int {
	var open []string
	var spans []int // that are open: how much formatting was, before each
	total := 0
	for {
		_, rest, found := strings.Cut(fragment, "<")
		if !found {
			return total
		}
		tag, after, _ := strings.Cut(rest, ">")
		fragment = after
		name, isEnd := strings.CutPrefix(tag, "/")
		switch {
		case tagName(tag) == "span":
			spans = append(spans, len(open))
			continue
		case name == "span" && isEnd && len(spans) > 0:
			before := spans[len(spans)-1]
			spans = spans[:len(spans)-1]
			if before == len(open) {
				continue
			}
		case isEnd:
			open = closeLast(open, name)
		case isFormatting(tagName(tag)):
			open = append(keepTwo(open, tag), tag)
		}
		total += len(open)
		if total > maxRepeated {
			return total
		}
	}
}

// closeLast takes away the last tag called name.
func closeLast(open []string, name string) []string {
	for i, tag := range slices.Backward(open) {
		if tagName(tag) == name {
			return slices.Delete(open, i, i+1)
		}
	}
	return open
}

// keepTwo leaves room for a third tag that is the same.
func keepTwo(open []string, tag string) []string {
	first, same := 0, 0
	for i, other := range slices.Backward(open) {
		if other == tag {
			first = i
			same++
		}
	}
	if same < 3 {
		return open
	}
	return slices.Delete(open, first, first+1)
}

func tagName(tag string) string {
	name, _, _ := strings.Cut(tag, " ")
	return name
}

func isFormatting(name string) bool {
	switch name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}

// render returns the content of parent, which is about size bytes long. It writes
// as bluemonday does, <br> where html.Render has <br/>, so that a fragment that
// is already as it should be is recognized by its text and parsed only once.
func render(parent *html.Node, size int) string {
	var b strings.Builder
	b.Grow(size + size/16)
	renderContent(&b, parent)
	return b.String()
}

func renderContent(b *strings.Builder, parent *html.Node) {
	for n := range parent.ChildNodes() {
		switch n.Type {
		case html.TextNode:
			b.WriteString(html.EscapeString(n.Data))
		case html.ElementNode:
			renderElement(b, n)
		}
	}
}

func renderElement(b *strings.Builder, n *html.Node) {
	b.WriteByte('<')
	b.WriteString(n.Data)
	for _, a := range n.Attr {
		b.WriteByte(' ')
		b.WriteString(a.Key)
		b.WriteString(`="`)
		b.WriteString(html.EscapeString(a.Val))
		b.WriteByte('"')
	}
	b.WriteByte('>')
	if isVoid(n.Data) {
		return
	}
	// The parser takes the first line break of a pre for a part of its tag.
	if text := n.FirstChild; n.DataAtom == atom.Pre && text != nil && strings.HasPrefix(text.Data, "\n") {
		b.WriteByte('\n')
	}
	renderContent(b, n)
	b.WriteString("</")
	b.WriteString(n.Data)
	b.WriteByte('>')
}

func isVoid(name string) bool {
	switch name {
	case "area", "br", "col", "hr", "img", "input", "source", "track", "wbr":
		return true
	}
	return false
}
