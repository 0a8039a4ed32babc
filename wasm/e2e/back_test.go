package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// leaf is what a reader has before them: what belongs together.
type leaf struct {
	address string // relative to the site's root
	title   string // of the document
	heading string
	text    string // a part of what it says
}

var (
	tideLeaf = leaf{"tide/", "Tide · Shore", "Tide", "It comes in."}
	windLeaf = leaf{"wind/", "Wind · Shore", "Wind", "It turns."}
)

// at is the same leaf at another address.
func (l leaf) at(address string) leaf {
	l.address = address
	return l
}

// way is how a site shows two pages to a reader, who goes from the first to the second.
type way struct {
	name          string
	arguments     []string // of the build
	first, second leaf
	boots         bool // the program comes when the reader points at a link
	shows         bool // the program must show the first
	never         leaf // what there is at the first address when the program does not come
}

var ways = []way{{
	name:  "page by page",
	first: tideLeaf, second: windLeaf, never: tideLeaf,
}, {
	name:  "in place",
	first: leaf{"", "Shore", "Shore", "22 posts"}, second: windLeaf, boots: true,
	never: leaf{"", "Shore", "Shore", "22 posts"},
}, {
	name:      "without pages",
	arguments: []string{"--prerender=false"},
	first:     tideLeaf.at("?src=tide.md"), second: windLeaf.at("?src=wind.md"), shows: true,
	never: leaf{"?src=tide.md", "Shore", "This page can’t be shown", "Check the connection"},
}, {
	name:  "a source in the address",
	first: tideLeaf.at("?src=tide.md"), second: windLeaf, shows: true,
	never: leaf{"?src=tide.md", "Shore", "This page can’t be shown", "Check the connection"},
}, {
	name:  "by the program",
	first: tideLeaf.at("tide/?renderer=wasm"), second: windLeaf, shows: true,
	never: tideLeaf.at("tide/?renderer=wasm"),
}, {
	name:  "a narrowed list",
	first: leaf{"?tag=air", "Shore", "Shore", "21 of 22 posts"}, second: windLeaf, shows: true,
	never: leaf{"?tag=air", "Shore", "Shore", "The list can’t be narrowed"},
}}

// windy builds the site of the ways: two posts that lead to one another, and more for
// the list.
func windy(t *testing.T, arguments ...string) *host {
	t.Helper()
	text := strings.Repeat("The wind brings the tide, and the tide brings the wind.\n\n", 60)
	content := map[string]string{
		"_index.md": "---\ntitle: Shore\n---\n",
		"tide.md":   "---\ntitle: Tide\ndate: 2026-03-03\n---\nIt comes in. [Wind](wind.md)\n\n" + text,
		"wind.md":   "---\ntitle: Wind\ndate: 2026-02-02\ntags: [air]\n---\nIt turns. [Tide](tide.md) [its end](#end)\n\n" + text + "## End\n\n" + text,
		"file.txt":  "A file",
	}
	for i := range 20 {
		content[fmt.Sprintf("gust-%d.md", i)] = "---\ndate: 2025-01-01\ntags: [air]\n---\nA gust.\n"
	}
	return serve(t, buildOnce(t, strings.Join(append([]string{"windy"}, arguments...), " "), append(arguments, "--content", files(t, content))...))
}

// reader goes about in a site.
type reader struct {
	*tab
	host  *host
	moves int
	kept  int  // the pages to which the reader came back as they were
	loads bool // every page is loaded
}

// begin opens a page.
func (r *reader) begin(to leaf) {
	r.Helper()
	r.load(r.host.at(to.address))
	r.wait(r.reads(to, 0))
}

// reads is an expression for whether the reader has a leaf before them, whole and at
// its place: a number of pixels from the top, or the id of a heading.
func (r *reader) reads(l leaf, place any) string {
	there := fmt.Sprintf("Math.abs(scrollY - %v) < 2", place)
	address := r.host.at(l.address)
	if id, ok := place.(string); ok {
		there = inView(id)
		address += "#" + id
	}
	return fmt.Sprintf(`location.href === %q && document.title === %q && document.querySelector("main .title, main h2")?.innerText === %q &&
		document.querySelector("main").innerText.includes(%q) && !document.querySelector("main[aria-busy]") && document.readyState === "complete" && %s`,
		address, l.title, l.heading, l.text, there)
}

// scroll goes to a place of the page, and rests there.
func (r *reader) scroll(y int) {
	r.Helper()
	r.do(fmt.Sprintf(`scrollTo(0, %d)`, y))
	r.wait(fmt.Sprintf(`Math.abs(history.state?.place - %d) < 2`, y))
}

