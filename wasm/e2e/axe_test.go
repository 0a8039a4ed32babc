package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/npm"
)

// axe is the source of axe-core, or leaves the test out where npm has no way to it.
func axe(t *testing.T) string {
	t.Helper()
	file, err := npm.Install(".")
	if err != nil {
		t.Skip("axe-core can’t be had:", err)
	}
	source, err := os.ReadFile(file("axe-core/axe.min.js"))
	require.NoError(t, err)
	return string(source)
}

// violations is an expression for what axe-core finds: the rule, what it says,
// and the elements it is about.
const violations = `axe.run().then(({violations, passes}) => {
	if (passes.length < 10) throw new Error("axe-core looked at nothing");
	return violations.map(v => v.id + ": " + v.help + v.nodes.map(n => "\n\t" + n.target.join(" ") + "  " + n.failureSummary).join(""));
})`

func TestAccessibility(t *testing.T) {
	source := axe(t)
	content := map[string]string{"broken.md": "---\ntitle: \"Bad\n---\nBody", "whole.md": "# Whole"}
	pages, shell, broken := serve(t, blog(t)), serve(t, blogShell(t)), serve(t, build(t, "--content", files(t, content)))
	views := map[string]string{
		"list":            pages.at(""),
		"short post":      pages.at("posts/start-here/"),
		"post with all":   pages.at("posts/markdown/"),
		"post of authors": pages.at("posts/kubecon-2024-in-paris/"),
		"post by wasm":    pages.at("posts/markdown/?renderer=wasm"),
		"no such page":    pages.at("nowhere/"),
		"list in shell":   shell.at(""),
		"post in shell":   shell.at("?src=posts/markdown.md"),
		"none in shell":   shell.at("?src=nowhere.md"),
		"broken list":     broken.at(""),
		"broken post":     broken.at("broken/"),
		"any post":        pages.at("view.html"),
		"host to agree":   pages.at("view.html?src=https://blog.example/a.md"),
		"frame":           pages.at("embed.html?src=posts/markdown.md"),
	}
	for name, url := range views {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.withoutStrangers()
			b.load(url)
			b.wait(`!document.querySelector("main[aria-busy]")`)
			b.do(source + `; window.axe = axe; for (const details of document.querySelectorAll("details")) details.open = true`)
			for _, scheme := range []string{"light", "dark"} {
				for _, width := range []int{390, 1280} {
					b.seen(scheme, width)
					found := eval[[]string](b, violations)
					assert.Empty(t, found, "%s at %d:\n%s", scheme, width, strings.Join(found, "\n"))
				}
			}
		})
	}
}

// seen shows the page in a color scheme at a width, in CSS pixels.
func (b *tab) seen(scheme string, width int) {
	b.Helper()
	b.prefers("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
	b.send("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
	b.wait(fmt.Sprintf(`innerWidth === %d && matchMedia("(prefers-color-scheme: %s)").matches`, width, scheme))
	b.do(`await Promise.all(document.getAnimations().filter(a => a.timeline === document.timeline).map(a => a.finished))`)
}
