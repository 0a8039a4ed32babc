package cascade_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/cascade"
	"postview/wasm/post"
)

// read reads the cascade of a YAML front matter.
func read(t *testing.T, text string) ([]cascade.Rule, error) {
	t.Helper()
	p, err := post.Parse("_index.md", []byte("---\ncascade:\n"+text+"\n---\n"))
	require.NoError(t, err)
	value, _ := p.Param("cascade")
	return cascade.Read(value, []string{"en", "de"})
}

func rules(t *testing.T, text string) []cascade.Rule {
	t.Helper()
	all, err := read(t, text)
	require.NoError(t, err)
	return all
}

func TestNearerCounts(t *testing.T) {
	all := &cascade.Rules{Environment: "production"}
	assert.True(t, all.IsEmpty())
	assert.Nil(t, all.Of(cascade.Page{Kind: "page", Path: "a"}, nil))
	all.AddSettings("en", rules(t, "  {from: settings, a: 1, params: {b: 1}}"))
	all.Add("", "en", rules(t, "  {from: home, c: 1}"))
	all.Add("Deep Folder", "en", rules(t, "  - {from: first, d: {x: 1}}\n  - {from: second, e: 1, d: {y: 1}}"))
	all.Add("Deep Folder", "de", rules(t, "  {from: deutsch}"))
	assert.False(t, all.IsEmpty())
	page := func(path, language string, own ...cascade.Rule) map[string]any {
		return all.Of(cascade.Page{Kind: "page", Path: path, Language: language}, own)
	}
	assert.Equal(t, map[string]any{"from": "home", "a": 1, "b": 1, "c": 1}, page("deep", "en"))
	below := map[string]any{"from": "first", "a": 1, "b": 1, "c": 1, "d": map[string]any{"x": 1}, "e": 1}
	assert.Equal(t, below, page("deep folder/a/b", "en"))
	below["from"] = "own"
	assert.Equal(t, below, page("deep-folder/a/b", "en", rules(t, "  from: own")...))
	assert.Equal(t, map[string]any{"from": "deutsch"}, page("Deep Folder", "de"), "the configuration says nothing of it")
}

func TestTargets(t *testing.T) {
	pages := map[string]cascade.Page{
		"home": {Kind: "home", Language: "en"}, "posts": {Kind: "section", Path: "posts", Language: "en"},
		"a": {Kind: "page", Path: "posts/A", Language: "en"}, "b": {Kind: "page", Path: "posts/deep/b", Language: "en"},
		"c": {Kind: "page", Path: "posts/c", Language: "de"}, "tag": {Kind: "term", Path: "tags/x", Language: "en"},
	}
	for target, want := range map[string]string{
		"{}":                                       "a b home posts tag", // of its own language
		"{path: /posts/*}":                         "a",
		"{path: '/posts/**'}":                      "a b",
		"{path: '/{posts,posts/**}'}":              "a b posts",
		"{PATH: '/POSTS/[ab]'}":                    "a",
		"{path: '**'}":                             "a b home posts tag",
		"{path: /}":                                "home",
		"{kind: page}":                             "a b",
		"{kind: '{home,section}'}":                 "home posts",
		"{kind: Term, path: /tags/*}":              "tag",
		"{kind: page, environment: production}":    "a b",
		"{environment: development}":               "",
		"{lang: de}":                               "c",
		"{lang: '{en,de}', kind: page}":            "a b c",
		"{sites: {matrix: {languages: [de]}}}":     "c",
		"{sites: {matrix: {languages: 'd*'}}}":     "c",
		"{sites: {matrix: {languages: ['! en']}}}": "c",
		"{sites: {matrix: {languages: ['**', '! de'], roles: [guest], versions: 'v2*'}}, kind: page}": "a b",
	} {
		all := &cascade.Rules{Environment: "production"}
		all.Add("", "en", rules(t, "  - mood: calm\n    target: "+target))
		var is []string
		for _, name := range []string{"a", "b", "c", "home", "posts", "tag"} {
			if all.Of(pages[name], nil) != nil {
				is = append(is, name)
			}
		}
		assert.Equal(t, want, strings.Join(is, " "), target)
	}
}

// What is wrong is told, and the rest holds.
func TestWhatCantBeInherited(t *testing.T) {
	for text, want := range map[string]struct {
		problem string
		rest    map[string]any
	}{
		"  5":                                                             {"cascade can’t be 5: it is a map of front matter, or a list of these", nil},
		"  [calm, {mood: calm}]":                                          {"cascade can’t be calm", map[string]any{"mood": "calm"}},
		"  {cascade: {a: 1}, mood: calm}":                                 {"cascade: cascade is not inherited", map[string]any{"mood": "calm"}},
		"  {path: /a, kind: page, lang: de}":                              {"cascade: lang is not inherited", nil},
		"  {params: 5, mood: calm}":                                       {"cascade: params is not a map", map[string]any{"mood": "calm"}},
		"  {date: soon, mood: calm}":                                      {`cascade: date: "soon" is not a date`, map[string]any{"mood": "calm"}},
		"  {sites: {matrix: {}}, mood: calm}":                             {"cascade: sites is not followed", map[string]any{"mood": "calm"}},
		"  {mood: calm, target: 5}":                                       {"cascade: target: 5 is not a map", nil},
		"  {mood: calm, target: {kind: pge}}":                             {"cascade: target: there is no kind of page pge: there are page, home, section, taxonomy, term", nil},
		"  {mood: calm, target: {path: '/['}}":                            {`cascade: target: path "/[": `, nil},
		"  {mood: calm, target: {path: []}}":                              {"cascade: target: path can’t be []", nil},
		"  {mood: calm, target: {path: posts/**}}":                        {"cascade: target: no page has the path posts/**: paths begin with a slash", nil},
		"  {mood: calm, target: {paths: /posts/**}}":                      {"cascade: target: there is no paths", map[string]any{"mood": "calm"}},
		"  {mood: calm, target: {lang: fr}}":                              {"cascade: target: lang: no language is fr: Hugo takes that for all of them", map[string]any{"mood": "calm"}},
		"  {mood: calm, target: {sites: 5}}":                              {"cascade: target: sites can’t be 5", nil},
		"  {mood: calm, target: {sites: {matrix: {languages: '>= de'}}}}": {`cascade: target: languages ">= de": languages have no range`, nil},
	} {
		all, err := read(t, text)
		assert.ErrorContains(t, err, want.problem, text)
		inherited := new(cascade.Rules)
		assert.Equal(t, want.rest, inherited.Of(cascade.Page{Kind: "page", Path: "x"}, all), text)
	}
}
