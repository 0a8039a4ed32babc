package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

const codePost = `---
title: Code
---
Before

` + "```go {linenos=inline}\nfunc a() {}\nfunc b() {}\n```" + `

Between

` + "```go {linenos=table}\nvar c int\n```" + `

- in a list

  ` + "```\n  plain\n  ```" + `

After
`

const drawnPost = `---
title: Formulas and diagrams
---
Before

$$
E = mc^2
$$

` + "```math\n\\wrong{\n```" + `

` + "```mermaid\nflowchart LR\n  accTitle: Tea\n  accDescr: How it is made\n  A[Water] -->|boil| B(Tea)\n```" + `

` + "```mermaid\nsequenceDiagram\n  Ann->>Bob: Hello\n```" + `

` + "```mermaid\nno such diagram\n```" + `

After
`

// forReaders is a site with all that readers get.
func forReaders(t *testing.T) string {
	t.Helper()
	content := filepath.Join(scratch, "for-readers-content")
	write(t, filepath.Join(content, "code.md"), codePost)
	write(t, filepath.Join(content, "drawn.md"), drawnPost)
	write(t, filepath.Join(content, "words.md"), "---\ntitle: Words\n---\nNothing but words")
	return buildOnce(t, "for-readers", "--content", content)
}

// withLibraries is the same, and leaves the test out where npm has no way to the
// libraries.
func withLibraries(t *testing.T) string {
	t.Helper()
	folder := forReaders(t)
	if found, _ := filepath.Glob(filepath.Join(folder, "assets", "math.*")); len(found) == 0 {
		t.Skip("what typesets and draws can’t be had: there is no npm, or no way to its registry")
	}
	return folder
}

// withoutEnrichment is a function that takes away from a view what extras.js adds.
const withoutEnrichment = `view => {
	for (const e of view.querySelectorAll("[data-enriched], .math[title]")) {
		if (e.matches(".diagram")) e.replaceWith(e.querySelector("pre"));
		else if (!e.matches(".math")) e.remove();
		else {
			e.textContent = (e.querySelector("annotation") ?? e).textContent;
			for (const name of ["data-enriched", "title"]) e.removeAttribute(name);
		}
	}
}`

// enriched waits until nothing more is added to the article.
func (b *tab) enriched() {
	b.Helper()
	b.wait(`(document.documentElement.dataset.renderer === "wasm" || !location.search) && !document.querySelector("main[aria-busy], [data-colouring]") && [...document.querySelectorAll(".article pre:not(td:first-child:not(:last-child) > pre)")].every(pre => pre.querySelector(".copy"))
		&& [...document.querySelectorAll(".article .math")].every(m => m.dataset.enriched || m.title)
		&& [...document.querySelectorAll(".article .language-mermaid")].every(c => c.closest("[data-enriched=diagram], pre:has(+ .note)"))`)
}

