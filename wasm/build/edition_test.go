package build_test

import (
	"encoding/xml"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/machines"
	"postview/wasm/build/progress"
	"postview/wasm/check"
)

// walks is a site in three languages, one of them from right to left.
var walks = map[string]string{
	"hugo.toml": `baseURL = "https://walks.example/w/"
title = "Walks"
[languages.en]
weight = 1
label = "English"
[languages.de]
weight = 2
locale = "de-AT"
label = "Deutsch"
title = "Wege"
[languages.ar]
direction = "rtl"
label = "العربية"
[languages.fr]
disabled = true
`,
	"_index.de.md":           "---\ndescription: Zu Fuß\n---\n",
	"posts/lake.md":          "---\ntitle: The lake\ndate: 2026-01-01\ntags: [water]\n---\n[The ridge](ridge.md), [in German](ridge.de.md), [alone](alone.md), [by shortcode]({{< relref path=\"ridge.md#x\" lang=\"de\" >}})\n\n> [!TIP]\n> Shoes.\n",
	"posts/lake.de.md":       "---\ntitle: Der See\ndate: 2026-01-01\naliases: [/see/]\n---\n[Der Grat](ridge.md), [nur auf Englisch](only.md)\n\n> [!TIP]\n> Schuhe.\n",
	"posts/lake.ar.md":       "---\ntitle: البحيرة\ndate: 2026-01-01\n---\nماء\n",
	"posts/lake.fr.md":       "---\ntitle: Le lac\n---\n",
	"posts/ridge.md":         "---\ntitle: The ridge\ndate: 2026-02-01\n---\n",
	"posts/ridge.de.md":      "---\ntitle: Der Grat\ndate: 2026-02-01\n---\n",
	"posts/only.md":          "---\ndate: 2026-03-01\n---\n",
	"posts/alone.de.md":      "Allein.\n",
	"posts/trip/index.md":    "![](map.svg) ![](sign.svg)",
	"posts/trip/index.de.md": "![](map.svg) ![](sign.svg#a)",
	"posts/trip/map.svg":     "<svg xmlns='http://www.w3.org/2000/svg'/>",
	"posts/trip/sign.svg":    "<svg xmlns='http://www.w3.org/2000/svg'/>",
	"posts/trip/sign.de.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='34'/>",
}

