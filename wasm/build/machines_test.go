package build_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/machines"
	"postview/wasm/build/nodes"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
	"postview/wasm/twins"
)

// forMachines is a blog with what programs may ask of one.
var forMachines = map[string]string{
	"_index.md":        "---\ntitle: A blog\ndescription: About this\n---\n",
	"posts/one.md":     "---\ntitle: One & <two>\ndate: 2026-01-02T10:00:00+02:00\nlastmod: 2026-03-04\nauthors: [Ada, {name: Bo, url: https://bo.example/}]\ntags: [x]\ncategories: [y]\naliases: [/old/, ../older.html, gone]\n---\nSee [b](b/index.md#c) </script>\n\n![A lake](lake.png)\n",
	"posts/b/index.md": "---\ntitle: B\ndate: 2026-01-01\nimages: [sea.png]\nauthor: Cy\n---\nB\n",
	"posts/undated.md": "Words\n",
	"posts/broken.md":  "---\ntitle: \"x\n---\n",
	"posts/draft.md":   "---\ndraft: true\naliases: /secret/\n---\n",
}

const blogURL = "https://blog.example/sub/"

func TestSitemap(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, forMachines), "--base-url", blogURL)
	require.NoError(t, err)
	var pages machines.Sitemap
	require.NoError(t, xml.Unmarshal([]byte(buildtest.Read(t, out, "sitemap.xml")), &pages))
	assert.Equal(t, []machines.SitemapURL{
		{Location: blogURL, Modified: "2026-03-04T00:00:00Z"},
		{Location: blogURL + "posts/one/", Modified: "2026-03-04T00:00:00Z"},
		{Location: blogURL + "posts/b/", Modified: "2026-01-01T00:00:00Z"},
		{Location: blogURL + "posts/undated/"},
		{Location: blogURL + "posts/"},
		{Location: blogURL + "tags/"},
		{Location: blogURL + "tags/x/"},
		{Location: blogURL + "categories/"},
		{Location: blogURL + "categories/y/"},
		{Location: blogURL + "authors/"},
		{Location: blogURL + "authors/ada/"},
		{Location: blogURL + "authors/bo/"},
		{Location: blogURL + "authors/cy/"},
		{Location: blogURL + "2026/"},
	}, pages.Pages)
	assert.Equal(t, "User-agent: *\nDisallow:\n\nSitemap: "+blogURL+"sitemap.xml\n", buildtest.Read(t, out, "robots.txt"))
}

func TestSitemapsOfALargeSite(t *testing.T) {
	var large machines.Sitemap
	for i := range 9 {
		page := machines.SitemapURL{Location: fmt.Sprintf("%s%d/", blogURL, i)}
		if i < 3 {
			page.Alternates = []machines.Alternate{{URL: page.Location}, {URL: page.Location}}
		}
		large.Pages = append(large.Pages, page)
	}
	base, err := url.Parse(blogURL)
	require.NoError(t, err)
	written := func(limit int) string {
		target := t.TempDir()
		root, err := os.OpenRoot(target)
		require.NoError(t, err)
		defer root.Close()
		w := out.NewWriter(t.Context(), root, twins.Compressor{}, nil)
		machines.WriteSitemaps(w, machines.Publications{{Base: base}}, large.Parts(limit), nil)
		require.NoError(t, w.Failed())
		return target
	}
	out := written(15)
	assert.Equal(t, 9, strings.Count(buildtest.Read(t, out, "sitemap.xml"), "<loc>"))
	assert.NoFileExists(t, filepath.Join(out, "sitemap.1.xml"))
	assert.Len(t, machines.Sitemap{}.Parts(5), 1, "a site without pages has one as well")

	out = written(5)
	var index machines.SitemapIndex
	require.NoError(t, xml.Unmarshal([]byte(buildtest.Read(t, out, "sitemap.xml")), &index))
	require.Len(t, index.Parts, 4)
	var pages []string
	for _, part := range index.Parts {
		text := buildtest.Read(t, out, strings.TrimPrefix(part.Location, blogURL))
		assert.LessOrEqual(t, strings.Count(text, "<loc>")+strings.Count(text, "<xhtml:link"), 5)
		var pagesOf machines.Sitemap
		require.NoError(t, xml.Unmarshal([]byte(text), &pagesOf))
		for _, page := range pagesOf.Pages {
			pages = append(pages, page.Location)
		}
	}
	require.Len(t, pages, 9)
	for i, page := range large.Pages {
		assert.Equal(t, page.Location, pages[i])
	}
}

