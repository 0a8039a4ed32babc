package site_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
	"postview/wasm/site"
)

// linkTitles are those of posts, one after the other.
func linkTitles(posts []site.Entry) string {
	var all []string
	for _, e := range posts {
		all = append(all, e.LinkTitle)
	}
	return strings.Join(all, " ")
}

func TestOrderOfPosts(t *testing.T) {
	day := func(day, hour int) post.Date {
		return post.Date{Time: time.Date(2026, 1, day, hour, 0, 0, 0, time.UTC)}
	}
	s := site.New("", []site.Entry{
		{Path: "a.md", LinkTitle: "undated"}, {Path: "b.md", LinkTitle: "b", Date: day(2, 0)}, {Path: "c.md", LinkTitle: "C", Date: day(2, 0)},
		{Path: "d.md", LinkTitle: "later", Date: day(2, 1)}, {Path: "e.md", LinkTitle: "heavy", Weight: 9, Date: day(9, 0)},
		{Path: "f.md", LinkTitle: "light", Weight: 1}, {Path: "g.md", LinkTitle: "below", Weight: -1}, {Path: "A/h.md", LinkTitle: "undated"},
	})
	assert.Equal(t, "below light heavy later C b undated undated", linkTitles(s.Entries), "by bytes")
	assert.Equal(t, "A/h.md", s.Entries[7].Path, "after a.md, whatever its case")
	s.Collate(site.NewNames([]string{"b", "C", "b"}, strings.ToLower))
	assert.Equal(t, "below light heavy later b C undated undated", linkTitles(s.Entries))
	assert.Equal(t, "C", s.ByPath("c.md").LinkTitle, "they are still found")
	newer, older := s.Neighbours("b.md")
	assert.Equal(t, "later C", newer.LinkTitle+" "+older.LinkTitle)
}

func TestWhereAPostIsListed(t *testing.T) {
	s := site.New("", []site.Entry{
		{Path: "posts/a.md", URL: "posts/a/", LinkTitle: "a", Tags: []string{"x"}},
		{Path: "posts/b.md", URL: "posts/b/", LinkTitle: "b", Tags: []string{"x"}, Listed: site.Locally},
		{Path: "posts/c.md", URL: "posts/c/", LinkTitle: "c", Tags: []string{"x", "y"}, Listed: site.Nowhere},
		{Path: "posts/d.md", URL: "posts/d/", LinkTitle: "d", Tags: []string{"x", "z"}, Unlinked: true},
		{Path: "posts/e.md", URL: "posts/e/", LinkTitle: "e", Tags: []string{"x"}, Weights: map[string]int{site.Tags: -1}},
		{Path: "docs/f.md", URL: "docs/f/", LinkTitle: "f"},
	})
	s.Pages = true
	s.Settings.Lists.MainSections = []string{"Posts"}
	require.NoError(t, s.Describe([]site.Folder{
		{Path: "tags/y", Post: &post.Post{Weight: 7}}, {Path: "tags/x", Post: &post.Post{Weight: 8, Title: "X", LinkTitle: "The X"}, Title: "X"},
	}))
	listed := map[string]string{}
	for _, l := range s.Lists() {
		listed[l.URL] = linkTitles(l.Page(1).Entries)
		for _, term := range l.Page(1).List.Terms {
			listed[l.URL] += " " + term.Label()
		}
	}
	assert.Equal(t, map[string]string{
		"": "a d e", "docs/": "f", "posts/": "a b d e", "tags/": " y The X", "tags/x/": "e a b", "tags/y/": "",
	}, listed)
	assert.Equal(t, "a d e f", linkTitles(s.Part(1).Entries), "the others are there for who looks for them")
	assert.Equal(t, 3, s.Part(1).List.Count)
	assert.Equal(t, 4, s.Part(1).List.All)
	for path, want := range map[string]string{"posts/a.md": "e", "posts/b.md": "", "posts/c.md": "", "posts/e.md": "f", "docs/f.md": ""} {
		got := ""
		if _, older := s.Neighbours(path); older != nil {
			got = older.LinkTitle
		}
		assert.Equal(t, want, got, path)
	}
	assert.Nil(t, s.ByPath("posts/d.md"))
	assert.NotNil(t, s.ByURL("posts/c/"))
	related := s.Related("posts/a.md")
	require.Len(t, related, 1)
	assert.Equal(t, "e", related[0].LinkTitle)
}
