package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// walk builds a blog of three long posts, which lead to one another.
func walk(t *testing.T) *host {
	t.Helper()
	text := strings.Repeat("The tide comes in twice a day, and twice a day it goes out.\n\n", 60)
	return serve(t, buildOnce(t, "walk", "--content", files(t, map[string]string{
		"_index.md": "---\ntitle: Shore\n---\n",
		"tide.md":   "---\ntitle: Tide\ndate: 2026-03-03\n---\n[the end](#end) [its middle](wind.md#middle) [a file](file.txt)\n\n" + text + "## End\n\n" + text,
		"wind.md":   "---\ntitle: Wind\ndate: 2026-02-02\n---\n" + text + "## Middle\n\n" + text,
		"sand.md":   "---\ntitle: Sand\ndate: 2026-01-01\n---\n[Tide](tide.md)\n",
		"file.txt":  "A file",
	})))
}

// arrived waits until the program shows a view of this title.
func (b *tab) arrived(title string) {
	b.Helper()
	b.wait(fmt.Sprintf(`document.documentElement.dataset.renderer === "wasm" && !document.querySelector("main[aria-busy]") &&
		document.querySelector("main .title")?.innerText === %q`, title))
}

// at waits until the page is scrolled to y, but for what a pixel is divided into.
func (b *tab) at(y int) {
	b.Helper()
	b.wait(fmt.Sprintf(`Math.abs(scrollY - %d) < 2`, y))
}

// inView is an expression for whether the element of an id is where a link to it scrolls to.
func inView(id string) string {
	return fmt.Sprintf(`((top) => top > -2 && top < 120)(document.getElementById(%q).getBoundingClientRect().top)`, id)
}

// tap clicks an element without moving the page.
func (b *tab) tap(selector string) {
	b.Helper()
	b.do(fmt.Sprintf(`document.querySelector(%q).click()`, selector))
}

func TestThePlaceBeforeAFragment(t *testing.T) {
	h := walk(t)
	b := loaded(t, h, "tide/")
	b.do(`scrollTo(0, 40)`)
	b.tap("main a[href='#end']")
	b.wait(`location.hash === "#end" && ` + inView("end"))
	b.do(`history.back()`)
	b.wait(`location.hash === ""`)
	b.at(40)
	b.do(`history.forward()`)
	b.wait(`location.hash === "#end" && ` + inView("end"))

	b.tap("main a[href$='#middle']")
	b.arrived("Wind")
	assert.Equal(t, h.at("wind/#middle"), eval[string](b, "location.href"))
	assert.True(t, eval[bool](b, inView("middle")))
	b.do(`history.go(-2)`)
	b.arrived("Tide")
	b.at(40)
	assert.True(t, b.sameDocument())
	b.quiet()
}

func TestAFragmentOfAPageThatTheProgramShows(t *testing.T) {
	b := open(t, walk(t).at("wind/?renderer=wasm#middle"))
	b.arrived("Wind")
	assert.True(t, eval[bool](b, inView("middle")))
}

func TestReloadKeepsThePlace(t *testing.T) {
	h := walk(t)
	t.Run("prerendered", func(t *testing.T) {
		b := loaded(t, h, "sand/")
		b.tap(".neighbours .newer")
		b.arrived("Wind")
		b.do(`scrollTo(0, 500); location.reload()`)
		b.wait(`document.documentElement.dataset.renderer === "prerender"`)
		b.at(500)
	})
	t.Run("by the program", func(t *testing.T) {
		b := open(t, h.at("tide/?renderer=wasm"))
		b.arrived("Tide")
		b.do(`window.same = true; scrollTo(0, 500); location.reload()`)
		b.wait(`window.same === undefined`)
		b.arrived("Tide")
		b.at(500)
	})
}

func TestBackFromAFileOrAnotherSite(t *testing.T) {
	h := walk(t)
	b := loaded(t, h, "sand/")
	b.tap("main a[href='../tide/']")
	b.arrived("Tide")
	b.do(`scrollTo(0, 300); document.querySelector("main a[href='../file.txt']").click()`)
	b.wait(`location.pathname === "/file.txt" && document.readyState === "complete"`)
	b.do(`history.back()`)
	b.wait(`location.pathname === "/tide/" && document.readyState === "complete"`)
	b.at(300)
	b.do(`history.back()`)
	b.wait(`location.pathname === "/sand/" && document.querySelector("main .title")?.innerText === "Sand"`)
}

