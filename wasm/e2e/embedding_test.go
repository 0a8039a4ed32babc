package e2e

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// talk opens the dialog of the page's post, and returns its three snippets.
func (b *tab) talk() []string {
	b.Helper()
	b.click("[data-action=embed]")
	b.wait(`document.querySelector("dialog[open]")`)
	return eval[[]string](b, `[...document.querySelectorAll("dialog textarea")].map(t => t.value)`)
}

func TestEmbedDialog(t *testing.T) {
	h := serve(t, blog(t))
	for _, address := range []string{"posts/start-here/", "posts/start-here/?renderer=wasm"} {
		t.Run(address, func(t *testing.T) {
			b := newTab(t)
			b.send("Page.bringToFront", map[string]any{})
			b.send("Browser.grantPermissions", map[string]any{"origin": h.URL, "permissions": []string{"clipboardReadWrite", "clipboardSanitizedWrite"}})
			b.load(h.at(address))
			if strings.Contains(address, "wasm") {
				b.shown("post")
			}
			snippets := b.talk()
			require.Len(t, snippets, 3)
			assert.Equal(t, `<script type="module" src="`+h.at("postview.js")+`"></script>
<post-view src="`+h.at("posts/start-here.md")+`">
<a href="`+h.at("posts/start-here/")+`">Start here</a>
</post-view>`, snippets[0])
			for _, part := range []string{"<article>", ">Start here</h1>", `href="` + h.at("posts/")} {
				assert.Contains(t, snippets[1], part)
			}
			for _, part := range []string{"class=", "data-postview", "part=", "<button", "<footer", "<nav", " id=", `"></a>`} {
				assert.NotContains(t, snippets[1], part)
			}
			assert.Contains(t, snippets[2], `<iframe src="`+h.at("embed.html?src=posts/start-here.md")+`" title="Start here"`)

			assert.Equal(t, "Close", eval[string](b, `document.activeElement.getAttribute("aria-label")`))
			b.do(`document.querySelectorAll("dialog textarea")[2].focus()`)
			b.press(kb.Tab)
			b.press(kb.Enter)
			b.wait(`[...document.querySelectorAll("dialog [role=status]")][2].textContent === "Copied"`)
			assert.Equal(t, snippets[2], eval[string](b, `navigator.clipboard.readText()`))
			b.press(kb.Escape)
			b.wait(`!document.querySelector("dialog")`)
			assert.Equal(t, "embed", eval[string](b, `document.activeElement.dataset.action ?? ""`), "the focus is where it was")
			b.quiet()
		})
	}
}

func TestEmbedDialogIsAccessible(t *testing.T) {
	source := axe(t)
	b := open(t, serve(t, blog(t)).at("posts/start-here/"))
	b.talk()
	b.do(source + `; window.axe = axe`)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int{390, 1280} {
			b.seen(scheme, width)
			found := eval[[]string](b, violations)
			assert.Empty(t, found, "%s at %d:\n%s", scheme, width, strings.Join(found, "\n"))
			assert.True(t, eval[bool](b, `document.querySelector("dialog").scrollWidth <= innerWidth`))
		}
	}
}

func TestEmbedButtonIsOffWhereTheSettingsSaySo(t *testing.T) {
	h := serve(t, build(t, "--base-url", "https://blog.example/", "--content", files(t, map[string]string{
		"a.md": "A", "hugo.toml": "[params.postview]\nembed = false\n"})))
	for _, address := range []string{"a/", "a/?renderer=wasm"} {
		b := open(t, h.at(address))
		b.wait(`document.querySelector(".post-footer")`)
		assert.Zero(t, b.count("[data-action=embed]"))
		assert.Zero(t, b.count("link[type='application/json+oembed']"))
	}
}

