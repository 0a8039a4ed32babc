package safehtml_test

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const goCode = `// Package main says <hello> & "more".
package main

func main() { fmt.Println("hello", 'x', 1.5) }
`

// TestCodeKept colours code in each style of chroma, with all that its formatter
// can write: the tree must stay the same.
func TestCodeKept(t *testing.T) {
	options := map[string][]html.Option{
		"plain":        {html.TabWidth(4)},
		"classes":      {html.WithClasses(true)},
		"lines":        {html.WithLineNumbers(true), html.HighlightLines([][2]int{{2, 3}})},
		"table":        {html.WithLineNumbers(true), html.LineNumbersInTable(true), html.WithLinkableLineNumbers(true, "hl-0-"), html.HighlightLines([][2]int{{1, 1}})},
		"table, class": {html.WithClasses(true), html.WithLineNumbers(true), html.LineNumbersInTable(true), html.WithLinkableLineNumbers(true, "hl-0-")},
		"inline":       {html.InlineCode(true)},
		"wrapped":      {html.WrapLongLines(true)},
	}
	for name, o := range options {
		for _, style := range styles.Names() {
			t.Run(name+"/"+style, func(t *testing.T) {
				tokens, err := lexers.Get("go").Tokenise(nil, goCode)
				require.NoError(t, err)
				var code strings.Builder
				require.NoError(t, html.New(o...).Format(&code, styles.Get(style), tokens))
				highlighted := `<div class="highlight">` + code.String() + `</div>`
				want := parse(t, highlighted)
				assert.Equal(t, rendered(t, want), rendered(t, parse(t, sanitized(t, highlighted))))
			})
		}
	}
}
