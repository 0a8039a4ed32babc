package e2e

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
)

// onScreen is an expression for whether the way to the top can be seen.
const onScreen = `((r) => r.height > 0 && r.top < innerHeight && r.bottom <= innerHeight && document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest(".to-top"))(document.querySelector(".to-top a").getBoundingClientRect())`

func TestBackToTheTop(t *testing.T) {
	h := walk(t)
	b := open(t, h.at("tide/"))
	entries := eval[int](b, "history.length")
	assert.False(t, eval[bool](b, "Boolean("+onScreen+")"))
	b.do(`scrollTo(0, innerHeight)`)
	assert.False(t, eval[bool](b, "Boolean("+onScreen+")"), "not before two screens")
	b.do(`scrollTo(0, 3 * innerHeight)`)
	b.wait(onScreen)
	b.tap(".to-top a")
	b.at(0)
	assert.Equal(t, "Tide", eval[string](b, `document.activeElement.innerText`))
	assert.Equal(t, h.at("tide/"), eval[string](b, "location.href"))
	assert.Equal(t, entries, eval[int](b, "history.length"))

	b.load(h.at("sand/"))
	assert.LessOrEqual(t, eval[float64](b, `document.documentElement.scrollHeight`), eval[float64](b, `innerHeight`), "a short page stays short")
	b.quiet()
}

func TestReadingProgress(t *testing.T) {
	b := newTab(t)
	b.prefers("prefers-reduced-motion", "no-preference")
	h := walk(t)
	b.load(h.at("tide/"))
	scale := `parseFloat(getComputedStyle(document.querySelector(".site-footer"), "::before").scale)`
	b.wait(scale + ` === 0`)
	b.do(`scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2)`)
	b.wait(`Math.abs(` + scale + ` - 0.5) < 0.02`)
	b.load(h.at(""))
	assert.Equal(t, "none", eval[string](b, `getComputedStyle(document.querySelector(".site-footer"), "::before").content`), "a list is not read to its end")
}

func TestBackKeepsThePlace(t *testing.T) {
	h := walk(t)
	h.breakProgram(hang) // pages follow each other
	b := open(t, h.at("tide/"))
	b.do(`scrollTo(0, 500)`)
	b.do(`document.querySelector(".neighbours a").click()`)
	b.wait(`document.querySelector("h1")?.innerText === "Wind"`)
	b.do(`history.back()`)
	b.wait(`document.querySelector("h1")?.innerText === "Tide"`)
	b.at(500)
}

func TestPrefetch(t *testing.T) {
	h := walk(t)
	h.breakProgram(hang)
	var whole atomic.Int32
	h.answer("tide/", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-Modified-Since") == "" {
			whole.Add(1)
		}
		h.file(w, r)
	})
	b := open(t, h.at(""))
	assert.Empty(t, h.asked("tide/"))
	b.point(".posts a[href='tide/']")
	b.wait(fetched("tide/"))
	b.point(".posts a[href='wind/']")
	b.point(".posts a[href='tide/']")
	b.wait(fetched("wind/"))
	b.click(".posts a[href='tide/']")
	b.wait(`document.querySelector("h1")?.innerText === "Tide"`)
	assert.EqualValues(t, 1, whole.Load(), "the page was there before the click")
	b.quiet()
}

// fetched is an expression for whether the page has fetched the file at a path.
func fetched(path string) string {
	return fmt.Sprintf(`performance.getEntriesByType("resource").some(r => new URL(r.name).pathname === %q && r.responseEnd)`, "/"+path)
}

func TestPrefetchInPlace(t *testing.T) {
	h := walk(t)
	b := loaded(t, h, "sand/")
	for range 2 {
		b.wait(fetched("wind/post.json") + " && " + fetched("wind.md"))
		b.point("h1")
		b.point(".neighbours .newer")
	}
	assert.Len(t, h.asked("wind/post.json"), 1)
	assert.Len(t, h.asked("wind.md"), 1)
	h.forget()
	b.tap(".neighbours .newer")
	b.arrived("Wind")
	assert.Empty(t, h.asked(""), "it was there before the click")
	b.point(".site-title")
	b.wait(fetched("post.json"))
	b.tap(".site-title")
	b.arrived("Shore")
	assert.Equal(t, []string{"/post.json"}, h.asked(""))
	assert.True(t, b.sameDocument())
	b.quiet()
}

