package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shore is a site to be read without a connection.
func shore(t *testing.T, settings string) string {
	t.Helper()
	content := map[string]string{"_index.md": "---\ntitle: Shore\n---\n", "hugo.toml": settings,
		"shell.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`}
	for i, title := range []string{"Tide", "Wind", "Sand", "Foam", "Kelp"} {
		content[strings.ToLower(title)+".md"] = "---\ntitle: " + title + "\ndate: 2026-03-0" + string(rune('1'+i)) + "\n---\nThe sea, seen.\n\n![a shell](shell.svg)\n"
	}
	return build(t, "--content", files(t, content))
}

// disconnect has the host answer nobody, until it is told to answer again.
func (h *host) disconnect() (reconnect func()) {
	h.answer("", func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			connection.Close()
		}
	})
	return func() { h.answer("", nil) }
}

// edit changes a file, as of a later second: that is all that a host tells of its time.
func (h *host) edit(name, before, after string) {
	name = filepath.Join(h.folder, name)
	text, _ := os.ReadFile(name)
	os.WriteFile(name, []byte(strings.ReplaceAll(string(text), before, after)), 0o644)
	later := time.Now().Add(time.Hour)
	os.Chtimes(name, later, later)
}

// keeps waits until the service worker keeps a file.
func (b *tab) keeps(url string) {
	b.Helper()
	b.wait(`navigator.serviceWorker.controller && caches.match("` + url + `").then(Boolean)`)
}

// reads loads a page and waits until it is kept.
func (b *tab) reads(url string) {
	b.Helper()
	b.load(url)
	b.keeps(url)
}

func TestReadingOffline(t *testing.T) {
	for name, folder := range map[string]string{"at the root": "", "in a folder": "deep/er/"} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			require.NoError(t, os.CopyFS(filepath.Join(root, folder), os.DirFS(shore(t, ""))))
			h := serve(t, root)
			at := func(path string) string { return h.at(folder + path) }
			b := newReader(t)
			for _, post := range []string{"tide/", "wind/", "sand/"} {
				b.reads(at(post))
			}
			b.keeps(at("shell.svg"))
			reconnect := h.disconnect()
			for page, title := range map[string]string{"tide/": "Tide", "wind/": "Wind", "sand/": "Sand", "": "Shore", "tide/?search=x#y": "Tide"} {
				b.load(at(page))
				assert.Equal(t, title, b.text("h1"), page)
				assert.True(t, eval[bool](b, `[...document.styleSheets].length === 1 && [...document.images].every(i => i.naturalWidth)`), "it looks as ever")
			}
			b.load(at("foam/"))
			assert.Equal(t, "You are offline", b.text("h1"))
			assert.Equal(t, at("foam/"), eval[string](b, "location.href"))
			b.wait(`document.querySelectorAll(".kept a").length === 4`)
			assert.ElementsMatch(t, []string{at("tide/"), at("wind/"), at("sand/"), at("")}, eval[[]string](b, `[...document.querySelectorAll(".kept a")].map(a => a.href)`))
			assert.True(t, eval[bool](b, `getComputedStyle(document.querySelector("h1")).fontFamily.includes("Charter")`), "the style is there")
			b.click(".kept li:first-child a")
			b.wait(`document.querySelector("article .title")`)

			b.load(at("foam/"))
			reconnect()
			b.do(`dispatchEvent(new Event("online"))`)
			b.wait(`document.querySelector("h1")?.innerText === "Foam"`)
		})
	}
}

func TestBackOnlineShowsWhatChanged(t *testing.T) {
	h := serve(t, shore(t, ""))
	b := newReader(t)
	b.reads(h.at("tide/"))
	reconnect := h.disconnect()
	b.load(h.at("tide/"))
	h.edit("tide/index.html", "The sea, seen.", "The sea, seen again.")
	reconnect()
	b.wait(`dispatchEvent(new Event("online")) && document.querySelector(".notice[role=status]")?.innerText.includes("A new version is available.")`)
	assert.Contains(t, b.text(".article"), "seen.")
	b.click(".notice button")
	b.wait(`document.querySelector(".article")?.innerText.includes("seen again.")`)
	assert.Zero(t, b.count(".notice"))
}

// With the network there, be it slow, what is kept is not shown.
func TestNothingStaleIsShown(t *testing.T) {
	h := serve(t, shore(t, ""))
	b := newReader(t)
	b.reads(h.at("tide/"))
	h.edit("tide/index.html", "The sea, seen.", "The sea, seen again.")
	release, asked := make(chan bool), make(chan bool, 9)
	slow := waiting(h, release)
	h.answer("tide/", func(w http.ResponseWriter, r *http.Request) { asked <- true; slow(w, r) })
	b.do(`setTimeout(() => location.reload())`)
	<-asked
	close(release)
	b.wait(`document.querySelector(".article")?.innerText.includes("seen again.")`)
}

// What a host answers when something is wrong takes the place of nothing that is kept.
func TestFailuresAreNotKept(t *testing.T) {
	h := serve(t, shore(t, ""))
	b := newReader(t)
	b.reads(h.at("tide/"))
	for _, code := range []int{http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusNotFound} {
		h.answer("tide/", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			fmt.Fprintf(w, "<h1>Wrong %d</h1>", code)
		})
		require.NoError(t, b.navigate(h.at("tide/")))
		b.wait(`document.querySelector("h1")?.innerText === "Wrong ` + strconv.Itoa(code) + `"`)
	}
	h.answer("tide/", nil)
	h.answer("old/", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "../wind/", http.StatusFound) })
	require.NoError(t, b.navigate(h.at("old/")))
	b.wait(`document.querySelector("h1")?.innerText === "Wind"`)
	b.keeps(h.at("wind/"))
	assert.False(t, eval[bool](b, `caches.match("`+h.at("old/")+`").then(Boolean)`))
	h.disconnect()
	for page, title := range map[string]string{"tide/": "Tide", "wind/": "Wind"} {
		b.load(h.at(page))
		assert.Equal(t, title, b.text("h1"))
	}
}

