package e2e

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

const (
	seedPath  = "seed/kubecon-cloudnativecon-europe-2024-highlights.md"
	seedTitle = "KubeCon / CloudNativeCon Europe 2024 Highlights"
)

// seedFacts is what the seed post says, and where a page has it. Links are
// "text → address".
type seedFacts struct {
	Title    string
	Document string   // the title of the page
	Subtitle string   // newsSubtitle
	Dates    []string // publishdate: "day, datetime"
	Authors  []string
	Emails   []string
	Avatars  []string
	Aliases  []string
	Source   []string
	Headings []string // "level id: text"
	Contents []string
	Links    []string // of the article
	Pictures []string // "src, alt, title"
}

// seedOnPage is an expression for the facts as a page has them.
const seedOnPage = `(() => {
	const all = (selector, say) => [...document.querySelectorAll(selector)].map(say);
	const text = element => element.textContent.trim();
	const link = a => text(a) + " → " + a.href.replace(location.href.split("#")[0], "").replace(location.origin, "");
	return {
		Title: all("h1", text).join(),
		Document: document.title,
		Subtitle: all(".subtitle", text).join(),
		Dates: all("time", time => text(time) + ", " + time.dateTime),
		Authors: all(".author-name", text),
		Emails: all(".author-email", link),
		Avatars: all(".avatar img", image => image.src),
		Aliases: all(".aliases li", text),
		Source: all(".post-footer a", link),
		Headings: all(".article :is(h1, h2, h3, h4, h5, h6)", h => h.localName + " " + h.id + ": " + text(h)),
		Contents: all(".toc a", link),
		Links: all(".article a:not(.heading-link)", link),
		Pictures: all(".article img", i => [i.src.replace(location.origin, ""), i.alt, i.title].join(", ")),
	};
})()`

var seedWants = seedFacts{
	Title:    seedTitle,
	Document: seedTitle + " · Posts",
	Subtitle: "April 05, 2024",
	Dates:    []string{"5 April 2024, 2024-04-05"},
	Authors:  []string{"Rafael Franzke"},
	Emails:   []string{"rafael.franzke@sap.com → mailto:rafael.franzke@sap.com"},
	Avatars:  []string{"https://avatars.githubusercontent.com/u/19169361"},
	Aliases:  []string{"/blog/2024/04/05/01"},
	Source:   []string{"kubecon-cloudnativecon-europe-2024-highlights.md → /" + seedPath},
	Headings: []string{
		"h2 ai-everywhere: AI Everywhere",
		"h2 cluster-autopilot: Cluster Autopilot",
		"h2 sophisticated-fleet-management: Sophisticated Fleet Management",
		"h2 wasm-everywhere: WASM Everywhere",
		"h2 rust-on-the-rise: Rust on the Rise",
		"h2 internal-developer-platforms: Internal Developer Platforms",
		"h2 sustainability: Sustainability",
		"h2 customer-stories: Customer Stories",
		"h2 notable-talks: Notable Talks",
		"h2 in-conclusion: In Conclusion…",
	},
	Contents: []string{
		"AI Everywhere → #ai-everywhere",
		"Cluster Autopilot → #cluster-autopilot",
		"Sophisticated Fleet Management → #sophisticated-fleet-management",
		"WASM Everywhere → #wasm-everywhere",
		"Rust on the Rise → #rust-on-the-rise",
		"Internal Developer Platforms → #internal-developer-platforms",
		"Sustainability → #sustainability",
		"Customer Stories → #customer-stories",
		"Notable Talks → #notable-talks",
		"In Conclusion… → #in-conclusion",
	},
	Links: []string{
		"AI whitepaper → https://www.cncf.io/reports/cloud-native-artificial-intelligence-whitepaper/",
		"k8sgpt project → https://k8sgpt.ai/",
		"following playlist → https://www.youtube.com/playlist?list=PLj6h78yzYM2MQteKoXxICTWiUdZYEw6RI",
		"programming language for cloud-native workloads → https://youtu.be/2q3RLffSvEc",
		"writing Kubernetes controllers → https://youtu.be/rXS-3hFYVjc",
		"Backstage → https://backstage.io/",
		"KubeCost application → https://github.com/kubecost",
		"kube-green project → https://kube-green.dev/",
		"Gardener → https://gardener.cloud/",
		"playlist → https://www.youtube.com/playlist?list=PLj6h78yzYM2N8nw1YcqqKveySH6_0VnI0",
		"separate playlists → https://www.youtube.com/@cncf/playlists?view=1&sort=dd&flow=grid",
	},
	Pictures: []string{"/seed/images/kubecon-eu2024.png, KubeCon EU 2024 Keynote Room, KubeCon EU 2024 Keynote Room"},
}

func TestSeedPost(t *testing.T) {
	pages := serve(t, realPosts(t, "real"))
	shell := serve(t, realPosts(t, "real-shell", "--prerender=false"))
	all := entries(t, pages.folder)
	at := slices.IndexFunc(all, func(e site.Entry) bool { return e.Path == seedPath })
	require.Positive(t, at)
	seed, newer := all[at], all[at-1]
	number := at/20 + 1 // of the page of the list that has it
	require.Greater(t, number, 1)

	for name, front := range map[string]struct {
		renderer          string
		page, list, newer string
	}{
		"prerender": {"prerender", pages.at(seed.URL), pages.at(fmt.Sprintf("page/%d/", number)), pages.at(newer.URL)},
		"wasm":      {"wasm", pages.at(seed.URL + "?renderer=wasm"), pages.at(fmt.Sprintf("page/%d/?renderer=wasm", number)), pages.at(newer.URL + "?renderer=wasm")},
		"shell":     {"wasm", shell.at("?src=" + seedPath), shell.at(fmt.Sprintf("?page=%d", number)), shell.at("?src=" + newer.Path)},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.withoutStrangers()
			b.send("Page.enable", map[string]any{})
			b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": shifts})
			b.show(front.page, front.renderer)
			assert.Equal(t, seedWants, eval[seedFacts](b, seedOnPage))
			b.wait(`document.querySelector(".article img").dataset.missing === ""`)
			assert.Less(t, eval[float64](b, "shift"), 0.02, "what the missing picture moves")

			b.show(front.list, front.renderer)
			assert.Contains(t, eval[[]string](b, `[...document.querySelectorAll(".posts h2 a")].map(a => a.textContent)`), seedTitle, "the list")
			b.show(front.newer, front.renderer)
			assert.Equal(t, seedTitle, b.text(".neighbours .older strong"))
			b.click(".neighbours .older")
			b.wait(`document.title.startsWith("` + seedTitle + `") && !document.querySelector("main[aria-busy]")`)
			assert.Equal(t, seedWants.Headings, eval[seedFacts](b, seedOnPage).Headings)
			assert.Empty(t, b.strange(), "the console")
		})
	}
}

// show loads a page and waits until it is whole.
func (b *tab) show(url, renderer string) {
	b.Helper()
	b.load(url)
	b.wait(`document.documentElement.dataset.renderer === "` + renderer + `" && !document.querySelector("main[aria-busy]")`)
}
