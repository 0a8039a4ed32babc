package build_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/machines"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
	"postview/wasm/site"
)

// decoded is a site that was written.
func decoded(t *testing.T, out, name string) *site.Surroundings {
	t.Helper()
	s, err := site.Decode([]byte(buildtest.Read(t, out, name)))
	require.NoError(t, err)
	return s
}

func TestListPages(t *testing.T) {
	files := map[string]string{
		"_index.md":            "---\ntitle: A blog\ndescription: About this\n---\nWelcome.",
		"guide/_index.md":      "---\ntitle: The guide\n---\nBegin [here](first.md), or [there](deep/_index.md). <script>x()</script>",
		"guide/first.md":       "---\ntitle: First\ndate: 2026-01-01\nauthors: [Ada Example]\ntags: [Two & three]\ncategories: [How to]\n---\n",
		"guide/deep/_index.md": "---\ntitle: Deeper\n---\n",
		"guide/deep/second.md": "---\ntitle: Second\ndate: 2025-01-01\n---\n",
	}
	for i := range 45 {
		files[fmt.Sprintf("posts/%02d.md", i)] = fmt.Sprintf("---\ntitle: Post %02d\ndate: 2024-05-05\ntags: [many]\n---\n", i)
	}
	out, c, err := buildtest.Made(t, buildtest.Folder(t, files), "--base-url", blogURL)
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	for name, want := range map[string][]string{
		"index.html":                   {"47 posts", `<p>Welcome.</p>`, `href="page/2/"`, `href="tags/two--three/"`, `href="2026/"`, `href="authors/ada-example/"`},
		"page/3/index.html":            {"<title>Page 3 · A blog</title>", `rel="prev" href="../2/"`},
		"guide/index.html":             {"<title>The guide · A blog</title>", `<p>Begin <a href="first/">here</a>, or <a href="deep/">there</a>.`, "2 posts", `href="deep/">Deeper</a>`},
		"guide/deep/index.html":        {`<a class="way" href="../">The guide</a>`, "1 post<"},
		"posts/index.html":             {"45 posts"},
		"posts/page/2/index.html":      {"<title>Posts, Page 2 · A blog</title>"},
		"tags/index.html":              {`href="many/">many <span class="term-count">45</span>`},
		"tags/two--three/index.html":   {"<h1", "Two &amp; three", "First"},
		"categories/how-to/index.html": {"How to", "First"},
		"authors/ada-example/index.html": {
			"Ada Example", "First",
		},
		"2024/page/3/index.html": {"Post 44"},
	} {
		page := buildtest.Read(t, out, name)
		for _, text := range want {
			assert.Contains(t, page, text, name)
		}
	}
	assert.NotContains(t, buildtest.Read(t, out, "guide/index.html"), "<script>x")
	assert.NotContains(t, buildtest.Read(t, out, "page/2/index.html"), "Welcome")
	head := told(t, out, "posts/page/2/index.html")
	assert.Equal(t, "../../", head["prev "])
	assert.Equal(t, "../3/", head["next "])
	assert.Equal(t, blogURL+"posts/page/2/", head["canonical "])
	head = told(t, out, "guide/first/index.html")
	assert.Equal(t, "../deep/second/", head["prev "])

	var pages machines.Sitemap
	require.NoError(t, xml.Unmarshal([]byte(buildtest.Read(t, out, "sitemap.xml")), &pages))
	var locations []string
	for _, p := range pages.Pages {
		locations = append(locations, strings.TrimPrefix(p.Location, blogURL))
	}
	assert.Subset(t, locations, []string{"", "page/2/", "guide/", "guide/first/", "guide/deep/", "tags/", "tags/many/page/3/", "2026/"})
}

