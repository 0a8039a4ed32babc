// Package highlight colours code with chroma, token for token as Hugo does:
// [Code] returns the HTML, [StyleSheet] the CSS for the classes in it, and
// [Languages] the names of what it knows.
//
// It stands apart on the ladder and imports nothing of Postview but the
// [option.Options] beside it.
package highlight

import (
	"html"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	formatter "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/dlclark/regexp2/v2"

	"postview/wasm/highlight/option"
)

// Code returns code, written in language, as a pre element with its tokens
// coloured, or as a code element where the options say inline. When there is no
// lexer for the language, or it does not come to an end, ok is false and fragment
// empty.
func Code(code, language string, o option.Options) (fragment string, ok bool) {
	lexer := lexerFor(language)
	if lexer == nil && o.GuessLanguage {
		lexer = guess(code)
		language = strings.ToLower(lexer.Config().Name)
	}
	if lexer == nil {
		return "", false
	}
	var halted bool
	tokens, err := chroma.Coalesce(halting{lexer, &halted}).Tokenise(nil, code)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	if err := formatterFor(language, o).Format(&b, styles.Get(o.Style), tokens); err != nil || halted {
		return "", false
	}
	return b.String(), true
}

// chroma gives up a match after 250 ms, in which a busy machine may have done something
// else, and the code would have other colours. The clock for that is shared, and a match
// is given up where it ticks: so it ticks seldom.
func init() { regexp2.SetTimeoutCheckPeriod(5 * time.Second) }

// halting is a lexer that ends, and says so, where it would find nothing for ever:
// those of JSONata and Jungle do, at text that is not in their language.
type halting struct {
	chroma.Lexer
	halted *bool
}

// mostEmpty is how many empty tokens a lexer may find one after the other: a
// handful between two that are not is usual.
const mostEmpty = 10_000

func (h halting) Tokenise(options *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	next, err := h.Lexer.Tokenise(options, text)
	if err != nil {
		return nil, err
	}
	empty := 0
	return func() chroma.Token {
		token := next()
		if token.Value != "" {
			empty = 0
			return token
		}
		if empty++; empty > mostEmpty {
			*h.halted = true
			return chroma.EOF
		}
		return token
	}, nil
}

// known remembers the lexer of a name, nil included: chroma looks a name that it
// does not know up as a file name, which takes a millisecond.
var known sync.Map

func lexerFor(language string) chroma.Lexer {
	if language == "" {
		return nil
	}
	if l, ok := known.Load(language); ok {
		lexer, _ := l.(chroma.Lexer)
		return lexer
	}
	lexer := lexers.Get(language)
	known.Store(language, lexer)
	return lexer
}

func guess(code string) chroma.Lexer {
	if l := lexers.Analyse(code); l != nil {
		return l
	}
	return lexers.Fallback
}

// shape is what the formatters of most blocks differ in.
type shape struct {
	language                                string
	tabWidth                                int
	lineNumbers, inTable, noClasses, inline bool
}

// formatters keeps one for each shape: a new one works the style out again, which
// takes as long as formatting an ordinary block.
var formatters sync.Map

func formatterFor(language string, o option.Options) *formatter.Formatter {
	if o.AnchorLines || o.FirstLine != 1 || o.Lines() != nil {
		return newFormatter(language, o)
	}
	s := shape{
		language: language, tabWidth: o.TabWidth,
		lineNumbers: o.LineNumbers, inTable: o.InTable, noClasses: o.NoClasses, inline: o.Inline,
	}
	if f, ok := formatters.Load(s); ok {
		return f.(*formatter.Formatter)
	}
	f, _ := formatters.LoadOrStore(s, newFormatter(language, o))
	return f.(*formatter.Formatter)
}

func newFormatter(language string, o option.Options) *formatter.Formatter {
	anchor := html.EscapeString(o.AnchorPrefix) // chroma writes it as it is
	if anchor != "" {
		anchor += "-"
	}
	options := []formatter.Option{
		formatter.TabWidth(o.TabWidth),
		formatter.WithLineNumbers(o.LineNumbers),
		formatter.BaseLineNumber(o.FirstLine),
		formatter.LineNumbersInTable(o.InTable),
		formatter.WithClasses(!o.NoClasses),
		formatter.WithLinkableLineNumbers(o.AnchorLines, anchor),
		formatter.InlineCode(o.Inline),
		formatter.WithPreWrapper(wrapper{language, o.Inline}),
	}
	if lines := o.Lines(); lines != nil {
		options = append(options, formatter.HighlightLines(lines))
	}
	return formatter.New(options...)
}

// wrapper writes the elements around the code, and around line numbers in a
// table.
type wrapper struct {
	language string
	inline   bool
}

func (w wrapper) Start(code bool, style string) string {
	switch {
	case w.inline && code:
		return `<code class="code-inline language-` + html.EscapeString(w.language) + `">`
	case w.inline:
		return ""
	case code && w.language != "":
		language := html.EscapeString(w.language)
		return `<pre tabindex="0"` + style + `><code class="language-` + language + `" data-lang="` + language + `">`
	}
	return `<pre tabindex="0"` + style + `><code>`
}

func (w wrapper) End(code bool) string {
	switch {
	case w.inline && code:
		return "</code>"
	case w.inline:
		return ""
	}
	return "</code></pre>"
}

// HasStyle reports whether there is a style of this name.
func HasStyle(name string) bool {
	_, known := styles.Registry[strings.ToLower(name)]
	return known
}
