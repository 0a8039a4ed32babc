//go:build !js

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

// axe is the accessibility checker, from npm; its path is "" where npm is not
// there or can't fetch it.
var axe = sync.OnceValue(func() string {
	folder := filepath.Join(scratch, "npm")
	install := exec.Command("npm", "install", "--silent", "--no-save", "--prefix", folder, "axe-core@4")
	if err := install.Run(); err != nil {
		return ""
	}
	return filepath.Join(folder, "node_modules", "axe-core", "axe.min.js")
})

func TestAccessibility(t *testing.T) {
	if axe() == "" {
		t.Skip("axe-core can’t be had: npm is not here, or has no way to its registry")
	}
	broken := build(t, "--content", files(t, map[string]string{"bad.md": "---\ntitle: \"Bad\n---\nBody", "good.md": "# Good"}))
	pages, trouble := serve(t, blog(t)), serve(t, broken)
	for name, url := range map[string]string{
		"list": pages.at(""), "post": pages.at("posts/markdown/"), "seed": pages.at("posts/kubecon-2024-in-paris/"),
		"missing": pages.at("404.html"), "by the program": pages.at("posts/markdown/?renderer=wasm"),
		"broken": trouble.at("bad/"), "broken list": trouble.at(""),
	} {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int{390, 1280} {
				t.Run(name+" "+scheme, func(t *testing.T) {
					b := newTab(t)
					b.send("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": false})
					b.send("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": scheme}}})
					b.load(url)
					b.wait(`!document.querySelector("main[aria-busy]")`)
					violations := eval[[]string](b, source(t, axe())+`; axe.run().then(r => r.violations.map(v =>
						v.id + ": " + v.help + " " + v.nodes.map(n => n.target.join(" ") + " " + n.failureSummary).join("; ")))`)
					assert.Empty(t, violations)
				})
			}
		}
	}
}

func source(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}
