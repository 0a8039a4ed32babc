package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// choose gives files or a folder of this machine to an input.
func (b *tab) choose(input string, paths ...string) {
	b.Helper()
	require.NoError(b.T, chromedp.Do(b.timed(), chromedp.SetUploadFiles(chromedp.CSS(input), paths)), input)
}

// titled waits until view.html shows a post with a title.
func (b *tab) titled(title string) {
	b.Helper()
	b.wait(`!document.querySelector("main[aria-busy], main[data-colouring]") && document.querySelector(".opened .title")?.textContent === ` + "`" + title + "`")
}

// openable is a folder with posts that refer to each other and to pictures.
func openable(t *testing.T) string {
	t.Helper()
	return files(t, map[string]string{
		"a.md": "---\ntitle: A\n---\n![dot](pictures/dot%20one.svg) ![root](/pictures/dot%20one.svg) ![gone](gone.svg) [b](deep/b.md) [none](none.txt) <a href=%zz>bad</a> [out](https://blog.example/)\n\n" +
			"```go\nfunc f() {}\n```\n\n## Here\n\n## There\n",
		"deep/b.md":             "---\ntitle: B\n---\n![dot](../pictures/dot%20one.svg)",
		"pictures/dot one.svg":  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>parent.hurt = 1</script></svg>`,
		"node_modules/x/it.txt": "x",
	})
}

func TestOpenAFile(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at("view.html"))
	b.wait(`document.querySelector(".opener[open]:not([hidden])")`)
	folder := openable(t)
	b.do(`window.same = true`)
	h.forget()
	b.choose("input[name=file]", filepath.Join(folder, "a.md"))
	b.titled("A")
	assert.Equal(t, "A", eval[string](b, `document.title`))
	assert.Equal(t, []string{"", "", ""}, eval[[]string](b, `[...document.querySelectorAll(".article img")].map(i => i.getAttribute("src") ?? "")`))
	assert.True(t, eval[bool](b, `document.querySelector(".article a").getAttribute("href") === null`), "nothing leads nowhere")
	assert.True(t, eval[bool](b, `document.activeElement === document.querySelector(".opened .title")`))
	assert.Equal(t, 2, b.count(".toc li"))
	b.wait(`document.querySelector(".article .chroma .kd")`)
	for _, path := range h.asked("") {
		assert.True(t, strings.HasPrefix(path, "/assets/") || path == "/postview.js" || path == "/icon.svg", "nothing of the file is sent: %s", path)
	}

	b.choose("input[name=file]", filepath.Join(folder, "deep/b.md"))
	b.titled("B")
	bad := filepath.Join(t.TempDir(), "bad.md")
	write(t, bad, "---\ntitle: [\n---\nThe body")
	b.choose("input[name=file]", bad)
	b.wait(`document.querySelector(".opened .listing")`)
	assert.Contains(t, b.text(".opened"), "The body")
	assert.True(t, b.sameDocument())
	b.quiet()
}

func TestOpenAFolder(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at("view.html"))
	b.wait(`document.querySelector(".opener[open]:not([hidden])")`)
	h.forget()
	b.choose("input[name=folder]", openable(t))
	b.titled("A")
	assert.Equal(t, 2, b.count(".found li"))
	b.wait(`[...document.querySelectorAll(".article img")].filter(i => i.naturalWidth === 9 && i.src.startsWith("blob:")).length === 2`)
	assert.Equal(t, 1, b.count(".article img[data-missing]"))
	b.click(".article a[href='#']")
	b.titled("B")
	b.wait(`document.querySelector(".article img").naturalWidth === 9`)
	assert.Contains(t, b.text(".found [aria-current]"), "deep/b.md")
	b.click(".found a")
	b.titled("A")
	for _, path := range h.asked("") {
		assert.True(t, strings.HasPrefix(path, "/assets/") || path == "/postview.js" || path == "/icon.svg", path)
	}
	assert.True(t, eval[bool](b, `window.hurt === undefined`))
	b.quiet()
}

func TestOpenWhatIsDroppedOrPasted(t *testing.T) {
	h := serve(t, blog(t))
	b := open(t, h.at("view.html"))
	b.wait(`document.querySelector(".opener[open]:not([hidden])")`)
	b.do(`window.drag = type => { const data = new DataTransfer(); data.items.add(new File(["# Dropped"], "d.md", {type: "text/markdown"}));
		document.querySelector("main").dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true})) };
		drag("dragover")`)
	assert.Contains(t, eval[string](b, `getComputedStyle(document.body, "::after").content`), "Drop it", "the target is seen")
	b.do(`drag("drop")`)
	b.titled("Dropped")
	assert.Zero(t, b.count(".opened .article h1"), "a title is shown once")
	assert.Equal(t, "none", eval[string](b, `getComputedStyle(document.body, "::after").content`))

	b.do(`const data = new DataTransfer(); data.setData("text/plain", "---\ntitle: Pasted\n---\n");
		document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}))`)
	b.titled("Pasted")
	b.click(".opener summary")
	b.do(`document.querySelector("#opener-text").value = "---\ntitle: Typed\n---\n"`)
	b.click("form[name=text] button")
	b.titled("Typed")
	assert.False(t, eval[bool](b, `document.querySelector(".opener").open`))
	b.quiet()
}

func TestOpenAPostOfAnotherHost(t *testing.T) {
	posts := serve(t, files(t, map[string]string{"a.md": "---\ntitle: Far\n---\n![dot](dot.svg) and [b](b.md)", "dot.svg": "<svg/>"}))
	content := map[string]string{"own.md": "---\ntitle: Own\n---\nText"}
	asks := serve(t, build(t, "--content", files(t, content)))
	content["hugo.toml"] = "[params.postview]\nviewHosts = ['other.example', '" + strings.TrimPrefix(posts.URL, "http://") + "']\n"
	knows := serve(t, build(t, "--content", files(t, content)))

	t.Run("asks first", func(t *testing.T) {
		b := open(t, asks.at("view.html?src="+posts.at("a.md")))
		b.wait(`document.querySelector(".opened .actions button")`)
		assert.Contains(t, b.text(".opened"), strings.TrimPrefix(posts.URL, "http://"))
		assert.Empty(t, posts.asked(""), "nothing is fetched before")
		assert.True(t, eval[bool](b, `document.activeElement === document.querySelector(".opened .title")`))
		b.click(".opened .actions button")
		b.titled("Far")
		assert.Equal(t, []string{posts.at("dot.svg"), posts.at("b.md")}, eval[[]string](b, `[document.querySelector(".article img").src, document.querySelector(".article a").href]`))
		b.quiet()
	})
	t.Run("listed", func(t *testing.T) {
		b := open(t, knows.at("view.html?src="+posts.at("a.md")))
		b.titled("Far")
		b.quiet()
	})
	t.Run("typed", func(t *testing.T) {
		b := open(t, asks.at("view.html"))
		b.wait(`document.querySelector(".opener[open]:not([hidden])")`)
		b.do(`document.querySelector("#opener-address").value = "` + posts.at("a.md") + `"`)
		b.click("form[name=address] button")
		b.titled("Far")
		assert.Contains(t, eval[string](b, `location.search`), "?src=http")
		b.quiet()
	})
	t.Run("of this site", func(t *testing.T) {
		b := open(t, asks.at("view.html?src=own.md"))
		b.shown("post")
		assert.Equal(t, "Own", b.text("h1"))
		b.do(`location.assign("view.html?src=" + new URL("own.md", location.href))`)
		b.wait(`location.search === "?src=own.md" && document.querySelector("h1")?.textContent === "Own"`)
		b.quiet()
	})
	t.Run("what can't be", func(t *testing.T) {
		for src, says := range map[string]string{
			"javascript:x()":                     "can’t be opened",
			"java%09script:x()":                  "can’t be opened",
			"data:text/markdown,x":               "can’t be opened",
			"https://user:secret@blog.example/a": "can’t be opened",
			posts.at("nowhere.md"):               "status 404",
		} {
			b := open(t, knows.at("view.html?src="+src))
			b.wait(`document.querySelector(".opened .failure")`)
			assert.Contains(t, b.text(".opened"), says)
			assert.Zero(t, b.count(".opened a"))
		}
	})
}
