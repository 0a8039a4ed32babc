package markdown_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tree returns the DOM of a fragment as text, a node a line. Two fragments with
// the same tree are the same post: attributes may be in any order; white space
// counts as one space, and not at all at the edges of blocks; comments count.
func tree(t testing.TB, fragment string) string {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	require.NoError(t, err)
	for _, n := range nodes {
		body.AppendChild(n)
	}
	var b strings.Builder
	writeTree(&b, body, 0, false)
	return b.String()
}

func writeTree(b *strings.Builder, parent *html.Node, depth int, verbatim bool) {
	indent := strings.Repeat(" ", depth)
	for n := range parent.ChildNodes() {
		switch n.Type {
		case html.TextNode:
			text := n.Data
			if !verbatim {
				text = collapse(n)
			}
			if text != "" {
				b.WriteString(indent + `"` + text + "\"\n")
			}
		case html.CommentNode:
			b.WriteString(indent + "<!--" + n.Data + "-->\n")
		case html.ElementNode:
			b.WriteString(indent + "<" + n.Data)
			slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key + "=" + a.Val)
			}
			b.WriteString(">\n")
			writeTree(b, n, depth+1, verbatim || isVerbatim[n.Data])
		}
	}
}

// collapse returns the text of n with its white space reduced to what shows.
func collapse(n *html.Node) string {
	text := strings.Join(strings.FieldsFunc(n.Data, isSpace), " ")
	if text == "" {
		if isEdge(n, n.PrevSibling) || isEdge(n, n.NextSibling) {
			return ""
		}
		return " "
	}
	if isSpace(rune(n.Data[0])) && !isEdge(n, n.PrevSibling) {
		text = " " + text
	}
	if isSpace(rune(n.Data[len(n.Data)-1])) && !isEdge(n, n.NextSibling) {
		text += " "
	}
	return text
}

// isEdge reports whether a block begins or ends between n and its sibling.
func isEdge(n, sibling *html.Node) bool {
	if sibling == nil {
		return isBlock[n.Parent.Data]
	}
	return sibling.Type == html.ElementNode && isBlock[sibling.Data]
}

func isSpace(r rune) bool { return strings.ContainsRune(" \t\n\f\r", r) }

var (
	isVerbatim = set("pre textarea script style")
	isBlock    = set("address article aside blockquote body br center dd details dialog div dl dt " +
		"fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav " +
		"noscript ol option optgroup p pre script section select style summary table tbody td template tfoot " +
		"th thead tr ul caption colgroup col iframe video audio")
)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

func TestTree(t *testing.T) {
	same := [][2]string{
		{"<p>a  b\n</p>\n<p>c</p>", "<p>a b</p><p>c</p>"},
		{`<a href="x" id="y">z</a>`, `<a id=y href=x>z</a>`},
		{"<ul>\n<li>a</li>\n</ul>", "<ul><li> a </li></ul>"},
	}
	for _, pair := range same {
		assert.Equal(t, tree(t, pair[0]), tree(t, pair[1]))
	}
	different := [][2]string{
		{"<p>a <em>b</em></p>", "<p>a<em>b</em></p>"},
		{"<pre>a  b</pre>", "<pre>a b</pre>"},
		{"<p>a</p>", "<p>a</p><!-- c -->"},
		{"a<b> c</b>", "a<b>c</b>"},
	}
	for _, pair := range different {
		assert.NotEqual(t, tree(t, pair[0]), tree(t, pair[1]))
	}
}