func TestSnippetsWork(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at("posts/kubecon-2024-in-paris/"))
	snippets := b.talk()
	for i, shown := range []string{
		`document.querySelector("post-view").dataset.state === "ready"`,
		`document.querySelector("post-view").dataset.state === "ready" && document.querySelector("post-view article")`,
		`parseFloat(document.querySelector("iframe").style.blockSize) > 600`,
	} {
		other := serve(t, files(t, map[string]string{"index.html": `<!doctype html><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,">` + snippets[i]}))
		p := open(t, other.at(""))
		p.wait(shown)
		p.quiet()
	}
}

// framing opens a page of another site with a frame for a post of h.
func framing(t *testing.T, h *host, query, more string) *tab {
	t.Helper()
	page := `<!doctype html><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,">
<iframe id="f" src="` + h.at("embed.html?"+query) + `" title="A post" width="600" height="100"></iframe>` + more
	return open(t, serve(t, files(t, map[string]string{"index.html": page})).at(""))
}

func TestFrame(t *testing.T) {
	h := serve(t, build(t, "--content", files(t, map[string]string{
		"a.md":    "---\ntitle: A\n---\nAn ![a picture](dot.svg) and [b](b.md)\n\n" + strings.Repeat("Many words in a line. ", 500),
		"b.md":    "---\ntitle: B\nurl: /elsewhere/\n---\nShort",
		"dot.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
	})))
	script := `<script type="module" src="` + h.at("frame.js") + `"></script>`

	t.Run("follows its content", func(t *testing.T) {
		b := framing(t, h, "src=a.md", script)
		b.wait(`parseFloat(f.style.blockSize) > 1500`)
		tall := eval[float64](b, `f.offsetHeight`)
		b.do(`f.width = 300`)
		b.wait(`f.offsetHeight > ` + strconv.Itoa(int(tall)))
		assert.Empty(t, h.asked(".wasm"), "the page was made beforehand")
		assert.Empty(t, h.asked("postview.js"))
		assert.Contains(t, h.asked("dot.svg"), "/dot.svg")
		b.do(`f.src = "` + h.at("embed.html?src=b.md&page=elsewhere/") + `"`)
		b.wait(`f.offsetHeight < 400`)
		b.quiet()
	})
	t.Run("scrolls without the script", func(t *testing.T) {
		b := framing(t, h, "src=a.md", "")
		b.wait(`document.readyState === "complete"`)
		assert.Equal(t, 100.0, eval[float64](b, `f.clientHeight`))
	})
	t.Run("tells nobody who has not asked, and nothing but its size", func(t *testing.T) {
		b := framing(t, h, "src=a.md", "")
		b.do(`window.heard = []; addEventListener("message", e => heard.push(e.data));
			const size = () => new Promise(done => addEventListener("message", done, {once: true}));
			f.contentWindow.postMessage({postview: "size?"}, "` + h.URL + `"); await size()`)
		assert.ElementsMatch(t, []string{"postview", "height"}, eval[[]string](b, `Object.keys(heard[0])`))
		assert.True(t, eval[bool](b, `heard.every(data => data.postview === "size" && typeof data.height === "number")`))
	})
	t.Run("the page believes that frame alone", func(t *testing.T) {
		evil := serve(t, files(t, map[string]string{"index.html": `<!doctype html><script src="evil.js"></script>`,
			"evil.js": `parent.postMessage({postview: "size", height: 9999}, "*"); parent.postMessage("done", "*")`}))
		b := framing(t, h, "src=b.md&page=elsewhere/", script)
		b.wait(`parseFloat(f.style.blockSize) > 0`)
		b.do(`const done = new Promise(done => addEventListener("message", e => e.data === "done" && done()));
			const frame = document.body.appendChild(document.createElement("iframe")); frame.src = "` + evil.at("") + `"; await done;
			postMessage({postview: "size", height: 9999}, "*"); postMessage("done", "*");`)
		b.do(`await new Promise(done => { addEventListener("message", e => e.data === "last" && done()); postMessage("last", "*") })`)
		assert.Less(t, eval[float64](b, `f.offsetHeight`), 900.0)
		assert.False(t, eval[bool](b, `[...document.querySelectorAll("iframe")].some(f => f.offsetHeight > 9000)`))
	})
	t.Run("a post that came after the build", func(t *testing.T) {
		write(t, filepath.Join(h.folder, "new.md"), "---\ntitle: New\n---\nNew here")
		b := open(t, h.at("embed.html?src=new.md&theme=dark"))
		b.wait(`document.querySelector("post-view")?.dataset.state === "ready"`)
		assert.Equal(t, "New", eval[string](b, `document.title`))
		assert.Equal(t, "dark", eval[string](b, `getComputedStyle(document.documentElement).colorScheme`))
	})
	t.Run("no post of this site", func(t *testing.T) {
		for _, query := range []string{"", "src=https://blog.example/a.md", "src=//blog.example/a.md", "src=javascript:x()"} {
			b := open(t, h.at("embed.html?"+query))
			b.wait(`document.querySelector(".failure")`)
			assert.Contains(t, b.text("main"), "There is no post to show")
		}
	})
	t.Run("where no script of others is allowed", func(t *testing.T) {
		page := serve(t, files(t, map[string]string{"index.html": `<!doctype html><title>Strict</title><link rel="icon" href="data:,">
<iframe id="f" src="` + h.at("embed.html?src=a.md") + `" title="A post"></iframe>`}))
		page.answer("/", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; frame-src "+h.URL)
			page.file(w, r)
		})
		h.forget()
		b := open(t, page.at(""))
		require.Eventually(t, func() bool { return len(h.asked("a/")) > 0 }, patience, 20*time.Millisecond, "the frame fetches the post")
		b.quiet()
	})
}

