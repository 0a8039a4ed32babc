package e2e

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/build/buildtest"
)

// isle is a site whose posts say little of themselves.
func isle(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	return buildOnce(t, name, append([]string{"--content", filepath.Join(files(t, map[string]string{
		"hugo.toml": "title = 'Isle'\nmainSections = ['log']\n[[cascade]]\nauthors = ['Ada Example']\n[params]\nmood = 'calm'\n",
		"content/log/_index.md": "---\ntitle: Log\ncascade:\n- date: 2026-01-02\n  tags: [tide, '🎉']\n  mood: wild\n  weight: 4\n" +
			"- title: Called by all\n  target: {path: '/log/*/*'}\n- target: {path: /log/linked}\n  build: {render: link}\n---\n",
		"content/log/first.md":          "---\ntitle: First\nweight: 1\n---\nThe mood is {{< param mood >}}. See [linked](linked.md).\n",
		"content/log/deep/second.md":    "Without a word of front matter.\n",
		"content/log/linked.md":         "---\ntitle: Elsewhere\n---\nNobody shows this.\n",
		"content/log/linked/index.html": "<!doctype html><title>Elsewhere</title><h1>It is a file</h1>",
		"content/log/note.md":           "---\ntitle: A note\nbuild: {render: never}\n---\nIn lists alone.\n",
		"content/docs/third.md":         "---\ntitle: Third\ndate: 2020-01-01\ntags: []\n---\nAn albatross.\n",
	}), "content")}, arguments...)...)
}

func TestBothFrontsKnowWhatAPostInherits(t *testing.T) {
	dist := isle(t, "isle")
	all := entries(t, dist)
	linked := all[:0:0]
	for _, e := range all {
		if !e.Unlinked && e.Path != "log/linked.md" {
			linked = append(linked, e)
		}
	}
	assert.Len(t, linked, 3)
	sameFromBothFronts(t, serve(t, dist), linked)
	page := buildtest.Read(t, dist, "log/deep/second/index.html")
	for _, inherited := range []string{"Called by all", "2026-01-02", "Ada Example", "tide"} {
		assert.Contains(t, page, inherited)
	}
	assert.Contains(t, buildtest.Read(t, dist, "log/first/index.html"), "The mood is wild.")
	assert.Contains(t, buildtest.Read(t, dist, "tags/🎉/index.html"), "Called by all")
}

// What has an address but no page is somebody else's, which the browser is left to.
func TestAPostThatIsElsewhere(t *testing.T) {
	h := serve(t, isle(t, "isle"))
	b := newTab(t)
	b.load(h.at("?renderer=wasm"))
	b.shown("list")
	assert.Equal(t, 1, b.count(".posts h2:not(:has(a))"), "the note has no address")
	b.tap(".posts a[href$='log/linked/']")
	b.wait(`document.querySelector("h1")?.innerText === "It is a file"`)
}

// Without pages the list of all posts has those of the main sections, and others are
// still found.
func TestMainSectionsInTheShell(t *testing.T) {
	h := serve(t, isle(t, "isle-shell", "--prerender=false"))
	b := newTab(t)
	b.load(h.at(""))
	b.shown("list")
	assert.Equal(t, "4 posts", b.text(".count"))
	assert.Equal(t, 4, b.count(".posts > li"))
	b.load(h.at("?q=albatross"))
	b.found("1 of 5 posts")
	assert.Equal(t, "Third", b.text(".posts h2"))
	b.load(h.at("?src=log/deep/second.md"))
	b.shown("post")
	assert.Equal(t, "Called by all", b.text("h1"))
	b.quiet()
}
