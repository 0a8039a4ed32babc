package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// longPost has places that are not on the screen together.
var longPost = "# One\n\n[down](#part)\n\n" + strings.Repeat("Text.\n\n", 100) + "## Part\n\nA note.[^1]\n\n" + strings.Repeat("Text.\n\n", 100) + "[^1]: The note.\n"

// atTop waits until an element is at the top of the screen.
func (b *tab) atTop(element string) {
	b.Helper()
	b.wait(`Math.abs(` + element + `.getBoundingClientRect().top) < 120`)
}

func TestFragmentOfThePage(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("long.md", body("text/markdown", longPost))
	page := `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="` + h.at("postview.js") + `"></script>
		<p id="top">The page</p><post-view id="a" src="` + h.at("long.md") + `"></post-view><post-view id="b" src="` + h.at("long.md") + `"></post-view><h2 id="100%">The page’s</h2>`
	b := open(t, serve(t, files(t, map[string]string{"index.html": page})).at("#part"))
	b.state("a", "ready")
	b.state("b", "ready")
	b.atTop(`a.shadowRoot.getElementById("part")`)
	b.do(`location.hash = "top"`)
	b.atTop(`document.getElementById("top")`)
	b.do(`location.hash = "fn:1"`)
	b.atTop(`a.shadowRoot.getElementById("fn:1")`)
	b.do(`location.hash = "no such"; location.hash = "100%"`)
	b.do(`b.shadowRoot.querySelector("a[href='#part']").click()`)
	b.atTop(`b.shadowRoot.getElementById("part")`)
	b.do(`a.remove(); await Promise.resolve(); location.hash = "part"; location.hash = ""; scrollTo(0, 0); location.hash = "part"`)
	b.atTop(`b.shadowRoot.getElementById("part")`)
	b.quiet()
}

func TestElementInTheLightDOM(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("long.md", body("text/markdown", longPost))
	b := embedding(t, h, `<style>post-view h2 { color: rgb(1, 2, 3) } :root { --text: 7px; --ink: red }</style>
		<post-view id="a" light src="`+h.at("long.md")+`"><p id="fallback">A fallback</p></post-view>
		<post-view light src="`+h.at("long.md")+`"></post-view>
		<post-view id="c" light><script type="text/markdown"># Within</script></post-view>`)
	b.state("a", "ready")
	b.state("c", "ready")
	b.wait(`document.querySelectorAll("post-view[data-state=ready]").length === 3`)
	assert.Equal(t, "rgb(1, 2, 3)", b.style(`document.querySelector("#a h2")`, "color"), "the page’s styles")
	assert.Equal(t, "7px", eval[string](b, `getComputedStyle(document.querySelector("#a p")).getPropertyValue("--text")`), "and its own names")
	assert.True(t, eval[bool](b, `document.getElementById("fallback") === null && a.querySelectorAll(".postview").length === 1`))
	assert.Contains(t, b.text("#c"), "Within")

	ids := eval[[]string](b, `[...document.querySelectorAll("post-view [id]")].map(e => e.id)`)
	assert.Contains(t, ids, "a-part")
	assert.Contains(t, ids, "post-1-part")
	assert.Len(t, ids, eval[int](b, `new Set([...document.querySelectorAll("post-view [id]")].map(e => e.id)).size`), "no two have the same")
	b.do(`document.querySelector("#post-1-part").closest("post-view").querySelector("a[href='#post-1-part']").click()`)
	b.atTop(`document.querySelector("#post-1-part")`)
	b.do(`location.hash = "part"`)
	b.atTop(`document.querySelector("#a-part")`)

	b.do(`await a.reload(); a.light = false; await a.ready`)
	assert.True(t, eval[bool](b, `a.querySelector(".postview") === null && !fallback.checkVisibility() && a.shadowRoot.getElementById("part") !== null`))
	b.do(`a.light = true; await a.ready`)
	assert.True(t, eval[bool](b, `a.querySelector(".postview") !== null && a.shadowRoot.querySelector(".postview").childElementCount === 0`))
	b.do(`a.src = "` + h.at("nowhere.md") + `"; await a.ready.catch(() => {})`)
	assert.True(t, eval[bool](b, `fallback.checkVisibility() && a.querySelector(".postview") === null && a.shadowRoot.querySelector("[part=error]") !== null`), "on failure it is given back")
	b.do(`c.remove(); await Promise.resolve()`)
	b.quiet("nowhere.md", "404")
}

func TestAttributesAndProperties(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a"></post-view>`)
	b.do(`await customElements.whenDefined("post-view")`)
	assert.Equal(t, []any{"", "auto", false, false, "sanitize", "eager", 1.0, false, nil, nil}, eval[[]any](b,
		`[a.src, a.theme, a.toc, a.bare, a.policy, a.loading, a.headingLevel, a.light, a.markdown, a.post]`), "what holds where nothing is said")
	b.do(`Object.assign(a, {theme: "dark", toc: true, bare: true, policy: "omit", loading: "lazy", headingLevel: 4, light: true, src: "local.md"})`)
	assert.Equal(t, `<post-view id="a" theme="dark" toc="" bare="" policy="omit" loading="lazy" heading-level="4" light="" src="local.md"></post-view>`,
		eval[string](b, `(() => { const copy = a.cloneNode(); copy.removeAttribute("data-state"); copy.removeAttribute("aria-busy"); return copy.outerHTML })()`))
	b.do(`Object.assign(a, {toc: false, bare: false, light: false, loading: "eager", policy: "sanitize"})`)
	assert.False(t, eval[bool](b, `a.hasAttribute("toc") || a.hasAttribute("bare") || a.hasAttribute("light")`))
	b.do(`a.removeAttribute("src"); a.markdown = "# Here"; await a.ready`)
	assert.True(t, eval[bool](b, `a.matches(":state(ready)") && !a.matches(":state(loading)") && a.dataset.state === "ready" && a.ariaBusy === "false"`))
	b.do(`a.markdown = null; await a.ready`)
	assert.True(t, eval[bool](b, `a.matches(":state(idle)") && a.post === null && a.shadowRoot.querySelector(".postview").childElementCount === 0`), "nothing is left to show")
	b.do(`a.policy = "trust"; a.markdown = "<script>window.hit = 1</script>"; await a.ready`)
	assert.True(t, eval[bool](b, `a.shadowRoot.querySelector("script") === null && window.hit === undefined`), "nobody can trust a post")
	b.quiet()
}
