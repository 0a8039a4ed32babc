package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What the builder found of references leads to the same from the program, for pages and
// where there are none.
func TestReferencesLeadToTheSameFromBothFronts(t *testing.T) {
	site := map[string]string{
		"hugo.toml":       "baseURL = 'https://c.example/blog/'\n[permalinks.page]\nposts = '/p/:slug/'\n",
		"posts/a.md":      "---\nslug: one\ntags: [x]\n---\n[b](../b/) [name](y) [ref]({{< ref \"Deep\" >}}) [base](/blog/p/b/#c) [whole](https://c.example/blog/p/b/?q=1) [tag](/tags/x/) [itself](../one/#d) ![](../pic.svg) ![](/blog/top.svg)\n",
		"posts/b.md":      "[a](../one/) [first](../../p/one/)\n",
		"deep/_index.md":  "[b](../p/b/) [y](y) ![](/blog/top.svg)\n",
		"deep/y/index.md": "",
		"p/pic.svg":       "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='34'/>",
		"top.svg":         "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='34'/>",
	}
	dist := build(t, "--content", files(t, site))
	h := serve(t, dist)
	sameFromBothFronts(t, h, entries(t, dist))
	b := open(t, h.at("p/one/?renderer=wasm"))
	b.shown("post")
	hrefs := func() string {
		b.Helper()
		return strings.ReplaceAll(eval[string](b, `[...document.querySelectorAll(".article a")].map(a => a.href).join(" ")`), h.at(""), "/")
	}
	assert.Equal(t, "/p/b/ /deep/y/ /deep/ /p/b/#c /p/b/?q=1 /tags/x/ /p/one/?renderer=wasm#d", hrefs())
	assert.Equal(t, 2, eval[int](b, `[...document.querySelectorAll(".article img")].filter(img => img.getAttribute("height") === "34").length`))

	h = serve(t, build(t, "--content", files(t, site), "--prerender=false"))
	b = open(t, h.at("?src=posts/a.md"))
	b.shown("post")
	assert.Contains(t, hrefs(), "/?src=posts/b.md /?src=deep/y/index.md ")
}