// move does something that leads to a leaf, and checks that all belongs together there.
// In the document that was there before, focus is an expression for the element that
// has the focus; one that was loaded has none, and one that was kept has its own. It
// reports whether the document is the same.
func (r *reader) move(how string, to leaf, place any, focus string) (same bool) {
	r.Helper()
	r.moves++
	r.do(fmt.Sprintf(`const {dataset} = document.documentElement; dataset.move = %d; delete dataset.moved;
		for (const event of ["popstate", "postview-show"]) addEventListener(event, () => dataset.moved = "", {once: true});
		setTimeout(() => { %s })`, r.moves, how))
	const has = `document.documentElement.dataset.move`
	moved := fmt.Sprintf(`(%s !== "%d" || (%t && document.documentElement.dataset.moved === "")) && `, has, r.moves, !r.loads)
	r.wait(moved + r.reads(to, place))
	r.wait(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	r.wait(r.reads(to, place)) // and stays so
	switch eval[string](r.tab, has+` ?? ""`) {
	case fmt.Sprint(r.moves):
		same = true
	case "":
		focus = "document.body"
	default:
		focus = "document.activeElement"
	}
	assert.True(r.T, eval[bool](r.tab, "document.activeElement === ("+focus+")"), "%s to %s, in the same document: %t: the focus is on %s", how, to.address, same,
		eval[string](r.tab, `document.activeElement.outerHTML.slice(0, 200)`))
	return same
}

// linkTo is an expression for the link that leads to a page, or else no element.
func (r *reader) linkTo(l leaf) string {
	return fmt.Sprintf(`[...document.querySelectorAll("main a[href]")].find(link => link.href === %q) ?? document.body`, r.host.at(l.address))
}

// visit follows the link to the second page, in place where the program is there.
func (r *reader) visit(w *way) {
	r.Helper()
	same := r.move(`document.querySelector("main a[href*=wind]").click()`, w.second, 0, `document.querySelector("main .title")`)
	assert.Equal(r.T, w.boots || w.shows, same, "in place")
}

// boot has the program come as it does when the reader points at a link.
func (r *reader) boot() {
	r.Helper()
	r.do(`document.querySelector("main a[href]").dispatchEvent(new Event("focusin", {bubbles: true}))`)
	r.wait(`history.scrollRestoration === "manual"`)
}

// away follows a link out of the site's pages and comes back, to a page that the
// browser has kept as it was or, where something in it keeps it from that, loads: at
// least that which the reader came from. A browser may load a page all the same.
func (r *reader) away(kept bool, back int, to leaf, place int) {
	r.Helper()
	if !kept {
		r.do(`addEventListener("unload", () => {})`)
	}
	r.do(`document.documentElement.dataset.kept = ""; setTimeout(() => location.assign(new URL("file.txt", "` + r.host.at("") + `")))`)
	r.wait(`location.pathname === "/file.txt" && document.readyState === "complete"`)
	r.do(fmt.Sprintf(`setTimeout(() => history.go(-%d))`, back))
	r.wait(r.reads(to, place))
	switch has := eval[bool](r.tab, `document.documentElement.dataset.kept === ""`); {
	case has && !kept:
		assert.Greater(r.T, back, 1, "the page was to be loaded")
	case has:
		r.kept++
	}
}

const (
	goBack    = "history.back()"
	goForward = "history.forward()"
	reload    = "location.reload()"
)

// walk goes every way between two pages. The ways within one ask nothing of the service
// worker.
func (r *reader) walk(w *way, worker bool) {
	r.Helper()
	toFirst, toSecond := r.linkTo(w.first), r.linkTo(w.second)
	r.begin(w.first)
	if w.boots {
		r.boot()
	}
	r.scroll(300)
	r.visit(w)
	r.scroll(400)
	r.move(goBack, w.first, 300, toSecond)
	r.move(goForward, w.second, 400, toFirst)

	r.move(reload, w.second, 400, "")
	r.move(goBack, w.first, 300, toSecond)
	r.scroll(200)
	r.move(reload, w.first, 200, "")
	r.move(goForward, w.second, 400, toFirst)

	if !worker {
		r.walkWithin(w)
	}
	r.move(goBack, w.first, 200, toSecond)
	r.move(goForward, w.second, 400, toFirst)

	r.away(true, 1, w.second, 400)
	r.away(false, 1, w.second, 400)
	r.move(goBack, w.first, 200, toSecond)
	r.move(goForward, w.second, 400, toFirst)
	// Not with pages that are kept: Firefox gives back the entry that such a page was left at.
	r.away(false, 2, w.first, 200)
	r.move(goForward, w.second, 400, toFirst)
	if w.boots {
		r.boot() // among entries that other documents made
		assert.True(r.T, r.move(goBack, w.first, 200, toSecond))
		assert.True(r.T, r.move(goForward, w.second, 400, toFirst))
	}
}

// walkWithin goes to a heading of the second page, and comes back.
func (r *reader) walkWithin(w *way) {
	r.Helper()
	focus := `document.querySelector("main :focus") ?? document.body`
	end := `document.querySelector("main a[href='#end']").click()`
	assert.True(r.T, r.move(end, w.second, "end", focus), "nothing is loaded for a fragment")
	assert.True(r.T, r.move(goBack, w.second, 400, focus))
	assert.True(r.T, r.move(goForward, w.second, "end", focus))
	r.move(reload, w.second, "end", "")
	r.move(goBack, w.second, 400, focus)
}

// testBack walks all ways, with and without the service worker.
func testBack(t *testing.T) {
	walks, kept := 0, 0
	for _, w := range ways {
		for _, worker := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, service worker %t", w.name, worker), func(t *testing.T) {
				r := reader{readerWith(t, worker), windy(t, w.arguments...), 0, 0, false}
				if worker {
					r.begin(w.first)
					r.wait(`navigator.serviceWorker.controller`)
				}
				r.walk(&w, worker)
				walks, kept = walks+1, kept+r.kept
				r.quiet("favicon.ico", "icon.svg", "keeping.") // of a file, and of documents that give way
			})
		}
	}
	if walks == 2*len(ways) { // of a few the browser may keep none
		assert.Positive(t, kept, "pages that were kept as they were")
	}
}

