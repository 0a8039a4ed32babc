package safehtml

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// check takes out of the tree under parent what could do harm whatever its name:
// elements that only make sense with their content, and values of attributes.
// inCode tells that parent is highlighted code, where chroma's styles are kept.
func check(parent *html.Node, inCode bool) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.TextNode:
		case n.Type != html.ElementNode:
			parent.RemoveChild(n)
		case n.Namespace == "math":
			replaceByText(n)
		case n.Namespace != "" || isCut(n.Data):
			parent.RemoveChild(n)
		case !settleElement(n):
			parent.RemoveChild(n)
		default:
			inside := inCode || isCode(n)
			n.Attr = checkAttrs(n, inside)
			check(n, inside)
		}
		n = next
	}
}

// isCut reports whether an element goes with its content, which is not meant to
// be read.
func isCut(name string) bool {
	switch name {
	case "script", "style", "template", "noscript", "noembed", "noframes", "textarea", "select", "datalist", "title", "svg":
		return true
	}
	return false
}

// replaceByText keeps what a formula in MathML says.
func replaceByText(n *html.Node) {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: b.String()}, n)
	n.Parent.RemoveChild(n)
}

// isCode reports whether n is the outermost element that highlighted code can
// have: Hugo's div, or pre and code without it.
func isCode(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Pre, atom.Code:
		return true
	case atom.Div:
		for class := range strings.FieldsSeq(attr(n, "class")) {
			if class == "highlight" || class == "chroma" {
				return true
			}
		}
	}
	return false
}

// settleElement makes n an element that can be kept, and reports whether it is one.
func settleElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Xmp, atom.Listing, atom.Plaintext:
		settleOldCode(n)
	case atom.Input:
		return settleTaskBox(n)
	case atom.Iframe:
		return settleFrame(n)
	case atom.Video, atom.Audio:
		// Without autoplay, a video that has no controls could never be played.
		setAttr(n, "controls", attr(n, "controls"))
	case atom.A:
		settleLink(n)
	}
	return true
}

// settleOldCode makes a pre of the elements that came before it. In two of them
// nothing is a tag or an entity; there the allow list has escaped the text.
func settleOldCode(n *html.Node) {
	if text := n.FirstChild; text != nil && n.DataAtom != atom.Listing {
		text.Data = html.UnescapeString(text.Data)
	}
	n.Data, n.DataAtom = "pre", atom.Pre
}

// settleTaskBox says what the box of a task means: it has no label of its own.
func settleTaskBox(n *html.Node) bool {
	if !strings.EqualFold(attr(n, "type"), "checkbox") || !hasAttr(n, "disabled") {
		return false
	}
	label := "to do"
	if hasAttr(n, "checked") {
		label = "done"
	}
	setAttr(n, "aria-label", label)
	return true
}

// settleLink keeps the page that a link opens in a new window from reaching back.
func settleLink(n *html.Node) {
	if !strings.EqualFold(attr(n, "target"), "_blank") {
		return
	}
	rel := attr(n, "rel")
	for token := range strings.FieldsSeq(rel) {
		if strings.EqualFold(token, "noopener") || strings.EqualFold(token, "noreferrer") {
			return
		}
	}
	setAttr(n, "rel", strings.TrimSpace(rel+" noopener"))
}

// checkAttrs returns the attributes of n that can do no harm, of those with the
// same name the first, as browsers do.
func checkAttrs(n *html.Node, inCode bool) []html.Attribute {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Namespace != "" || hasName(kept, a.Key) {
			continue
		}
		if a.Key == "style" {
			a.Val = harmlessStyle(n, a.Val, inCode)
			if a.Val == "" {
				continue
			}
		}
		if isHarmless(n, a.Key, a.Val) {
			kept = append(kept, a)
		}
	}
	return kept
}

// IsID reports whether an element of a post may have this id.
func IsID(id string) bool {
	return id != "" && !strings.HasPrefix(strings.ToLower(id), "postview-")
}

// isHarmless decides on the value of an attribute by itself.
//
// An id can be any: a heading called "title" or "location" has that id, links
// lead to it, and no script of Postview reads such a name off document or
// window. Only the page's own prefix is taken from a post. A name would reach
// further, into document and forms, so only links and details keep theirs.
func isHarmless(n *html.Node, key, value string) bool {
	switch key {
	case "id":
		return IsID(value)
	case "name":
		return n.DataAtom == atom.A || n.DataAtom == atom.Details
	case "src":
		return isSafeURL(value) || n.DataAtom == atom.Img && isDataImage(value)
	case "target":
		return strings.EqualFold(value, "_blank") || strings.EqualFold(value, "_self")
	case "tabindex":
		return value == "0" || value == "-1"
	case "width", "height":
		return isSize(value)
	}
	return isSafeValue(key, value)
}

// isSize reports whether value is a number of pixels or a percentage.
func isSize(value string) bool {
	digits := strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(value), "px"), "%")
	return digits != "" && len(digits) <= 4 && strings.Trim(digits, "0123456789.") == ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool { return hasName(n.Attr, key) }

func hasName(attrs []html.Attribute, key string) bool {
	for _, a := range attrs {
		if a.Key == key && a.Namespace == "" {
			return true
		}
	}
	return false
}

func setAttr(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}