// told is what the head of a page tells programs: properties and names of meta
// elements with all their values, the rel of links, and the data.
func told(t *testing.T, out, name string) map[string]string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(buildtest.Read(t, out, name)))
	require.NoError(t, err)
	all := map[string]string{}
	for n := range doc.Descendants() {
		switch {
		case n.Data == "meta":
			name := nodes.Attr(n, "property") + nodes.Attr(n, "name")
			all[name] = strings.TrimPrefix(all[name]+", "+nodes.Attr(n, "content"), ", ")
		case n.Data == "link":
			all[nodes.Attr(n, "rel")+" "+nodes.Attr(n, "type")] = nodes.Attr(n, "href")
		case nodes.Attr(n, "type") == "application/ld+json":
			all["data"] = n.FirstChild.Data
		}
	}
	return all
}

func TestHeadOfAPost(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, forMachines), "--base-url", blogURL)
	require.NoError(t, err)
	one := told(t, out, "posts/one/index.html")
	for name, want := range map[string]string{
		"canonical ":                     blogURL + "posts/one/",
		"alternate application/atom+xml": "../../feed.xml",
		"alternate application/rss+xml":  "../../index.xml",
		"og:type":                        "article",
		"og:url":                         blogURL + "posts/one/",
		"og:title":                       "One & <two>",
		"og:description":                 one["description"],
		"og:site_name":                   "A blog",
		"og:locale":                      "en",
		"og:image":                       blogURL + "posts/lake.png",
		"og:image:alt":                   "A lake",
		"article:published_time":         "2026-01-02T10:00:00+02:00",
		"article:modified_time":          "2026-03-04",
		"article:author":                 blogURL + "authors/ada/, https://bo.example/",
		"article:section":                "Posts",
		"article:tag":                    "x",
		"twitter:card":                   "summary_large_image",
	} {
		assert.Equal(t, want, one[name], name)
	}
	var data machines.BlogPosting
	require.NoError(t, json.Unmarshal([]byte(one["data"]), &data))
	assert.Equal(t, machines.BlogPosting{
		Context: "https://schema.org", Type: "BlogPosting",
		URL: blogURL + "posts/one/", Headline: "One & <two>", Description: one["description"], Image: blogURL + "posts/lake.png",
		Published: "2026-01-02T10:00:00+02:00", Modified: "2026-03-04",
		Authors:  []machines.Person{{Type: "Person", Name: "Ada", URL: ""}, {Type: "Person", Name: "Bo", URL: "https://bo.example/"}},
		Keywords: []string{"x"},
	}, data)

	b := told(t, out, "posts/b/index.html")
	assert.Equal(t, blogURL+"posts/b/sea.png", b["og:image"], "the picture of the front matter")
	assert.NotContains(t, b, "og:image:alt")
	undated := told(t, out, "posts/undated/index.html")
	assert.Equal(t, "summary", undated["twitter:card"])
	assert.NotContains(t, undated, "og:image")
	assert.NotContains(t, undated["data"], "datePublished")
	assert.NotContains(t, undated, "article:published_time")
	assert.NotContains(t, undated, "article:author")
	assert.NotContains(t, told(t, out, "posts/broken/index.html"), "canonical ")
	home := told(t, out, "index.html")
	assert.Equal(t, blogURL, home["canonical "])
	assert.Equal(t, "website", home["og:type"])
	assert.Equal(t, "A blog", home["og:site_name"])
	assert.Equal(t, "summary", home["twitter:card"])
	assert.Equal(t, "profile", told(t, out, "authors/ada/index.html")["og:type"])
}

func TestLocalesOfAPage(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"hugo.toml": "defaultContentLanguage = 'en'\n[languages.en]\nlocale = 'en-us'\n[languages.de]\n[languages.pt]\nlocale = 'pt-BR'\n",
		"a.md":      "A", "a.de.md": "A", "b.pt.md": "B",
	}), "--base-url", blogURL)
	require.NoError(t, err)
	a := told(t, out, "a/index.html")
	assert.Equal(t, "en_US", a["og:locale"])
	assert.Equal(t, "de", a["og:locale:alternate"])
	b := told(t, out, "pt/b/index.html")
	assert.Equal(t, "pt_BR", b["og:locale"])
	assert.NotContains(t, b, "og:locale:alternate")
	assert.Equal(t, "en_US, pt_BR", told(t, out, "de/index.html")["og:locale:alternate"])
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{"ar": "rtl", "he-IL": "rtl", "fa": "rtl", "ur": "rtl", "uz-Arab": "rtl", "uz": "", "en": "", "de": "", "": "", "no tag": ""} {
		assert.Equal(t, want, content.Direction(tag), tag)
	}
	for settings, want := range map[string]string{"languageCode = 'he'": `lang="he" dir="rtl"`, "defaultContentLanguage = 'he'\n[languages.he]\ndirection = 'ltr'": `lang="he" dir="ltr"`} {
		out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"a.md": "A", "hugo.toml": settings}))
		require.NoError(t, err)
		assert.Contains(t, buildtest.Read(t, out, "a/index.html"), want)
	}
}

