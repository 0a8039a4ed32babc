package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// searchable is a site whose posts have words to be found, or leaves the test out
// where npm has no way to Pagefind.
func searchable(t *testing.T) string {
	t.Helper()
	text := "---\ntitle: %\ndate: 2026-03-%\n---\nA walk along the shore.\n\n## Rock pools\n\nThe % lives under stones.\n\n## Sand\n\nNothing.\n"
	content := filepath.Join(scratch, "searchable-content")
	for i, animal := range []string{"periwinkle", "barnacle", "limpet"} {
		post := strings.Replace(strings.Replace(text, "%", animal, 1), "%", "0"+string(rune('1'+i)), 1)
		write(t, filepath.Join(content, "posts", animal+".md"), strings.Replace(post, "%", animal, 1))
	}
	write(t, filepath.Join(content, "posts", "tags & words.md"), "A heron says `a < b && c` and <b>stands</b>.\n")
	write(t, filepath.Join(content, "_index.md"), "---\ntitle: Shore\n---\n")
	out := buildOnce(t, "searchable", "--content", content)
	if found, _ := filepath.Glob(filepath.Join(out, "assets", "pagefind.*")); len(found) == 0 {
		t.Skip("Pagefind can’t be had: there is no npm, or no way to its registry")
	}
	return out
}

// slash presses that key as a reader does: where the page takes it, it writes nothing.
func (b *tab) slash() {
	b.Helper()
	for _, event := range []string{"keyDown", "keyUp"} {
		b.send("Input.dispatchKeyEvent", map[string]any{"type": event, "key": "/", "code": "Slash", "text": "/", "windowsVirtualKeyCode": 191})
	}
}

// type_ types a text, key by key.
func (b *tab) type_(text string) {
	b.Helper()
	for _, key := range text {
		b.press(string(key))
	}
}

// finds waits until the search says that it has found this.
func (b *tab) finds(said string) {
	b.Helper()
	b.wait(`document.querySelector("dialog.search .said")?.textContent.includes("` + said + `")`)
}

func TestSearch(t *testing.T) {
	h := serve(t, searchable(t))
	for _, address := range []string{"", "posts/periwinkle/", "posts/periwinkle/?renderer=wasm", "404.html", "view.html"} {
		t.Run(address, func(t *testing.T) {
			h.forget()
			b := open(t, h.at(address))
			b.wait(`document.querySelector(".search-button")`)
			assert.Empty(t, h.asked("search."), "nothing is fetched before")
			assert.Empty(t, h.asked("pagefind"))

			b.slash()
			b.wait(`document.activeElement.matches("dialog.search[open] input")`)
			b.type_("barnacl")
			b.finds("1 post has “barnacl”")
			assert.Equal(t, "barnacle", b.text(".results a"))
			assert.Equal(t, "barnacle", b.text(".results a mark"))
			assert.Equal(t, "barnacle", b.text(".results p mark"))
			assert.Equal(t, "2026-03-02", eval[string](b, `document.querySelector(".results time").dateTime.slice(0, 10)`))
			assert.True(t, eval[bool](b, `performance.getEntriesByType("resource").some(r => r.name.endsWith("/pagefind-worker.js"))`), "it searches beside the page")
			assert.Equal(t, h.at("posts/barnacle/#rock-pools"), eval[string](b, `document.querySelector(".results ul a").href`))
			b.press(kb.Enter)
			b.wait(`location.pathname === "/posts/barnacle/" && !document.querySelector("dialog[open]")`)
			b.wait(`document.querySelector("h1").textContent === "barnacle"`)
			b.quiet()
		})
	}
}

func TestSearchByKeys(t *testing.T) {
	b := open(t, serve(t, searchable(t)).at("posts/limpet/"))
	focused := `document.activeElement.textContent || document.activeElement.localName`
	b.do(`document.querySelector("main a[href]").focus()`)
	before := eval[string](b, focused)
	b.do(`const press = init => dispatchEvent(new KeyboardEvent("keydown", {cancelable: true, ...init})); press({key: "k", metaKey: true})`)
	b.wait(`document.querySelector("dialog.search[open]")`)
	b.type_("/stones")
	b.finds("3 posts have")
	assert.Equal(t, "/stones", eval[string](b, `document.querySelector("dialog input").value`), "the key writes now")

	places := eval[int](b, `document.querySelectorAll(".results a").length`)
	assert.Equal(t, 6, places, "each post, and the place in it")
	b.press(kb.ArrowUp)
	assert.Equal(t, "input", eval[string](b, focused))
	for range places + 2 {
		b.press(kb.ArrowDown)
	}
	assert.Equal(t, "Rock pools", eval[string](b, focused), "the last one")
	b.press(kb.ArrowUp)
	b.press(kb.ArrowUp)
	assert.Equal(t, "Rock pools", eval[string](b, focused))
	for range 20 {
		b.press(kb.Tab)
		assert.True(t, eval[bool](b, `document.activeElement === document.body || document.querySelector("dialog").contains(document.activeElement)`), "the focus stays")
	}
	b.do(`document.querySelector("dialog input").focus()`)
	b.press(kb.Escape)
	b.wait(`!document.querySelector("dialog[open]")`)
	assert.Equal(t, before, eval[string](b, focused), "the focus is where it was")
	b.quiet()
}

func TestSearchLeavesKeysToThoseWhoType(t *testing.T) {
	b := open(t, serve(t, searchable(t)).at("view.html"))
	b.wait(`document.querySelector(".search-button") && !document.querySelector(".opener").hidden`)
	b.do(`document.querySelector("textarea").focus()`)
	b.slash()
	assert.Equal(t, "/", eval[string](b, `document.querySelector("textarea").value`))
	assert.Zero(t, b.count("dialog"))
}

