package markdown

import (
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Emojis finds an emoji by its short name, such as smile.
type Emojis interface {
	Get(name string) (*definition.Emoji, bool)
}

// emojis is the emoji extension with a table that is given to it. The library's
// own parser brings one of 26 KB, which the browser program would carry for the
// few sites that have emoji.
type emojis struct{ table Emojis }

// Extend adds the parser and the renderer to m.
func (e emojis) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(e, 999)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(emoji.NewHTMLRenderer(), 200)))
}

// Trigger tells what an emoji begins with.
func (emojis) Trigger() []byte { return []byte{':'} }

// Parse reads an emoji such as :smile:, or returns nil.
func (e emojis) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	end := 1
	for end < len(line) && isEmojiName(line[end]) {
		end++
	}
	if end >= len(line) || line[end] != ':' {
		return nil
	}
	found, ok := e.table.Get(string(line[1:end]))
	if !ok {
		return nil
	}
	name := line[1:end]
	block.Advance(end + 1)
	return emojiast.NewEmoji(name, found)
}

func isEmojiName(c byte) bool {
	return util.IsAlphaNumeric(c) || c == '_' || c == '-' || c == '+'
}