// A name may look as if it were escaped.
func TestURLsOfAddressesWithSigns(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"50%20#?.md": "---\nurl: '/50%20#?/'\n---\n"}), "--base-url", blogURL)
	require.NoError(t, err)
	page := buildtest.Read(t, out, "50%20#?/index.html")
	for _, link := range []string{`rel="canonical" href="%s"`, `property="og:url" content="%s"`, `type="application/json+oembed" href="%soembed.json"`, `"@type":"BlogPosting","url":"%s"`} {
		assert.Contains(t, page, fmt.Sprintf(link, blogURL+"50%2520%23%3F/"))
	}
	assert.FileExists(t, filepath.Join(out, "50%20#?/oembed.json"))
}

func TestLocale(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "de-at": "de_AT", "zh-Hant-TW": "zh_TW", "sr-Latn": "sr", "es-419": "es_419", "no tag": "",
	} {
		assert.Equal(t, want, machines.Locale(tag), tag)
	}
}

func TestAliases(t *testing.T) {
	out, c, err := buildtest.Made(t, buildtest.Folder(t, forMachines), "--base-url", blogURL)
	require.NoError(t, err)
	require.Len(t, c.Problems, 1, "that of the broken post")
	for name, want := range map[string]string{
		"old/index.html": "../posts/one/", "older.html": "posts/one/", "posts/gone/index.html": "../one/",
	} {
		page := buildtest.Read(t, out, name)
		assert.Contains(t, page, `<meta http-equiv="refresh" content="0; url=`+want+`">`)
		assert.Contains(t, page, `<link rel="canonical" href="`+blogURL+`posts/one/">`)
		assert.Contains(t, page, "<title>One &amp; &lt;two&gt;</title>")
	}
	rules := buildtest.Read(t, out, "_redirects")
	assert.Contains(t, rules, "/sub/page/1 /sub/ 301\n/sub/page/1/ /sub/ 301\n", "after what the author says")
	assert.Equal(t, `/sub/old /sub/posts/one/ 301
/sub/old/ /sub/posts/one/ 301
/sub/older.html /sub/posts/one/ 301
/sub/posts/gone /sub/posts/one/ 301
/sub/posts/gone/ /sub/posts/one/ 301
`, rules[:strings.Index(rules, "/sub/page/1")])
	assert.NoDirExists(t, filepath.Join(out, "secret"), "a draft's")
}

// The wanted files are those of Hugo v0.165.0.
func TestAliasFile(t *testing.T) {
	tests := map[string]struct{ address, alias, want, err string }{
		"from the root":    {"posts/a/", "/x/y/", "x/y/index.html", ""},
		"beside the page":  {"posts/a/", "x", "posts/x/index.html", ""},
		"of a first page":  {"a/", "x", "x/index.html", ""},
		"above":            {"posts/a/", "../x", "x/index.html", ""},
		"a file":           {"posts/a/", "/x/y.html", "x/y.html", ""},
		"a version":        {"posts/a/", "docs-0.7", "posts/docs-0.7/index.html", ""},
		"out of the site":  {"a/", "../../x", "x/index.html", ""},
		"the list":         {"a/", "/", "", `alias "/" is the list of posts`},
		"of another site":  {"a/", "https://e.org/", "", "not an address of this site"},
		"in other letters": {"posts/%C3%BC/", "ö", "posts/ö/index.html", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file, err := plan.AliasFile(test.address, test.alias)
			assert.Equal(t, test.want, file)
			if test.err != "" {
				assert.ErrorContains(t, err, test.err)
			}
		})
	}
}

func TestOneAddressForAnAliasAndAnother(t *testing.T) {
	posts := map[string]string{
		"a.md": "A", "b.md": "---\naliases: [/a/, /b/, /x]\n---\n", "c.md": "---\naliases: [/x/, x, /robots.txt/y/]\n---\n",
	}
	out, c, err := buildtest.Made(t, buildtest.Folder(t, posts))
	require.NoError(t, err, "the rest of the site is built")
	said := fmt.Sprint(c.Problems)
	assert.Contains(t, said, "b.md:2: a.md has the same address: a/index.html")
	assert.Contains(t, said, "c.md:2: the alias of b.md has the same address: x/index.html")
	assert.Contains(t, said, "c.md:2: what search engines may read has the same address: robots.txt")
	assert.Len(t, c.Problems, 3, "a post may name its own page")
	assert.Contains(t, buildtest.Read(t, out, "a/index.html"), "<p>A</p>")
	assert.Contains(t, buildtest.Read(t, out, "x/index.html"), "../b/")

	posts["d.md"] = "---\nurl: /robots.txt\n---\n"
	out, _, err = buildtest.Made(t, buildtest.Folder(t, posts))
	require.NoError(t, err)
	assert.FileExists(t, filepath.Join(out, "robots.txt/index.html"), "what the author wrote counts more")
}

