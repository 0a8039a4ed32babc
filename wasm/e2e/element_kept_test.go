package e2e

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// keptSource is a post that has a bit of all that a view may hold.
const keptSource = `---
title: "Kept & <shown> again"
date: 2024-05-06
tags: [go, wasm]
authors: [{name: Ines}]
---
## A heading {#own}

Text, *emphasis*, ` + "`code`" + `, [a link](other.md "Title"), ![A picture](posts/images/lake.svg).

- [x] done
- [ ] not

| a | b |
|--:|---|
| 1 | 2 |

> [!NOTE]
> A note.

Water[^1] is <b onclick="x()">H<sub>2</sub>O</b>.

~~~go
func main() {}
~~~

[^1]: Wet.
`

// kept waits until the page's origin keeps this many posts.
func (b *tab) kept(posts int) {
	b.Helper()
	b.do(`
		const kept = async () => {
			let posts = 0;
			for (const name of (await caches.keys()).filter(name => name.startsWith("postview-kept "))) posts += (await (await caches.open(name)).keys()).length;
			return posts;
		};
		while (await kept() !== ` + strconv.Itoa(posts) + `) await new Promise(done => setTimeout(done, 20))`)
}

// reload loads the page again, and waits for the post in it.
func (b *tab) reload() {
	b.Helper()
	b.load(eval[string](b, "location.href"))
	b.state("a", "ready")
}

func TestAPostShownBeforeNeedsNoProgram(t *testing.T) {
	h := serve(t, blog(t))
	var source atomic.Value
	source.Store(keptSource)
	h.answer("kept.md", func(w http.ResponseWriter, r *http.Request) { body("text/markdown", source.Load().(string))(w, r) })
	for _, attributes := range []string{"", " toc heading-level=3", " light bare"} {
		t.Run("with"+attributes, func(t *testing.T) {
			h.forget()
			b := embedding(t, h, `<post-view id="a" src="`+h.at("kept.md")+`"`+attributes+`>…</post-view>`)
			b.state("a", "ready")
			b.kept(1)
			what := `JSON.stringify([(a.shadowRoot.querySelector(".article") ?? a).innerHTML.replace(/ data-postview-code="[^"]*"/g, ""), a.post])`
			enriched := `!(a.querySelector("[data-colouring]") ?? a.shadowRoot.querySelector("[data-colouring]"))`
			b.wait(enriched)
			before := eval[string](b, what)

			h.forget()
			b.reload()
			b.wait(enriched)
			assert.Equal(t, before, eval[string](b, what))
			assert.Empty(t, h.asked("viewer."), "the program was not asked for")
			assert.Len(t, h.asked("kept.md"), 1, "the source was")
			b.quiet()
		})
	}
	t.Run("until its source changes", func(t *testing.T) {
		b := embedding(t, h, `<post-view id="a" src="`+h.at("kept.md")+`"></post-view>`)
		b.state("a", "ready")
		b.kept(1)
		source.Store("# Another\n\nAs long as anything.")
		b.reload()
		assert.Contains(t, b.post("a"), "As long as anything.")
		b.kept(1)
		b.quiet()
	})
	t.Run("and others are told apart", func(t *testing.T) {
		b := embedding(t, h, `<post-view id="a" src="`+h.at("kept.md")+`"></post-view>`)
		b.state("a", "ready")
		b.kept(1)
		b.do(`a.headingLevel = 4; await Promise.resolve(); await a.ready`)
		assert.Equal(t, 1, eval[int](b, `a.shadowRoot.querySelectorAll("h4.title").length`))
		b.kept(2)
		b.quiet()
	})
}

func TestWhatIsKeptIsNotTrusted(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("kept.md", body("text/markdown", keptSource))
	b := bare(t, `<script type="module" src="`+h.at("postview.js")+`"></script><post-view id="a" src="`+h.at("kept.md")+`"></post-view>`)
	b.state("a", "ready")
	b.kept(1)
	b.do(`
		const [name] = await caches.keys(), cache = await caches.open(name), [request] = await cache.keys();
		const kept = await (await cache.match(request)).json();
		kept.html = '<p>Changed <img src="data:," onerror="window.harmed = 1"><a href="javascript:window.harmed = 1">a</a><iframe srcdoc="<script>parent.harmed = 1</script>"></iframe><script>window.harmed = 1</script></p>';
		await cache.put(request, Response.json(kept));`)
	b.reload()
	assert.Contains(t, b.post("a"), "Changed")
	b.do(`a.shadowRoot.querySelector(".postview a").click(); await new Promise(done => setTimeout(done))`)
	assert.Equal(t, 0, eval[int](b, `a.shadowRoot.querySelectorAll(".postview :is(script, iframe, [onerror], [href^=javascript])").length`))
	assert.True(t, eval[bool](b, `window.harmed === undefined`))
	b.quiet()
}

func TestWhatIsNotKept(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("kept.md", body("text/markdown", keptSource))
	h.answer("video.md", body("text/markdown", "{{< youtube 0RKpf3rK57I >}}"))
	tests := []struct{ name, src, before string }{
		{"with a video, whose frame would be lost", "video.md", ""},
		{"where the page does not want it", "kept.md", `configure({keep: false})`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := bare(t, `<script type="module">import {configure} from "`+h.at("postview.js")+`"; `+test.before+`</script><post-view id="a" src="`+h.at(test.src)+`"></post-view>`)
			b.state("a", "ready")
			b.do(`await new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))`)
			require.True(t, eval[bool](b, `(async () => !(await caches.keys()).length)()`))
			b.reload()
			assert.NotEmpty(t, b.post("a"))
		})
	}
}

func TestOnlyOneVersionIsKept(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("kept.md", body("text/markdown", keptSource))
	b := embedding(t, h, ``)
	b.do(`await (await caches.open("postview-kept 0.0.1")).put("/x", new Response("old")); await caches.open("of-the-page")`)
	b.do(`document.body.insertAdjacentHTML("beforeend", '<post-view id="a" src="` + h.at("kept.md") + `"></post-view>'); await a.ready`)
	b.do(`while (await caches.has("postview-kept 0.0.1")) await new Promise(done => setTimeout(done, 20))`)
	b.kept(1)
	assert.True(t, eval[bool](b, `caches.has("of-the-page")`))
	b.quiet()
}
