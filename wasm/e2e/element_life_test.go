package e2e

import (
	"crypto/sha512"
	"encoding/base64"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bare opens a page of another site that holds markup and no script.
func bare(t *testing.T, markup string) *tab {
	t.Helper()
	page := `<!doctype html><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,">` + markup
	return open(t, serve(t, files(t, map[string]string{"index.html": page})).at(""))
}

func TestElementHoweverItIsMade(t *testing.T) {
	h := serve(t, blog(t))
	src := h.at("posts/start-here.md")
	load := `await new Promise((done, fail) => document.head.append(Object.assign(document.createElement("script"),
		{type: "module", src: "` + h.at("postview.js") + `", onload: done, onerror: fail})));`
	tests := []struct{ name, do string }{
		{"by the parser before the script", `document.body.setHTMLUnsafe('<post-view id="a" src="` + src + `"></post-view>');` + load},
		{"by innerHTML", load + `document.body.innerHTML = '<post-view id="a" src="` + src + `"></post-view>';`},
		{"by createElement", load + `const a = document.createElement("post-view"); a.id = "a"; a.src = "` + src + `"; document.body.append(a);`},
		{"by its class", load + `const a = new (customElements.get("post-view")); a.id = "a"; a.setAttribute("src", "` + src + `"); document.body.append(a);`},
		{"by a template", load + `const t = document.createElement("template"); t.innerHTML = '<post-view id="a" src="` + src + `"></post-view>'; document.body.append(t.content.cloneNode(true));`},
		{"with properties before the script", `const a = document.createElement("post-view"); a.id = "a"; a.src = "` + src + `"; a.headingLevel = 3; a.toc = true; document.body.append(a);` + load},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := bare(t, "<body></body>")
			b.do(test.do + `await document.getElementById("a").ready`)
			b.state("a", "ready")
			assert.Contains(t, b.post("a"), "Start here")
			if strings.Contains(test.do, "headingLevel") {
				assert.Equal(t, 1, eval[int](b, `a.shadowRoot.querySelectorAll("h3.title").length`))
				assert.True(t, eval[bool](b, `a.hasAttribute("toc") && a.getAttribute("heading-level") === "3" && !Object.hasOwn(a, "src")`))
			}
			b.quiet()
		})
	}
}

func TestElementIsAdoptedIntoAnotherDocument(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a" src="`+h.at("posts/start-here.md")+`"></post-view><iframe id="frame"></iframe>`)
	b.state("a", "ready")
	b.do(`window.adopted = a; frame.contentDocument.body.append(adopted); await Promise.resolve(); await adopted.ready`)
	assert.Equal(t, "ready", eval[string](b, `adopted.dataset.state`))
	assert.Contains(t, eval[string](b, `frame.contentWindow.getComputedStyle(adopted.shadowRoot.querySelector(".postview")).fontFamily`), "Charter", "it has its styles there")
	b.do(`document.body.append(adopted); await Promise.resolve(); await adopted.ready`)
	assert.Contains(t, eval[string](b, `getComputedStyle(adopted.shadowRoot.querySelector(".postview")).fontFamily`), "Charter", "and here again")
	b.quiet()
}

