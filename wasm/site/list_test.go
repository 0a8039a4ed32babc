package site_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
	"postview/wasm/site"
)

// library has posts in sections and of terms.
func library(folders ...site.Folder) *site.Site {
	ada := post.Author{Name: "Ada Example"}
	s := site.New("Library", []site.Entry{
		{Path: "posts/one.md", URL: "posts/one/", LinkTitle: "One", Date: on("2026-05-05"), Tags: []string{"Go", "C++"}, Authors: []post.Author{ada}},
		{Path: "posts/two.md", URL: "posts/two/", LinkTitle: "Two", Date: on("2026-04-04"), Tags: []string{"go", "two & three"}, Categories: []string{"How to"}},
		{Path: "posts/deep/er/three.md", URL: "posts/deep/er/three/", LinkTitle: "Three", Date: on("2025-03-03"), Tags: []string{"GO"}, Authors: []post.Author{ada, {Email: "bo@example.org"}}},
		{Path: "docs/guide/four.md", URL: "docs/guide/four/", LinkTitle: "Four", Date: on("2025-02-02")},
		{Path: "trip/index.md", URL: "trip/", LinkTitle: "Trip", Summary: "By the Übersee, on foot"},
	})
	s.Pages = true
	s.Describe(folders)
	return s
}

// found is the lists of a site: "address, title: posts or terms".
func found(s *site.Site) (lists []string) {
	for _, l := range s.Lists() {
		page := l.Page(1)
		text := fmt.Sprintf("%s, %s:", l.URL, l.Title)
		for _, e := range page.Entries {
			text += " " + e.LinkTitle
		}
		for _, term := range page.List.Terms {
			text += fmt.Sprintf(" %s=%d", term.Name, term.Count)
		}
		lists = append(lists, text)
	}
	return lists
}

func TestLists(t *testing.T) {
	assert.Equal(t, []string{
		", Library: One Two Three Four Trip",
		"docs/, Docs: Four",
		"posts/, Posts: One Two Three",
		"tags/, : C++=1 Go=3 two & three=1",
		"tags/c++/, C++: One",
		"tags/go/, Go: One Two Three",
		"tags/two--three/, two & three: Two",
		"categories/, : How to=1",
		"categories/how-to/, How to: Two",
		"authors/, : Ada Example=2 bo@example.org=1",
		"authors/ada-example/, Ada Example: One Three",
		"authors/bo@example.org/, bo@example.org: Three",
		"2026/, 2026: One Two",
		"2025/, 2025: Three Four",
	}, found(library()))
}

// The wanted addresses are those of Hugo.
func TestTermURL(t *testing.T) {
	s := library()
	long := strings.Repeat("long", 70)
	for term, want := range map[string]string{
		"Go":          "tags/go/",
		"C#":          "tags/c%23/",
		"two & three": "tags/two--three/",
		"a/b":         "tags/a/b/",
		"Über uns":    "tags/%C3%BCber-uns/",
		"it's":        "tags/its/",
		"AT&T 5.0":    "tags/att-5.0/",
		"  spaced  ":  "tags/--spaced--/",
		"日本 語":        "tags/%E6%97%A5%E6%9C%AC-%E8%AA%9E/",
		"node.js":     "tags/node.js/",
		"50%":         "tags/50/",
		"émoji😀":      "tags/%C3%A9moji/",
		"page":        "tags/page/",
		"feed.xml":    "",
		"..":          "",
		"../posts":    "",
		"!!!":         "",
		"index.html":  "",
		"a/post.json": "",
		long:          "",
	} {
		assert.Equal(t, want, s.TermURL(site.Tags, term), term)
	}
	assert.Equal(t, "2026/", s.TermURL(site.Years, "2026"))
	s.Settings.Taxonomies = []string{"series"}
	assert.Equal(t, "series/x/", s.TermURL("series", "x"))
	assert.Equal(t, "authors/x/", s.TermURL(site.Authors, "x"))
	assert.Empty(t, s.TermURL(site.Tags, "x"), "a taxonomy that the site does not have")
	s.Settings.Taxonomies, s.Pages = nil, false
	assert.Equal(t, "?tag=two+%26+three", s.TermURL(site.Tags, "two & three"))
}

