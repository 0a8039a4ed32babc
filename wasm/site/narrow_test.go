package site_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

// filesOf is what the builder writes of a site: of its lists, and the parts.
func filesOf(t *testing.T, s *site.Site) map[string]*site.Surroundings {
	t.Helper()
	files := map[string]*site.Surroundings{}
	add := func(name string, page *site.Surroundings) {
		data, err := json.Marshal(page)
		require.NoError(t, err)
		files[name], err = site.Decode(data)
		require.NoError(t, err)
	}
	for _, l := range s.Lists() {
		for number := 1; number <= l.Pages; number++ {
			add(site.AroundFile(l.PageURL(number)), l.Page(number))
		}
	}
	for number := 1; number <= s.CountParts(len(s.Entries)); number++ {
		add(s.PartFile(number), s.Part(number))
	}
	return files
}

// narrowed narrows a list, and sees that what it tells on the way is right.
func narrowed(t *testing.T, list *site.Surroundings, c site.Choice, page int, files map[string]*site.Surroundings) *site.Surroundings {
	t.Helper()
	narrowed, _ := narrowing(t, list, c, page, files)
	return narrowed
}

// narrowing is narrowed, and tells which files it has read.
func narrowing(t *testing.T, list *site.Surroundings, c site.Choice, page int, files map[string]*site.Surroundings) (narrowed *site.Surroundings, read []string) {
	t.Helper()
	n := list.Narrow(c, page)
	for i := range n.Terms() {
		read = append(read, n.Term(i))
		n.TakeTerm(i, files[n.Term(i)])
	}
	shown := map[string]bool{}
	for i := n.Files() - 1; i >= 0; i-- { // the later ones come first
		name := n.File(i)
		read = append(read, name)
		require.Contains(t, files, name)
		assert.True(t, n.Page(false).List.More)
		n.Take(i, files[name])
		for _, e := range n.Page(false).Entries {
			shown[e.Path] = true
		}
	}
	narrowed = n.Page(false)
	assert.False(t, narrowed.List.More)
	assert.Equal(t, narrowed.Entries, n.Page(true).Entries)
	for _, e := range narrowed.Entries {
		delete(shown, e.Path)
	}
	assert.Empty(t, shown, "what was shown once is there in the end")
	return narrowed, read
}

// shore has posts by the hundred: of one of three tags in turn, of a year each,
// every tenth in a section within the other and every fiftieth of a series.
func shore(posts int) *site.Site {
	entries := make([]site.Entry, posts)
	for i := range entries {
		e := &entries[i]
		e.Path, e.Title = fmt.Sprintf("log/%04d.md", i), fmt.Sprintf("Day %d", i)
		if i%10 == 0 {
			e.Path = fmt.Sprintf("log/far/%04d.md", i)
		}
		e.URL, e.LinkTitle = fmt.Sprintf("log/%04d/", i), e.Title
		e.Date = on(fmt.Sprintf("%d-01-01", 2026-i*5/posts))
		e.Tags = []string{[]string{"Tide", "wind & rain", "tag/s"}[i%3]}
		if i%50 == 0 {
			e.Terms = map[string][]string{"series": {"First light"}}
		}
	}
	s := site.New("Shore", entries)
	s.Pages = true
	s.Settings.Taxonomies = []string{"series", "tags"}
	s.Describe([]site.Folder{{Path: "log/far", Title: "Far out"}})
	return s
}

func TestNarrowing(t *testing.T) {
	s := shore(1000)
	files := filesOf(t, s)
	for name, want := range map[string]struct {
		list   string
		choice site.Choice
		page   int
		found  int
		shown  int
		files  int // that were read
	}{
		"a tag":                    {"", site.Choice{{"tags", "tide"}}, 1, 334, 20, 1},
		"a tag, a page":            {"", site.Choice{{"tags", "Wind & Rain"}}, 17, 333, 13, 1},
		"a tag with a slash":       {"", site.Choice{{"tags", "tag/s"}}, 2, 333, 20, 1},
		"a page that is not there": {"", site.Choice{{"tags", "tide"}}, 18, 334, 0, 1 + 10},
		"no such tag":              {"", site.Choice{{"tags", "sand"}}, 1, 0, 0, 1},
		"no such tag, a page":      {"", site.Choice{{"tags", "sand"}}, 2, 0, 0, 1 + 10},
		"a year":                   {"", site.Choice{{"years", "2024"}}, 1, 200, 20, 1},
		"what is no year":          {"", site.Choice{{"years", "../x"}}, 1, 0, 0, 1},
		"a series":                 {"", site.Choice{{"series", "first light"}}, 1, 20, 20, 1},
		"words":                    {"", site.Choice{{"q", "day 99"}}, 1, 19, 19, 10},
		"a tag and a year":         {"", site.Choice{{"tags", "tide"}, {"years", "2022"}}, 4, 67, 7, 2 + 10},
		"a tag and a series":       {"", site.Choice{{"tags", "tide"}, {"series", "first light"}}, 1, 7, 7, 2 + 1},
		"no such tag in a year":    {"", site.Choice{{"tags", "sand"}, {"years", "2022"}}, 1, 0, 0, 2},
		"a tag and words":          {"", site.Choice{{"tags", "tide"}, {"q", "day 99"}}, 1, 7, 7, 1 + 17},
		"a tag of a section":       {"log/far/", site.Choice{{"tags", "tide"}}, 2, 34, 14, 1 + 5},
		"a series of a section":    {"log/far/", site.Choice{{"series", "first light"}}, 1, 20, 20, 1 + 1},
		"words of a section":       {"log/far/", site.Choice{{"q", "day 9"}}, 1, 19, 19, 5},
		"words of a tag":           {"tags/tide/", site.Choice{{"q", "day 99"}}, 1, 7, 7, 17},
		"a year of a tag":          {"tags/tide/", site.Choice{{"years", "2026"}}, 1, 67, 20, 1 + 10},
		"another tag of a tag":     {"tags/tide/", site.Choice{{"tags", "wind & rain"}}, 1, 0, 0, 1 + 17},
	} {
		t.Run(name, func(t *testing.T) {
			got, read := narrowing(t, files[site.AroundFile(want.list)], want.choice, want.page, files)
			assert.Len(t, read, want.files, read)
			assert.Equal(t, want.found, got.List.Found)
			assert.Equal(t, max(1, (want.found+19)/20), got.List.Pages)
			assert.Len(t, got.Entries, want.shown)
			assert.Equal(t, want.choice, got.List.Choice)
			assert.Equal(t, want.list, got.List.URL)
		})
	}
}