func TestFiftyElements(t *testing.T) {
	h := serve(t, blog(t))
	h.answer(".txt", func(w http.ResponseWriter, r *http.Request) {
		body("text/markdown", "# "+r.URL.Path+"\n\nOne of many.\n")(w, r)
	})
	b := newTab(t)
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": keepGo})
	b.load(serve(t, files(t, map[string]string{"index.html": `<!doctype html><link rel="icon" href="data:,"><main></main><script type="module" src="` + h.at("postview.js") + `"></script>`})).at(""))
	round := `
		const main = document.querySelector("main");
		main.replaceChildren(...Array.from({length: 50}, (_, i) => Object.assign(document.createElement("post-view"), {src: "` + h.URL + `/" + i + ".txt"})));
		await Promise.all([...main.children].map(view => view.ready));`
	b.do(`(await import("` + h.at("postview.js") + `")).configure({keep: false}); // so that the program works in each round
		await customElements.whenDefined("post-view");` + round)
	assert.Equal(t, 50, b.count("post-view[data-state=ready]"))
	assert.Len(t, h.asked("viewer."), 1, "one fetch")
	assert.Equal(t, 1, eval[int](b, "gos.length"), "one boot")
	assert.Len(t, h.asked(".css"), 1)

	type memory struct{ Nodes, Listeners, Heap, Funcs, Program int }
	measure := func() memory {
		b.do(`document.querySelector("main").replaceChildren(); await new Promise(done => setTimeout(done))`)
		type counts struct {
			Nodes     int `json:"nodes"`
			Listeners int `json:"jsEventListeners"`
		}
		counters, before := counts{}, counts{Nodes: -1}
		for counters != before { // what a collection sets free holds more, at times
			b.send("HeapProfiler.collectGarbage", map[string]any{})
			counters, before = call[counts](b, "Memory.getDOMCounters"), counters
		}
		heap := call[struct {
			Used float64 `json:"usedSize"`
		}](b, "Runtime.getHeapUsage")
		program := eval[struct{ Funcs, Heap int }](b, `import("`+h.at("postview.js")+`").then(({boot}) => boot()).then(program => program.call("stats"))
			.then(({funcs, heap}) => ({Funcs: funcs, Heap: heap}))`)
		return memory{counters.Nodes, counters.Listeners, int(heap.Used), program.Funcs, program.Heap}
	}
	rounds := func(n int) memory {
		for range n {
			b.do(round)
		}
		return measure()
	}
	first, then := rounds(4), rounds(20)
	t.Logf("after 4 rounds %+v, after 24 %+v", first, then)
	assert.LessOrEqual(t, then.Nodes, first.Nodes+900, "nodes: the 1,000 elements have 9,000, and some may wait for the next collection")
	assert.LessOrEqual(t, then.Listeners, first.Listeners+400, "listeners: they have 4,000")
	assert.Less(t, then.Heap, first.Heap+1<<20, "bytes of JavaScript")
	assert.Equal(t, first.Funcs, then.Funcs, "callbacks of the program")
	assert.Less(t, then.Program, first.Program+256<<10, "bytes of the program, after a collection")
}

// call returns the answer to a command of the browser's protocol.
func call[T any](b *tab, method string) T {
	b.Helper()
	answer, err := chromedp.Call(b.timed(), cdp.Command[map[string]any, T]{Method: method}, map[string]any{})
	require.NoError(b.T, err, method)
	return answer
}

func TestSourceComesBesideTheProgram(t *testing.T) {
	h := serve(t, blog(t))
	asked, aborted := make(chan bool), make(chan bool)
	h.answer("early.md", func(w http.ResponseWriter, r *http.Request) {
		close(asked)
		body("text/markdown", "# Early")(w, r)
	})
	h.answer("removed.md", func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		close(aborted)
	})
	hold := func(gate chan bool) {
		for _, name := range []string{".wasm", ".wasm.gz", ".wasm.br"} {
			h.answer(name, func(w http.ResponseWriter, r *http.Request) {
				select {
				case <-gate:
					h.file(w, r)
				case <-r.Context().Done():
				}
			})
		}
	}

	hold(asked)
	b := embedding(t, h, `<post-view id="a" src="`+h.at("early.md")+`"></post-view>`)
	b.state("a", "ready")
	assert.Contains(t, b.post("a"), "Early")
	assert.Len(t, h.asked("early.md"), 1)
	b.quiet()

	hold(aborted)
	b = embedding(t, h, `<post-view id="a" src="`+h.at("removed.md")+`"></post-view>`)
	b.state("a", "loading")
	for len(h.asked("removed.md")) == 0 {
		b.wait("true")
	}
	b.do(`a.remove()`)
	<-aborted
	b.quiet()
}

func TestLazyElement(t *testing.T) {
	h := serve(t, blog(t))
	src := h.at("posts/start-here.md")
	b := embedding(t, h, `<post-view id="near" loading="lazy"></post-view><div style="height: 9000px"></div>
		<post-view id="far" loading="lazy" src="`+src+`">A fallback</post-view><div style="height: 9000px"></div>
		<post-view id="farther" loading="lazy" src="`+src+`"></post-view>`)
	b.do(`await customElements.whenDefined("post-view");
		for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
		far.ready.then(() => window.followed = true)`)
	assert.Equal(t, []string{"/postview.js"}, h.asked(""), "nothing else is fetched before a post is near the screen")
	assert.Equal(t, "idle", eval[string](b, `far.dataset.state`))
	b.do(`far.toc = true; await Promise.resolve(); far.scrollIntoView()`)
	b.state("far", "ready")
	b.wait(`followed`)
	assert.Equal(t, "idle", eval[string](b, `farther.dataset.state`))
	b.do(`farther.loading = "eager"; await farther.ready`)
	assert.Equal(t, "ready", eval[string](b, `farther.dataset.state`))
	b.do(`near.src = "` + src + `"; window.scrollTo(0, 0)`)
	b.state("near", "ready")
	b.quiet()
}

