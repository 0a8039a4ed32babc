package e2e

import "testing"

// paints notes from the beginning which element was the largest painted, by the
// nearest part of the page that has a name.
const paints = `new PerformanceObserver(list => {
	for (const {element} of list.getEntries()) window.largest = element?.closest(".loading, .article, .post-header, .card, .list-header, .failure")?.className ?? element?.localName;
}).observe({type: "largest-contentful-paint", buffered: true})`

// The largest thing that a reader sees first is what they came for.
func TestTheContentIsPaintedFirst(t *testing.T) {
	broken := map[string]string{"bad.md": "---\ntitle: \"Bad\n---\nBody"}
	pages, shell, trouble := serve(t, blog(t)), serve(t, blogShell(t)), serve(t, build(t, "--content", files(t, broken)))
	for url, wanted := range map[string]string{
		pages.at(""):                                "card",
		pages.at("posts/start-here/"):               "article",
		pages.at("posts/kubecon-2024-in-paris/"):    "article",
		pages.at("posts/start-here/?renderer=wasm"): "article",
		pages.at("nowhere/"):                        "failure",
		trouble.at("bad/"):                          "failure",
		shell.at(""):                                "card",
		shell.at("?src=posts/start-here.md"):        "article",
	} {
		b := newTab(t)
		b.send("Page.enable", map[string]any{})
		b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": paints})
		b.load(url)
		b.wait(`!document.querySelector("main[aria-busy]")`)
		b.wait(`window.largest === "` + wanted + `"`) // told some frames later
	}
}
