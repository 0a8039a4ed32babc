package e2e

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
)

// embedding opens a page of another site that holds what is given, with the
// element's script from h, and notes the element's events in window.events.
func embedding(t *testing.T, h *host, markup string) *tab {
	t.Helper()
	page := `<!doctype html><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="script-src 'self' ` + h.URL + ` 'wasm-unsafe-eval'; worker-src blob: ` + h.URL + `">
<script src="events.js"></script>
<script type="module" src="` + h.at("postview.js") + `"></script>
` + markup
	events := `window.events = [];
for (const name of ["progress", "ready", "error"]) addEventListener("postview-" + name, e => events.push({
	name, target: e.target.id, kind: e.detail.kind, loaded: e.detail.loaded, total: e.detail.total, title: e.detail.post?.title,
	bubbles: e.bubbles, composed: e.composed}));`
	other := serve(t, files(t, map[string]string{"index.html": page, "events.js": events, "local.md": "---\ntitle: Local\n---\nHere"}))
	return open(t, other.at(""))
}

// state waits until the element of an id has a state.
func (b *tab) state(id, state string) {
	b.Helper()
	b.wait(fmt.Sprintf(`document.getElementById(%q).dataset.state === %q`, id, state))
}

// post returns the text of what an element shows.
func (b *tab) post(id string) string {
	b.Helper()
	return eval[string](b, fmt.Sprintf(`document.getElementById(%q).shadowRoot.querySelector(".postview").innerText`, id))
}

func TestElementShowsAPostOfAnotherOrigin(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a" src="`+h.at("posts/kubecon-2024-in-paris.md")+`">A fallback</post-view>`)
	b.state("a", "ready")
	assert.Contains(t, b.post("a"), "looking back")
	assert.Equal(t, "false", eval[string](b, `a.getAttribute("aria-busy")`))
	assert.Equal(t, "Ines Hartwig", eval[string](b, `a.post.authors[0].name`))
	assert.Positive(t, eval[int](b, `a.post.wordCount`))
	assert.Equal(t, h.at("posts/images/keynote-hall.svg"), eval[string](b, `a.shadowRoot.querySelector(".article img").src`), "pictures are the source's")
	assert.False(t, eval[bool](b, `a.shadowRoot.querySelector("slot").checkVisibility()`), "the fallback has gone")
	assert.True(t, eval[bool](b, `a.ready.then(element => element === a)`))

	last := eval[map[string]any](b, `events.at(-1)`)
	assert.Equal(t, map[string]any{"name": "ready", "target": "a", "title": "KubeCon + CloudNativeCon Europe 2024, looking back", "bubbles": true, "composed": true}, last)
	progress := eval[map[string]any](b, `events.filter(e => e.name === "progress").at(-1)`)
	assert.Equal(t, progress["total"], progress["loaded"])
	b.quiet()
}