func TestPagers(t *testing.T) {
	entries := make([]site.Entry, 45)
	for i := range entries {
		entries[i] = site.Entry{Path: fmt.Sprintf("p/%02d.md", i), LinkTitle: fmt.Sprintf("%02d", i), Tags: []string{"all"}}
	}
	s := site.New("Many", entries)
	s.Pages = true
	s.Describe(nil)
	home := s.Lists()[0]
	require.Equal(t, 3, home.Pages)
	assert.Equal(t, []string{"", "page/2/", "page/3/"}, []string{home.PageURL(1), home.PageURL(2), home.PageURL(3)})
	assert.Len(t, home.Page(2).Entries, 20)
	last := home.Page(3)
	assert.Len(t, last.Entries, 5)
	assert.Equal(t, 3, last.List.Page)
	assert.Equal(t, "40", last.Entries[0].LinkTitle)
	assert.Equal(t, []site.Term{{Name: "all", Count: 45}}, last.Terms[site.Tags])

	home.Choice = site.Choice{{site.Tags, "all"}, {site.Query, "a b"}}
	assert.Equal(t, "?tag=all&q=a+b", home.PageURL(1))
	assert.Equal(t, "?tag=all&q=a+b&page=2", home.PageURL(2))
}

func TestPagersOfTheSettings(t *testing.T) {
	entries := make([]site.Entry, 250)
	for i := range entries {
		entries[i] = site.Entry{Path: fmt.Sprintf("p/%03d.md", i), Title: "P"}
	}
	for size, page := range map[int]int{0: 12, 7: 35, 20: 12, 100: 2, 300: 1} {
		settings, err := parseSettings("hugo.toml", fmt.Sprintf("[pagination]\npagerSize = %d\npath = 'My page'", size))
		require.NoError(t, err)
		s := site.New("Many", slices.Clone(entries))
		s.Settings, s.Pages = &settings, true
		s.Describe(nil)
		home := s.Lists()[0]
		want := home.Page(page).Entries
		assert.Equal(t, fmt.Sprintf("my-page/%d/", page+1), home.PageURL(page+1), size)
		assert.Equal(t, want, s.Part(1).ListPart(page, s.Part(s.PartOf(page))).Entries, size)
		assert.Equal(t, want, narrowed(t, home.Page(1), site.Choice{{site.Query, "p"}}, page, filesOf(t, s)).Entries, size)
	}
	_, err := parseSettings("hugo.toml", "[pagination]\npagerSize = -1\npath = 1")
	assert.ErrorContains(t, err, "hugo.toml: pagination: pagerSize can’t be -1")
	assert.ErrorContains(t, err, "hugo.toml: pagination: path can’t be 1")
}

func TestChoice(t *testing.T) {
	s := library()
	s.Entries[3].Terms = map[string][]string{"series": {"By foot"}, "page": {"x"}}
	s.Settings.Taxonomies = []string{"page", "series", "tags"}
	for query, want := range map[string][]string{
		"":                                    {"One", "Two", "Three", "Four", "Trip"},
		"tag=go":                              {"One", "Two", "Three"},
		"tag=Go&year=2026":                    {"One", "Two"},
		"tag=go&year=2026&author=ada+example": {"One"},
		"category=how+to":                     {"Two"},
		"q=übersee+FOOT":                      {"Trip"},
		"q=foot&tag=go":                       nil,
		"q=++&tag=":                           {"One", "Two", "Three", "Four", "Trip"},
		"author=nobody":                       nil,
		"series=by+foot":                      {"Four"},
		"series=by+foot&tag=go":               nil,
		"page=2":                              {"One", "Two", "Three", "Four", "Trip"},
		"page_=x":                             {"Four"},
	} {
		values, err := url.ParseQuery(query)
		require.NoError(t, err)
		choice := s.ParseChoice(values)
		var chosen []string
		for _, e := range narrowed(t, s.Lists()[0].Page(1), choice, 1, filesOf(t, s)).Entries {
			chosen = append(chosen, e.LinkTitle)
		}
		assert.Equal(t, want, chosen, query)
		again, err := url.ParseQuery(strings.TrimPrefix(choice.Query(), "?"))
		require.NoError(t, err)
		assert.Equal(t, choice, s.ParseChoice(again), query)
	}
}

func TestPartsListAllPosts(t *testing.T) {
	entries := make([]site.Entry, 250)
	for i := range entries {
		entries[i] = site.Entry{Path: fmt.Sprintf("p/%03d.md", i)}
	}
	s := site.New("Many", entries)
	s.Describe(nil)
	var paths []string
	for number := 1; number <= s.CountParts(len(s.Entries)); number++ {
		data, err := json.Marshal(s.Part(number))
		require.NoError(t, err)
		part, err := site.Decode(data)
		require.NoError(t, err)
		assert.Equal(t, number == 1, part.Parts == 3)
		for _, e := range part.Entries {
			paths = append(paths, e.Path)
		}
	}
	assert.Len(t, paths, 250)
	assert.True(t, slices.IsSorted(paths))
	assert.Equal(t, []string{"posts.json", "posts.2.json"}, []string{s.PartFile(1), s.PartFile(2)})
}
