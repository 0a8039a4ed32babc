package site_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/site"
)

func on(day string) post.Date {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return post.Date{Time: t}
}

// blog has three posts, one of them broken, in the order in which they stand.
func blog() *site.Site {
	s := site.New("Blog", []site.Entry{
		{Path: "posts/old.md", URL: "posts/old/", LinkTitle: "Old", Date: on("2026-01-01"), Aliases: []string{"/2026/old.html"}},
		{Path: "posts/broken.md", URL: "posts/broken/", LinkTitle: "Broken", Error: "posts/broken.md:2: what is this?"},
		{Path: "posts/trip/index.md", URL: "posts/trip/", LinkTitle: "A trip", Date: on("2026-03-01")},
		{Path: "über uns.md", URL: "%C3%BCber-uns/", LinkTitle: "About us", Date: on("2026-03-01")},
	})
	s.Pages = true
	return s
}

func TestNewestFirst(t *testing.T) {
	var titles []string
	for _, e := range blog().Entries {
		titles = append(titles, e.LinkTitle)
	}
	assert.Equal(t, []string{"A trip", "About us", "Old", "Broken"}, titles)
}

func TestNeighboursLeaveOutWhatIsBroken(t *testing.T) {
	s := blog()
	newer, older := s.Neighbours("über uns.md")
	assert.Equal(t, "A trip", newer.LinkTitle)
	assert.Equal(t, "Old", older.LinkTitle)

	newer, older = s.Neighbours("posts/old.md")
	assert.Equal(t, "About us", newer.LinkTitle)
	assert.Nil(t, older)

	newer, older = s.Neighbours("nowhere.md")
	assert.Nil(t, newer)
	assert.Nil(t, older)
}

func TestByURL(t *testing.T) {
	s := blog()
	for _, address := range []string{"posts/old/", "posts/old", "/posts/old/", "posts/old/index.html", "2026/old.html"} {
		e := s.ByURL(address)
		require.NotNil(t, e, address)
		assert.Equal(t, "posts/old.md", e.Path, address)
	}
	assert.Nil(t, s.ByURL("posts/"))
}

func TestPageURL(t *testing.T) {
	s := blog()
	assert.Equal(t, "%C3%BCber-uns/", s.PageURL("über uns.md"))
	assert.Equal(t, "view.html?src=posts/a+b%26c.md", s.PageURL("posts/a b&c.md"), "a post that came after the build")
	s.Pages = false
	assert.Equal(t, "?src=posts/old.md", s.PageURL("posts/old.md"))
}

func TestDecodeReadsWhatWasEncoded(t *testing.T) {
	s := blog()
	data, err := json.Marshal(s)
	require.NoError(t, err)
	again, err := site.Decode(data)
	require.NoError(t, err)
	assert.Equal(t, s, again)

	_, err = site.Decode([]byte("<!doctype html>"))
	assert.ErrorContains(t, err, "read the list of posts")
}

func TestEntries(t *testing.T) {
	p, err := post.Parse("posts/a.md", []byte("---\ntitle: A\nurl: /b/c\ntags: [x]\ndate: 2026-01-02T03:04:05+01:00\n---\nbody"))
	require.NoError(t, err)
	d, err := markdown.Render(p, markdown.Options{})
	require.NoError(t, err)
	e := site.Settings{}.NewEntry(p, d, "b/c/")
	assert.Equal(t, "b/c/", e.URL)
	assert.Equal(t, []string{"x"}, e.Tags)
	assert.Equal(t, "2026-01-02T03:04:05+01:00", e.Date.String())
	assert.Equal(t, "body", e.Summary)

	broken := site.Settings{}.BrokenEntry(p, errors.New("no"))
	assert.Equal(t, "posts/a/", broken.URL)
	assert.Equal(t, "no", broken.Error)
}