func TestEditions(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, walks))
	require.NoError(t, err)
	tests := map[string]struct {
		file string
		has  []string
		not  string
	}{
		"the default language": {"posts/lake/index.html", []string{
			`lang="en"`, `<a rel="alternate" href="../../de/posts/lake/" hreflang="de-AT" lang="de-AT">Deutsch</a>`, `href="../../ar/posts/lake/" hreflang="ar"`,
			`<a href="../ridge/">The ridge</a>`, `<a href="../../de/posts/ridge/">in German</a>`, `<a href="../../de/posts/alone/">alone</a>`, `<a href="../../de/posts/ridge/#x">by shortcode</a>`, `<p class="admonition-title">Tip</p>`,
			`<link rel="alternate" hreflang="x-default" href="https://walks.example/w/posts/lake/"/>`,
		}, "dir="},
		"another": {"de/posts/lake/index.html", []string{
			`lang="de-AT"`, `data-root="../../../"`, `<a class="site-title" rel="home" href="../../../de/">Wege</a>`, `1. Januar 2026`,
			`<a href="../ridge/">Der Grat</a>`, `<a href="../../../posts/only/">nur auf Englisch</a>`, `<p class="admonition-title">Tipp</p>`,
			`<a rel="alternate" href="../../../posts/lake/" hreflang="en" lang="en">English</a>`,
			`<link rel="canonical" href="https://walks.example/w/de/posts/lake/"/>`, `href="../../../de/feed.xml"`,
			`<link rel="alternate" hreflang="de-AT" href="https://walks.example/w/de/posts/lake/"/>`,
		}, "dir="},
		"from right to left":         {"ar/posts/lake/index.html", []string{`lang="ar"`, `dir="rtl"`}, "ridge"},
		"one without translations":   {"posts/only/index.html", []string{"Only"}, "hreflang"},
		"a title made from the path": {"de/posts/alone/index.html", []string{`tabindex="-1">Alone</h1>`}, "Alone.de"},
		"a bundle":                   {"de/posts/trip/index.html", []string{`src="../../../posts/trip/map.svg"`, `src="../../../posts/trip/sign.de.svg#a" alt="" width="12" height="34"`}, "index.de/"},
		"a list":                     {"de/index.html", []string{"4 Beiträge", "Zu Fuß", `<a href="posts/lake/">Der See</a>`, `<a rel="alternate" href="../ar/"`}, "The lake"},
		"the list by default":        {"index.html", []string{"4 posts", "The lake"}, "Der See"},
		"an alias":                   {"de/see/index.html", []string{`lang="de-AT"`, `url=../posts/lake/`}, "hreflang"},
		"the way home":               {"en/index.html", []string{`url=../`}, "hreflang"},
		"the list for programs":      {"de/posts.json", []string{`"url":"de/posts/lake/"`, `"path":"posts/lake.de.md"`, `"page":"posts/lake.md"`}, "The lake"},
		"redirects":                  {"_redirects", []string{"/w/de/see/ /w/de/posts/lake/ 301\n"}, "Walks"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			page := buildtest.Read(t, out, test.file)
			for _, part := range test.has {
				assert.Contains(t, page, part)
			}
			assert.NotContains(t, page, test.not)
		})
	}
	for _, none := range []string{"fr/index.html", "posts/lake.fr/index.html", "posts/lake.fr.md", "see/index.html"} {
		assert.NoFileExists(t, out+"/"+none)
	}
	assert.FileExists(t, out+"/posts/lake.de.md", "the source")

	feed, err := gofeed.NewParser().ParseString(buildtest.Read(t, out, "de/feed.xml"))
	require.NoError(t, err)
	assert.Equal(t, "Wege", feed.Title)
	assert.Equal(t, "https://walks.example/w/de/", feed.Link)
	assert.Equal(t, "de-AT", feed.Language)
	assert.Len(t, feed.Items, 4)

	var pages machines.Sitemap
	require.NoError(t, xml.Unmarshal([]byte(buildtest.Read(t, out, "sitemap.xml")), &pages))
	assert.Len(t, pages.Pages, 3+9+8)
	assert.Equal(t, 4*3, strings.Count(buildtest.Read(t, out, "sitemap.xml"), `hreflang="ar"`), "four pages in Arabic, each in three languages")
}

func TestEditionsAreChecked(t *testing.T) {
	files := map[string]string{}
	for name, text := range walks {
		files[name] = text
	}
	files["posts/lake.en.md"] = "---\ntitle: The lake again\n---\n"
	files["posts/ridge.de.md"] += "[Nirgends](nowhere.md)\n"
	var said strings.Builder
	err := check.Run(t.Context(), []string{"--content", buildtest.Folder(t, files)}, &said, &said)
	require.Error(t, err)
	assert.Contains(t, said.String(), "posts/ridge.de.md:5:12: no such post: nowhere.md")
	assert.Contains(t, said.String(), "posts/lake.en.md:1: posts/lake.md has the same address: posts/lake/index.html; the page of posts/lake.en.md is at posts/lake-2/")
}

