package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// walks is a site in three languages, one of them from right to left.
func walks(t *testing.T, arguments ...string) string {
	t.Helper()
	return build(t, append(arguments, "--content", files(t, map[string]string{
		"hugo.toml": `title = "Walks"
[languages.en]
weight = 1
label = "English"
[languages.de]
locale = "de-AT"
weight = 2
label = "Deutsch"
title = "Wege"
[languages.ar]
weight = 3
direction = "rtl"
label = "العربية"
title = "دروب"
`,
		"posts/lake.md":          "---\ntitle: The lake\ndate: 2026-01-01\ntags: [water]\n---\n[The ridge](ridge.md), [in German](ridge.de.md)\n\n## One\n",
		"posts/lake.de.md":       "---\ntitle: Der See\ndate: 2026-01-01\ntags: [Wasser]\n---\n[Der Grat](ridge.md), [nur auf Englisch](only.md)\n\n## Eins\n\n![](map.svg)\n",
		"posts/lake.ar.md":       "---\ntitle: البحيرة\ndate: 2026-01-01\nauthors: [منى]\n---\nحول الماء\n\n> قال\n\n~~~go\nfunc main() {}\n~~~\n",
		"posts/ridge.md":         "---\ntitle: The ridge\ndate: 2026-02-01\n---\nUp.\n",
		"posts/ridge.de.md":      "---\ntitle: Der Grat\ndate: 2026-02-01\ntags: [Wasser]\n---\nHinauf.\n",
		"posts/only.md":          "---\ntitle: Only\ndate: 2026-03-01\n---\n",
		"posts/trip/index.de.md": "Ohne Titel, ohne Übersetzung.\n",
		"posts/map.svg":          "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'/>",
		"posts/map.de.svg":       "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='1'/>",
	}))...)
}

func TestSwitchingTheLanguage(t *testing.T) {
	h := serve(t, walks(t))
	for _, query := range []string{"", "?renderer=wasm"} {
		t.Run(query, func(t *testing.T) {
			b := open(t, h.at("posts/lake/"+query))
			if query != "" {
				b.shown("post")
			}
			b.tap(".translations a[hreflang=de-AT]")
			b.wait(`location.pathname === "/de/posts/lake/" && document.readyState === "complete"`)
			assert.Equal(t, "Der See", b.text("h1"))
			assert.Equal(t, "de-AT", eval[string](b, `document.documentElement.lang`))
			assert.Equal(t, "Wege", b.text(".site-title"))
			assert.Equal(t, "1. Januar 2026\n1 Minute Lesezeit", b.text(".facts"))
			b.tap(".translations a[hreflang=en]")
			b.wait(`location.pathname === "/posts/lake/" && document.readyState === "complete"`)
			assert.Equal(t, "The lake", b.text("h1"))
			assert.Equal(t, "en", eval[string](b, `document.documentElement.lang`))
			b.quiet()
		})
	}
}

func TestFrontsAreTheSameInAnotherLanguage(t *testing.T) {
	dist := walks(t)
	h := serve(t, dist)
	pages := []string{"de/", "de/posts/", "de/tags/wasser/"}
	for _, e := range entriesBelow(t, dist, "de/") {
		pages = append(pages, e.URL)
	}
	assert.Len(t, pages, 6)
	b := newTab(t)
	for _, page := range pages {
		b.load(h.at(page))
		made := eval[string](b, viewDOM)
		b.load(h.at(page + "?renderer=wasm"))
		b.wait(`document.documentElement.dataset.renderer === "wasm" && !document.querySelector("main[aria-busy], main[data-colouring]")`)
		assertSame(t, made, eval[string](b, viewDOM), page)
		assert.Equal(t, "de-AT", eval[string](b, `document.documentElement.lang`), page)
	}
	b.quiet()
}

func TestReadingInAnotherLanguage(t *testing.T) {
	h := serve(t, walks(t))
	b := open(t, h.at("de/?renderer=wasm"))
	b.arrived("Wege")
	b.do(`window.same = true`)
	b.tap(".posts a[href='posts/lake/']")
	b.arrived("Der See")
	b.wait(`document.querySelector(".article img").naturalWidth === 3`) // the picture in German
	b.tap(".article a")
	b.arrived("Der Grat")
	b.do(`history.back()`)
	b.arrived("Der See")
	assert.True(t, b.sameDocument(), "the program goes on in its language")

	b.tap(".article a:nth-of-type(2)")
	b.wait(`location.pathname === "/posts/only/" && document.readyState === "complete"`)
	assert.Equal(t, "en", eval[string](b, `document.documentElement.lang`), "and leaves another to the browser")
	b.do(`history.back()`)
	b.wait(`location.pathname === "/de/posts/lake/" && document.querySelector("h1")?.innerText === "Der See"`)
	assert.Equal(t, "de-AT", eval[string](b, `document.documentElement.lang`))
	b.quiet()
}

func TestReadingFromRightToLeft(t *testing.T) {
	h := serve(t, walks(t))
	for _, query := range []string{"", "?renderer=wasm"} {
		b := open(t, h.at("ar/posts/lake/"+query))
		if query != "" {
			b.shown("post")
		}
		assert.Equal(t, "rtl", eval[string](b, `document.documentElement.dir`))
		assert.True(t, eval[bool](b, `(() => {
			const words = document.createRange();
			words.selectNodeContents(document.querySelector("h1"));
			return Math.abs(words.getBoundingClientRect().right - document.querySelector(".article").getBoundingClientRect().right) < 1;
		})()`), "the title begins on the right")
		assert.Equal(t, "ltr", eval[string](b, `getComputedStyle(document.querySelector("pre")).direction`), "code does not")
		assert.False(t, eval[bool](b, `document.documentElement.scrollWidth > innerWidth`))
		b.quiet()
	}
}

// Without pages each language has a shell of its own.
func TestLanguagesInTheShell(t *testing.T) {
	h := serve(t, walks(t, "--prerender=false"))
	b := open(t, h.at("de/"))
	b.arrived("Wege")
	assert.Equal(t, "de-AT", eval[string](b, `document.documentElement.lang`))
	assert.Contains(t, b.text(".count"), "3 Beiträge")
	b.tap(".posts a[href$='src=posts/lake.de.md']")
	b.arrived("Der See")
	assert.Equal(t, h.at("de/?src=posts/lake.de.md"), eval[string](b, `location.href`))
	assert.Equal(t, h.at("?src=posts/lake.md"), eval[string](b, `document.querySelector(".translations a").href`))
	assert.Zero(t, b.count(".trail"), "sections have no pages either")
	b.tap(".site-title")
	b.arrived("Wege")
	b.quiet()
}