func TestHeaders(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"a.md": ""}), "--base-url", blogURL)
	require.NoError(t, err)
	headers := buildtest.Read(t, out, "_headers")
	assert.Contains(t, headers, "/sub/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n")
	assert.Contains(t, headers, "/sub/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n")

	_, sent, _ := strings.Cut(headers, "Content-Security-Policy: ")
	sent, _, _ = strings.Cut(sent, "\n")
	allowed := directives(sent)
	for _, name := range []string{"index.html", "a/index.html", "view.html", "embed.html"} {
		doc, err := html.Parse(strings.NewReader(buildtest.Read(t, out, name)))
		require.NoError(t, err)
		for n := range doc.Descendants() {
			if nodes.Attr(n, "http-equiv") != "Content-Security-Policy" {
				continue
			}
			for directive, sources := range directives(nodes.Attr(n, "content")) {
				assert.Subset(t, allowed[directive], sources, "%s of %s", directive, name)
			}
		}
	}
	assert.Contains(t, allowed["style-src"], "'unsafe-inline'", "the frame of diagrams")

	out, _, err = buildtest.Made(t, buildtest.Folder(t, map[string]string{"demo.html": "", "assets/mine.css": "", "hugo.toml": "[params.postview]\nembed = false\n"}))
	require.NoError(t, err)
	assert.Equal(t, "/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n", buildtest.Read(t, out, "_headers"),
		"the author's own files may change, and need more")
}

func directives(policy string) map[string][]string {
	all := map[string][]string{}
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		all[words[0]] = words[1:]
	}
	return all
}

func TestWithoutAnAbsoluteBase(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, forMachines))
	require.NoError(t, err)
	for _, name := range []string{"feed.xml", "index.xml", "sitemap.xml"} {
		assert.NoFileExists(t, filepath.Join(out, name))
	}
	assert.Equal(t, "User-agent: *\nDisallow:\n", buildtest.Read(t, out, "robots.txt"))
	assert.Contains(t, buildtest.Read(t, out, "_headers"), "/assets/*\n")
	assert.Contains(t, buildtest.Read(t, out, "_redirects"), "/old/ /posts/one/ 301\n")
	assert.NotContains(t, buildtest.Read(t, out, "old/index.html"), "canonical")
	one := told(t, out, "posts/one/index.html")
	for _, name := range []string{"canonical ", "og:title", "twitter:card", "data", "alternate application/atom+xml"} {
		assert.NotContains(t, one, name)
	}
}

func TestABaseThatIsNotAbsoluteIsTold(t *testing.T) {
	for settings, want := range map[string]string{"title = 'x'": "", "baseURL = '/blog/'": `baseURL "/blog/" is no whole URL`} {
		dir := buildtest.Folder(t, map[string]string{"a.md": "", "hugo.toml": settings})
		said := new(strings.Builder)
		o, err := build.Parse("build", []string{"--content", dir}, io.Discard)
		require.NoError(t, err)
		c, err := content.Read(context.Background(), o, nil, progress.NewLog(io.Discard))
		require.NoError(t, err)
		w := out.NewWriter(t.Context(), nil, twins.Compressor{}, nil)
		w.Note(io.EOF) // so that it writes nothing
		machines.Write(w, c, machines.NewPublications(c, o), nil, "", o, progress.NewLog(said))
		assert.Contains(t, said.String(), want)
		assert.Equal(t, want != "", said.Len() > 0)
	}
}

func TestFilesOfTheAuthorsAreKept(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"a.md": "---\naliases: /b/\n---\n", "_headers": "/*\n", "robots.txt": "mine", "_redirects": "/x /y", "feed.xml": "<mine/>"}),
		"--base-url", blogURL)
	require.NoError(t, err)
	assert.Equal(t, "/*\n", buildtest.Read(t, out, "_headers"))
	assert.Equal(t, "mine", buildtest.Read(t, out, "robots.txt"))
	assert.Equal(t, "/x /y", buildtest.Read(t, out, "_redirects"))
	assert.Equal(t, "<mine/>", buildtest.Read(t, out, "feed.xml"))
	assert.FileExists(t, filepath.Join(out, "index.xml"))
}

// Readers of feeds and pages that embed make links of what they are told.
func TestNoMachineIsToldAnAddressThatRuns(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"a.md": "---\ntitle: A\nauthors: [{name: Eve, url: 'javascript:x()'}]\n---\n[link](javascript:x())\n",
	}), "--base-url", blogURL)
	require.NoError(t, err)
	for _, name := range []string{"feed.xml", "index.xml", "a/oembed.json", "a/index.html"} {
		assert.NotContains(t, buildtest.Read(t, out, name), "javascript:", name)
	}
	assert.Contains(t, buildtest.Read(t, out, "feed.xml"), "Eve")
}
