package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPrerenderedPageNeedsNoProgram(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at("posts/start-here/"))
	assert.Equal(t, "prerender", eval[string](b, `document.documentElement.dataset.renderer`))
	assert.Equal(t, "Start here", b.text("h1"))
	assert.Empty(t, h.asked("wasm"), "fetched before the reader wants it")
	assert.Empty(t, h.asked("postview.js"))
	b.quiet()
}

func TestProgramBootsOnIntent(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at("posts/start-here/"))
	b.point(".neighbours a")
	b.wait(`history.state?.visit !== undefined`) // the program follows clicks
	b.do(`window.same = true`)
	b.click(".neighbours a")
	b.wait(`!location.pathname.includes("start-here")`)
	b.shown("post")
	assert.True(t, eval[bool](b, `window.same === true`), "the page was loaded anew")
	b.quiet()
}