func TestOEmbed(t *testing.T) {
	content := files(t, map[string]string{
		"posts/a.md":  "---\ntitle: A & B\nauthors:\n- {name: Ann, url: \"https://ann.example/\"}\n---\nText",
		"b.md":        "---\ntitle: \"\\\"B\\\"\"\nslug: else\n---\nText",
		"broken.md":   "---\ntitle: [\n---\n",
		"hugo.toml":   "title = 'Blog'\n",
		"posts/c.txt": "",
	})
	dist := build(t, "--content", content, "--base-url", "https://blog.example/sub")
	h := serve(t, dist)
	b := open(t, h.at("posts/a/"))
	href := eval[string](b, `document.querySelector("link[rel=alternate][type='application/json+oembed']").href`)
	assert.Equal(t, "https://blog.example/sub/posts/a/oembed.json", href)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(read(t, filepath.Join(dist, "posts/a/oembed.json"))), &got))
	assert.Equal(t, map[string]any{
		"version": "1.0", "type": "rich", "title": "A & B", "author_name": "Ann", "author_url": "https://ann.example/",
		"provider_name": "Blog", "provider_url": "https://blog.example/sub/", "width": 640.0, "height": 480.0,
		"html": `<iframe src="https://blog.example/sub/embed.html?src=posts%2Fa.md" title="A &amp; B" width="640" height="480" loading="lazy" style="border: 0"></iframe>`,
	}, got)

	// The frame of a post with a slug shows it, from its page.
	require.NoError(t, json.Unmarshal([]byte(read(t, filepath.Join(dist, "else/oembed.json"))), &got))
	frame := strings.ReplaceAll(got["html"].(string), "https://blog.example/sub/", h.at(""))
	p := open(t, serve(t, files(t, map[string]string{"index.html": "<!doctype html><title>Host</title>" + frame})).at(""))
	p.wait(`document.querySelector("iframe")`)
	p.load(eval[string](p, `document.querySelector("iframe").src`))
	p.wait(`document.querySelector(".post .title")?.textContent === '"B"'`)
	assert.Empty(t, h.asked(".wasm"))

	relative := build(t, "--content", content)
	found, err := filepath.Glob(filepath.Join(relative, "*", "oembed.json"))
	require.NoError(t, err)
	assert.Empty(t, found, "without an absolute base")
	assert.NotContains(t, read(t, filepath.Join(relative, "posts/a/index.html")), "oembed")
}
