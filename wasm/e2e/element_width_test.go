package e2e

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A page may ask a post how wide it would be, in each way that there is for it, on a telephone and on a desk's screen.
// The post is wide enough to be read, and neither it nor the page has anything that stands out.
func TestElementIsAsWideAsCanBeRead(t *testing.T) {
	h := serve(t, blog(t))
	sheet := h.names("assets/article.*.css")
	require.Len(t, sheet, 1)
	h.answer("page.html", body("text/html; charset=utf-8", `<!doctype html><title>x</title><script type="module" src="postview.js"></script>
		<link rel="stylesheet" href="`+sheet[0]+`">`)) // which dresses the post in the light DOM
	h.answer("frames.html", body("text/html", `<!doctype html><title>x</title><link rel="icon" href="data:,"><iframe src="page.html" height="900"></iframe>`))
	const post = `<post-view id="a" src="posts/markdown.md"></post-view>`
	const menu = `<aside>A menu</aside>`
	const narrowest = "min-content"
	contexts := []struct{ name, markup string }{
		{"row", `<div style="display: flex">` + menu + post + `</div>`},
		{"row in the middle", `<div style="display: flex; justify-content: center">` + post + `</div>`},
		{"row that wraps", `<div style="display: flex; flex-wrap: wrap">` + menu + post + `</div>`},
		{"item of a row", `<div style="display: flex">` + menu + `<div>` + post + `</div></div>`},
		{"column in the middle", `<div style="display: flex; flex-direction: column; align-items: center">` + menu + post + `</div>`},
		{"body in the middle", `<style>body { display: grid; place-items: center }</style>` + post},
		{"dialog", `<dialog open>` + post + `</dialog>`},
		{"modal dialog", `<dialog class="modal">` + post + `</dialog>`},
		{"popover", `<div popover>` + post + `</div>`},
		{"float", `<div style="float: left">` + post + `</div>`},
		{"inline-block", `<div style="display: inline-block">` + post + `</div>`},
		{"inline row", `<div style="display: inline-flex">` + post + `</div>`},
		{"column of a grid", `<div style="display: grid; grid-template-columns: auto 1fr">` + post + menu + `</div>`},
		{"columns of a grid", `<div style="display: grid; grid-template-columns: auto auto; justify-content: start">` + menu + post + `</div>`},
		{"start of a grid", `<div style="display: grid; justify-items: start">` + post + `</div>`},
		{"cell", `<table><tr><td>A menu<td>` + post + `</table>`},
		{"CSS table", `<div style="display: table">` + post + `</div>`},
		{"absolute", `<div style="position: absolute">` + post + `</div>`},
		{"fixed", `<div style="position: fixed; inset-inline-end: 0">` + post + `</div>`},
		{"fit-content", `<div style="width: fit-content">` + post + `</div>`},
		{"max-content", `<div style="width: max-content">` + post + `</div>`},
		{"fieldset", `<fieldset style="float: right">` + post + `</fieldset>`},
		{"float in a cell of a row", `<div style="display: flex">` + menu + `<table><tr><td><div style="float: left">` + post + `</div></table></div>`},
		{"inline-block in a dialog", `<dialog open><div style="display: inline-block">` + post + `</div></dialog>`},
		{"nothing of it wraps", `<div style="float: left; white-space: nowrap; font-size: 3em; letter-spacing: 1em">` + post + `</div>`},
		{"itself a float", `<style>post-view { float: right }</style>` + post},
		{"itself an inline-block", `<style>post-view { display: inline-block }</style>` + post},
		{"itself absolute", `<style>post-view { position: absolute }</style>` + post},
		{"itself fit-content", `<style>post-view { width: fit-content; margin: auto }</style>` + post},
		{"itself a row", `<style>post-view { display: flex }</style>` + post},
		{"itself a grid", `<style>post-view { display: inline-grid }</style>` + post},
		{"itself a cell", `<style>post-view { display: table-cell }</style>` + post},
		{"in a block", `<div>` + post + `</div>`},
		{narrowest, `<div style="width: min-content">` + post + `</div>`},
	}
	// The element, and what around it is as wide as it can be.
	const measure = `(() => {
		const root = page().documentElement, a = page().getElementById("a");
		const text = (a.shadowRoot.querySelector(".article") ?? a.querySelector(".article")).getBoundingClientRect();
		const box = a.getBoundingClientRect(), around = a.parentElement.getBoundingClientRect();
		return { width: box.width, text: text.width, out: Math.max(root.scrollWidth - root.clientWidth,
			text.right - box.right, box.left - text.left, box.right - around.right, around.left - box.left, -box.left, -around.left) } })()`
	b := open(t, h.at("frames.html"))
	b.do(`window.page = () => document.querySelector("iframe").contentDocument`)
	for _, width := range []int{390, 1280} {
		readable := map[int]float64{390: 270, 1280: 540}[width]
		for _, light := range []bool{false, true} {
			for _, c := range contexts {
				t.Run(fmt.Sprint(c.name, width, light), func(t *testing.T) {
					b.do(fmt.Sprintf(`const frame = document.querySelector("iframe"), {body} = page();
						frame.width = %d; body.innerHTML = %q; page().getElementById("a").toggleAttribute("light", %t);
						body.querySelector(".modal")?.showModal(); body.querySelector("[popover]")?.showPopover()`, width, c.markup, light))
					b.wait(`page().getElementById("a").dataset.state === "ready"`)
					seen := eval[struct{ Width, Text, Out float64 }](b, measure)
					least := readable
					if c.name == narrowest {
						least = 255
					}
					assert.Greater(t, seen.Width, least)
					assert.Greater(t, seen.Text, least)
					assert.Less(t, seen.Out, 1.0, "px stand out, of %v", seen)
				})
			}
		}
	}
	b.quiet()
}

// Where nobody asks, it is a block as any other: as wide as what it is in, its margins those of what it holds.
func TestElementIsABlock(t *testing.T) {
	h := serve(t, blog(t))
	release := make(chan bool)
	h.answer("posts/start-here.md", waiting(h, release))
	b := embedding(t, h, `<style>p { margin: 20px 0 }</style><main style="width: 1500px; border: 1px solid"><p id="before">Before</p>
		<post-view id="a" src="`+h.at("posts/start-here.md")+`"><p id="fallback">A fallback</p></post-view><p id="after">After</p></main>`)
	b.wait(`a.shadowRoot?.querySelector("progress").checkVisibility()`)
	gaps := `[fallback.getBoundingClientRect().top - before.getBoundingClientRect().bottom, after.getBoundingClientRect().top - fallback.getBoundingClientRect().bottom]`
	assert.Equal(t, []float64{20, 20}, eval[[]float64](b, gaps), "margins are one, as ever")
	assert.Equal(t, []float64{1500, 0}, eval[[]float64](b, `[`+inside("progress")+`.offsetWidth, `+inside("progress")+`.getBoundingClientRect().top - fallback.getBoundingClientRect().top]`))
	close(release)
	b.state("a", "ready")
	b.do(inside("progress") + `.hidden = false`) // as while another post comes
	assert.Equal(t, "3px", b.style(inside("progress"), "height"))
	assert.Equal(t, []float64{1500, 1500, 20, 20}, eval[[]float64](b, `(() => {
		const box = a.getBoundingClientRect(), view = `+inside(".postview")+`.getBoundingClientRect();
		return [box.width, view.width, view.top - before.getBoundingClientRect().bottom, after.getBoundingClientRect().top - view.bottom] })()`))
	b.quiet()
}