func TestSearchInTheAddress(t *testing.T) {
	h := serve(t, searchable(t))
	b := open(t, h.at("posts/limpet/?search=heron"))
	b.finds("1 post has “heron”")
	assert.Equal(t, h.at("posts/tags--words/"), eval[string](b, `document.querySelector(".results a").href`))
	assert.Contains(t, b.text(".results p"), "a < b && c", "what is text stays text")
	assert.Zero(t, b.count(".results p > :not(mark)"))
	b.do(`document.querySelector("dialog input").select()`)
	b.type_("limpet")
	b.finds("1 post has “limpet”")
	assert.Equal(t, h.at("posts/limpet/?search=limpet"), eval[string](b, `location.href`))
	b.press(kb.Escape)
	b.wait(`location.search === ""`)
	b.quiet()
}

func TestBackToTheSearch(t *testing.T) {
	h := serve(t, searchable(t))
	b := loaded(t, h, "posts/limpet/")
	b.slash()
	b.wait(`document.activeElement.matches("dialog input")`)
	b.type_("periwinkle")
	b.finds("1 post has")
	b.press(kb.Enter)
	b.arrived("periwinkle")
	b.wait(`!document.querySelector("dialog[open]")`)
	assert.True(t, b.sameDocument())
	assert.Equal(t, h.at("posts/periwinkle/"), eval[string](b, `location.href`))
	b.do(`history.back()`)
	b.arrived("limpet")
	b.wait(`document.querySelector("dialog[open] input")?.value === "periwinkle"`)
	b.quiet()
}

func TestSearchThatFindsNothing(t *testing.T) {
	b := open(t, serve(t, searchable(t)).at("?search=qqqqzzz"))
	b.finds("No post has “qqqqzzz”. Try")
	assert.Zero(t, b.count(".results > *"))
	assert.Equal(t, "status", eval[string](b, `document.querySelector(".said").role`))
}

func TestSearchThatCannotBeLoaded(t *testing.T) {
	for _, file := range []string{"pagefind.js", "pagefind-entry.json", ".pf_meta"} {
		t.Run(file, func(t *testing.T) {
			h := serve(t, searchable(t))
			h.answer(file, status(http.StatusInternalServerError))
			b := open(t, h.at("?search=heron"))
			b.finds("can’t be loaded. Check the connection")
			h.answer(file, nil)
			b.press(kb.End)
			b.type_("s")
			b.press(kb.Backspace)
			b.finds("1 post has “heron”")
		})
	}
}

func TestSearchWithoutItsWorker(t *testing.T) {
	h := serve(t, searchable(t))
	h.answer("pagefind-worker.js", status(http.StatusInternalServerError))
	open(t, h.at("?search=heron")).finds("1 post has “heron”")
}

func TestSearchIsAccessible(t *testing.T) {
	source := axe(t)
	b := open(t, serve(t, searchable(t)).at("posts/limpet/?search=shore"))
	b.finds("3 posts have")
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

func TestSearchInAFolderOfAHost(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(folder, "deep", "er"), os.DirFS(searchable(t))))
	h := serve(t, folder)
	b := open(t, h.at("deep/er/?search=barnacle"))
	b.finds("1 post has")
	b.press(kb.Enter)
	b.wait(`location.pathname === "/deep/er/posts/barnacle/"`)
	b.quiet()
}

func TestSearchIsOffWhereTheSettingsSaySo(t *testing.T) {
	content := map[string]string{"a.md": "A", "hugo.toml": "[params.postview]\nsearch = false\n"}
	broken := map[string]string{"a.md": "---\ntitle: [\n---\n"}
	for name, content := range map[string]map[string]string{"off": content, "no post to be found": broken} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, build(t, "--content", files(t, content)))
			assert.Empty(t, h.names("assets/pagefind.*"))
			b := open(t, h.at(""))
			b.do(`await import(document.querySelector("link[rel=modulepreload]").href)`)
			b.slash()
			assert.Zero(t, b.count(".search-button, dialog"))
			b.quiet()
		})
	}
}

func TestSearchUnderServe(t *testing.T) {
	searchable(t)
	content := files(t, map[string]string{"a.md": "# A\n\nwhelk\n"})
	url := serveLive(t, content)
	b := newTab(t)
	b.load(url + "?search=whelk")
	b.finds("1 post has “whelk”")
	write(t, filepath.Join(content, "b.md"), "# B\n\nwhelk\n")
	b.wait(`document.querySelectorAll(".card").length === 2`)
	b.load(url + "a/?search=whelk")
	b.finds("2 posts have “whelk”")
	b.quiet()
}

// The search is open where the address says so, also between places of one page.
func TestSearchFollowsTheHistory(t *testing.T) {
	h := serve(t, searchable(t))
	b := open(t, h.at("posts/limpet/"))
	b.do(`window.same = true; location.hash = "#sand"`)
	b.slash()
	b.wait(`document.querySelector("dialog.search[open] input:focus")`)
	b.type_("heron")
	b.finds("1 post has “heron”")
	b.wait(`location.search === "?search=heron"`)
	b.do(`history.back()`)
	b.wait(`location.search === "" && location.hash === "" && !document.querySelector("dialog.search[open]")`)
	b.do(`history.forward()`)
	b.wait(`location.search === "?search=heron" && document.querySelector("dialog.search[open]")`)
	assert.True(t, b.sameDocument())
	b.quiet()
}
