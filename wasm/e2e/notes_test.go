package e2e

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A folder of notes shows the same from either front, whose links by names lead to the
// same places, and in the shell.
func TestNotesFromBothFronts(t *testing.T) {
	content := files(t, map[string]string{
		".obsidian/app.json": "{}",
		"Start.md": "# Start\n\n[[deep note#A Part|there]] [[A Name]] [[Nowhere]] ![[dot.svg|9]] ![[gone.svg]] ![[Deep Note]] #in/text %%hidden%%\n\n" +
			"> [!tip]- More\n> folded\n\n> [!note]+ Less\n> shown\n\n#last\n",
		"sub/Deep Note.md": "---\naliases: A Name\ntags: one, two\n---\n[[../Start]] [[#A Part]] ![[dot.svg]]\n\n## A Part\n",
		"img/dot.svg":      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
		"sub/dot.svg":      `<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>`,
	})
	h := serve(t, build(t, "--content", content))
	sameFromBothFronts(t, h, entries(t, h.folder))

	const shown = `[...document.querySelectorAll(".article a.wikilink")].map(a => a.textContent + (a.href ? "" : "?"))`
	for _, query := range []string{"", "?renderer=wasm"} {
		b := open(t, h.at("start/"+query))
		if query != "" {
			b.shown("post")
		}
		assert.Equal(t, []string{"there", "A Name", "Nowhere?", "gone.svg?", "Deep Note"}, eval[[]string](b, shown), query)
		b.wait(`document.querySelector(".article img").naturalWidth === 9`)
		b.quiet()
	}
	b := open(t, h.at("start/"))
	b.click(".article a.wikilink")
	b.wait(`document.querySelector("h1").textContent === "Deep Note" && location.hash === "#a-part"`)
	b.wait(`document.querySelector(".article img").naturalWidth === 7`)
	b.quiet()

	shell := serve(t, build(t, "--content", content, "--prerender=false"))
	b = open(t, shell.at("?src="+url.QueryEscape("Start.md")))
	b.shown("post")
	assert.Equal(t, []string{"there", "A Name", "Nowhere?", "gone.svg?", "Deep Note"}, eval[[]string](b, shown))
	b.click(".article a.wikilink")
	b.wait(`document.querySelector("h1").textContent === "Deep Note"`)
	b.quiet()
}

// A callout that folds opens and closes by the keyboard alone.
func TestCalloutsFold(t *testing.T) {
	h := serve(t, build(t, "--content", files(t, map[string]string{"a.md": "> [!tip]- More\n> folded\n\n> [!note]+ Less\n> shown\n"})))
	b := open(t, h.at("a/"))
	const open = `[...document.querySelectorAll(".article details")].map(d => d.open)`
	assert.Equal(t, []bool{false, true}, eval[[]bool](b, open))
	assert.False(t, eval[bool](b, `document.querySelector(".article details p").checkVisibility()`))
	b.do(`document.querySelector(".article summary").focus()`)
	b.press("\r")
	b.wait(`document.querySelector(".article details").open`)
	assert.True(t, eval[bool](b, `document.querySelector(".article details p").checkVisibility()`))
	b.press(" ")
	b.wait(`!document.querySelector(".article details").open`)
	b.quiet()
}
