package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Where posts have no pages a host sends the shell for the address of one.
func TestPermalinksInTheShell(t *testing.T) {
	dist := quay(t, "quay-shell", "--prerender=false")
	onEachHost(t, dist, []string{"/", "/deep/er/"}, func(t *testing.T, host hosting, at func(string) string) {
		b := newTab(t)
		b.opens(at(""))
		b.arrived("Quay")
		b.tap(".posts a[href$='src=posts/rope.md']")
		b.arrived("Rope")
		assert.Equal(t, at("?src=posts/rope.md"), eval[string](b, "location.href"), "nobody knows yet what the host sends")
		b.opens(at("view.html?src=notes/gull.md"))
		b.arrived("Gull")
		b.opens(at("embed.html?src=notes/gull.md"))
		b.wait(`document.querySelector("post-view")?.dataset.state === "ready"`)
		if host.isSilent {
			b.quiet(notThere...)
			return
		}
		for address, title := range map[string]string{
			"posts/rope/": "Rope", "posts/rope": "Rope", "notes/gull.html": "Gull", "notes/gull": "Gull", "cord/": "Rope", "posts/wave-0/": "Wave 0", "posts/rope/?renderer=wasm": "Rope",
		} {
			b.opens(at(address))
			b.arrived(title)
			b.isStyled()
			assert.Equal(t, at(address), eval[string](b, "location.href"))
			assert.Equal(t, title+" · Quay", eval[string](b, "document.title"))
			assert.Equal(t, "post", eval[string](b, "document.documentElement.dataset.view"))
		}
		b.opens(at("posts/rope/"))
		b.arrived("Rope")
		b.do(`window.same = true`)
		b.tap(".article a")
		b.arrived("Gull")
		assert.Equal(t, at("notes/gull.html"), eval[string](b, "location.href"), "links are permalinks from here")
		b.do(`location.reload()`)
		b.wait(`window.same === undefined`)
		b.arrived("Gull")
		b.do(`history.back()`)
		b.arrived("Rope")
		b.tap(".site-title")
		b.arrived("Quay")
		assert.Equal(t, at(""), eval[string](b, "location.href"))
		assert.Equal(t, at("posts/rope/"), eval[string](b, `document.querySelector(".posts h2 a").href`))
		b.opens(at("posts/nowhere/"))
		b.arrived("There is no such post")
		assert.Equal(t, "posts/nowhere/", b.text(".reason"))
		b.isStyled()
		b.tap(".failure a")
		b.arrived("Quay")
		assert.Equal(t, at(""), eval[string](b, "location.href"))
		b.quiet(notThere...)
	})
}

// A post that came after the build is found by the entry that was made for it.
func TestPermalinkOfAPostThatCameLater(t *testing.T) {
	dist := build(t, "--prerender=false", "--content", files(t, map[string]string{"a.md": "---\ntitle: A\n---\n[B](b.md)"}))
	write(t, filepath.Join(dist, "b.md"), "---\ntitle: B\n---\nLater")
	list := read(t, filepath.Join(dist, "posts.json"))
	write(t, filepath.Join(dist, "posts.json"), strings.Replace(list, `"posts":[`, `"posts":[{"path":"b.md","url":"b/","title":"B","linkTitle":"B"},`, 1))
	b := newTab(t)
	b.opens(serve(t, dist).at("b/"))
	b.arrived("B")
	assert.Equal(t, "Later", b.text(".article"))
}

// The shell that is sent is that of the site's own language, whatever that of the post.
func TestPermalinksOfLanguagesInTheShell(t *testing.T) {
	for _, folder := range []string{"false", "true"} {
		t.Run(folder, func(t *testing.T) {
			dist := build(t, "--prerender=false", "--content", files(t, map[string]string{
				"hugo.toml": "title = 'Walks'\ndefaultContentLanguageInSubdir = " + folder + "\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n",
				"lake.md":   "---\ntitle: The lake\n---\n[Der See](lake.de.md)", "lake.de.md": "---\ntitle: Der See\n---\n",
			}))
			english := map[string]string{"false": "", "true": "en/"}[folder]
			h := serve(t, dist)
			b := newTab(t)
			for address, title := range map[string]string{english + "lake/": "The lake", "de/lake/": "Der See", "view.html?src=lake.md": "The lake"} {
				b.opens(h.at(address))
				b.arrived(title)
			}
			b.opens(h.at(english + "lake/"))
			b.arrived("The lake")
			b.tap(".article a")
			b.arrived("Der See")
			assert.Equal(t, h.at("de/lake/"), eval[string](b, "location.href"))
			b.tap(".site-title")
			b.arrived("Walks")
			assert.Equal(t, h.at(english), eval[string](b, "location.href"))
			b.quiet(notThere...)
		})
	}
}
