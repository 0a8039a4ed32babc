package markdown

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark/ast"
)

// around are pieces that bear on what is a link without markup, or on how the
// text around it is split.
var around = []string{
	"http", "https", "ftp", "www", "://", ":", ".", "..", "/", "@", "a", "b.example", "example.org", "x@y.example", "me", "9",
	"http://a.example", "https://a.example/b?c=(d)&e;", "www.a.example", "ftp://a.example:8", "HTTP://a.example", "http://a.example/_b_*c*",
	" ", " ", "  ", "\t", "\n", "\n", "\n\n", "  \n", "\\\n", "\\", "\\ ", "(", ")", "[", "]", "](", "](/u)", "![", "<", ">", "<b>", "<http://", "*", "**", "_", "~~", "~",
	"`", "``", "'", "\"", "--", "-", "...", "!", ",", ";", "&amp;", "&", "{", "}", "$", "$$", "+", "#", "=", "^", "|", "[^1]", "[^1]: n", "[a]: http://r.example",
	"# ", "- ", "> ", ": ", "\n---\n", "\n===\n", "|a|b|\n|-|-|\n", "é", "語", "\u00a0",
}

// What bareLinks finds is what goldmark's extension finds.
func TestBareLinksAreGoldmarks(t *testing.T) {
	passes := Passthrough{Enable: true, Inline: [][2]string{{`\(`, `\)`}, {"$", "$"}}, Block: [][2]string{{"$$", "$$"}}}
	plain, everything, math := DefaultConfig(), DefaultConfig(), DefaultConfig()
	everything.Parser.AttributeBlock = true
	everything.Extensions.Extras = Extras{Delete: true, Insert: true, Mark: true, Subscript: true, Superscript: true}
	everything.Extensions.Passthrough = passes
	math.Extensions.Typographer.Disable = true
	math.Extensions.Passthrough = passes
	configs := []struct {
		name string
		*Config
	}{{"by default", plain}, {"with everything", everything}, {"with math and without typography", math}}
	for _, config := range configs {
		t.Run(config.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			for range 3_000 {
				var b strings.Builder
				for range 1 + random.IntN(24) {
					b.WriteString(around[random.IntN(len(around))])
				}
				ours, exact := bothWays(t, config.Config, b.String())
				require.Equal(t, exact, ours, "of %q", b.String())
			}
		})
	}
}

// bothWays renders a body with bareLinks, where they are made for it, and with
// the extension in their place.
func bothWays(t *testing.T, c *Config, body string) (ours, exact string) {
	t.Helper()
	e := c.goldmark(Readers{})
	source := []byte(body)
	render := func(parse func(toc *contents) string) string { return parse(&contents{renderer: e.contents(true)}) }
	ours = render(func(toc *contents) string {
		return rendered(t, e, e.parse(source, toc, Readers{}), source, toc)
	})
	exact = render(func(toc *contents) string {
		return rendered(t, e, e.parseWith(e.exact(), source, toc, Readers{}), source, toc)
	})
	return ours, exact
}

// endSpace is space at the end of an element, which nobody sees.
var endSpace = regexp.MustCompile(` +</`)

func rendered(t *testing.T, e *engine, doc ast.Node, source []byte, toc *contents) string {
	t.Helper()
	out := &output{options: Options{Unsafe: true, Config: e.config, needs: &Needs{}}}
	require.NoError(t, e.markdown.Renderer().Render(out, source, doc))
	return endSpace.ReplaceAllString(out.String()+toc.html(TableOfContents{StartLevel: 1, EndLevel: -1}), "</")
}