// A folder for each language: what is beside one translation is there for all.
func TestEditionsInFolders(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml": `defaultContentLanguageInSubdir = true
[languages.en]
contentDir = "content/english"
[languages.de]
contentDir = "content/deutsch"
[permalinks]
notes = "/:year/:slug/"
`,
		"content/readme.md":                "Of no language.",
		"content/english/lake.md":          "[The ridge](/ridge.md) ![](map.svg)",
		"content/english/ridge.md":         "",
		"content/english/map.svg":          "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"content/deutsch/lake.md":          "[Der Grat](ridge.md) [Auf Englisch](../english/lake.md) ![](map.svg)",
		"content/deutsch/notes/a/index.md": "---\ntitle: Ein Stein\ndate: 2026-01-02\n---\n![](a.svg)",
		"content/deutsch/notes/a/a.svg":    "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"content/deutsch/_index.md":        "---\ntitle: Wege\n---\n",
	})
	out, _, err := buildtest.Made(t, filepath.Join(dir, "content"))
	require.NoError(t, err)
	for file, parts := range map[string][]string{
		"en/lake/index.html":           {`href="../ridge/"`, `src="../../english/map.svg"`, `href="../../de/lake/" hreflang="de"`},
		"de/lake/index.html":           {`href="../../en/ridge/"`, `<a href="../../en/lake/">Auf Englisch</a>`, `src="../../english/map.svg"`, `href="../../deutsch/lake.md"`},
		"de/2026/ein-stein/index.html": {`src="../../../deutsch/notes/a/a.svg"`},
		"de/index.html":                {"Wege", "2 Beiträge"},
		"index.html":                   {`url=en/`},
	} {
		for _, part := range parts {
			assert.Contains(t, buildtest.Read(t, out, file), part, file)
		}
	}
	assert.NoFileExists(t, out+"/readme.md")
	assert.NoFileExists(t, out+"/readme/index.html")
}

// The folder of posts may hold fewer languages than the settings name. The folder of one
// means all.
func TestEditionsThatAreThere(t *testing.T) {
	const settings = `title = "Walks"
[languages.en]
contentDir = "content/en"
[languages.de]
contentDir = "content/de"
title = "Wege"
[languages.fr]
contentDir = "content/fr"
`
	site := buildtest.Folder(t, map[string]string{
		"hugo.toml": settings, "content/de/lake.md": "", "content/de/ridge.fr.md": "", "content/fr/lake.md": "",
	})
	pages := []string{"de/lake/index.html", "fr/lake/index.html", "fr/ridge/index.html"}
	for _, content := range []string{"content", "content/de"} {
		out, c, err := buildtest.Made(t, filepath.Join(site, content), "--config", filepath.Join(site, "hugo.toml"))
		require.NoError(t, err)
		assert.Equal(t, "Wege", c.Site.Title, content)
		assert.Len(t, c.Articles, len(pages), content)
		for _, page := range pages {
			assert.FileExists(t, filepath.Join(out, page), content)
		}
		assert.NoFileExists(t, out+"/en/index.html", content)
	}
	_, c, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"hugo.toml": settings, "a.md": ""}))
	require.NoError(t, err)
	assert.Equal(t, "Walks", c.Site.Title)
	assert.Len(t, c.Site.Entries, 1)
}

// A language whose folder is not among the posts is told, with the line that says
// where it is.
func TestEditionsThatAreNotThere(t *testing.T) {
	const posts = "---\ntitle: A\n---\n"
	tests := map[string]struct {
		files   map[string]string
		content string
		want    []string // DIR stands for the folder of the site
		title   string
	}{
		"a folder that is missing": {map[string]string{
			"hugo.toml": "title = 'Walks'\n[languages.en]\ncontentDir = 'content/en'\n\n[languages.de]\nweight = 2\ncontentDir = 'content/de'\n", "content/en/a.md": posts,
		}, "content", []string{"DIR/hugo.toml:7: languages.de.contentDir: there is no content/de: the language is left out"}, "Walks"},
		"a setting that can’t be used": {map[string]string{
			"hugo.json": "{\n  \"title\": \"Walks\",\n  \"languages\": {\n    \"en\": {\n      \"weight\": \"first\"\n    }\n  }\n}\n", "content/a.md": posts,
		}, "content", []string{"DIR/hugo.json:5: languages.en: weight can’t be first: it is a whole number"}, "Walks"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := buildtest.Folder(t, test.files)
			for i := range test.want {
				test.want[i] = strings.ReplaceAll(test.want[i], "DIR", filepath.ToSlash(dir))
			}
			content := filepath.Join(dir, test.content)
			_, c, err := buildtest.Made(t, content)
			require.NoError(t, err)
			assert.Equal(t, test.title, c.Site.Title)
			assert.Len(t, c.Articles, 1)
			var problems []string
			for _, problem := range c.Problems {
				problems = append(problems, problem.Error())
			}
			assert.Equal(t, test.want, problems)
			assert.Contains(t, c.Summary(1, len(c.Problems)), progress.Number(len(test.want), "problem"))
			found, err := buildtest.Checked(t, content)
			assert.Error(t, err)
			assert.Equal(t, test.want, found)
		})
	}
}