// A list whose place is a post's tells nothing: its posts are found among all.
func TestNarrowingToAListWithoutAPage(t *testing.T) {
	s := shore(100)
	files := filesOf(t, s)
	files["tags/tide/post.json"] = &site.Surroundings{Ways: &site.Ways{Path: "tags/tide.md"}}
	got, read := narrowing(t, files["post.json"], site.Choice{{"tags", "tide"}}, 1, files)
	assert.Equal(t, []string{"tags/tide/post.json", "posts.json"}, read)
	assert.Equal(t, 34, got.List.Found)
}

// Where lists may be elsewhere, or nowhere, a term without one may have posts.
func TestNarrowingToAListElsewhere(t *testing.T) {
	s := shore(100)
	s.Displaced = true
	files := filesOf(t, s)
	delete(files, "tags/tide/post.json")
	got, read := narrowing(t, files["post.json"], site.Choice{{"tags", "tide"}}, 1, files)
	assert.Equal(t, []string{"tags/tide/post.json", "posts.json"}, read)
	assert.Equal(t, 34, got.List.Found)
}

// Links to terms whose lists are elsewhere lead there, from whichever file a post is.
func TestNarrowedPostsOfListsElsewhere(t *testing.T) {
	settings, err := parseSettings("hugo.toml", "[permalinks.term]\ntags = '/tag/:slug'")
	require.NoError(t, err)
	entries := make([]site.Entry, 250)
	for i := range entries {
		entries[i] = site.Entry{Path: fmt.Sprintf("p/%03d.md", i), Title: "P", Tags: []string{"all", fmt.Sprint("t", i)}}
	}
	s := site.New("Many", entries)
	s.Pages, s.Settings = true, &settings
	require.NoError(t, s.Describe(nil))
	files := filesOf(t, s)
	for _, c := range []site.Choice{{{"tags", "all"}}, {{"q", "p"}}, {{"tags", "all"}, {"q", "p"}}} {
		got := narrowed(t, files["post.json"], c, 12, files)
		require.Len(t, got.Entries, 20)
		for _, e := range got.Entries {
			assert.Equal(t, "tag/"+e.Tags[1]+"/", got.TermURL(site.Tags, e.Tags[1]))
		}
	}
}

func TestNarrowingWithoutPages(t *testing.T) {
	s := shore(250)
	s.Pages = false
	files := map[string]*site.Surroundings{}
	for number := 1; number <= s.CountParts(len(s.Entries)); number++ {
		files[s.PartFile(number)] = s.Part(number)
	}
	got, read := narrowing(t, s.Part(1), site.Choice{{"tags", "tide"}, {"years", "2026"}}, 1, files)
	assert.Equal(t, []string{"posts.3.json", "posts.2.json", "posts.json"}, read)
	assert.Equal(t, 17, got.List.Found)
}

// Where a file can't be had, what the others have is there.
func TestNarrowingWithAGap(t *testing.T) {
	s := shore(250)
	files := filesOf(t, s)
	n := files["post.json"].Narrow(site.Choice{{"q", "day"}}, 1)
	require.Equal(t, 3, n.Files())
	assert.True(t, n.Take(2, files[n.File(2)]))
	assert.Empty(t, n.Page(false).Entries)
	assert.Len(t, n.Page(true).Entries, 20)
	assert.Equal(t, 50, n.Page(true).List.Found)
	assert.True(t, n.Page(true).List.More)
}