func TestTwoVersionsOnAPage(t *testing.T) {
	one, two := serve(t, blog(t)), serve(t, blog(t))
	script := read(t, filepath.Join(two.folder, "postview.js"))
	two.answer("postview.js", body("text/javascript", strings.Replace(script, `version:"`, `version:"next-`, 1)))
	b := bare(t, `<script>window.Go = "the page’s own"</script>
		<script type="module" src="`+one.at("postview.js")+`"></script><script type="module" src="`+two.at("postview.js")+`"></script>
		<post-view id="a" src="`+one.at("posts/start-here.md")+`"></post-view>`)
	b.state("a", "ready")
	b.do(`const [one, two] = await Promise.all([import("` + one.at("postview.js") + `"), import("` + two.at("postview.js") + `")]);
		window.answers = await Promise.all([one, one, two, two].map(script => script.render("# Both")));
		window.facts = {same: one.PostView === two.PostView, versions: one.version !== two.version}`)
	assert.Equal(t, map[string]any{"same": true, "versions": true}, eval[map[string]any](b, "facts"))
	assert.True(t, eval[bool](b, `answers.every(({html}) => html.includes("Both"))`))
	assert.Len(t, append(one.asked("viewer."), two.asked("viewer.")...), 2, "each version has its own program, once")
	assert.Equal(t, "the page’s own", eval[string](b, "Go"))
	b.quiet()
}

func TestThePlaceOfTheProgram(t *testing.T) {
	h, elsewhere := serve(t, blog(t)), serve(t, blog(t))
	program := elsewhere.names("assets/viewer.*.wasm.gz")[0]
	sum := sha512.Sum384([]byte(read(t, filepath.Join(elsewhere.folder, program))))
	integrity := "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
	configure := func(places string) string {
		return `const {configure, render} = await import("` + h.at("postview.js") + `"); configure(` + places + `);
			window.answer = await render("# Here").then(({html}) => html, ({kind, message}) => kind + ": " + message)`
	}
	t.Run("wasm", func(t *testing.T) {
		h.forget()
		b := bare(t, "")
		wasm := `wasm: "` + elsewhere.at(program[1:]) + `"`
		b.do(configure(`{` + wasm + `, integrity: "sha384-` + strings.Repeat("A", 64) + `"}`))
		assert.Contains(t, eval[string](b, "answer"), "program: ")
		b.do(configure(`{` + wasm + `, integrity: "` + integrity + `"}`))
		assert.Contains(t, eval[string](b, "answer"), "Here")
		assert.Empty(t, h.asked(".wasm"))
	})
	t.Run("base", func(t *testing.T) {
		h.forget()
		b := bare(t, "")
		b.do(configure(`{base: "` + elsewhere.URL + `"}`))
		assert.Contains(t, eval[string](b, "answer"), "Here")
		assert.Empty(t, h.asked("assets/"))
		b.quiet()
	})
}

// strict is the least that a page must allow.
const strict = `default-src 'none'; img-src * data:; script-src 'self' HOST 'wasm-unsafe-eval'; style-src 'self' HOST; connect-src HOST;
	require-trusted-types-for 'script'; trusted-types postview`

func TestElementUnderAStrictHost(t *testing.T) {
	h := serve(t, blog(t))
	b := bare(t, `<meta http-equiv="Content-Security-Policy" content="`+strings.ReplaceAll(strict, "HOST", h.URL)+`">
		<script type="module" src="`+h.at("postview.js")+`"></script>
		<post-view id="a" src="`+h.at("posts/when-something-goes-wrong.md")+`"></post-view>
		<post-view id="b" light src="`+h.at("posts/start-here.md")+`">A fallback</post-view>
		<post-view id="c" src="`+h.at("nowhere.md")+`"></post-view>`)
	b.state("a", "ready")
	b.state("b", "ready")
	b.state("c", "error")
	assert.Contains(t, eval[string](b, `getComputedStyle(a.shadowRoot.querySelector(".postview")).fontFamily`), "Charter")
	b.quiet("worker", "colours code", "nowhere.md", "404")
}

func TestTheLoaderIsLight(t *testing.T) {
	info, err := os.Stat(filepath.Join(blog(t), "postview.js"))
	require.NoError(t, err)
	assert.Less(t, info.Size(), int64(16<<10), "minified; the build sees to the 6 KB in brotli")
}
