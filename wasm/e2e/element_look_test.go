package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inside is an element of a post in the shadow root of #a, as JavaScript.
func inside(selector string) string { return fmt.Sprintf("a.shadowRoot.querySelector(%q)", selector) }

// style returns a property of an element as the browser has it.
func (b *tab) style(element, property string) string {
	b.Helper()
	return eval[string](b, fmt.Sprintf("getComputedStyle(%s)[%q]", element, property))
}

func TestTheme(t *testing.T) {
	h := serve(t, blog(t))
	const light, dark = "rgb(37, 34, 30)", "rgb(220, 215, 205)"
	b := embedding(t, h, `<post-view id="a" src="`+h.at("posts/markdown.md")+`"></post-view><post-view id="b" theme="DARK" src="`+h.at("posts/start-here.md")+`"></post-view>`)
	b.state("a", "ready")
	b.state("b", "ready")
	ink := func() string { return b.style(inside(".postview"), "color") }
	assert.Equal(t, light, ink())
	b.do(`document.documentElement.style.colorScheme = "dark"`)
	assert.Equal(t, dark, ink(), "auto is that of the page")
	assert.Equal(t, "rgba(0, 0, 0, 0)", b.style(inside(".postview"), "backgroundColor"), "on the page’s own ground")
	b.do(`a.theme = "light"`)
	assert.Equal(t, light, ink(), "after loading")
	assert.Equal(t, "rgb(252, 250, 246)", b.style(inside(".postview"), "backgroundColor"), "on a ground of its own")
	assert.Equal(t, dark, b.style(`b.shadowRoot.querySelector(".postview")`, "color"), "before loading")
	assert.Equal(t, "dark", eval[string](b, "b.theme"))
	b.do(`a.theme = "no such"`)
	assert.Equal(t, "auto", eval[string](b, "a.theme"))
	assert.Equal(t, dark, ink())
	b.quiet()
}

