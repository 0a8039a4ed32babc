package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// shifts notes from the beginning how far things move on their own.
const shifts = `window.shift = 0; new PerformanceObserver(list => {
	for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
}).observe({type: "layout-shift", buffered: true})`

func TestNothingMoves(t *testing.T) {
	pages, shell := serve(t, blog(t)), serve(t, blogShell(t))
	for _, url := range []string{
		pages.at(""), pages.at("posts/kubecon-2024-in-paris/"), pages.at("posts/markdown/"), pages.at("404.html"),
		pages.at("posts/markdown/?renderer=wasm"), shell.at(""), shell.at("?src=posts/markdown.md"), shell.at("?src=nowhere.md"),
	} {
		for _, width := range []int{390, 1280} {
			b := newTab(t)
			b.send("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500})
			b.send("Page.enable", map[string]any{})
			b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": shifts})
			b.load(url)
			b.wait(`!document.querySelector("main[aria-busy]") && [...document.images].every(i => i.complete || i.loading === "lazy")`)
			b.do(`await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
			assert.Less(t, eval[float64](b, "shift"), 0.02, "%s at %d", url, width)
			assert.LessOrEqual(t, eval[int](b, "document.documentElement.scrollWidth"), width, "%s is wider than %d", url, width)
		}
	}
}