func TestPermalink(t *testing.T) {
	tests := map[string]struct{ path, slug, url, want string }{
		"path":               {path: "posts/hello.md", want: "posts/hello/"},
		"capitals":           {path: "Posts/Hello World.md", want: "posts/hello-world/"},
		"what Hugo drops":    {path: "posts/it's (a) test!.md", want: "posts/its-a-test/"},
		"what Hugo keeps":    {path: "posts/c++_1.2~x@y.md", want: "posts/c++_1.2~x@y/"},
		"spaces and hyphens": {path: "a - b  c.md", want: "a---b--c/"},
		"what is between":    {path: "C++ & C.md", want: "c++--c/"},
		"another script":     {path: "文档/样式 指南.md", want: "文档/样式-指南/"},
		"bundle":             {path: "posts/trip/index.md", want: "posts/trip/"},
		"home bundle":        {path: "index.md", want: ""},
		"signs alone":        {path: "posts/😀.md", want: "posts/😀/"},
		"folder of signs":    {path: "😀/😀.md", want: "😀/"},
		"slug":               {path: "posts/2026-hello.md", slug: "hello", want: "posts/hello/"},
		"slug of a bundle":   {path: "posts/trip/index.md", slug: "journey", want: "posts/journey/"},
		"url":                {path: "posts/a.md", url: "/x/y/", want: "x/y/"},
		"url without slash":  {path: "posts/a.md", url: "x/y", want: "x/y/"},
		"url of a file":      {path: "posts/a.md", url: "/x/y.html", want: "x/y.html"},
		"url of the root":    {path: "posts/a.md", url: "/", want: ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := site.Settings{}.Permalink(&post.Post{Path: test.path, Slug: test.slug, URL: test.url})
			require.NoError(t, err)
			assert.Equal(t, test.want, got)
		})
	}
}

func TestPermalinkStaysWithinTheSite(t *testing.T) {
	for _, url := range []string{"../../x", "/a/../../x", `..\x`, "https://example.org/x", "//example.org/x"} {
		_, err := site.Settings{}.Permalink(&post.Post{Path: "posts/a.md", URL: url})
		assert.ErrorContains(t, err, "posts/a.md", url)
	}
	got, err := site.Settings{}.Permalink(&post.Post{Path: "posts/a.md", Slug: "../../x"})
	require.NoError(t, err)
	assert.NotContains(t, got, "..")
}

