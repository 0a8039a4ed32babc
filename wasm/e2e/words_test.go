package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// inGerman is a site whose settings say that it is in German.
func inGerman(t *testing.T, arguments ...string) *host {
	t.Helper()
	return serve(t, build(t, append(arguments, "--content", files(t, map[string]string{
		"hugo.toml": "languageCode = \"de-AT\"\ntitle = \"Blog\"",
		"a.md":      "---\ntitle: Eins\ndate: 2026-03-01\ntags: [x]\n---\n## Wort\n\n~~~\nprint\n~~~\n",
		"b.md":      "---\ntitle: [\n---\n",
	}))...))
}

func TestWordsOfTheSite(t *testing.T) {
	h := inGerman(t)
	for _, query := range []string{"", "?renderer=wasm"} {
		t.Run(query, func(t *testing.T) {
			b := newTab(t)
			b.load(h.at("a/" + query))
			if query != "" {
				b.shown("post")
			}
			b.wait(`document.querySelector(".copy")`)
			assert.Equal(t, "de-AT", eval[string](b, `document.documentElement.lang`))
			assert.Equal(t, "1. März 2026\n1 Minute Lesezeit", b.text(".facts"))
			for _, word := range []string{"Inhalt", "Schlagwörter", "Quelltext", "Beitrag einbetten"} {
				assert.Contains(t, b.text("main"), word)
			}
			assert.Equal(t, "Zum Inhalt springen", b.text(".skip-link"))
			assert.Equal(t, "Code kopieren", eval[string](b, `document.querySelector(".copy button").getAttribute("aria-label")`))
			b.click("[data-action=embed]")
			b.wait(`document.querySelector("dialog[open] h2")?.innerText === "Beitrag einbetten"`)

			b.load(h.at(query))
			b.wait(`document.querySelector("main:not([aria-busy]) .count")?.innerText === "2 Beiträge"`)
			assert.Contains(t, b.text(".broken"), "Dieser Beitrag lässt sich nicht anzeigen:")
			b.quiet()
		})
	}
}

func TestWordsOfWhatFails(t *testing.T) {
	b := open(t, inGerman(t, "--prerender=false").at("?src=nowhere.md"))
	b.shown("error")
	assert.Equal(t, "Diesen Beitrag gibt es nicht", b.text(".title"))

	h := inGerman(t, "--prerender=false")
	h.breakProgram(status(404))
	b.load(h.at("?src=a.md"))
	b.wait(`document.querySelector(".failure .title")?.innerText === "Diese Seite lässt sich nicht anzeigen"`)
	assert.Equal(t, "Noch einmal versuchen\nQuelltext öffnen", b.text(".failure .actions"))
	b.load(h.at("view.html"))
	b.wait(`document.querySelector("main:not([aria-busy]) .opener")`)
	assert.Equal(t, "Datei wählen", b.text("button[name=file]"))
}

// An element speaks the language of the page around it.
func TestWordsOfAnElement(t *testing.T) {
	h := serve(t, blog(t))
	source := `<script type="text/markdown">---
title: T
date: 2026-03-01
---
~~~
print
~~~</script>`
	b := embedding(t, h, `<div lang="fr"><p lang="de-CH"><post-view id="a">`+source+`</post-view></p></div>
		<post-view id="b" lang="de">`+source+`</post-view><div lang="fr"><post-view id="c">`+source+`</post-view></div>
		<div lang="de" id="host"></div><post-view id="d" lang="de" src="nowhere.md"></post-view>`)
	for _, id := range []string{"a", "b"} {
		b.state(id, "ready")
		assert.Contains(t, b.post(id), "1. März 2026", id)
	}
	b.wait(`a.shadowRoot.querySelector(".copy button")?.getAttribute("aria-label") === "Code kopieren"`)
	b.state("c", "ready")
	assert.Contains(t, b.post("c"), "1 March 2026", "there are no words in French")
	b.do(`const view = document.createElement("post-view"); view.markdown = "---\ndate: 2026-03-01\n---\n";
		host.attachShadow({mode: "open"}).append(view); await view.ready`)
	assert.Contains(t, eval[string](b, `host.shadowRoot.firstChild.shadowRoot.querySelector(".postview").innerText`), "1. März 2026")
	b.state("d", "error")
	assert.Contains(t, b.post("d"), "Noch einmal versuchen")
}