func TestCustomProperties(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<style>post-view { --postview-paper: rgb(1, 1, 1); --postview-ink: rgb(2, 2, 2); --postview-soft: rgb(3, 3, 3); --postview-rule: rgb(4, 4, 4);
			--postview-tint: rgb(5, 5, 5); --postview-accent: rgb(6, 6, 6); --postview-font-text: Aa; --postview-font-title: Bb; --postview-font-plain: Cc; --postview-font-code: Dd;
			--postview-size: 21px; --postview-line: 33px; --postview-measure: 444px; --postview-padding: 7px; --postview-radius: 9px; --postview-avatar: 55px }</style>
		<post-view id="a" toc src="`+h.at("posts/kubecon-2024-in-paris.md")+`"></post-view>`)
	b.state("a", "ready")
	b.do(`a.markdown = "---\ntitle: T\ndescription: D\nauthors: [A]\n---\n## H\n\n` + "`code`" + ` [link](#h) <kbd>K</kbd>\n\n` + "~~~\\ncode\\n~~~" + `\n\n### Another\n"; a.removeAttribute("src"); await a.ready`)
	for _, want := range []struct{ selector, property, value string }{
		{".postview", "backgroundColor", "rgb(1, 1, 1)"},
		{".postview", "color", "rgb(2, 2, 2)"},
		{".subtitle", "color", "rgb(3, 3, 3)"},
		{"kbd", "borderTopColor", "rgb(4, 4, 4)"},
		{"pre", "backgroundColor", "rgb(5, 5, 5)"},
		{".avatar", "color", "rgb(6, 6, 6)"},
		{".article p", "fontFamily", "Aa"},
		{".title", "fontFamily", "Bb"},
		{".article h2", "fontFamily", "Bb"},
		{".meta", "fontFamily", "Cc"},
		{"pre", "fontFamily", "Dd"},
		{".article p", "fontSize", "21px"},
		{".article p", "lineHeight", "33px"},
		{".postview", "paddingTop", "7px"},
		{"pre", "borderTopLeftRadius", "9px"},
		{".avatar", "width", "55px"},
	} {
		assert.Equal(t, want.value, b.style(inside(want.selector), want.property), "%s of %s", want.property, want.selector)
	}
	assert.LessOrEqual(t, eval[float64](b, inside(".article")+".offsetWidth"), 444.0)
	b.quiet()
}

func TestEveryPartCanBeStyled(t *testing.T) {
	h := serve(t, blog(t))
	parts := strings.Fields("progress post header title subtitle meta author avatar facts date toc body footer tags")
	css := ""
	for _, part := range append(parts, "error") {
		css += `post-view::part(` + part + `) { outline: 3px solid rgb(1, 2, 3) } `
	}
	b := embedding(t, h, `<style>`+css+`</style><post-view id="a" toc src="`+h.at("posts/kubecon-2024-in-paris.md")+`"></post-view><post-view id="b" src="nowhere.md"></post-view>`)
	b.state("a", "ready")
	for _, part := range parts {
		assert.Equal(t, "rgb(1, 2, 3)", b.style(inside("[part~="+part+"]"), "outlineColor"), part)
	}
	b.state("b", "error")
	assert.Equal(t, "rgb(1, 2, 3)", b.style(`b.shadowRoot.querySelector("[part~=error]")`, "outlineColor"))
}

func TestProgressTakesNoRoom(t *testing.T) {
	h := serve(t, blog(t))
	release := make(chan bool)
	h.answer("posts/start-here.md", waiting(h, release))
	b := embedding(t, h, `<post-view id="a" src="`+h.at("posts/start-here.md")+`"><p id="fallback">A fallback</p></post-view>`)
	b.wait(`a.shadowRoot?.querySelector("progress").checkVisibility()`)
	assert.Equal(t, "loading", eval[string](b, `a.dataset.state`))
	assert.Equal(t, "3px", b.style(inside("progress"), "height"))
	b.do(`const before = fallback.getBoundingClientRect().top; ` + inside("progress") + `.hidden = true;
		window.moved = fallback.getBoundingClientRect().top - before`)
	assert.Zero(t, eval[float64](b, "moved"))
	b.do(inside("progress") + `.hidden = false`)
	close(release)
	b.state("a", "ready")
	assert.False(t, eval[bool](b, inside("progress")+`.checkVisibility()`))
	b.quiet()
}

// looks is every property of every element of the post in #a, as the browser has them.
func (b *tab) looks() map[string]map[string]string {
	b.Helper()
	b.wait(`!a.shadowRoot.querySelector("[data-colouring]")`)
	text := eval[string](b, `JSON.stringify(Object.fromEntries([...a.shadowRoot.querySelectorAll(".postview, .postview *")].map((element, i) =>
		[i + " " + element.localName + "." + element.className, Object.fromEntries([...getComputedStyle(element)].map(name => [name, getComputedStyle(element).getPropertyValue(name)]))])))`)
	var looks map[string]map[string]string
	require.NoError(b.T, json.Unmarshal([]byte(text), &looks))
	return looks
}

func TestThePageDoesNotChangeThePost(t *testing.T) {
	h := serve(t, blog(t))
	view := `<post-view id="a" toc src="` + h.at("posts/start-here.md") + `"></post-view>`
	plain := embedding(t, h, `<body>`+view)
	hostile := embedding(t, h, `<style>
		* { all: revert; color: red; letter-spacing: 3px; text-transform: uppercase; text-align: right; line-height: 3; cursor: wait; list-style: square;
			white-space: nowrap; word-spacing: 9px; text-indent: 5em; hyphens: none; text-shadow: 1px 1px red; --ink: red; --paper: red; --size: 3px; --radius: 9px; --avatar: 1px; --tone: red }
		:not(:root) { font: 9px cursive }
		p, pre, h1, h2, li, a, img, div { display: none }
		.postview, .article, .title { opacity: 0; color: lime }
	</style><body>`+view)
	plain.state("a", "ready")
	hostile.state("a", "ready")
	want, got := plain.looks(), hostile.looks()
	require.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)))
	var changed []string
	for element, properties := range want {
		for name, value := range properties {
			if got[element][name] != value {
				changed = append(changed, fmt.Sprintf("%s of %s: %s, not %s", name, element, got[element][name], value))
			}
		}
	}
	assert.Empty(t, changed)
}

func TestThePostDoesNotChangeThePage(t *testing.T) {
	const post = `---
title: Hostile
---
<style>* { display: none !important } :host { display: none }</style>
<link rel="stylesheet" href="/evil.css">
<div id="app" class="app" style="position: fixed; inset: 0; z-index: 9999">over the page</div>
<a id="config" name="config" href="x">config</a> <img name="cookie" id="getElementById" src="x.png">
<form id="defaultView"><input name="body"></form> <iframe name="opener" src="https://example.org/"></iframe>
<details name="menu" open><summary>Mine</summary></details>
<p part="title" slot="x" is="x-y" contenteditable autofocus onclick="window.hit = 1">text</p>
<post-view src="javascript:alert(1)"></post-view><script>window.hit = 1</script>
`
	h := serve(t, blog(t))
	h.answer("hostile.md", body("text/markdown", post))
	for _, light := range []string{"", "light"} {
		t.Run(light, func(t *testing.T) {
			b := embedding(t, h, `<style>body { color: rgb(1, 2, 3) }</style><body><post-view id="a" `+light+` src="`+h.at("hostile.md")+`"></post-view>
				<main id="app" class="app">The page</main><details id="menu" name="menu" open><summary>The page’s</summary></details>`)
			b.state("a", "ready")
			assert.True(t, eval[bool](b, `document.getElementById("app").localName === "main" && document.querySelectorAll("#app").length === 1`))
			assert.True(t, eval[bool](b, `window.config === undefined && typeof document.getElementById === "function" && document.defaultView === window && document.cookie === ""`), "nothing takes a name of the page’s")
			assert.True(t, eval[bool](b, `menu.open && window.hit === undefined`))
			assert.Equal(t, "block", b.style(`document.querySelector("main")`, "display"))
			assert.Equal(t, "rgb(1, 2, 3)", b.style(`document.querySelector("main")`, "color"))
			assert.True(t, eval[bool](b, `(() => { const r = document.querySelector("main").getBoundingClientRect(); scrollTo(0, r.top); const s = document.querySelector("main").getBoundingClientRect();
				return document.elementFromPoint(s.x + 5, s.y + 5)?.localName === "main" })()`), "nothing lies over the page")
		})
	}
}

func TestAPictureThatIsMissing(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("picture.md", body("text/markdown", "![Its text](nowhere.png)\n"))
	b := embedding(t, h, `<post-view id="a" src="`+h.at("picture.md")+`"></post-view><post-view id="b" light src="`+h.at("picture.md")+`"></post-view>`)
	b.wait(inside("img[data-missing]"))
	b.wait(`document.querySelector("#b img[data-missing]")`)
}

func TestPostIsPrintedInBlack(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<style>:root { color-scheme: dark }</style><post-view id="a" toc src="`+h.at("posts/markdown.md")+`"></post-view>`)
	b.state("a", "ready")
	b.send("Emulation.setEmulatedMedia", map[string]any{"media": "print"})
	assert.Equal(t, "rgb(0, 0, 0)", b.style(inside(".article p"), "color"))
	assert.Equal(t, "none", b.style(inside(".toc"), "display"))
}

