package e2e

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

// seedTwin is the seed post in the corpus, which has the same alias.
const seedTwin = "gardener/hugo/content/blog/2024/04/04-05-kubecon-cloudnativecon-europe-2024-highlights.md"

// realPosts builds the 258 posts of the corpus and the seed post into one site,
// once for each name.
func realPosts(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	corpus, seed := shared(t, "corpus/posts"), shared(t, "seed")
	content := filepath.Join(scratch, "real-posts")
	if _, err := os.Stat(content); err != nil {
		require.NoError(t, os.CopyFS(content, os.DirFS(corpus)))
		require.NoError(t, os.CopyFS(filepath.Join(content, "seed"), os.DirFS(seed)))
		twin := filepath.Join(content, seedTwin)
		write(t, twin, strings.Replace(read(t, twin), "- /blog/2024/04/05/01\n", "- /blog/2024/04/05/02\n", 1))
	}
	return buildOnce(t, name, append([]string{"--content", content, "--drafts", "--future", "--expired", "--strict"}, arguments...)...)
}

func TestRealPosts(t *testing.T) {
	pages := serve(t, realPosts(t, "real"))
	shell := serve(t, realPosts(t, "real-shell", "--prerender=false"))
	all := entries(t, pages.folder)
	require.Len(t, all, 258) // a README.md is the text of its folder
	sameFromBothFronts(t, pages, all)

	t.Run("links from elsewhere", func(t *testing.T) {
		made, b := newTab(t), newTab(t)
		made.withoutStrangers()
		b.withoutStrangers()
		for i := 0; i < len(all); i += 20 {
			e := all[i]
			made.load(pages.at(e.URL))
			b.load(pages.at(e.URL + "?renderer=wasm"))
			b.shown("post")
			assertSame(t, eval[string](made, viewDOM), eval[string](b, viewDOM), e.Path)
			b.load(shell.at("?src=" + url.QueryEscape(e.Path)))
			b.shown("post")
			assertSame(t, eval[string](made, articleTree), eval[string](b, articleTree), e.Path+" in the shell")
		}
		assert.Empty(t, made.strange(), "the console")
		assert.Empty(t, b.strange(), "the console")
	})
}

// sameFromBothFronts opens all posts of a site by both fronts at once: the pages
// as they were made, and in another tab the program, which shows one post after
// the other in place.
func sameFromBothFronts(t *testing.T, h *host, all []site.Entry) {
	made, shown := make([]string, len(all)), make([]string, len(all))
	t.Run("fronts", func(t *testing.T) {
		t.Run("prerender", func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.withoutStrangers()
			for i, e := range all {
				b.load(h.at(e.URL))
				require.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"), e.Path)
				made[i] = eval[string](b, viewDOM)
			}
			assert.Empty(t, b.strange(), "the console")
		})
		t.Run("wasm", func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.withoutStrangers()
			b.load(h.at("?renderer=wasm"))
			b.shown("list")
			b.do("window.same = true")
			for i, e := range all {
				shown[i] = b.follow(h.at(e.URL))
			}
			assert.True(t, b.sameDocument(), "the page was loaded anew")
			assert.Empty(t, b.strange(), "the console")
		})
	})
	if t.Failed() || t.Skipped() {
		return
	}
	for i, e := range all {
		assertSame(t, made[i], shown[i], e.Path)
	}
}

// viewDOM is an expression for the tree of the view, without what scripts mark
// in it as the reader goes.
const viewDOM = `(() => {
	const view = document.querySelector("main").cloneNode(true);
	(` + withoutEnrichment + `)(view);
	for (const e of view.querySelectorAll("*")) {
		for (const name of ["data-missing", "aria-current"]) e.removeAttribute(name);
		for (const {name, value} of [...e.attributes].sort((a, b) => a.name < b.name ? -1 : 1)) { // their order means nothing
			e.removeAttribute(name);
			e.setAttribute(name, value);
		}
	}
	view.normalize();
	return view.innerHTML.trim();
})()`

// articleTree is the same for the article alone, with its pictures and players
// where they are from the root of the site, and without what links lead to: in
// the shell posts have other addresses.
const articleTree = `(() => {
	const article = document.querySelector(".article, .failure").cloneNode(true);
	(` + withoutEnrichment + `)(article);
	for (const e of article.querySelectorAll("*")) {
		if (e.src) e.setAttribute("src", e.src.replace(location.origin, ""));
		for (const name of ["data-missing", "href"]) e.removeAttribute(name);
	}
	article.normalize();
	return article.innerHTML.trim();
})()`

// follow clicks on a link that the test puts into the page, and returns the tree
// of the view that comes in its place.
func (b *tab) follow(href string) string {
	b.Helper()
	return eval[string](b, fmt.Sprintf(`(async () => {
		const shown = new Promise(done => addEventListener("postview-show", done, {once: true}));
		const link = document.querySelector(".site-header").appendChild(document.createElement("a"));
		link.href = %q;
		link.click();
		link.remove();
		await shown;
		while ("colouring" in document.querySelector("main").dataset) await new Promise(done => setTimeout(done, 5));
		if (location.href !== %[1]q) throw new Error("at " + location.href);
		return %s;
	})()`, href, viewDOM))
}

// harmless is what the console may say of real posts. Other hosts are out of
// reach in a test, the corpus comes without the pictures and films of its posts
// and what they include, and players ask for a feature that Chromium lacks.
var harmless = regexp.MustCompile(`net::ERR_BLOCKED_BY_CLIENT.* \(https?://` +
	`|status of 404 .* \(http://127\.0\.0\.1:\d+/[^)]*(/[^)/.]+|\.(png|jpe?g|gif|svg|webp|mp4|webm|inc))(\?[^)]*)?\)$` +
	`|Unrecognized feature: 'web-share'`)

// strange returns what else the console shows.
func (b *tab) strange() []string {
	var lines []string
	for _, line := range b.said() {
		if !harmless.MatchString(line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// assertSame fails the test when two trees differ, and shows where.
func assertSame(t *testing.T, made, shown, what string) {
	t.Helper()
	if made == shown {
		return
	}
	at := 0
	for at < len(made) && at < len(shown) && made[at] == shown[at] {
		at++
	}
	at = max(0, at-40)
	assert.Fail(t, "the fronts differ", "%s at %d:\nmade:  %.200s\nshown: %.200s", what, at, made[at:], shown[at:])
}