func TestCopyCode(t *testing.T) {
	h := serve(t, forReaders(t))
	for _, address := range []string{"code/", "code/?renderer=wasm"} {
		t.Run(address, func(t *testing.T) {
			b := newTab(t)
			b.send("Emulation.setFocusEmulationEnabled", map[string]any{"enabled": true}) // only a page in front may write to the clipboard
			b.send("Browser.grantPermissions", map[string]any{"origin": h.URL, "permissions": []string{"clipboardReadWrite", "clipboardSanitizedWrite"}})
			b.load(h.at(address))
			b.enriched()
			assert.Equal(t, 3, b.count(".copy button"))
			assert.Less(t, eval[float64](b, `+getComputedStyle(document.querySelector(".copy button")).opacity`), 1.0, "faint before")
			b.do(`window.tops = () => [...document.querySelectorAll(".article > *, .article code")].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].join() }).join("\n")`)
			assert.Equal(t, eval[string](b, `tops()`), eval[string](b, `(() => { const all = [...document.querySelectorAll(".copy")]; const at = all.map(e => e.parentElement);
				all.forEach(e => e.remove()); const without = tops(); all.forEach((e, i) => at[i].prepend(e)); return without })()`), "nothing moves")

			b.do(`window.said = []; for (const status of document.querySelectorAll(".copy [role=status]"))
				new MutationObserver(() => said.push(status.shadowRoot.textContent)).observe(status.shadowRoot, {childList: true})`)
			b.click(".copy button")
			b.wait(`said.length`)
			assert.Equal(t, "Copied", eval[string](b, `said[0]`))
			assert.Equal(t, "func a() {}\nfunc b() {}\n", eval[string](b, `navigator.clipboard.readText()`), "without the numbers")
			assert.Equal(t, "1", eval[string](b, `getComputedStyle(document.querySelector(".copy button")).opacity`))

			b.do(`document.querySelector("li pre").focus()`)
			b.press("\t")
			assert.Equal(t, "Copy the code", eval[string](b, `document.activeElement.getAttribute("aria-label")`), "the next by key")
			b.do(`said.length = 0`)
			b.press("\r")
			b.wait(`said.includes("Copied")`)
			assert.Equal(t, "plain\n", eval[string](b, `navigator.clipboard.readText()`))

			assert.Equal(t, "plain\n", eval[string](b, `document.querySelector("li pre").textContent`), "the words of the button are not the code's")
			b.do(`const pre = document.querySelector("li pre"); pre.replaceWith(Object.assign(document.createElement("pre"), {textContent: "colours"}))`)
			b.wait(`document.querySelector("li pre .copy")`)

			b.send("Emulation.setEmulatedMedia", map[string]any{"media": "print"})
			assert.Equal(t, "none", eval[string](b, `getComputedStyle(document.querySelector(".copy")).display`))
			b.quiet()
		})
	}
}

func TestFormulasAndDiagrams(t *testing.T) {
	h := serve(t, withLibraries(t))
	for _, address := range []string{"drawn/", "drawn/?renderer=wasm"} {
		t.Run(address, func(t *testing.T) {
			b := open(t, h.at(address))
			b.enriched()
			assert.Equal(t, 1, b.count(".math .katex math"), "as MathML, too")
			assert.Equal(t, `\wrong{`, eval[string](b, `document.querySelector(".math:not([data-enriched])").textContent`), "what is no TeX stays")
			b.wait(`[...document.fonts].some(f => f.family.includes("KaTeX_Math") && f.status === "loaded")`)

			assert.Equal(t, []string{"Tea. How it is made", "Diagram"}, eval[[]string](b, `[...document.querySelectorAll(".diagram img")].map(i => i.alt)`))
			b.wait(`[...document.querySelectorAll(".diagram img")].every(i => i.complete && i.naturalWidth > 100 && i.naturalWidth === +i.getAttribute("width"))`)
			b.click(".diagram summary")
			assert.Contains(t, b.text(".diagram pre"), "A[Water]")
			assert.Contains(t, b.text("pre + .note"), "can’t be drawn")
			assert.Zero(t, b.count("iframe"), "the frame that drew is gone")

			before := eval[string](b, `document.querySelector(".diagram img").src`)
			b.send("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": "dark"}}})
			b.wait(fmt.Sprintf(`document.querySelector(".diagram img").src !== %q`, before))
			b.wait(`!document.querySelector("iframe")`)
			b.quiet()
		})
	}
	t.Run("in the element", func(t *testing.T) {
		b := embedding(t, h, `<post-view id="a" src="`+h.at("drawn.md")+`"></post-view>`)
		b.state("a", "ready")
		b.wait(`a.shadowRoot.querySelectorAll(".diagram img").length === 2`)
		assert.True(t, eval[bool](b, `a.shadowRoot.querySelector(".katex").getBoundingClientRect().height < 60`), "with the style sheet")
		assert.Equal(t, "KaTeX_Main", eval[string](b, `getComputedStyle(a.shadowRoot.querySelector(".katex")).fontFamily.split(",")[0]`))
		b.quiet()
	})
}

func TestNothingIsFetchedForWords(t *testing.T) {
	h := serve(t, withLibraries(t))
	b := open(t, h.at("words/?renderer=wasm"))
	b.shown("post")
	for _, file := range []string{"extras.", "math.", "diagrams."} {
		assert.Empty(t, h.asked("/assets/"+file))
	}
	h.forget()
	b = open(t, h.at("code/"))
	b.enriched()
	assert.NotEmpty(t, h.asked("/assets/extras."))
	for _, file := range []string{"math.", "diagrams."} {
		assert.Empty(t, h.asked("/assets/"+file))
	}
}

