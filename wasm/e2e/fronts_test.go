//go:build !js

package e2e

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

// viewDOM is an expression for the tree of the view, without what scripts mark
// in it as the reader goes.
const viewDOM = `(() => {
	const view = document.querySelector("main").cloneNode(true);
	for (const e of view.querySelectorAll("*")) for (const name of ["data-missing", "aria-current"]) e.removeAttribute(name);
	view.normalize();
	return view.innerHTML.trim();
})()`

// entries is the list of a site that was built.
func entries(t *testing.T, dist string) []site.Entry {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dist, "posts.json"))
	require.NoError(t, err)
	s, err := site.Decode(data)
	require.NoError(t, err)
	return s.Entries
}

// withoutStrangers keeps a page from asking other hosts, which posts do for
// pictures and players; here there is no way to them.
func (b *tab) withoutStrangers() {
	b.Helper()
	b.send("Network.enable", map[string]any{})
	b.send("Network.setBlockedURLs", map[string]any{"urlPatterns": []map[string]any{
		{"urlPattern": "https://*:*/*", "block": true},
		{"urlPattern": "http://127.0.0.1:*/*", "block": false},
	}})
}

// excuses are what the console may say of pictures and players that are not
// there, and of a feature that players ask for and this Chromium lacks.
var excuses = []string{"Unrecognized feature: 'web-share'", "ERR_BLOCKED_BY_CLIENT", "status of 404", "ERR_NAME_NOT_RESOLVED", "ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION"}

// sameFromBothFronts opens every post of a site by both fronts: each page as it
// was made, and then each by the program, one after the other in one page.
func sameFromBothFronts(t *testing.T, dist string) {
	h := serve(t, dist)
	b := newTab(t)
	b.withoutStrangers()
	all := entries(t, dist)
	made := make([]string, len(all))
	for i, e := range all {
		b.load(h.at(e.URL))
		require.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"), e.Path)
		made[i] = eval[string](b, viewDOM)
	}
	assert.Empty(t, h.asked(".wasm"), "the pages fetch the program")

	b.load(h.at("?renderer=wasm"))
	b.shown("list")
	for i, e := range all {
		// The same click as a reader's, on a link that the test puts there.
		b.do(fmt.Sprintf(`const link = document.querySelector(".site-header").appendChild(document.createElement("a"));
			link.href = %q; link.click(); link.remove()`, h.at(e.URL)))
		b.wait(fmt.Sprintf(`location.href === %q && !document.querySelector("main[aria-busy]")`, h.at(e.URL)))
		shown := eval[string](b, viewDOM)
		if made[i] != shown {
			at := firstDifference(made[i], shown)
			assert.Fail(t, "the fronts differ", "%s at %d:\nmade:  %.200s\nshown: %.200s", e.Path, at, made[i][at:], shown[at:])
		}
	}
	b.quiet(excuses...)
}

func firstDifference(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return max(0, i-40)
}

func TestFrontsAreTheSame(t *testing.T) {
	sameFromBothFronts(t, buildOnce(t, "blog-all", "--drafts", "--future", "--expired"))
}

// realPosts is the corpus and the seed post, built into one site.
func realPosts(t *testing.T) string {
	content := filepath.Join(scratch, "real")
	require.NoError(t, os.CopyFS(content, os.DirFS(shared(t, "corpus/posts"))))
	require.NoError(t, os.CopyFS(filepath.Join(content, "seed"), os.DirFS(shared(t, "seed"))))
	t.Cleanup(func() { os.RemoveAll(content) })
	return build(t, "--content", content, "--drafts", "--future", "--expired", "--strict")
}

func TestRealPosts(t *testing.T) {
	dist := realPosts(t)
	assert.Len(t, entries(t, dist), 259)
	sameFromBothFronts(t, dist)
	t.Run("seed", func(t *testing.T) { seedPost(t, serve(t, dist)) })
}

