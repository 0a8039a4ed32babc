package e2e

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

// entries is the list of a site that was built.
func entries(t *testing.T, dist string) []site.Entry {
	t.Helper()
	return entriesBelow(t, dist, "")
}

// entriesBelow is the list of the posts in the language whose pages have the prefix.
func entriesBelow(t *testing.T, dist, prefix string) []site.Entry {
	t.Helper()
	var all []site.Entry
	for number, parts := 1, 1; number <= parts; number++ {
		data, err := os.ReadFile(filepath.Join(dist, site.PartFile(prefix, number)))
		require.NoError(t, err)
		s, err := site.Decode(data)
		require.NoError(t, err)
		parts = max(parts, s.Parts)
		all = append(all, s.Entries...)
	}
	return all
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

func TestFrontsAreTheSame(t *testing.T) {
	dist := buildOnce(t, "blog-all", "--drafts", "--future", "--expired")
	sameFromBothFronts(t, serve(t, dist), entries(t, dist))
}

func TestShellShowsWhatThePagesShow(t *testing.T) {
	pages, shell := serve(t, blog(t)), serve(t, blogShell(t))
	b := newTab(t)
	const words = `(() => { const article = document.querySelector(".article").cloneNode(true); (` + withoutEnrichment + `)(article); return article.textContent })()`
	for _, e := range entries(t, blog(t)) {
		b.load(pages.at(e.URL))
		want := eval[string](b, words)
		b.load(shell.at("?src=" + url.QueryEscape(e.Path)))
		b.shown("post")
		assert.Equal(t, want, eval[string](b, words), e.Path)
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
