package site_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

func TestAroundFile(t *testing.T) {
	for address, want := range map[string]string{
		"":                      "post.json",
		"posts/a/":              "posts/a/post.json",
		"posts/a/index.html":    "posts/a/post.json",
		"posts/a/?renderer=x":   "posts/a/post.json",
		"x/y.html":              "x/y.html.post.json",
		"posts/%C3%BCber%20.md": "posts/%C3%BCber%20.md.post.json",
	} {
		assert.Equal(t, want, site.AroundFile(address), address)
	}
}

// decoded returns surroundings as they come out of their JSON.
func decoded(t *testing.T, s *site.Surroundings) *site.Surroundings {
	t.Helper()
	data, err := json.Marshal(s)
	require.NoError(t, err)
	again, err := site.Decode(data)
	require.NoError(t, err)
	return again
}

// wide returns what stands around a post whose references lead somewhere.
func wide(s *site.Site, source string, targets ...site.Target) *site.Surroundings {
	around := s.Around(source, site.Leads{"two": "posts/two/"})
	s.Widen(around, targets)
	return around
}

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
	refs := []string{"two.md", "../docs/guide/four.md#x", "/trip/", "nowhere.md", "lake.png", "two#x"}
	links := s.Links("posts/one.md", "posts/one/", site.Leads{"two": "posts/two/"})
	var targets []site.Target
	var want []string
	for _, ref := range refs {
		to := links.Resolve(ref)
		targets, want = append(targets, to), append(want, to.URL)
	}
	around := decoded(t, wide(s, "posts/one.md", targets...))
	var got, paths []string
	for _, ref := range refs {
		got = append(got, around.Links("posts/one.md", "posts/one/").Resolve(ref).URL)
	}
	assert.Equal(t, want, got)
	for _, e := range around.Entries {
		paths = append(paths, e.Path)
	}
	assert.Equal(t, []string{"posts/one.md", "posts/two.md", "posts/deep/er/three.md", "docs/guide/four.md", "trip/index.md"}, paths)
	newer, older := around.Neighbours("posts/one.md")
	assert.Nil(t, newer)
	assert.Equal(t, "Two", older.LinkTitle)
	assert.Equal(t, []site.Link{{URL: "posts/", Title: "Posts"}}, around.Trail())
	require.Len(t, around.Related(), 2)
	assert.Equal(t, []string{"Go", "C++"}, around.ByPath("posts/one.md").Tags, "its own entry is whole")
	assert.Empty(t, around.ByPath("posts/two.md").Tags, "the others are links")
}