func TestSitesAroundPages(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"posts/a.md":   "---\ndate: 2026-03-03\n---\nSee [c](c.md) and [x](x.md).",
		"posts/b.md":   "---\ndate: 2026-02-02\n---\n",
		"posts/c.md":   "---\ndate: 2026-01-01\nurl: /see.html\n---\n",
		"posts/d d.md": "---\ndate: 2025-01-01\n---\n",
	}))
	require.NoError(t, err)
	paths := func(name string) (paths []string) {
		for _, e := range decoded(t, out, name).Entries {
			paths = append(paths, e.Path)
		}
		return paths
	}
	assert.Equal(t, []string{"posts/a.md", "posts/b.md", "posts/c.md"}, paths("posts/a/post.json"))
	assert.Equal(t, []string{"posts/b.md", "posts/c.md", "posts/d d.md"}, paths("see.html.post.json"))
	assert.Equal(t, []string{"posts/c.md", "posts/d d.md"}, paths("posts/d-d/post.json"))
	assert.Len(t, paths("2026/post.json"), 3)
	assert.Len(t, paths("posts.json"), 4)
	var terms map[string][]site.Term
	require.NoError(t, json.Unmarshal([]byte(buildtest.Read(t, out, "terms.json")), &terms))
	assert.Equal(t, []site.Term{{Name: "2026", Count: 3}, {Name: "2025", Count: 1}}, terms["years"])

	out, _, err = buildtest.Made(t, buildtest.Folder(t, map[string]string{"posts/a.md": "See [b](b.md).", "posts/b.md": "B", "posts/c.md": "C"}), "--prerender=false")
	require.NoError(t, err)
	assert.Equal(t, []string{"posts/a.md", "posts/b.md"}, paths("posts/a.md.post.json"))
	assert.NoDirExists(t, filepath.Join(out, "posts/a"))
}

// A program that shows a page knows where the lists are that it leads to.
func TestListsElsewhere(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"hugo.toml":           "[permalinks.term]\ntags = '/tag/:slug/'\n[permalinks.section]\nposts = '/all/'\n",
		"posts/a.md":          "---\ntags: [Lake Side, Ridge, Gone]\n---\n[All](_index.md)\n",
		"posts/b.md":          "---\ntags: [Sea]\n---\n",
		"tags/_index.md":      "---\nurl: /labels/\n---\n",
		"tags/gone/_index.md": "---\ndraft: true\n---\n",
	}))
	require.NoError(t, err)
	page := buildtest.Read(t, out, "posts/a/index.html")
	for _, address := range []string{"all/", "tag/lake-side/", "tag/ridge/"} {
		assert.Contains(t, page, `href="../../`+address+`"`)
	}
	s := decoded(t, out, "posts/a/post.json")
	assert.Equal(t, map[string]string{
		"posts/": "all/", "tags/": "labels/", "tags/lake-side/": "tag/lake-side/", "tags/ridge/": "tag/ridge/", "tags/gone/": "",
	}, s.Elsewhere)
	assert.Equal(t, "tag/ridge/", s.TermURL(site.Tags, "ridge"))
	assert.Empty(t, s.TermURL(site.Tags, "Gone"))
	assert.Equal(t, "../../all/#a", s.Links("posts/a.md", "posts/a/").Resolve("_index.md#a").URL)
	assert.Equal(t, []site.Link{{URL: "all/", Title: "Posts"}}, s.Trail())
	assert.Equal(t, "tag/sea/", decoded(t, out, "labels/post.json").TermURL(site.Tags, "Sea"))
	assert.Equal(t, "tag/sea/", decoded(t, out, "post.json").TermURL(site.Tags, "Sea"))
	assert.NoDirExists(t, filepath.Join(out, "tags"))
}