// manifest is what web/embed/package/custom-elements.json says of the element.
type manifest struct {
	Attributes, Members, Events, CSSParts, CSSProperties, CSSStates []named
}

type named struct{ Name, FieldName string }

// namesOf returns the names, sorted.
func namesOf(all []named) []string {
	var names []string
	for _, n := range all {
		names = append(names, n.Name)
	}
	slices.Sort(names)
	return names
}

func TestTheManifestNamesWhatThereIs(t *testing.T) {
	var file struct {
		Modules []struct{ Declarations []manifest }
	}
	require.NoError(t, json.Unmarshal([]byte(read(t, filepath.Join(repository, "web/embed/package/custom-elements.json"))), &file))
	m := file.Modules[0].Declarations[0]

	assert.Equal(t, found(t, `--postview-[a-z-]+`, "web/style/base.css", "web/style/post.css", "web/style/prose.css", "web/style/code.css", "web/style/blocks.css"), namesOf(m.CSSProperties))
	parts := append(found(t, `part="[a-z]+"`, "wasm/page/post.go", "wasm/page/author.go", "wasm/page/failure.go"), found(t, `"part", "[a-z]+"`, "web/embed/element.js")...)
	for _, part := range namesOf(m.CSSParts) {
		assert.Contains(t, strings.Join(append(parts, `"tags"`, `"facts"`, `"aliases"`, `"actions"`), " "), `"`+part+`"`)
	}
	assert.Equal(t, []string{"error", "idle", "loading", "ready"}, namesOf(m.CSSStates))
	assert.Equal(t, []string{"postview-error", "postview-progress", "postview-ready"}, namesOf(m.Events))

	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a"></post-view>`)
	b.do(`await customElements.whenDefined("post-view")`)
	observed := append(eval[[]string](b, `a.constructor.observedAttributes`), "theme")
	slices.Sort(observed)
	assert.Equal(t, observed, namesOf(m.Attributes))
	for _, attribute := range m.Attributes {
		assert.True(t, eval[bool](b, fmt.Sprintf(`%q in a`, attribute.FieldName)), attribute.FieldName)
	}
	members := eval[[]string](b, `[a.constructor, Object.getPrototypeOf(a.constructor)].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)).filter(name => name !== "constructor" && !name.endsWith("Callback")).sort()`)
	assert.Equal(t, members, namesOf(m.Members))

	documentation := read(t, filepath.Join(repository, "content/posts/embed-a-post.md"))
	told := slices.Concat(namesOf(m.Attributes), namesOf(m.Members), namesOf(m.Events), namesOf(m.CSSParts), namesOf(m.CSSProperties))
	untold := slices.DeleteFunc(told, func(name string) bool { return strings.Contains(documentation, "`"+name+"`") })
	assert.Empty(t, untold, "the post about the element does not tell of them")
}

// found returns what of the repository's files matches, sorted and once.
func found(t *testing.T, pattern string, files ...string) []string {
	t.Helper()
	all := map[string]bool{}
	for _, file := range files {
		for _, match := range regexp.MustCompile(pattern).FindAllString(read(t, filepath.Join(repository, file)), -1) {
			all[match] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
