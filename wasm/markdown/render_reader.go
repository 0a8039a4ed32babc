package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Readers is what is better for readers than what Hugo does by itself. The zero
// value is equal to Hugo.
type Readers struct {
	// Title makes the heading of level 1 that a post begins with its [Title], where
	// the front matter has none.
	Title bool

	// Callouts makes > [!NOTE] a blockquote of the classes admonition and
	// admonition-note, with a title: a paragraph of the class admonition-title.
	Callouts bool

	// HeadingLinks puts an empty link to itself, of the class heading-link, at the
	// end of each heading that has an id. A style sheet fills it.
	HeadingLinks bool

	// Math puts math into elements of the class math, with math-inline or
	// math-display, its delimiters left out. Where the site does not say which,
	// these are $$ for a block, and nothing else: \[ is an escaped bracket in many
	// a post. Code in the language math is math, too.
	Math bool

	// Diagrams leaves code in the language mermaid as it is, for a script to draw,
	// though chroma may guess what it is.
	Diagrams bool

	// ColourLater has code that may get colours, where there is no Highlight, wrapped
	// as if it had them. What is to be replaced by the colours, a pre element or a
	// code element in a line, has the attribute data-postview-code with the options,
	// see option.Options.Encode. Whoever does not know the language takes the wrapper
	// away, and the attribute.
	ColourLater bool

	// Notes reads what programs for notes write besides Markdown: [[links]] by the
	// name of a note, #tags, %%comments%% and key:: value. It makes links and pictures
	// of the class [WikiLink], and links of the class [Hashtag].
	Notes bool

	note     *Note  // of the document, where Notes are read
	language string // of the titles of callouts that have none of their own
}

var readersKey = parser.NewContextKey()

// defaultMath is how math is written where the site does not say.
var defaultMath = Passthrough{Enable: true, Block: [][2]string{{"$$", "$$"}}}

// MathDelimiters is how math is written by those who are sure that it is math, as
// Hugo's own documents set it up.
var MathDelimiters = Passthrough{
	Enable: true,
	Inline: [][2]string{{`\(`, `\)`}},
	Block:  [][2]string{{`\[`, `\]`}, {"$$", "$$"}},
}

// readers returns what is wished for the readers of what is written to w.
func readers(w util.BufWriter) Readers {
	if o, ok := w.(*output); ok {
		return o.options.Readers
	}
	return Readers{}
}

// writeMath writes TeX as an element of its own.
func writeMath(w util.BufWriter, tag, class, tex string) {
	_, _ = w.WriteString("<" + tag + ` class="math ` + class + `">`)
	_, _ = w.WriteString(html.EscapeString(strings.TrimSpace(tex)) + "</" + tag + ">")
}

// headingLink begins the link of a heading to itself.
const headingLink = `<a class="heading-link"`

// writeHeadingLink writes the link of a heading to itself. The heading is its
// name for those who do not see it.
func writeHeadingLink(w util.BufWriter, heading ast.Node) {
	id, found := heading.AttributeString("id")
	if !found || !readers(w).HeadingLinks {
		return
	}
	escaped := html.EscapeString(attributeText(id))
	_, _ = w.WriteString(headingLink + ` href="#` + escaped + `" aria-labelledby="` + escaped + `"></a>`)
}