func TestAListGivesWay(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{
		"2026/a.md":     "---\ndate: 2026-01-01\ntags: [x, y]\n---\n",
		"tags/x.md":     "---\ntitle: My own page of x\n---\n",
		"tags.md":       "---\ntitle: My own page of tags\naliases: [/tags/y/]\n---\n",
		"trip/index.md": "---\ntitle: A trip\n---\n",
	})
	out, c, err := buildtest.Made(t, content)
	require.NoError(t, err)
	assert.Contains(t, buildtest.Read(t, out, "tags/x/index.html"), "My own page of x")
	assert.Contains(t, buildtest.Read(t, out, "tags/index.html"), "My own page of tags")
	assert.Contains(t, buildtest.Read(t, out, "trip/index.html"), "A trip")
	assert.Contains(t, buildtest.Read(t, out, "2026/index.html"), `data-list="section"`)
	assert.Contains(t, buildtest.Read(t, out, "tags/y/index.html"), `data-list="term"`)
	require.Len(t, c.Problems, 1)
	assert.ErrorContains(t, c.Problems[0], "tags.md:3: the list of the posts of tags/y/ has the same address: ")

	said := new(strings.Builder)
	o, err := build.Parse("build", nil, io.Discard)
	require.NoError(t, err)
	taken := plan.Settled(c, o)
	plan.TellUnplaced(c, taken, progress.NewLog(said))
	assert.Equal(t, "the list of the section tags/ has no page: tags.md is there\n"+
		"the list of the terms of tags/ has no page: tags.md is there\n"+
		"the list of the posts of tags/x/ has no page: tags/x.md is there\n"+
		"the list of the posts of 2026/ has no page: the list of the section 2026/ is there\n", said.String())
}

// What authors call a tag never keeps a site from being made, and writes over nothing.
func TestOddTerms(t *testing.T) {
	names := []string{"page", "page/2", "index.html", "post.json", "feed.xml", "..", ".", "../posts", "a/b", "#", "?", "%2e%2e", "!!!", "😀", "\x00", strings.Repeat("long", 70)}
	files := map[string]string{"tags/_index.md": "---\ntitle: Tags\n---\n", "tags/own.md": "In a folder that is called as the tags are"}
	for i, name := range names {
		terms, err := json.Marshal([]string{name})
		require.NoError(t, err)
		files[fmt.Sprintf("posts/%d.md", i)] = fmt.Sprintf("---\ntitle: Post %d\ntags: %[2]s\nauthors: %[2]s\n---\n", i, terms)
	}
	out, c, err := buildtest.Made(t, buildtest.Folder(t, files), "--base-url", blogURL)
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	assert.Contains(t, buildtest.Read(t, out, "index.html"), `data-list="home"`)
	assert.Contains(t, buildtest.Read(t, out, "posts/index.html"), fmt.Sprintf("%d posts", len(names)))
	assert.Contains(t, buildtest.Read(t, out, "authors/page/index.html"), "1 post<")
	assert.Contains(t, buildtest.Read(t, out, "authors/page/2/index.html"), "1 post<")
	assert.Contains(t, buildtest.Read(t, out, "posts/2/index.html"), `<span class="label">index.html</span>`)
}

// What the author wrote counts more than a further page of a list.
func TestAPostAtAFurtherPageOfAList(t *testing.T) {
	files := map[string]string{"about.md": "---\nurl: /page/2/\n---\n", "page/3.md": "Three"}
	for i := range 45 {
		files[fmt.Sprintf("posts/%02d.md", i)] = "Text"
	}
	out, c, err := buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{
		"about.md:2: the list of posts has the same address: page/2/index.html; that page of the list is left out",
		"page/3.md:1: the list of posts has the same address: page/3/index.html; that page of the list is left out",
	}, []string{c.Problems[0].Error(), c.Problems[1].Error()})
	assert.Contains(t, buildtest.Read(t, out, "page/2/index.html"), `data-view="post"`)
	assert.Contains(t, buildtest.Read(t, out, "page/3/post.json"), `"around"`)
}

// The program takes a term without a list for one that no post has, unless pages
// say that a list may be missing.
func TestPagesTellThatAListIsMissing(t *testing.T) {
	files := map[string]string{"a.md": "---\ntags: [x, y]\n---\n"}
	out, _, err := buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	assert.Nil(t, decoded(t, out, "post.json").Elsewhere)
	files["tags/x/index.html"] = "My own page"
	out, _, err = buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	assert.NoFileExists(t, filepath.Join(out, "tags/x/post.json"))
	assert.NotNil(t, decoded(t, out, "post.json").Elsewhere)
	assert.NotNil(t, decoded(t, out, "tags/y/post.json").Elsewhere)
}

