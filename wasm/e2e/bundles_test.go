package e2e

import "testing"

// Files of bundles, and posts of each ending, are the same from both fronts.
func TestBundlesFromBothFronts(t *testing.T) {
	const dot = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`
	h := serve(t, build(t, "--content", files(t, map[string]string{
		"hugo.toml":                   "[permalinks.page]\nposts = '/p/:contentbasename/'\n[security]\nallowContent = ['.*']\n",
		"posts/Two Lakes/index.md":    "---\ntitle: Lakes\n---\n![one](one.svg) ![two](img/Two.svg) ![three](/p/two-lakes/one.svg)\n\n{{% readfile \"more.md\" %}}\n",
		"posts/Two Lakes/more.md":     "*More* of it.",
		"posts/Two Lakes/one.svg":     dot,
		"posts/Two Lakes/img/Two.svg": dot,
		"posts/long.markdown":         "---\ntitle: Long\n---\n[Lakes](Two%20Lakes/index.md)\n",
		"posts/page.html":             "---\ntitle: HTML\n---\n<p>As *it* is</p>\n",
		"same.md":                     "---\nslug: other\n---\nFirst",
		"other.md":                    "---\ndate: 2026-01-01\n---\nSecond",
	})))
	sameFromBothFronts(t, h, entries(t, h.folder))
	for _, query := range []string{"", "?renderer=wasm"} {
		b := open(t, h.at("p/two-lakes/"+query))
		if query != "" {
			b.shown("post")
		}
		b.wait(`[...document.querySelectorAll(".article img")].filter(img => img.naturalWidth === 9).length === 3`)
		b.wait(`document.querySelector(".article em").textContent === "More"`)
		b.quiet()
		b = open(t, h.at("p/page/"+query))
		b.wait(`document.querySelector(".article p").textContent === "As *it* is"`)
		b.quiet()
	}
	b := open(t, h.at("p/long/?renderer=wasm"))
	b.shown("post")
	b.tap(".article a")
	b.arrived("Lakes")
	b.tap(".newer")
	b.arrived("HTML")
	b.quiet()
}
