package e2e

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
)

// loaded opens a page of the blog and has the program take the reader's clicks,
// as pointing at a link does. window.same then tells that the page was not
// loaded anew.
func loaded(t *testing.T, h *host, page string) *tab {
	t.Helper()
	b := open(t, h.at(page))
	b.point(".posts a, .neighbours a")
	b.ready()
	return b
}

// ready waits until the program takes the reader's clicks.
func (b *tab) ready() {
	b.Helper()
	b.wait(`history.scrollRestoration === "manual"`)
	b.do(`window.same = true`)
}

func (b *tab) sameDocument() bool {
	b.Helper()
	return eval[bool](b, `window.same === true`)
}

func TestBootOnIntent(t *testing.T) {
	intents := map[string]func(b *tab){
		"pointer": func(b *tab) { b.point(".neighbours a") },
		"focus":   func(b *tab) { b.do(`document.querySelector(".neighbours a").focus()`) },
		"touch": func(b *tab) {
			b.do(`document.querySelector(".neighbours a").dispatchEvent(new TouchEvent("touchstart", {bubbles: true}))`)
		},
	}
	for name, intent := range intents {
		t.Run(name, func(t *testing.T) {
			h := serve(t, blog(t))
			b := open(t, h.at("posts/start-here/"))
			b.point("h1")
			assert.Empty(t, h.asked(".wasm"), "fetched before intent")
			intent(b)
			b.ready()
			assert.Len(t, h.asked(".wasm"), 1)
			assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"), "the view is still the page's own")
			b.quiet()
		})
	}
}

func TestClickShowsInPlace(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "")
	b.do(`scrollTo(0, 500)`)
	b.click(`.posts a[href="posts/markdown/"]`)
	b.shown("post")
	assert.True(t, b.sameDocument())
	assert.Equal(t, h.at("posts/markdown/"), eval[string](b, "location.href"))
	assert.Equal(t, "Markdown, as Hugo renders it · Postview", eval[string](b, "document.title"))
	assert.Equal(t, "H1", eval[string](b, "document.activeElement.tagName"), "the focus")
	assert.Zero(t, eval[float64](b, "scrollY"))

	b.do(`history.back()`)
	b.shown("list")
	b.wait(`scrollY > 0`)
	assert.True(t, b.sameDocument())
	assert.Equal(t, h.at("posts/markdown/"), eval[string](b, "document.activeElement.href"), "the focus is where the reader left")
	assert.Equal(t, "Postview", eval[string](b, "document.title"))

	b.do(`history.forward()`)
	b.shown("post")
	assert.Equal(t, h.at("posts/markdown/"), eval[string](b, "location.href"))
	b.quiet()
}

func TestScrollPositionIsKept(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "posts/markdown/")
	b.do(`document.querySelector(".neighbours a").focus({preventScroll: true}); scrollTo(0, 1234); document.querySelector(".neighbours a").click()`)
	b.wait(`!location.pathname.endsWith("/markdown/") && scrollY === 0`)
	b.shown("post")
	b.do(`history.back()`)
	b.wait(`location.pathname.endsWith("/markdown/") && scrollY === 1234`)
}

func TestFragments(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "posts/markdown/")
	b.do(`document.querySelector(".toc a[href='#tables']").click()`)
	b.wait(`location.hash === "#tables" && Math.abs(document.getElementById("tables").getBoundingClientRect().top) < 100`)
	assert.True(t, b.sameDocument())
	b.do(`history.back()`)
	b.wait(`location.hash === ""`)
	assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"), "nothing was rendered for it")

	b.do(`const link = document.querySelector("main").appendChild(document.createElement("a"));
		link.href = "../front-matter/#dates"; link.click()`)
	b.wait(`location.pathname.endsWith("/front-matter/")`)
	b.shown("post")
	b.wait(`document.getElementById("dates") ? Math.abs(document.getElementById("dates").getBoundingClientRect().top) < 100 : scrollY === 0`)
	b.quiet()
}

func TestOtherClicksAreTheBrowsers(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "posts/start-here/")
	// A listener after the program's says whether the program took the click.
	taken := func(prepare, init string) bool {
		return eval[bool](b, `(() => {
			const link = document.querySelector("main").appendChild(document.createElement("a"));
			link.href = "../markdown/"; `+prepare+`;
			let taken;
			addEventListener("click", e => { taken = e.defaultPrevented; e.preventDefault() }, {once: true});
			link.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, `+init+`}));
			link.remove();
			return taken;
		})()`)
	}
	assert.False(t, taken("", "ctrlKey: true"))
	assert.False(t, taken("", "metaKey: true"))
	assert.False(t, taken("", "shiftKey: true"))
	assert.False(t, taken("", "button: 1"))
	assert.False(t, taken(`link.target = "_blank"`, ""))
	assert.False(t, taken(`link.download = ""`, ""))
	assert.False(t, taken(`link.href = "https://example.org/posts/markdown/"`, ""))
	assert.False(t, taken(`link.href = "../images/lake.svg"`, ""))
	assert.False(t, taken(`link.href = "../markdown.md"`, ""))
	assert.False(t, taken(`link.href = "#here"`, ""))
	assert.True(t, taken("", ""))
}

