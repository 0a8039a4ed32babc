package nodes

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Element makes an element, with its attributes as names and values in turns.
func Element(name atom.Atom, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: name, Data: name.String()}
	for i := 0; i < len(attrs); i += 2 {
		Set(n, attrs[i], attrs[i+1])
	}
	return n
}

// Attr returns the value of an attribute, "" where there is none.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Set sets an attribute.
func Set(n *html.Node, name, value string) {
	Unset(n, name)
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

// Unset takes an attribute away.
func Unset(n *html.Node, name string) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key != name {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

// Raw puts markup in the place of an element.
func Raw(n *html.Node, markup string) {
	n.Type, n.Data, n.DataAtom, n.Attr = html.RawNode, markup, 0, nil
}

// SetText puts text in the place of what an element has in it.
func SetText(n *html.Node, text string) {
	Empty(n)
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
}

// Empty takes away what an element has in it.
func Empty(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}
