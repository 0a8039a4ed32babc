package config_test

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/problem"
)

func parseSettings(name, text string) (config.Settings, error) {
	format := strings.Replace(strings.TrimPrefix(path.Ext(name), "."), "yml", "yaml", 1)
	values, err := post.Decode(name, format, []byte(text))
	if err != nil {
		return config.Settings{}, err
	}
	return config.Read(name, values)
}

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

func TestSettings(t *testing.T) {
	want := config.Settings{
		Title: "A", BaseURL: "https://example.org/", Language: "de", Emoji: true, SummaryLength: 30,
		Markup: map[string]any{"goldmark": map[string]any{"renderer": map[string]any{"hardwraps": true}}},
		Params: map[string]any{"mood": "calm"},
		Rules:  address.Rules{Permalinks: address.Permalinks{"page": {"posts": "/:year/:slug/"}}},
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
	assert.ErrorContains(t, err, "markup.goldmark.extensions.smileys: there is no such setting")
	_, err = parseSettings("hugo.toml", "a = 1\nb =\n")
	assert.ErrorContains(t, err, "hugo.toml:2:")
}

func TestMarkdownForReaders(t *testing.T) {
	o, err := new(config.Settings).Markdown(true)
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
			for _, p := range problem.All(err) {
				require.Equal(t, problem.NotFollowed, p.Kind, "%v", p)
			}
			config, err := s.Config()
			require.NoError(t, err)
			assert.Equal(t, markdown.RenderHooks{Link: test.link, Image: test.image}, config.RenderHooks)
		})
	}
}

func TestSettingsOfALanguage(t *testing.T) {
	settings, err := parseSettings("hugo.toml", `
[params]
mood = "calm"
deep = {a = 1, b = 1}
[permalinks]
posts = "/:year/:slug/"
notes = "/n/:slug/"
[languages.en]
[languages.de.params]
deep = {b = 2}
[languages.de.permalinks]
posts = "/:slug/"
`)
	require.NoError(t, err)
	require.Len(t, settings.Others, 1)
	german := settings.Others[0]
	assert.Equal(t, map[string]any{"mood": "calm", "deep": map[string]any{"a": int64(1), "b": int64(2)}}, german.Params)
	assert.Equal(t, map[string]string{"posts": "/:slug/"}, german.Permalinks["page"])
	assert.Len(t, settings.Permalinks["page"], 2)
	assert.Equal(t, map[string]any{"a": int64(1), "b": int64(1)}, settings.Params["deep"])
}

func TestLanguagesThatCantBeUsed(t *testing.T) {
	tests := map[string]struct{ settings, problem string }{
		"a name that leads elsewhere": {"[languages.en]\n[languages.'../x']", `"../x" can’t be a language`},
		"a weight that is none":       {"[languages.en]\nweight = 'a'", "languages.en: weight can’t be a"},
		"a default that is none":      {"defaultContentLanguage = 'fr'\n[languages.en]", "defaultContentLanguage can’t be fr, which is not among the languages"},
		"what is no language":         {"languages = ['en']", "languages can’t be [en]"},
		"a setting, told once":        {"title = 1\n[languages.en]\n[languages.de]", "hugo.toml: title can’t be 1"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			settings, err := parseSettings("hugo.toml", test.settings)
			assert.ErrorContains(t, err, test.problem)
			assert.Equal(t, 1, strings.Count(err.Error(), "can’t be"))
			for _, l := range settings.Languages {
				assert.NotContains(t, l.Prefix, "..")
			}
		})
	}
}

func TestTaxonomiesOfTheSettings(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil,
		"[taxonomies]\ntag = 'tags'\nseries = 'Series'\n": {"series", "tags"},
		"disableKinds = ['taxonomy', 'term']":             {},
	} {
		s, err := parseSettings("hugo.toml", text)
		require.NoError(t, err)
		assert.Equal(t, want, s.Taxonomies, text)
	}
	_, err := parseSettings("hugo.toml", "[taxonomies]\ntag = 1\n")
	assert.ErrorContains(t, err, "taxonomies.tag can’t be 1")
}
