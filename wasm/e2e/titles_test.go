package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A post that begins with its title shows it once, whoever shows the post, and a link
// to the heading leads there.
func TestATitleIsShownOnce(t *testing.T) {
	const source = "# The *first* thing\n\nText, [back to the top](#the-first-thing).\n\n## More\n"
	h := serve(t, build(t, "--content", files(t, map[string]string{"a-file.md": source, "b.md": "[a](a-file.md#the-first-thing)\n"})))
	sameFromBothFronts(t, h, entries(t, h.folder))

	const titles = `[...document.querySelectorAll(".post h1")].map(h => h.innerHTML)`
	for _, query := range []string{"", "?renderer=wasm"} {
		b := open(t, h.at("a-file/"+query))
		if query != "" {
			b.shown("post")
		}
		assert.Equal(t, []string{"The <em>first</em> thing"}, eval[[]string](b, titles), query)
		assert.Equal(t, "title", eval[string](b, `document.getElementById("the-first-thing").className`), query)
		assert.Contains(t, eval[string](b, `document.title`), "The first thing", query)
		b.quiet()
	}

	b := open(t, h.at("view.html?src=a-file.md"))
	b.shown("post")
	assert.Equal(t, []string{"The <em>first</em> thing"}, eval[[]string](b, titles))

	b.load(h.at("view.html"))
	b.wait(`document.querySelector(".opener[open]:not([hidden])")`)
	b.do(`document.querySelector("#opener-text").value = "# Typed *by hand*\n\nText."`)
	b.click("form[name=text] button")
	b.titled("Typed by hand")
	assert.Equal(t, []string{"Typed <em>by hand</em>"}, eval[[]string](b, titles))
	assert.Equal(t, "Typed by hand", eval[string](b, `document.title`))
	b.quiet()

	b = embedding(t, h, `<post-view id="a" src="`+h.at("a-file.md")+`"></post-view><post-view id="b" bare src="`+h.at("a-file.md")+`"></post-view>`)
	b.state("a", "ready")
	b.state("b", "ready")
	for _, id := range []string{"a", "b"} {
		assert.Equal(t, []string{"The first thing"}, eval[[]string](b, `[...`+id+`.shadowRoot.querySelectorAll("h1")].map(h => h.textContent)`), id)
		assert.Equal(t, "The first thing", eval[string](b, id+`.post.title`))
	}
	b.quiet()
}
