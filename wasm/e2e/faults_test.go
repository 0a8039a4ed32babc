package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// breakProgram has a host answer for the program in each of its forms.
func (h *host) breakProgram(with http.HandlerFunc) {
	for _, suffix := range []string{".wasm", ".wasm.br", ".wasm.gz"} {
		h.answer(suffix, with)
	}
}

// brokenPrograms are ways in which the program fails to load or to boot.
var brokenPrograms = map[string]http.HandlerFunc{
	"missing":   status(404),
	"a page":    body("text/html", "<!doctype html>"),
	"corrupt":   body("application/wasm", "\x00asm\x01\x00\x00\x00\x99"),
	"truncated": body("application/wasm", "\x00asm\x01\x00\x00\x00\x01\x7f"),
	"empty":     body("application/wasm", "\x00asm\x01\x00\x00\x00"),
}

func TestBrokenProgramLeavesAPageAsItWas(t *testing.T) {
	for name, broken := range brokenPrograms {
		t.Run(name, func(t *testing.T) {
			h := serve(t, blog(t))
			h.breakProgram(broken)
			b := open(t, h.at("posts/start-here/"))
			before := b.text("main")
			b.point(".neighbours a")
			b.hears("can’t be started")
			assert.Equal(t, before, b.text("main"))
			b.click(".neighbours a")
			b.wait(`!location.pathname.includes("start-here") && document.readyState === "complete"`)
			assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"))
		})
	}
}

func TestBrokenProgramInTheShell(t *testing.T) {
	for name, broken := range brokenPrograms {
		t.Run(name, func(t *testing.T) {
			h := serve(t, blogShell(t))
			h.breakProgram(broken)
			b := open(t, h.at("?src=posts/start-here.md"))
			b.wait(`document.querySelector(".failure[role=alert]")`)
			assert.Contains(t, b.text(".failure"), "can’t be started")
			assert.Equal(t, h.at("posts/start-here.md"), eval[string](b, `document.querySelector(".failure a").href`), "the source")
			h.breakProgram(nil)
			b.click(".failure button")
			b.shown("post")
			assert.Equal(t, "Start here", b.text("h1"))
		})
	}
}

func TestProgressWhileTheProgramComes(t *testing.T) {
	h := serve(t, blogShell(t))
	program, err := os.ReadFile(only(t, filepath.Join(blogShell(t), "assets/viewer.*.wasm.gz")))
	assert.NoError(t, err)
	more := make(chan bool)
	h.breakProgram(status(404))
	h.answer(".wasm.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Write(program[:len(program)/2])
		w.(http.Flusher).Flush()
		<-more
		w.Write(program[len(program)/2:])
	})
	b := open(t, h.at(""))
	b.wait(`document.querySelector("progress").value > 0`)
	assert.Less(t, eval[float64](b, `document.querySelector("progress").value`), 1.0)
	assert.Equal(t, "true", eval[string](b, `document.querySelector("main").getAttribute("aria-busy")`))
	close(more)
	b.shown("list")
}

// only returns the one file that a pattern names.
func only(t *testing.T, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	assert.NoError(t, err)
	if len(names) != 1 {
		t.Fatalf("%d files are named %s", len(names), pattern)
	}
	return names[0]
}

func TestListThatCannotBeRead(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{"missing": status(404), "broken": body("application/json", "{"), "refused": status(500)} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, blogShell(t))
			h.answer("posts.json", answer)
			b := open(t, h.at(""))
			b.shown("error")
			assert.Equal(t, "The posts can’t be listed", b.text("h1"))
			h.answer("posts.json", nil)
			b.click("[data-action=retry]")
			b.shown("list")
			assert.Contains(t, b.text(".posts"), "Start here")
		})
	}
}

func TestMissingPost(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{"missing": nil, "a page in its place": body("text/html", "<!doctype html>")} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, blogShell(t))
			if answer != nil {
				h.answer("nowhere.md", answer)
			}
			b := open(t, h.at("?src=nowhere.md"))
			b.shown("error")
			assert.Equal(t, "There is no such post", b.text("h1"))
			b.click(".failure a")
			b.shown("list")
		})
	}
	t.Run("page", func(t *testing.T) {
		h := serve(t, blog(t))
		b := open(t, h.at("posts/nowhere/"))
		assert.Equal(t, "There is no such post", b.text("h1"))
		b.click(".failure a")
		b.wait(`document.querySelector(".posts")`)
	})
}

func TestPostOfAnotherSite(t *testing.T) {
	h := serve(t, blog(t))
	for _, src := range []string{"https://example.org/a.md", "//example.org/a.md", "../../etc/passwd", "javascript:x()"} {
		b := open(t, h.at("?src="+src))
		b.shown("error")
	}
}