func TestBackWhileAPostIsOnItsWay(t *testing.T) {
	h := walk(t)
	b := loaded(t, h, "")
	b.tap(".posts a[href='tide/']")
	b.arrived("Tide")
	asked, ended := make(chan bool, 1), make(chan bool, 1)
	h.answer("wind.md", func(_ http.ResponseWriter, r *http.Request) {
		asked <- true
		<-r.Context().Done()
		ended <- true
	})
	b.tap("main .neighbours .older")
	<-asked
	b.do(`history.back()`)
	b.arrived("Shore")
	<-ended // what nobody waits for is not fetched on
	assert.Equal(t, h.at(""), eval[string](b, "location.href"))
	b.quiet()
}

func TestLinksOfAViewThatIsLeft(t *testing.T) {
	h := walk(t)
	b := loaded(t, h, "tide/")
	b.tap(".site-title")
	b.arrived("Shore")
	release := make(chan bool)
	defer close(release)
	h.answer("tide.md", waiting(h, release))
	b.do(`history.back()`)
	b.wait(`location.pathname === "/tide/"`)
	assert.Equal(t, h.at("wind/"), eval[string](b, `document.querySelector(".posts h2 a[href*=wind]").href`), "it leads to where it led")
	b.tap(".posts h2 a[href*=wind]")
	b.arrived("Wind")
	assert.Equal(t, h.at("wind/"), eval[string](b, "location.href"))
	assert.True(t, b.sameDocument())
	b.quiet()
}

func TestALinkToThePageItself(t *testing.T) {
	b := loaded(t, walk(t), "sand/")
	entries := eval[int](b, "history.length")
	b.do(`const link = document.querySelector("main").appendChild(document.createElement("a")); link.href = "./"; link.click()`)
	b.arrived("Sand")
	assert.Equal(t, entries, eval[int](b, "history.length"), "it is not in the history twice")
	b.tap(".neighbours .newer")
	b.arrived("Wind")
	assert.Equal(t, entries+1, eval[int](b, "history.length"))
}

func TestHistoryAfterTheProgramDied(t *testing.T) {
	h := walk(t)
	b := newTab(t)
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": keepGo})
	b.load(h.at(""))
	b.point(".posts a")
	b.ready()
	b.tap(".posts a[href='tide/']")
	b.arrived("Tide")
	b.do(`gos[0].exited = true; gos[0]._resolveExitPromise()`)
	b.tap("main a[href='#end']")
	b.wait(`location.hash === "#end"`)
	assert.True(t, b.sameDocument(), "the browser scrolls")
	b.do(`history.go(-2)`)
	b.wait(`location.pathname === "/" && document.querySelector(".posts")`)
	assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"))
}

func TestTheProgramTakesTheClicksOnce(t *testing.T) {
	h := walk(t)
	b := open(t, h.at(""))
	b.do(`const {boot} = await import(new URL("postview.js", location));
		const program = await boot();
		const request = {main: document.querySelector("main"), root: new URL("./", location).href, show: false};
		await Promise.all([program.call("open", request), program.call("refresh", request), program.call("open", request)])`)
	entries := eval[int](b, "history.length")
	b.tap(".posts a[href='sand/']")
	b.arrived("Sand")
	assert.Equal(t, entries+1, eval[int](b, "history.length"))
	assert.Len(t, h.asked("sand.md"), 1)
}

func TestTheShellIsLeftAsItIs(t *testing.T) {
	h := walk(t)
	b := loaded(t, h, "sand/")
	styles := len(h.asked(".css"))
	b.tap(".neighbours .newer")
	b.arrived("Wind")
	b.tap(".site-title")
	b.arrived("Shore")
	b.do(`await fetch("file.txt")`)
	assert.Len(t, h.asked(".css"), styles, "the style sheet is fetched again")
	assert.Equal(t, h.at("icon.svg"), eval[string](b, `document.querySelector("link[rel=icon]").href`))
	b.quiet()
	require.True(t, b.sameDocument())
}
