package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark/ast"

	"postview/wasm/post"
)

// hostile returns inputs on which goldmark alone takes minutes or overflows the
// stack of a browser, and some that only look like it.
func hostile(n int) map[string]string {
	repeat := strings.Repeat
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	var indented, ticks strings.Builder
	for i := range n / 50 {
		indented.WriteString(repeat("  ", i) + "- a\n")
		ticks.WriteString(repeat("`", i) + " ")
	}
	return map[string]string{
		"lists by indent":         indented.String(),
		"lists on a line":         repeat("- ", n),
		"numbers on a line":       repeat("1. ", n),
		"quotes on a line":        repeat("> ", n),
		"lists in quotes":         repeat("> - ", n),
		"definitions on a line":   "a\n" + repeat(": ", n),
		"mixed emphasis":          repeat("*a_ ", n),
		"unequal emphasis":        repeat("a**b", n) + repeat("c* ", n),
		"long emphasis":           repeat("*", n) + "a" + repeat("*", n),
		"names of addresses":      repeat("a*b_c~", n),
		"underscores":             repeat("_", n) + " " + repeat("a_", n),
		"strikethrough":           repeat("~~a ", n),
		"open links":              repeat("[a](b", n),
		"open angle links":        repeat("[a](<b", n),
		"open titles":             repeat("[a](b \"", n),
		"open references":         repeat("[a][b", n),
		"nested links":            repeat("[", n) + "a" + repeat("](b)", n),
		"nested images":           repeat("![", n) + "a" + repeat("](b)", n),
		"brackets":                repeat("[", n) + repeat("]", n),
		"parentheses":             "[a](" + repeat("(", n),
		"definitions":             numbered("[a%d]: /b\n", n),
		"definitions and uses":    numbered("[a%d]: /b\n\n", n) + numbered("[a%d] ", n),
		"a long URL, often":       "[a]: /" + repeat("x", 10000) + "\n\n" + repeat("[a] ", n),
		"footnotes":               numbered("[^%d]: x\n\n", n) + numbered("[^%d] ", n),
		"one footnote":            numbered("[^%d]: x\n\n", 1000) + repeat("[^999] ", n),
		"nested footnotes":        repeat("[^a]: ", n),
		"growing backticks":       ticks.String(),
		"wide table, short rows":  repeat("|a", n/30) + "|\n" + repeat("|-", n/30) + "|\n" + repeat("|\n", n/30),
		"pipes in code":           "|a|\n|-|\n" + repeat("| `a \\| b` |\n", n/10),
		"comments":                repeat("<!-- ", n),
		"instructions":            repeat("<? ", n),
		"CDATA":                   repeat("<![CDATA[", n),
		"tags":                    repeat("<a ", n),
		"attributes of tags":      repeat("<a b=\"", n),
		"equal headings":          repeat("# a\n", n),
		"lists in attributes":     "# x {a=" + repeat("[", n),
		"maps in attributes":      "# x {a=" + repeat("{a=", n),
		"attributes of a line":    "x {a=" + repeat("[", n) + "\n===",
		"lists in a fence":        "```go {a=" + repeat("[", n) + "}\n```",
		"maps in a fence":         "```go " + repeat("{a=", n) + "}\n```",
		"divs before the divider": repeat("<div>", n) + "\n<!--more-->\nx",
		"tags before the divider": repeat("<p<", n) + "\n<!--more-->\n",
		"ends before the divider": repeat("<div></p>", n) + "\n<!--more-->\n",
		"scripts":                 repeat("<script>", n),
		"URLs":                    repeat("http://a.b/( ", n),
		"addresses":               repeat("a.", n) + "@",
		"quotation marks":         repeat("\"a 'b ", n),
		"zeros":                   repeat("\x00", n),
		"not UTF-8":               repeat("\xff", n),
	}
}

func TestHostileInputsRenderInTime(t *testing.T) {
	for name, body := range hostile(50000) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := Render(&post.Post{Body: body}, Options{Unsafe: true})
			require.NoError(t, err)
			assert.Less(t, time.Since(start), time.Minute) // a square of the length would take many
		})
	}
}

func TestNoInputNestsDeep(t *testing.T) {
	config := DefaultConfig()
	config.Parser.AttributeBlock = true
	for name, body := range hostile(5000) {
		t.Run(name, func(t *testing.T) {
			e := config.goldmark(Readers{Math: true})
			doc := e.parse([]byte(body), &contents{renderer: e.contents(true)}, Readers{Callouts: true})
			// A list item is two levels, its list and itself.
			assert.LessOrEqual(t, depth(doc), 2*maxBlockDepth+maxInlineDepth+3)
		})
	}
}

// depth returns how deep n nests.
func depth(n ast.Node) int {
	deepest := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		deepest = max(deepest, depth(c))
	}
	return deepest + 1
}

func TestNestingWithinTheLimitsIsKept(t *testing.T) {
	body := strings.Repeat("> ", maxBlockDepth) + "a"
	doc, err := Render(&post.Post{Body: body}, Options{})
	require.NoError(t, err)
	assert.Equal(t, maxBlockDepth, strings.Count(doc.HTML, "<blockquote>"))

	doc, err = Render(&post.Post{Body: "> " + body}, Options{})
	require.NoError(t, err)
	assert.Equal(t, maxBlockDepth, strings.Count(doc.HTML, "<blockquote>"))
	assert.Contains(t, doc.HTML, "&gt; a")
}