func TestElementWithASourceOfItsOwn(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a"><script type="text/markdown">---
title: In the page
---
*Here* it is.</script></post-view><post-view id="b"></post-view><post-view id="c" src="local.md"></post-view>`)
	b.state("a", "ready")
	assert.Contains(t, b.post("a"), "In the page")
	b.state("b", "idle")
	b.do(`b.markdown = "---\ntitle: By property\n---\n"; await b.ready`)
	assert.Contains(t, b.post("b"), "By property")
	b.state("c", "ready")
	assert.Contains(t, b.post("c"), "Local")
	b.do(`b.markdown = "# Another"; await b.ready`)
	assert.Contains(t, b.post("b"), "Another")
	b.quiet()
}

func TestManyElementsShareOneProgram(t *testing.T) {
	h := serve(t, blog(t))
	markup := ""
	for i := range 20 {
		markup += `<post-view id="p` + strconv.Itoa(i) + `" src="` + h.at("posts/start-here.md") + `"></post-view>`
	}
	b := embedding(t, h, markup+`<script type="module" src="`+h.at("postview.js?again")+`"></script>`)
	b.wait(`document.querySelectorAll("post-view[data-state=ready]").length === 20`)
	assert.Len(t, h.asked("viewer."), 1)
	assert.Len(t, h.asked("article."), 1)
	b.quiet()
}

func TestElementErrors(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("bad.md", body("text/markdown", "---\ntitle: [\n---\nThe body"))
	h.answer("forbidden.md", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("no CORS header")) })
	tests := []struct{ src, kind, says string }{
		{h.at("nowhere.md"), "missing", "status 404"},
		{h.at("forbidden.md"), "cors", "Access-Control-Allow-Origin: *"},
		{"http://127.0.0.1:9/a.md", "network", "out of reach"},
		{h.at("bad.md"), "source", "The body"},
	}
	for _, test := range tests {
		t.Run(test.src, func(t *testing.T) {
			b := embedding(t, h, `<post-view id="a" src="`+test.src+`"><p id="fallback">A fallback</p></post-view>`)
			b.state("a", "error")
			assert.Contains(t, b.post("a"), test.says)
			assert.True(t, eval[bool](b, `fallback.checkVisibility()`), "the fallback stays")
			assert.Equal(t, test.kind, eval[string](b, `events.at(-1).kind`))
			assert.Equal(t, test.kind, eval[string](b, `a.ready.catch(error => error.kind)`))
		})
	}
	t.Run("again", func(t *testing.T) {
		h.answer("later.md", status(404))
		b := embedding(t, h, `<post-view id="a" src="`+h.at("later.md")+`"></post-view>`)
		b.state("a", "error")
		h.answer("later.md", body("text/markdown", "# Now it is there"))
		b.do(`a.shadowRoot.querySelector("button").click()`)
		b.state("a", "ready")
		assert.Contains(t, b.post("a"), "Now it is there")
		h.answer("later.md", body("text/markdown", "# Again"))
		b.do(`await a.reload()`)
		assert.Contains(t, b.post("a"), "Again")
	})
}

func TestLateAnswersAreDropped(t *testing.T) {
	h := serve(t, blog(t))
	for name, order := range map[string][]int{
		"as asked":  {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
		"backwards": {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
		"anyhow":    {4, 8, 0, 9, 2, 6, 1, 7, 3, 5},
	} {
		t.Run(name, func(t *testing.T) {
			b := embedding(t, h, `<post-view id="a"></post-view>`)
			gates := make([]chan bool, len(order))
			for i := range gates {
				gates[i] = make(chan bool)
				h.answer(fmt.Sprintf("n%d.md", i), func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Access-Control-Allow-Origin", "*")
					select {
					case <-gates[i]:
						fmt.Fprintf(w, "# Number %d", i)
					case <-r.Context().Done():
					}
				})
			}
			b.do(`await customElements.whenDefined("post-view")`)
			for i := range gates {
				b.do(fmt.Sprintf(`a.src = %q; await new Promise(done => setTimeout(done))`, h.at(fmt.Sprintf("n%d.md", i))))
			}
			for _, i := range order {
				close(gates[i])
			}
			b.state("a", "ready")
			assert.Contains(t, b.post("a"), "Number 9")
			assert.Equal(t, 1, eval[int](b, `events.filter(e => e.name === "ready").length`))
			assert.Zero(t, eval[int](b, `events.filter(e => e.name === "error").length`))
			b.quiet()
		})
	}
}

func TestElementThatIsRemoved(t *testing.T) {
	h := serve(t, blog(t))
	aborted := make(chan bool, 1)
	h.answer("slow.md", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		aborted <- true
	})
	b := embedding(t, h, `<post-view id="a" src="`+h.at("slow.md")+`"></post-view><post-view id="b" src="`+h.at("posts/start-here.md")+`"></post-view><div id="there"></div>`)
	b.wait(`performance.getEntriesByType("resource").length && document.getElementById("b").dataset.state === "ready"`)
	b.wait(`document.getElementById("a").dataset.state === "loading"`)
	for len(h.asked("slow.md")) == 0 {
		b.wait("true")
	}
	b.do(`window.gone = a; gone.remove()`)
	<-aborted
	b.wait(`gone.dataset.state === "idle" && gone.shadowRoot.querySelector(".postview").childElementCount === 0`)

	b.do(`window.moved = b.shadowRoot.querySelector("h1"); there.append(document.getElementById("b"))`)
	b.do(`await Promise.resolve()`)
	assert.True(t, eval[bool](b, `document.getElementById("b").shadowRoot.querySelector("h1") === moved`), "a move keeps it")
	b.quiet()
}

func TestLinksWithinAnElement(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a" toc src="`+h.at("posts/markdown.md")+`"></post-view>`)
	b.state("a", "ready")
	b.do(`a.shadowRoot.querySelector(".toc a[href='#tables']").click()`)
	b.wait(`Math.abs(a.shadowRoot.getElementById("tables").getBoundingClientRect().top) < 120`)
	b.do(`a.shadowRoot.querySelector("a.footnote-backref").click()`)
	b.wait(`Math.abs(a.shadowRoot.querySelector("[id='fnref:1']").getBoundingClientRect().top) < 120`)
	assert.Empty(t, eval[string](b, "location.hash"), "the address is the page's own")
	assert.True(t, eval[bool](b, `[...a.shadowRoot.querySelectorAll(".article a")].some(link => link.href === "`+h.at("posts/start-here.md")+`")`),
		"a link to another post leads to where the source is from")
	b.quiet()
}