func TestPermalinkPatterns(t *testing.T) {
	p := &post.Post{Path: "posts/2026/Hello World.md", Title: "Hello, World!", Date: on("2026-03-04")}
	tests := map[string]string{
		"/:year/:month/:day/:slug/":                           "2026/03/04/hello-world/",
		":year/:monthname/:filename":                          "2026/march/hello-world/",
		"/:sections/:title.html":                              "posts/2026/hello-world.html/",
		"/:section/:yearday/":                                 "posts/63/",
		"/../:weekdayname/:weekday":                           "wednesday/3/",
		"/A Blog/:slug":                                       "a-blog/hello-world/",
		"/:sections[last]/:slug":                              "2026/hello-world/",
		"/:sections[:1]/:sections[1:last]/:sections[7]/:slug": "posts/hello-world/",
		"/:sections[1:]/:slug":                                "2026/hello-world/",
	}
	for pattern, want := range tests {
		t.Run(pattern, func(t *testing.T) {
			got, err := site.Settings{Permalinks: site.Permalinks{"page": {"posts": pattern}}}.Permalink(p)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	root, err := site.Settings{Permalinks: site.Permalinks{"page": {"/": "/:title/"}}}.Permalink(&post.Post{Path: "a/index.md", Title: "B"})
	require.NoError(t, err)
	assert.Equal(t, "b/", root)
	_, err = site.Settings{Permalinks: site.Permalinks{"page": {"posts": "/:yaer/"}}}.Permalink(p)
	assert.ErrorContains(t, err, `there is no :yaer`)
}

// Patterns may be a list, the first of which for a page counts.
func TestPermalinksWithTargets(t *testing.T) {
	const rule = "[[permalinks]]\npattern = '%s'\n[permalinks.target]\n%s\n"
	all := func(rules ...string) (text string) {
		for i := 0; i < len(rules); i += 2 {
			text += fmt.Sprintf(rule, rules[i], rules[i+1])
		}
		return text
	}
	tests := map[string]struct{ settings, posts, top string }{
		"a folder":                  {all("/a/:slug", "path = '/posts/**'"), "a/x/", "x/"},
		"the folder itself, too":    {all("/a/:slug", "path = '/{posts,posts/**}'"), "a/x/", "x/"},
		"the top":                   {all("/a/:slug", "path = '/*'"), "posts/x/", "a/x/"},
		"the top before all":        {all("/a/:slug", "path = '/*'", "/b/:slug", "path = '**'"), "b/x/", "a/x/"},
		"all before the top":        {all("/b/:slug", "kind = 'page'", "/a/:slug", "path = '/*'"), "b/x/", "b/x/"},
		"a folder before one in it": {all("/a/:slug", "path = '/posts/**'", "/b/:slug", "path = '/posts/x/**'", "/c/:slug", "path = '/posts/**'"), "a/x/", "x/"},
		"another kind":              {all("/a/:slug", "kind = 'section'"), "posts/x/", "x/"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := parseSettings("hugo.toml", test.settings)
			require.NoError(t, err)
			for path, want := range map[string]string{"posts/x.md": test.posts, "x.md": test.top} {
				got, err := s.Permalink(&post.Post{Path: path, Title: "X"})
				require.NoError(t, err)
				assert.Equal(t, want, got)
			}
		})
	}
	for _, target := range []string{"path = '/posts/*'", "path = '/{a,b}/**'", "kind = '{page,term}'", "lang = 'de'"} {
		s, err := parseSettings("hugo.toml", all("/a/:slug", target))
		assert.ErrorContains(t, err, "hugo.toml: permalinks: a target can be a kind of page and a folder", target)
		assert.Empty(t, s.Permalinks, target)
	}
}

func parseSettings(name, text string) (site.Settings, error) {
	format := strings.Replace(strings.TrimPrefix(path.Ext(name), "."), "yml", "yaml", 1)
	values, err := post.Decode(name, format, []byte(text))
	if err != nil {
		return site.Settings{}, err
	}
	return site.NewSettings(name, values)
}

func TestSettings(t *testing.T) {
	want := site.Settings{
		Title: "A", BaseURL: "https://example.org/", Language: "de", Emoji: true, SummaryLength: 30,
		Markup:     map[string]any{"goldmark": map[string]any{"renderer": map[string]any{"hardwraps": true}}},
		Params:     map[string]any{"mood": "calm"},
		Permalinks: site.Permalinks{"page": {"posts": "/:year/:slug/"}},
	}
	for name, text := range map[string]string{
		"hugo.toml": `
title = "A"
baseURL = "https://example.org/"
languageCode = "de"
enableEmoji = true
summaryLength = 30
theme = "any"
[markup.goldmark.renderer]
hardWraps = true
[params]
mood = "calm"
[permalinks.page]
posts = "/:year/:slug/"
`,
		"config.yml": `
title: A
baseURL: https://example.org/
languageCode: de
enableEmoji: true
summaryLength: 30
markup: {goldmark: {renderer: {hardWraps: true}}}
params: {mood: calm}
permalinks: {page: {posts: "/:year/:slug/"}}
`,
		"hugo.json": `{"title": "A", "baseURL": "https://example.org/", "languageCode": "de", "enableEmoji": true,
			"summaryLength": 30, "markup": {"goldmark": {"renderer": {"hardWraps": true}}}, "params": {"mood": "calm"},
			"permalinks": {"page": {"posts": "/:year/:slug/"}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			got, err := parseSettings(name, text)
			require.NoError(t, err)
			assert.Equal(t, want, got)
			config, err := got.Config()
			require.NoError(t, err)
			assert.True(t, config.Renderer.HardWraps)
			assert.True(t, config.Emoji)
			assert.Equal(t, 30, config.SummaryLength)
		})
	}
}

func TestReadersGetClassesUnlessTheSiteSaysOtherwise(t *testing.T) {
	tests := map[string]struct {
		settings string
		inline   bool
	}{
		"nothing said":   {"", false},
		"classes":        {"[markup.highlight]\nnoClasses = false\nstyle = 'github'", false},
		"inline styles":  {"[markup.highlight]\nnoClasses = true", true},
		"a style":        {"[markup.highlight]\nstyle = 'github'", true},
		"something else": {"[markup.highlight]\ntabWidth = 2", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := parseSettings("hugo.toml", test.settings)
			require.NoError(t, err)
			o, err := s.Markdown(true)
			require.NoError(t, err)
			assert.Equal(t, test.inline, o.Config.Highlight.NoClasses)
		})
	}
}

func TestSettingsThatCannotBeUsed(t *testing.T) {
	s, err := parseSettings("hugo.toml", "title = 1\nenableEmoji = true\n[markup.goldmark.extensions]\nsmileys = true\n")
	assert.ErrorContains(t, err, "hugo.toml: title can’t be 1")
	assert.True(t, s.Emoji)
	_, err = s.Config()
	assert.ErrorContains(t, err, "markup.goldmark.extensions.smileys: there is no such setting")
	_, err = parseSettings("hugo.toml", "a = 1\nb =\n")
	assert.ErrorContains(t, err, "hugo.toml:2:")
}

func TestMarkdownForReaders(t *testing.T) {
	o, err := new(site.Settings).Markdown(true)
	require.NoError(t, err)
	assert.True(t, o.Unsafe)
	assert.True(t, o.Readers.Callouts)
	assert.True(t, o.Readers.HeadingLinks)

	s, err := parseSettings("hugo.toml", "[params]\nMood = 'calm'\n[params.postview]\ncallouts = false\n[params.a]\nb = 1\n")
	require.NoError(t, err)
	o, err = s.Markdown(false)
	require.NoError(t, err)
	assert.False(t, o.Readers.Callouts)
	assert.True(t, o.Readers.HeadingLinks)
	for name, want := range map[string]any{"mood": "calm", "A.B": int64(1)} {
		got, found := o.Shortcodes.Param(name)
		assert.True(t, found, name)
		assert.Equal(t, want, got, name)
	}
	_, found := o.Shortcodes.Param("a.c")
	assert.False(t, found)
}

func TestTheDefaultLanguageComesFirst(t *testing.T) {
	s, err := parseSettings("hugo.toml", `
title = "A"
defaultContentLanguage = "fr"
[params]
mood = "calm"
place = "here"
[languages.en]
title = "B"
[languages.fr]
title = "C"
[languages.fr.params]
mood = "calme"
`)
	require.NoError(t, err)
	assert.Equal(t, "C", s.Title)
	assert.Equal(t, "fr", s.Language)
	assert.Equal(t, map[string]any{"mood": "calme", "place": "here"}, s.Params)

	for text, want := range map[string]string{
		"title = 'A'": "",
		"languageCode = 'de-AT'\ndefaultContentLanguage = 'de'":                 "de-AT",
		"locale = 'de-AT'\nlanguageCode = 'de'":                                 "de-AT",
		"languageCode = 'de'\n[languages.en]\nlanguageCode = 'en-GB'":           "en-GB",
		"languageCode = 'de'\n[languages.en]\nlocale = 'en-GB'\ntitle = 'Here'": "en-GB",
	} {
		s, err := parseSettings("hugo.toml", text)
		require.NoError(t, err)
		assert.Equal(t, want, s.Language, text)
		assert.Nil(t, s.Markup)
	}
}

func TestSeveralLanguagesTurnRenderHooksOn(t *testing.T) {
	const two = "[languages.en]\ntitle = 'A'\n[languages.fr]\ntitle = 'B'\n"
	tests := map[string]struct {
		settings    string
		link, image bool
	}{
		"one language":       {"[languages.en]\ntitle = 'A'\n", false, false},
		"two":                {two, true, true},
		"two hosts":          {"[languages.en]\nbaseURL = 'https://en.example/'\n[languages.fr]\nbaseURL = 'https://fr.example/'\n", false, false},
		"auto":               {two + "[markup.goldmark.renderHooks.link]\nuseEmbedded = 'auto'\n", true, true},
		"never":              {two + "[markup.goldmark.renderHooks.link]\nuseEmbedded = 'never'\n", false, true},
		"not by default":     {two + "[markup.goldmark.renderHooks.image]\nenableDefault = false\n", true, false},
		"files of their own": {two + "[markup.goldmark]\nduplicateResourceFiles = true\n", false, false},
		"always":             {"[markup.goldmark.renderHooks.image]\nuseEmbedded = 'always'\n", false, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := parseSettings("hugo.toml", test.settings)
			require.NoError(t, err)
			config, err := s.Config()
			require.NoError(t, err)
			assert.Equal(t, markdown.RenderHooks{Link: test.link, Image: test.image}, config.RenderHooks)
		})
	}
}