func TestFeedsOfLists(t *testing.T) {
	files := map[string]string{
		"guide/_index.md": "---\ntitle: The guide\ndescription: How it is done\n---\n",
		"guide/one.md":    "---\ntitle: One\ndate: 2026-01-01\ntags: [x & y]\nauthors: [Ada]\n---\nThe text.\n",
		"guide/feed.xml":  "<mine/>",
	}
	for i := range 25 {
		files[fmt.Sprintf("posts/%02d.md", i)] = fmt.Sprintf("---\ntitle: Post %02d\ndate: 2024-05-%02d\n---\n", i, 1+i)
	}
	out, _, err := buildtest.Made(t, buildtest.Folder(t, files), "--base-url", blogURL)
	require.NoError(t, err)
	for name, want := range map[string]struct {
		title string
		posts int
	}{
		"guide/index.xml": {"The guide · Posts", 1}, "tags/x--y/feed.xml": {"x & y · Posts", 1}, "authors/ada/index.xml": {"Ada · Posts", 1},
		"posts/feed.xml": {"Posts · Posts", 20},
	} {
		feed, err := gofeed.NewParser().ParseString(buildtest.Read(t, out, name))
		require.NoError(t, err, name)
		assert.Equal(t, want.title, feed.Title)
		assert.Equal(t, blogURL+strings.TrimSuffix(strings.TrimSuffix(name, "index.xml"), "feed.xml"), feed.Link)
		assert.Equal(t, blogURL+name, feed.FeedLink)
		require.Len(t, feed.Items, want.posts, name)
		if want.posts == 1 {
			assert.Contains(t, feed.Items[0].Content, "The text.")
		}
	}
	assert.Equal(t, "<mine/>", buildtest.Read(t, out, "guide/feed.xml"))
	assert.NoFileExists(t, filepath.Join(out, "2026/feed.xml"))
	assert.NoFileExists(t, filepath.Join(out, "tags/feed.xml"))
	page := buildtest.Read(t, out, "posts/page/2/index.html")
	assert.Contains(t, page, `href="../../../feed.xml" title="Posts"`)
	assert.Contains(t, page, `href="../../feed.xml" title="Posts · Posts"`)
}

func TestTheWayToAPostAndOnFromIt(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"guide/_index.md":      "---\ntitle: The guide\n---\n",
		"guide/deep/_index.md": "---\ntitle: Deeper\n---\n",
		"guide/deep/a.md":      "---\ntitle: A\ndate: 2026-01-03\ntags: [x, y]\n---\n",
		"b.md":                 "---\ntitle: B\ndate: 2026-01-02\ntags: [x]\n---\n",
		"c.md":                 "---\ntitle: C\ndate: 2026-01-01\ntags: [x, y]\n---\n",
	}), "--base-url", blogURL)
	require.NoError(t, err)
	page := buildtest.Read(t, out, "guide/deep/a/index.html")
	assert.Contains(t, page, `<a class="way" href="../../">The guide</a></li><li><a class="way" href="../">Deeper</a>`)
	assert.Contains(t, page, `<a class="way" href="../../../c/">C</a></li><li><a class="way" href="../../../b/">B</a>`)
	assert.Contains(t, page, `{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[`+
		`{"@type":"ListItem","position":1,"name":"Posts","item":"`+blogURL+`"},`+
		`{"@type":"ListItem","position":2,"name":"The guide","item":"`+blogURL+`guide/"},`+
		`{"@type":"ListItem","position":3,"name":"Deeper","item":"`+blogURL+`guide/deep/"},`+
		`{"@type":"ListItem","position":4,"name":"A","item":"`+blogURL+`guide/deep/a/"}]}`)
	assert.NotContains(t, buildtest.Read(t, out, "b/index.html"), "BreadcrumbList")
}