// seedPost checks all that the front matter of the seed post says, its headings
// and its links, from both fronts.
func seedPost(t *testing.T, h *host) {
	const page = "seed/kubecon-cloudnativecon-europe-2024-highlights/"
	for _, front := range []string{"", "?renderer=wasm"} {
		b := newTab(t)
		b.withoutStrangers()
		b.load(h.at(page + front))
		if front != "" {
			b.shown("post")
		}
		assert.Equal(t, "KubeCon / CloudNativeCon Europe 2024 Highlights", b.text("h1"))
		assert.Equal(t, "April 05, 2024", b.text(".subtitle"))
		assert.Equal(t, "5 April 2024", b.text("time"))
		assert.Equal(t, "2024-04-05", eval[string](b, `document.querySelector("time").getAttribute("datetime")`))
		assert.Equal(t, "Rafael Franzke", b.text(".author-name"))
		assert.Equal(t, "mailto:rafael.franzke@sap.com", eval[string](b, `document.querySelector(".author-email").href`))
		assert.Equal(t, "https://avatars.githubusercontent.com/u/19169361", eval[string](b, `document.querySelector(".avatar img").src`))
		assert.Equal(t, "/blog/2024/04/05/01", b.text(".aliases"))

		headings := eval[[]string](b, `[...document.querySelectorAll(".article h2")].map(h => h.id + ": " + h.textContent.trim())`)
		assert.Equal(t, []string{
			"ai-everywhere: AI Everywhere",
			"cluster-autopilot: Cluster Autopilot",
			"sophisticated-fleet-management: Sophisticated Fleet Management",
			"wasm-everywhere: WASM Everywhere",
			"rust-on-the-rise: Rust on the Rise",
			"internal-developer-platforms: Internal Developer Platforms",
			"sustainability: Sustainability",
			"customer-stories: Customer Stories",
			"notable-talks: Notable Talks",
			"in-conclusion: In Conclusion…",
		}, headings)
		assert.Equal(t, 10, b.count(".toc a"))
		links := eval[[]string](b, `[...document.querySelectorAll(".article a:not(.heading-link)")].map(a => a.href)`)
		assert.Equal(t, []string{
			"https://www.cncf.io/reports/cloud-native-artificial-intelligence-whitepaper/",
			"https://k8sgpt.ai/",
			"https://www.youtube.com/playlist?list=PLj6h78yzYM2MQteKoXxICTWiUdZYEw6RI",
			"https://youtu.be/2q3RLffSvEc",
			"https://youtu.be/rXS-3hFYVjc",
			"https://backstage.io/",
			"https://github.com/kubecost",
			"https://kube-green.dev/",
			"https://gardener.cloud/",
			"https://www.youtube.com/playlist?list=PLj6h78yzYM2N8nw1YcqqKveySH6_0VnI0",
			"https://www.youtube.com/@cncf/playlists?view=1&sort=dd&flow=grid",
		}, links)
		assert.Equal(t, h.at("seed/images/kubecon-eu2024.png"), eval[string](b, `document.querySelector(".article img").src`))
		b.wait(`document.querySelector(".article img").dataset.missing === ""`)
		assert.Equal(t, "KubeCon EU 2024 Keynote Room", eval[string](b, `document.querySelector(".article img").alt`))
		assert.Equal(t, "KubeCon / CloudNativeCon Europe 2024 Highlights", linkTo(b, h, page), "its name in a link")
	}
}

// linkTo returns the text of the list's link to a page.
func linkTo(b *tab, h *host, page string) string {
	b.load(h.at(""))
	return eval[string](b, fmt.Sprintf(`[...document.querySelectorAll(".posts h2 a")].find(a => a.href === %q)?.textContent ?? ""`, h.at(page)))
}

func TestShellShowsWhatThePagesShow(t *testing.T) {
	pages, shell := serve(t, blog(t)), serve(t, blogShell(t))
	b := newTab(t)
	for _, e := range entries(t, blog(t)) {
		b.load(pages.at(e.URL))
		want := eval[string](b, `document.querySelector(".article").textContent`)
		b.load(shell.at("?src=" + url.QueryEscape(e.Path)))
		b.shown("post")
		assert.Equal(t, want, eval[string](b, `document.querySelector(".article").textContent`), e.Path)
	}
	b.load(pages.at(""))
	want := b.text(".posts")
	b.load(shell.at(""))
	b.shown("list")
	assert.Equal(t, want, b.text(".posts"))
	b.quiet()
}

func TestWithoutJavaScriptTheSiteReadsWhole(t *testing.T) {
	h := serve(t, blog(t))
	b := newTab(t)
	b.send("Emulation.setScriptExecutionDisabled", map[string]any{"value": true})
	all := entries(t, blog(t))
	b.load(h.at(""))
	list := b.text("main")
	for _, e := range all {
		assert.Contains(t, list, e.LinkTitle)
	}
	for _, e := range all {
		b.load(h.at(e.URL))
		assert.Equal(t, e.Title, b.text("h1"))
		assert.NotEmpty(t, strings.TrimSpace(b.text(".article")))
	}
}

func TestDaysAreTheSameInEveryTimeZone(t *testing.T) {
	h := serve(t, build(t, "--content", files(t, map[string]string{"a.md": "---\ndate: 2026-03-01\n---\nA", "b.md": "---\ndate: 2026-03-01T23:30:00+01:00\n---\nB"})))
	for _, zone := range []string{"Pacific/Kiritimati", "Pacific/Pago_Pago"} {
		for _, page := range []string{"a/", "b/", "a/?renderer=wasm", "b/?renderer=wasm"} {
			b := newTab(t)
			b.send("Emulation.setTimezoneOverride", map[string]any{"timezoneId": zone})
			b.load(h.at(page))
			if strings.Contains(page, "wasm") {
				b.shown("post")
			}
			assert.Equal(t, "1 March 2026", b.text("time"), "%s in %s", page, zone)
		}
	}
}