func TestClickBeforeTheProgramIsReady(t *testing.T) {
	h := serve(t, blog(t))
	h.answer(".wasm.br", hang)
	h.answer(".wasm.gz", hang)
	h.answer(".wasm", hang)
	b := open(t, h.at("posts/start-here/"))
	b.do(`window.same = true`)
	b.click(".neighbours a")
	b.wait(`!location.pathname.includes("start-here") && document.readyState === "complete"`)
	assert.False(t, b.sameDocument())
	assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"))
	b.quiet()
}

// hang answers when nobody waits any more.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func TestTheLastOfTwoClicksCounts(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "")
	release := make(chan bool)
	h.answer("posts/markdown.md", func(w http.ResponseWriter, r *http.Request) { <-release; w.Write([]byte("Too late")) })
	b.do(`document.querySelector('.posts a[href="posts/markdown/"]').click();
		document.querySelector('.posts a[href="posts/embed-a-post/"]').click()`)
	b.wait(`location.pathname.endsWith("/embed-a-post/")`)
	b.shown("post")
	close(release)
	b.do(`await fetch("../../posts.json")`)
	assert.Equal(t, h.at("posts/embed-a-post/"), eval[string](b, "location.href"))
	assert.NotContains(t, b.text("main"), "Too late")
	b.quiet()
}

func TestKeyboard(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at(""))
	b.press(kb.Tab)
	assert.Equal(t, "Skip to the content", eval[string](b, "document.activeElement.textContent"))
	for range 6 { // past the search, the translations and the narrowing
		if b.press(kb.Tab); eval[string](b, "document.activeElement.textContent") == "Start here" {
			break
		}
	}
	assert.Equal(t, "Start here", eval[string](b, "document.activeElement.textContent"))
	b.ready()
	b.press(kb.Enter)
	b.shown("post")
	assert.True(t, b.sameDocument())
	assert.Equal(t, "Start here", eval[string](b, "document.activeElement.textContent"), "the heading has the focus")
}

func TestRendererWasm(t *testing.T) {
	h := serve(t, blog(t))
	for page, kind := range map[string]string{"?renderer=wasm": "list", "posts/markdown/?renderer=wasm": "post", "view.html?src=posts/markdown.md": "post"} {
		b := open(t, h.at(page))
		b.shown(kind)
		b.quiet()
	}
}

func TestAPostAfterTheBuild(t *testing.T) {
	dist := build(t, "--content", files(t, map[string]string{"a.md": "See [the new one](new.md#there)."}))
	write(t, dist+"/new.md", "---\ntitle: New\n---\nBack to [the first](a.md).\n\n## There\n")
	h := serve(t, dist)
	b := open(t, h.at("a/"))
	assert.Equal(t, h.at("view.html?src=new.md#there"), eval[string](b, `document.querySelector(".article a").href`))
	b.click(".article a")
	b.wait(`location.href.includes("view.html")`)
	b.shown("post")
	assert.Equal(t, "New", b.text("h1"))
	assert.Equal(t, h.at("a/"), eval[string](b, `document.querySelector(".article a").href`))
	b.quiet()
}

func TestLinksAndPicturesOfAPost(t *testing.T) {
	dist := build(t, "--content", files(t, map[string]string{
		"posts/a.md":           "![x](pictures/x.svg) [b](b/index.md#end) <a href='../c.md'>c</a> <img src='/y.svg' srcset='y.svg 1x, /y.svg 2x'>\n",
		"posts/b/index.md":     "![z](z.svg) [a](../a.md)\n\n## End\n",
		"c.md":                 "[a](posts/a.md)",
		"y.svg":                "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"posts/y.svg":          "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"posts/pictures/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"posts/b/z.svg":        "<svg xmlns='http://www.w3.org/2000/svg'/>",
	}))
	h := serve(t, dist)
	refs := `[...document.querySelectorAll(".article :is(a, img)")].flatMap(e => [e.href, e.currentSrc]).filter(Boolean)`
	want := map[string][]string{
		"posts/a/": {h.at("posts/pictures/x.svg"), h.at("posts/b/#end"), h.at("c/"), h.at("posts/y.svg")},
		"posts/b/": {h.at("posts/b/z.svg"), h.at("posts/a/"), h.at("posts/b/#end")},
		"c/":       {h.at("posts/a/")},
	}
	for page, refsWanted := range want {
		for _, front := range []string{"", "?renderer=wasm"} {
			b := open(t, h.at(page+front))
			if front != "" {
				b.shown("post")
			}
			b.wait(`[...document.images].every(i => i.complete)`)
			assert.Equal(t, refsWanted, eval[[]string](b, refs+`.map(r => r.replace("?renderer=wasm", ""))`), page+front)
			b.quiet()
		}
	}
}