// readerWith opens an empty page, with or without the service worker.
func readerWith(t *testing.T, worker bool) *tab {
	t.Helper()
	if firefox != nil {
		require.NoError(t, firefox.Prefer("dom.serviceWorkers.enabled", worker))
	}
	if worker {
		return newReader(t)
	}
	return newTab(t)
}

// anew answers with the file at the path, which the browser has to ask for each time.
func anew(h *host) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		h.file(w, r)
	}
}

func TestBack(t *testing.T) { testBack(t) }

func TestBackInFirefox(t *testing.T) {
	startFirefox(t)
	require.NoError(t, firefox.Prefer("browser.sessionhistory.max_total_viewers", 4))
	testBack(t)
	t.Run("without the program", testBackWithoutTheProgram)
	t.Run("before the script", testBackBeforeTheScript)
	t.Run("a place in what was opened", testAPlaceInWhatWasOpened)
}

// The program is there at first and then no more: pages follow one another, and where
// the program must show one, that says so.
func testBackWithoutTheProgram(t *testing.T) {
	for _, w := range ways {
		for name, broken := range map[string]http.HandlerFunc{"it is missing": status(404), "it hangs": hang} {
			if name == "it hangs" && w.shows {
				continue // the page is on its way for ever, as its progress tells
			}
			t.Run(w.name+", "+name, func(t *testing.T) {
				r := reader{readerWith(t, false), windy(t, w.arguments...), 0, 0, false}
				r.host.breakProgram(anew(r.host))
				r.begin(w.first)
				if w.boots {
					r.boot()
				}
				r.visit(&w)
				r.scroll(400)
				r.host.breakProgram(broken)
				r.loads = true
				second, place := w.second, 400
				if len(w.arguments) > 0 {
					second, place = w.never.at(w.second.address), 0
				}
				r.move(reload, second, place, "")
				assert.False(t, r.move(goBack, w.never, 0, ""))
				assert.False(t, r.move(goForward, second, place, ""))
			})
		}
	}
}

func TestBackWithoutTheProgram(t *testing.T) { testBackWithoutTheProgram(t) }

// The history may move before the page has a script: that follows as soon as it is there.
func testBackBeforeTheScript(t *testing.T) {
	w := ways[1]
	r := reader{readerWith(t, false), windy(t), 0, 0, false}
	script := r.host.names("assets/page.*.js")[0]
	r.host.answer(script, anew(r.host))
	r.begin(w.first)
	r.boot()
	r.scroll(300)
	r.visit(&w)
	release := make(chan bool)
	r.host.answer(script, waiting(r.host, release))
	r.do(`document.documentElement.dataset.before = ""; setTimeout(() => location.reload())`)
	r.wait(`document.documentElement.dataset.before === undefined && document.querySelector("h1")?.innerText === "Wind"`)
	r.do(`setTimeout(() => history.back())`)
	r.wait(`location.href === "` + r.host.at("") + `"`)
	assert.Equal(t, "Wind", r.text("h1"), "nobody follows yet")
	close(release)
	r.wait(r.reads(w.first, 300))
}

func TestBackBeforeTheScript(t *testing.T) { testBackBeforeTheScript(t) }

// A place in a file that was opened is no other page, which would lose the file.
func testAPlaceInWhatWasOpened(t *testing.T) {
	b := newTab(t)
	h := windy(t)
	b.load(h.at("view.html"))
	b.wait(`document.querySelector("form[name=text]")`)
	b.do(`document.querySelector("form[name=text] [name=markdown]").value = "# Kelp"; document.querySelector("form[name=text]").requestSubmit()`)
	b.wait(`document.querySelector("main").innerText.includes("Kelp")`)
	b.do(`document.documentElement.dataset.same = ""; document.querySelector(".skip-link").click()`)
	b.wait(`location.hash === "#postview-main"`)
	b.do(`setTimeout(() => history.back())`)
	b.wait(`location.hash === ""`)
	b.do(`await fetch("file.txt")`)
	assert.True(t, eval[bool](b, `document.documentElement.dataset.same === ""`))
	assert.Contains(t, b.text("main"), "Kelp")
}

func TestAPlaceInWhatWasOpened(t *testing.T) { testAPlaceInWhatWasOpened(t) }