func TestEnrichedFrontsAreTheSame(t *testing.T) {
	h := serve(t, withLibraries(t))
	for _, post := range []string{"code/", "drawn/"} {
		var trees [2]string
		for i, query := range []string{"", "?renderer=wasm"} {
			b := open(t, h.at(post+query))
			b.enriched()
			trees[i] = eval[string](b, viewDOM)
		}
		assertSame(t, trees[0], trees[1], post)
		assert.NotContains(t, trees[0], "data-enriched")
	}
}

func TestReadersGetWhatTheSettingsSay(t *testing.T) {
	content := files(t, map[string]string{
		"code.md": codePost, "drawn.md": drawnPost,
		"hugo.toml": "[params.postview]\ncopyCode = false\nmath = false\ndiagrams = false\n",
	})
	h := serve(t, build(t, "--content", content))
	b := open(t, h.at("drawn/"))
	b.wait(`performance.getEntriesByType("resource").some(r => r.name.includes("/assets/extras."))`)
	b.do(`await new Promise(done => setTimeout(done, 100))`)
	assert.Zero(t, b.count("[data-enriched], .note, .math"))
	assert.Contains(t, b.text(".article"), "$$")
	assert.Empty(t, h.asked("/assets/math."))
	assert.Empty(t, h.asked("/assets/diagrams."))
}

func TestBuildWithoutNode(t *testing.T) {
	program, err := postview()
	require.NoError(t, err)
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	cache := t.TempDir()
	kept := os.Getenv("POSTVIEW_CACHE")
	if kept == "" {
		user, err := os.UserCacheDir()
		require.NoError(t, err)
		kept = filepath.Join(user, "postview")
	}
	require.NoError(t, os.Symlink(filepath.Join(kept, "twins"), filepath.Join(cache, "twins")))
	out := filepath.Join(t.TempDir(), "dist")
	command := exec.Command(program, "build", "--content", files(t, map[string]string{"drawn.md": drawnPost}), "--out", out)
	command.Env = append(os.Environ(), "PATH="+filepath.Join(strings.TrimSpace(string(goroot)), "bin"), "POSTVIEW_CACHE="+cache)
	said, err := command.CombinedOutput()
	require.NoError(t, err, "%s", said)
	assert.Equal(t, 1, strings.Count(string(said), "formulas and diagrams stay as their authors wrote them: npm"), "%s", said)
	assert.Equal(t, 1, strings.Count(string(said), "the site has no search: npm"), "%s", said)

	b := open(t, serve(t, out).at("drawn/"))
	b.wait(`document.querySelector(".copy")`)
	assert.Equal(t, "E = mc^2", b.text(".math"))
	assert.Equal(t, 3, b.count("pre > .language-mermaid"))
	assert.Zero(t, b.count(".search-button"))
	b.quiet()
}

func TestPicturesDoNotMove(t *testing.T) {
	content := files(t, map[string]string{"a.md": "# A\n\n![a](a.svg)\n\nwords\n\n![b](a.svg)\n\n" + strings.Repeat("words\n\n", 200) + "![c](a.svg)\n\nend"})
	write(t, filepath.Join(content, "a.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300"/></svg>`)
	h := serve(t, build(t, "--content", content))
	require.Equal(t, site.Size{400, 300}, entries(t, h.folder)[0].Pictures["a.svg"])
	for _, query := range []string{"", "?renderer=wasm"} {
		b := newTab(t)
		b.send("Page.enable", map[string]any{})
		b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": shifts})
		b.load(h.at("a/" + query))
		b.wait(`!document.querySelector("main[aria-busy]") && document.images.length === 3 && document.images[0].complete`)
		assert.Equal(t, []string{"auto", "lazy", "lazy"}, eval[[]string](b, `[...document.images].map(i => i.loading)`))
		b.do(`document.images[2].scrollIntoView()`)
		b.wait(`document.images[2].complete && document.images[2].naturalWidth > 0`)
		b.do(`await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
		assert.Less(t, eval[float64](b, "shift"), 0.02, query)
	}
}
