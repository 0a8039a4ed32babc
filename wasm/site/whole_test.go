//go:build !js

package site_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

func TestRelated(t *testing.T) {
	s := site.New("Blog", []site.Entry{
		{Path: "a.md", Date: on("2026-01-01"), Tags: []string{"x", "y", "z"}},
		{Path: "new.md", Date: on("2026-06-06"), Tags: []string{"X"}},
		{Path: "newer.md", Date: on("2026-07-07"), Tags: []string{"q"}},
		{Path: "two.md", Date: on("2025-01-01"), Tags: []string{"x", "y"}},
		{Path: "old.md", Date: on("2024-01-01"), Tags: []string{"z"}},
		{Path: "oldest.md", Date: on("2023-01-01"), Tags: []string{"z"}},
		{Path: "broken.md", Error: "no"},
	})
	s.Describe(nil)
	related := func(path string) (paths []string) {
		for _, e := range s.Related(path) {
			paths = append(paths, e.Path)
		}
		return paths
	}
	assert.Equal(t, []string{"two.md", "new.md", "old.md"}, related("a.md"))
	assert.Empty(t, related("newer.md"))
	assert.Empty(t, related("broken.md"))
	assert.Empty(t, related("nowhere.md"))
}

// What stands around a post resolves its references as the whole site does.
func TestAroundPost(t *testing.T) {
	s := library()
	refs := []string{"two.md", "four.md#x", "/trip/", "nowhere.md", "lake.png"}
	links := s.Links("posts/one.md", "posts/one/")
	var want []string
	for _, ref := range refs {
		want = append(want, links.Resolve(ref))
	}
	around := decoded(t, s.AroundPost("posts/one.md", links))
	var got, paths []string
	for _, ref := range refs {
		got = append(got, around.Links("posts/one.md", "posts/one/").Resolve(ref))
	}
	assert.Equal(t, want, got)
	for _, e := range around.Entries {
		paths = append(paths, e.Path)
	}
	assert.Equal(t, []string{"posts/one.md", "posts/two.md", "posts/deep/er/three.md", "docs/guide/four.md", "trip/index.md"}, paths)
	newer, older := around.Neighbours("posts/one.md")
	assert.Nil(t, newer)
	assert.Equal(t, "Two", older.LinkTitle)
	assert.Equal(t, []site.Link{{URL: "posts/", Title: "Posts"}}, around.Trail("posts/one.md"))
	require.Len(t, around.Related("posts/one.md"), 2)
	assert.Equal(t, []string{"Go", "C++"}, around.ByPath("posts/one.md").Tags, "its own entry is whole")
	assert.Empty(t, around.ByPath("posts/two.md").Tags, "the others are links")
}

func TestSections(t *testing.T) {
	s := library(
		site.Folder{Path: "", Title: "Library", Text: `<p>See <a href="posts/one.md">one</a>.</p>`},
		site.Folder{Path: "docs/guide", Title: "The guide", Description: "How", Text: `<a href="../../trip">Trip</a>`},
		site.Folder{Path: "tags/go", Title: "About Go"},
		site.Folder{Path: "empty", Title: "Nothing yet"},
	)
	lists := found(s)
	for _, want := range []string{"docs/, Docs: Four", "docs/guide/, The guide: Four", "empty/, Nothing yet:", "tags/go/, About Go: One Two Three"} {
		assert.Contains(t, lists, want)
	}
	assert.Equal(t, []site.Link{{URL: "docs/", Title: "Docs"}, {URL: "docs/guide/", Title: "The guide"}}, s.Trail("docs/guide/four.md"))
	assert.Empty(t, s.Trail("trip/index.md"), "a bundle is no section")
	for _, l := range s.Lists() {
		switch page := l.Page(1).List; l.URL {
		case "":
			assert.Equal(t, `<p>See <a href="posts/one/">one</a>.</p>`, page.Text)
		case "docs/":
			assert.Equal(t, []site.Link{{URL: "docs/guide/", Title: "The guide"}}, page.Sections)
		case "docs/guide/":
			assert.Equal(t, []site.Link{{URL: "docs/", Title: "Docs"}}, page.Trail)
			assert.Equal(t, `<a href="../../trip/">Trip</a>`, page.Text)
			assert.Equal(t, "How", page.Description)
		}
	}
}