func TestPrefetchThatFails(t *testing.T) {
	h := walk(t)
	h.answer("wind.md", status(http.StatusInternalServerError))
	b := loaded(t, h, "sand/")
	b.point(".neighbours .newer")
	b.wait(fetched("wind.md"))
	b.tap(".neighbours .newer")
	b.wait(`document.querySelector("main .failure")`)
	h.answer("wind.md", nil)
	b.tap("[data-action=retry]")
	b.arrived("Wind")
}

// Where the program costs much, the page is fetched ahead in its place.
func TestTheProgramIsNotFetchedAheadWhereItCosts(t *testing.T) {
	connection := func(value string) string {
		return `Object.defineProperty(navigator, "connection", {value: ` + value + `})`
	}
	tests := []struct {
		name, script string
		boots        bool
	}{
		{"data is saved", connection(`{saveData: true}`), false},
		{"data is saved, by a query", `const asked = window.matchMedia; window.matchMedia = query => query.includes("reduced-data") ? {matches: true} : asked(query)`, false},
		{"3g", connection(`{effectiveType: "3g", downlink: 10}`), false},
		{"4.9 Mbit/s", connection(`{effectiveType: "4g", downlink: 4.9}`), false},
		{"2 GB", `Object.defineProperty(navigator, "deviceMemory", {value: 2})`, false},
		{"5 Mbit/s", connection(`{effectiveType: "4g", downlink: 5}`), true},
		{"4 GB", `Object.defineProperty(navigator, "deviceMemory", {value: 4})`, true},
		{"nothing is known", `Object.defineProperty(navigator, "deviceMemory", {value: undefined})`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := windy(t)
			b := newTab(t)
			b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": test.script})
			b.load(h.at(""))
			b.point(".posts a[href='tide/']")
			if b.wait(fetched("tide/")); test.boots {
				b.ready()
				return
			}
			b.point(".narrow summary")
			b.wait(`performance.getEntriesByType("resource").some(r => r.name.includes("/narrow.") && r.responseEnd)`)
			b.do(`await fetch("file.txt")`)
			assert.Empty(t, h.asked("postview."))
			assert.Empty(t, h.asked(".wasm"))
			b.do(`document.querySelector(".narrow").open = true`)
			b.fill("tag", "air")
			b.found("21 of 22 posts")
			assert.NotEmpty(t, h.asked(".wasm"), "once it is needed")
			b.quiet()
		})
	}
}

// transitions counts them.
const transitions = `window.transitions = 0;
	const {startViewTransition} = Document.prototype;
	Document.prototype.startViewTransition = function (update) { transitions++; return startViewTransition.call(this, update) }`

// passes is an expression for whether the browser may pass from page to page: when it
// is busy, it does not.
const passes = `[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).some(rule =>
	rule instanceof CSSMediaRule && matchMedia(rule.conditionText).matches && [...rule.cssRules].some(rule => rule instanceof CSSViewTransitionRule))`

func TestViewTransitions(t *testing.T) {
	for motion, wanted := range map[string]int{"no-preference": 1, "reduce": 0} {
		t.Run(motion, func(t *testing.T) {
			h := walk(t)
			b := newTab(t)
			b.prefers("prefers-reduced-motion", motion)
			b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": transitions})
			b.load(h.at(""))
			b.point(".posts a")
			b.ready()
			b.tap(".posts a[href='tide/']")
			b.arrived("Tide")
			assert.Equal(t, wanted, eval[int](b, "transitions"), "in place")
			b.do(`scrollTo(0, 300); history.back()`)
			b.arrived("Shore")
			b.do(`history.forward()`)
			b.arrived("Tide")
			b.at(300)
			assert.Equal(t, 3*wanted, eval[int](b, "transitions"))
			b.wait(`!document.getAnimations().some(a => a.effect.pseudoElement?.startsWith("::view-transition"))`)

			assert.Equal(t, wanted == 1, eval[bool](b, passes), "from page to page")
			b.quiet()
		})
	}
}