func TestOffline(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "")
	offline := func(is bool) {
		b.send("Network.emulateNetworkConditions", map[string]any{"offline": is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
	}
	b.send("Network.enable", map[string]any{})
	offline(true)
	b.click(`.posts a[href="posts/markdown/"]`)
	b.shown("error")
	assert.Equal(t, "The post can’t be loaded", b.text("h1"))
	assert.Equal(t, h.at("posts/markdown/"), eval[string](b, "location.href"))
	offline(false)
	b.click("[data-action=retry]")
	b.shown("post")
	assert.Equal(t, "Markdown, as Hugo renders it", b.text("h1"))
	assert.True(t, b.sameDocument())
}

func TestBrokenFrontMatter(t *testing.T) {
	content := files(t, map[string]string{
		"good.md": "---\ndate: 2026-01-01\n---\nGood",
		"bad.md":  "---\ntitle: \"Bad\ndate: 2026-01-01\n---\nThe <b>body</b>",
	})
	for _, mode := range []string{"--prerender=true", "--prerender=false"} {
		h := serve(t, build(t, "--content", content, mode))
		for _, page := range []string{"bad/", "bad/?renderer=wasm", "?src=bad.md"} {
			isShell := strings.HasPrefix(page, "?")
			if isShell != (mode == "--prerender=false") {
				continue
			}
			b := open(t, h.at(""))
			b.wait(`document.querySelector(".broken")`)
			assert.Contains(t, b.text(".broken"), "bad.md:2:")
			b.load(h.at(page))
			b.wait(`document.querySelector(".fault")`)
			assert.Contains(t, b.text(".reason"), "bad.md:2:")
			assert.Equal(t, "2", eval[string](b, `document.querySelector(".fault").dataset.line`))
			assert.Contains(t, b.text(".listing"), "The <b>body</b>")
			b.quiet()
		}
	}
}

// keepGo keeps the runtime of the program at hand, so that a test may end it.
const keepGo = `Object.defineProperty(globalThis, "Go", {configurable: true, set(Go) {
	const run = Go.prototype.run;
	Go.prototype.run = function (...args) { (globalThis.gos ??= []).push(this); return run.apply(this, args) };
	Object.defineProperty(globalThis, "Go", {value: Go, writable: true, configurable: true});
}})`

func TestProgramThatDies(t *testing.T) {
	h := serve(t, blog(t))
	b := newTab(t)
	b.send("Page.enable", map[string]any{})
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": keepGo})
	b.load(h.at(""))
	b.point(".posts a")
	b.ready()
	b.do(`gos[0].exited = true; gos[0]._resolveExitPromise()`)
	b.click(`.posts a[href="posts/markdown/"]`)
	b.wait(`location.pathname.endsWith("/posts/markdown/") && document.readyState === "complete"`)
	assert.False(t, b.sameDocument(), "the browser follows the link")
	assert.Equal(t, "Markdown, as Hugo renders it", b.text("h1"))
}

func TestProgramThatDiesOnTheWay(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("posts/markdown.md", hang)
	b := newTab(t)
	b.send("Page.enable", map[string]any{})
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": keepGo})
	b.load(h.at(""))
	b.point(".posts a")
	b.ready()
	b.click(`.posts a[href="posts/markdown/"]`)
	b.wait(`document.querySelector("main[aria-busy]")`)
	b.do(`gos[0]._resolveExitPromise()`)
	b.wait(`location.pathname.endsWith("/posts/markdown/") && document.readyState === "complete"`)
	assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"))
}

func TestOverflowIsNoticed(t *testing.T) {
	h := serve(t, blogShell(t))
	b := newTab(t)
	b.send("Page.enable", map[string]any{})
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
		const {fetch} = globalThis;
		globalThis.fetch = (...args) => String(args[0]).endsWith(".md") ? new Promise(() => {
			const error = new RangeError("Maximum call stack size exceeded");
			error.stack = "RangeError\n at wasm://wasm/viewer";
			setTimeout(() => { throw error });
		}) : fetch(...args)`})
	b.load(h.at("?src=posts/start-here.md"))
	b.wait(`document.querySelector(".failure")`)
	assert.Contains(t, b.text(".failure"), "has stopped: Maximum call stack size exceeded")
}

func TestPanicInACallback(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "")
	b.do(`history.pushState = () => { throw new Error("a page's own fault") }`)
	b.click(`.posts a[href="posts/markdown/"]`)
	b.wait(`location.pathname.endsWith("/posts/markdown/") && document.readyState === "complete"`)
	assert.False(t, b.sameDocument(), "the browser follows the link")
	assert.Equal(t, "Markdown, as Hugo renders it", b.text("h1"))
}

func TestHugeAndDeepPosts(t *testing.T) {
	posts := map[string]string{
		"huge":      strings.Repeat("A paragraph of *some* words, [a link](x.md) and `code`.\n\n", 40_000),
		"quotes":    strings.Repeat("> ", 20_000) + "deep",
		"lists":     strings.Repeat("- ", 20_000) + "deep",
		"brackets":  strings.Repeat("[", 50_000) + "deep",
		"emphasis":  strings.Repeat("*a_ ", 50_000) + "deep",
		"elements":  strings.Repeat("<div>", 50_000) + "deep",
		"shortcode": strings.Repeat("{{< a >}}", 20_000) + "deep",
	}
	dist := build(t, "--content", files(t, map[string]string{"a.md": "A"}))
	for name, source := range posts {
		write(t, filepath.Join(dist, name+".md"), source)
	}
	h := serve(t, dist)
	for name := range posts {
		t.Run(name, func(t *testing.T) {
			b := open(t, h.at("view.html?src="+name+".md"))
			b.wait(`document.documentElement.dataset.renderer === "wasm"`)
			assert.NotEmpty(t, b.text("main h1"))
			b.do(`document.querySelector(".site-title").click()`)
			b.wait(`document.querySelector(".posts")`)
		})
	}
}
