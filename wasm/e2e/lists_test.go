package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// harbour builds a blog of so many posts: of one of three tags, two authors and
// two years in turn, and one among them with a word of its own.
func harbour(t *testing.T, posts int) string {
	t.Helper()
	content := map[string]string{
		"_index.md":       "---\ntitle: The harbour\ndescription: What comes and goes\n---\n",
		"guide/_index.md": "---\ntitle: The guide\n---\nBegin with [the first](first.md).\n",
		"guide/first.md":  "---\ntitle: First\ndate: 2020-01-01\n---\nA start.\n",
	}
	for i := range posts {
		text := "Ropes and sails."
		if i == posts-1 {
			text = "An albatross was seen."
		}
		content[fmt.Sprintf("log/%04d.md", i)] = fmt.Sprintf("---\ntitle: Day %d\ndate: %d-01-%02dT00:00:%02d\ntags: [%s]\nauthors: [%s]\n---\n%s\n",
			i, 2026-i%2, 28-i*28/posts, 59-i%60, []string{"tide", "wind & rain", "boats"}[i%3], []string{"Ada Example", "Bo"}[i/2%2], text)
	}
	return buildOnce(t, fmt.Sprint("harbour-", posts), "--content", files(t, content))
}

func TestListsWithoutScripts(t *testing.T) {
	h := serve(t, harbour(t, 310))
	b := newTab(t)
	b.send("Emulation.setScriptExecutionDisabled", map[string]any{"value": true})
	b.load(h.at(""))
	b.click(".narrow summary")
	b.click(`.narrow a[href='tags/wind--rain/']`)
	b.wait(`location.pathname === "/tags/wind--rain/" && document.readyState === "complete"`)
	assert.Equal(t, "103 posts", b.text(".count"))
	b.click(".pager [rel=next]")
	b.wait(`location.pathname === "/tags/wind--rain/page/2/" && document.readyState === "complete"`)
	assert.Equal(t, "2", b.text(".pager [aria-current=page]"))
	b.click(".trail a")
	b.wait(`location.pathname === "/tags/" && document.readyState === "complete"`)
	assert.Contains(t, b.text(".terms"), "boats 103")
}

func TestListsAreTheSameFromBothFronts(t *testing.T) {
	h := serve(t, harbour(t, 310))
	made, b := newTab(t), newTab(t)
	b.load(h.at("?renderer=wasm"))
	b.shown("list")
	b.do("window.same = true")
	for _, address := range []string{"page/2/", "guide/", "log/", "log/page/16/", "tags/", "tags/tide/", "tags/wind--rain/page/6/", "authors/", "authors/ada-example/", "2026/", "2025/page/2/", "guide/first/", ""} {
		made.load(h.at(address))
		assertSame(t, eval[string](made, viewDOM), b.follow(h.at(address)), address)
	}
	assert.True(t, b.sameDocument())
	made.quiet()
	b.quiet()
}

// Lists and pages are where the settings and the front matter want them.
func TestListsElsewhereAreTheSameFromBothFronts(t *testing.T) {
	posts := map[string]string{
		"hugo.toml":           "title = 'Walks'\nuglyURLs = true\n[permalinks.term]\ntags = '/tag/:slug'\n[permalinks.section]\nnotes = '/n/'\n",
		"notes/_index.md":     "---\ntitle: Notes\n---\nAll notes, [the first](a.md) too.\n",
		"notes/a.md":          "---\ntitle: A\ndate: 2026-01-02\ntags: [Lake Side, Gone]\n---\nSee [notes](_index.md) and [b](b.md).\n",
		"notes/b.md":          "---\ntitle: B\ndate: 2026-01-01\ntags: [Lake Side]\n---\n",
		"tags/_index.md":      "---\nurl: /labels/\n---\n",
		"tags/gone/_index.md": "---\ndraft: true\n---\n",
	}
	for i := range 25 {
		posts[fmt.Sprintf("notes/%02d.md", i)] = fmt.Sprintf("---\ntitle: Note %02d\ndate: 2025-01-01\ntags: [Many]\n---\n", i)
	}
	h := serve(t, build(t, "--content", files(t, posts)))
	made, b := newTab(t), newTab(t)
	b.load(h.at("?renderer=wasm"))
	b.shown("list")
	b.do("window.same = true")
	for _, address := range []string{"notes/a.html", "n/", "n/page/2/", "labels/", "tag/lake-side.html", "tag/many/page/2.html", ""} {
		made.load(h.at(address))
		assertSame(t, eval[string](made, viewDOM), b.follow(h.at(address)), address)
	}
	assert.True(t, b.sameDocument())
	b.follow(h.at("notes/a.html"))
	b.tap(".article a")
	b.arrived("Notes")
	b.tap(".found a[href='../notes/a.html']")
	b.arrived("A")
	b.tap("a[href='../tag/lake-side.html']")
	b.arrived("Lake Side")
	made.quiet()
	b.quiet()
}

// isContent reports whether a file has something of the posts.
func isContent(path string) bool {
	return strings.HasSuffix(path, "/") || strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".md")
}

// What a page costs does not grow with the site.
func TestCostIsFlat(t *testing.T) {
	cost := func(posts int, front string) (costs []string) {
		h := serve(t, harbour(t, posts))
		for _, address := range []string{"", "log/page/2/", "log/0007/"} {
			b := newTab(t)
			h.forget()
			b.load(h.at(address + front))
			b.wait(`document.querySelector("main .title") && !document.querySelector("main[aria-busy]")`)
			asked := slices.DeleteFunc(h.asked(""), func(path string) bool { return !isContent(path) })
			costs = append(costs, strings.Join(asked, " "))
			size := eval[int](b, `performance.getEntries().filter(e => e.decodedBodySize && !e.name.includes("/assets/")).reduce((sum, e) => sum + e.decodedBodySize, 0)`)
			assert.Less(t, size, 60_000, "%s of %d posts", address, posts)
		}
		return costs
	}
	for _, front := range []string{"", "?renderer=wasm"} {
		assert.Equal(t, cost(50, front), cost(1000, front), front)
	}
}