func TestASourceThatComesAfterTheElement(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a"></post-view>`)
	b.do(`await customElements.whenDefined("post-view"); await new Promise(requestAnimationFrame);
		a.append(Object.assign(document.createElement("script"), {type: "text/markdown", textContent: "# Late"}))`)
	b.state("a", "ready")
	assert.Contains(t, b.post("a"), "Late")
	b.quiet()
}

func TestChangesOfOneMomentAreOneLoading(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a" src="`+h.at("posts/start-here.md")+`"></post-view>`)
	b.state("a", "ready")
	h.forget()
	b.do(`a.src = "` + h.at("posts/markdown.md") + `"; a.setAttribute("bare", ""); a.setAttribute("heading-level", 2); await a.ready`)
	assert.Equal(t, 2, eval[int](b, `events.filter(e => e.name === "ready").length`))
	assert.Len(t, h.asked("markdown.md"), 1)
	assert.NotContains(t, b.post("a"), "min read", "bare")
}

func TestRenderForScripts(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, "")
	b.do(`const {render, version, PostView} = await import("` + h.at("postview.js") + `");
		window.answer = await render("---\ntitle: T\n---\n## A\n\n<script>x()</script><b onclick=x()>b</b>", {toc: true, headingLevel: 3});
		window.omitted = await render("<b>b</b>", {policy: "omit", bare: true});
		window.facts = {version, element: PostView === customElements.get("post-view")}`)
	html := eval[string](b, `answer.html`)
	assert.Contains(t, html, `<h3 class="title"`)
	assert.Contains(t, html, `<b>b</b>`)
	assert.NotContains(t, html, "script")
	assert.Equal(t, "T", eval[string](b, `answer.post.title`))
	assert.Contains(t, eval[string](b, `answer.toc`), `href="#a"`)
	assert.Equal(t, `<div class="article" part="body"><p>b</p></div>`, eval[string](b, `omitted.html.replaceAll("\n", "")`))
	assert.NotEqual(t, "dev", eval[string](b, `facts.version`))
	assert.True(t, eval[bool](b, `facts.element`))
	b.quiet()
}