// A page that is kept needs the files of the version that it is of.
func TestPagesOfTwoVersionsOffline(t *testing.T) {
	h := serve(t, shore(t, ""))
	b := newReader(t)
	b.reads(h.at("tide/"))
	styles, err := filepath.Glob(filepath.Join(h.folder, "assets/style.*.css"))
	require.NoError(t, err)
	require.Len(t, styles, 1)
	before, after := filepath.Base(styles[0]), "style.0123456789.css"
	require.NoError(t, os.Rename(styles[0], filepath.Join(h.folder, "assets", after)))
	for _, name := range []string{"index.html", "wind/index.html", "offline.html", "offline.js"} {
		h.edit(name, before, after)
	}
	b.load(h.at("wind/"))
	b.do(`await (await navigator.serviceWorker.getRegistration()).update()`) // as the browser does when it finds time after a navigation
	b.keeps(h.at("assets/" + after))
	b.reads(h.at("wind/"))
	h.disconnect()
	for page, title := range map[string]string{"tide/": "Tide", "wind/": "Wind", "": "Shore"} {
		b.load(h.at(page))
		assert.Equal(t, title, b.text("h1"))
		assert.True(t, eval[bool](b, `getComputedStyle(document.querySelector("h1")).fontFamily.includes("Charter")`), page)
	}
}

func TestOfflineInPlace(t *testing.T) {
	h := serve(t, shore(t, ""))
	b := newReader(t)
	b.reads(h.at("wind/"))
	b.load(h.at("tide/"))
	b.point(".site-title") // nothing that is shown later is fetched ahead
	b.ready()
	b.tap(".site-title")
	b.arrived("Shore")
	b.keeps(h.at("tide/"))
	b.tap(`.posts a[href$="sand/"]`)
	b.arrived("Sand")
	b.keeps(h.at("sand/"))
	h.disconnect()
	b.do(`history.back()`)
	b.arrived("Shore")
	b.tap(`.posts a[href$="wind/"]`)
	b.wait(`document.documentElement.dataset.renderer === "prerender" && document.querySelector("h1").innerText === "Wind"`)
	b.load(h.at("sand/"))
	assert.Equal(t, "Sand", b.text("h1"), "what was shown in place is kept as a page")
}

func TestWhatIsPrefetchedIsNotKept(t *testing.T) {
	h := serve(t, shore(t, ""))
	h.breakProgram(status(http.StatusNotFound))
	b := newReader(t)
	b.reads(h.at("sand/"))
	b.point(".neighbours .newer")
	b.wait(`performance.getEntriesByType("resource").some(r => r.name.endsWith("/foam/") && r.responseEnd)`)
	b.keeps(h.at("sand/"))
	assert.False(t, eval[bool](b, `caches.match("`+h.at("foam/")+`").then(Boolean)`))
	b.tap(".neighbours .newer")
	b.wait(`document.querySelector("h1")?.innerText === "Foam"`)
	b.keeps(h.at("foam/"))
}

func TestOfflineIsOffWhereTheSettingsSaySo(t *testing.T) {
	h := serve(t, shore(t, ""))
	b := newReader(t)
	b.reads(h.at("tide/"))
	others := "postview " + h.at("elsewhere/") + " read"
	b.do(`await caches.open("` + others + `")`)
	without := shore(t, "[params.postview]\noffline = false\n")
	require.NoFileExists(t, filepath.Join(without, "offline.html"))
	require.NoError(t, os.RemoveAll(h.folder))
	require.NoError(t, os.CopyFS(h.folder, os.DirFS(without)))
	later := time.Now().Add(time.Minute) // a host tells the second alone: two builds of one second are the same to it
	require.NoError(t, os.Chtimes(filepath.Join(h.folder, "offline.js"), later, later))
	b.load(h.at("wind/"))
	b.do(`await (await navigator.serviceWorker.getRegistration())?.update()`) // as the browser does when it finds time after a navigation
	b.wait(`Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(([names, workers]) => names.length === 1 && !workers.length)`)
	assert.Equal(t, []string{others}, eval[[]string](b, `caches.keys()`), "what others keep stays")
	h.forget()
	b.load(h.at("sand/"))
	b.do(`await fetch("../shell.svg")`)
	assert.Empty(t, h.asked("offline"), "it is not asked for again")
	b.quiet()
}

func TestNoServiceWorkerUnderServe(t *testing.T) {
	url := serveLive(t, files(t, map[string]string{"a.md": "# A"}))
	b := newReader(t)
	b.load(url + "a/")
	b.do(`await new Promise(done => requestIdleCallback(done))`)
	assert.Zero(t, eval[int](b, `navigator.serviceWorker.getRegistrations().then(workers => workers.length)`))
	b.quiet()
}

func TestTheOfflinePageIsAccessible(t *testing.T) {
	source := axe(t)
	b := newTab(t)
	b.load(serve(t, shore(t, "")).at("offline.html"))
	b.do(source + `; window.axe = axe`)
	for _, scheme := range []string{"light", "dark"} {
		b.seen(scheme, 390)
		found := eval[[]string](b, violations)
		assert.Empty(t, found, "%s:\n%s", scheme, strings.Join(found, "\n"))
	}
}