func TestElementAfterTheProgramDied(t *testing.T) {
	h := serve(t, blog(t))
	b := newTab(t)
	b.send("Page.enable", map[string]any{})
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": keepGo})
	other := serve(t, files(t, map[string]string{"index.html": `<!doctype html><script type="module" src="` + h.at("postview.js") + `"></script>
		<post-view id="a" src="` + h.at("posts/start-here.md") + `"></post-view><post-view id="b"></post-view><post-view id="c"></post-view>`}))
	b.load(other.at(""))
	b.state("a", "ready")
	h.answer("slow.md", hang)
	b.do(`b.src = "` + h.at("slow.md") + `"`)
	b.state("b", "loading")
	b.wait(`performance.getEntriesByType("resource").length`)
	b.do(`gos[0]._resolveExitPromise()`)
	b.state("b", "error")
	assert.Contains(t, b.post("b"), "has stopped")
	b.do(`c.src = "` + h.at("posts/front-matter.md") + `"; await c.ready`)
	assert.Equal(t, 2, eval[int](b, "gos.length"), "a new program")
	assert.Contains(t, b.post("a"), "Start here", "what was shown stays")
}

// overflow has the program run out of stack as soon as window.deep is true: the
// engine throws out of the midst of Go, which can't catch it.
const overflow = `Object.defineProperty(globalThis, "Go", {configurable: true, set(Go) {
	class Deep extends Go {
		constructor() {
			super();
			const {gojs} = this.importObject, clock = gojs["runtime.nanotime1"];
			gojs["runtime.nanotime1"] = (sp) => {
				if (globalThis.deep) { deep = false; throw new RangeError("Maximum call stack size exceeded") }
				clock(sp);
			};
		}
	}
	Object.defineProperty(globalThis, "Go", {value: Deep, writable: true, configurable: true});
}})`

func TestElementAfterAnOverflow(t *testing.T) {
	h := serve(t, blog(t))
	release := make(chan bool)
	h.answer("posts/markdown.md", waiting(h, release))
	other := serve(t, files(t, map[string]string{"index.html": `<!doctype html><script type="module" src="` + h.at("postview.js") + `"></script>
		<post-view id="a" src="` + h.at("posts/markdown.md") + `"></post-view><post-view id="b"></post-view>`}))
	b := newTab(t)
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": overflow})
	b.load(other.at(""))
	b.wait(`performance.getEntriesByType("resource").some(e => e.name.includes("article.")) && a.dataset.state === "loading"`)
	b.do(`b.src = "` + h.at("posts/start-here.md") + `"; await b.ready; window.deep = true`)
	close(release)
	b.state("a", "error")
	assert.Contains(t, b.post("a"), "has stopped: Maximum call stack size exceeded")
	b.do(`a.shadowRoot.querySelector("button").click()`)
	b.state("a", "ready")
	assert.Contains(t, b.post("a"), "Markdown, as Hugo renders it")
}

func TestProgramDoesNotLeak(t *testing.T) {
	h := serve(t, blog(t))
	b := newTab(t)
	b.send("Page.enable", map[string]any{})
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": keepGo})
	b.load(h.at("?renderer=wasm"))
	b.shown("list")
	type state struct{ Funcs, Memory int }
	measure := func(navigations int) state {
		for range navigations / 20 {
			b.do(`
			const shown = () => new Promise(done => addEventListener("postview-show", done, {once: true}));
			for (let i = 0; i < 20; i++) {
				const next = shown();
				document.querySelector(i % 2 ? ".site-title" : ".posts li:nth-child(" + (1 + i / 2) + ") a").click();
				await next;
			}`)
		}
		return eval[state](b, `import(new URL("postview.js", document.querySelector(".site-title").href).href).then(({boot}) => boot())
			.then(program => program.call("stats")).then(({funcs}) => ({Funcs: funcs, Memory: gos[0]._inst.exports.mem.buffer.byteLength}))`)
	}
	before := measure(100)
	// The heap of Go takes a few more steps of growth before it is even. What kept
	// something of each view would never be.
	for range 6 {
		after := measure(200)
		t.Logf("%+v, and 200 navigations later: %+v", before, after)
		assert.Equal(t, before.Funcs, after.Funcs, "callbacks")
		if after.Memory == before.Memory {
			return
		}
		before = after
	}
	assert.Fail(t, "each 200 navigations take more memory")
}
