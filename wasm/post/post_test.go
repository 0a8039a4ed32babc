package post_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
)

// parse parses a source that must be read without an error.
func parse(t *testing.T, source string) *post.Post {
	t.Helper()
	p, err := post.Parse("posts/a-post.md", []byte(source))
	require.NoError(t, err)
	return p
}

// yaml parses lines of YAML as the front matter of a post.
func yaml(t *testing.T, lines string) *post.Post {
	t.Helper()
	return parse(t, "---\n"+lines+"\n---\n")
}

func TestFrontMatterAndBody(t *testing.T) {
	for _, test := range []struct {
		name, source        string
		format, title, body string
		line                int
	}{
		{"yaml", "---\ntitle: a\n---\nbody\n", "yaml", "a", "body\n", 4},
		{"toml", "+++\ntitle = 'a'\n+++\nbody\n", "toml", "a", "body\n", 4},
		{"json", "{\n\"title\": \"a\"\n}\nbody\n", "json", "a", "body\n", 4},
		{"json on one line", `{"title": "a}\"{"} body`, "json", `a}"{`, " body", 1},
		{"json and no blank line", "{\n\"title\": \"a\"\n}\n# body\n", "json", "a", "# body\n", 4},
		{"none", "\n # body\n", "", "A post", "\n # body\n", 1},
		{"nothing", "", "", "A post", "", 1},
		{"empty", "---\n---\nbody", "yaml", "A post", "body", 3},
		{"comments alone", "---\n# title: a\n---\nbody", "yaml", "A post", "body", 4},
		{"CRLF", "---\r\ntitle: a\r\n---\r\nbody\r\n", "yaml", "a", "body\r\n", 4},
		{"CR", "---\rtitle: a\r---\rbody", "yaml", "a", "body", 1},
		{"byte order mark", "\ufeff---\ntitle: a\n---\nbody", "yaml", "a", "body", 4},
		{"byte order mark alone", "\ufeffbody", "", "A post", "body", 1},
		{"blank lines before", "\n \n---\ntitle: a\n---\nbody", "yaml", "a", "body", 6},
		{"spaces after the first delimiter", "---  \ntitle: a\n---\nbody", "yaml", "a", "body", 4},
		{"text after the last delimiter", "---\ntitle: a\n----\nbody", "yaml", "a", "-\nbody", 3},
		{"six dashes", "------\ntitle: a\n---\nbody", "yaml", "a", "body", 4},
		{"dashes indented in a block", "---\ntitle: |-\n  a\n  ---\n  b\n---\nbody", "yaml", "a\n---\nb", "body", 7},
		{"pluses indented in a string", "+++\ntitle = '''a\n +++ '''\n+++\nbody", "toml", "a\n +++ ", "body", 5},
		{"a rule in the body", "---\ntitle: a\n---\nbody\n\n---\n", "yaml", "a", "body\n\n---\n", 4},
		{"a list first", "- a\n- b\n", "", "A post", "- a\n- b\n", 1},
		{"a shortcode first", "{{< figure src=a.png >}}\n", "", "A post", "{{< figure src=a.png >}}\n", 1},
		{"a tag of Liquid first", "{% raw %}\n", "", "A post", "{% raw %}\n", 1},
		{"not closed by three dots", "---\ntitle: a\n...\n---\nbody", "yaml", "a", "body", 5},
		{"no line end after it", "---\ntitle: a\n---", "yaml", "a", "", 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := parse(t, test.source)
			assert.Equal(t, test.format, p.Format)
			assert.Equal(t, test.title, p.Title)
			assert.Equal(t, test.body, p.Body)
			assert.Equal(t, test.line, p.BodyLine)
			assert.NotNil(t, p.Params)
		})
	}
}

func TestFields(t *testing.T) {
	p := yaml(t, `
Title: The title
linkTitle: A link
newsSubtitle: News
subtitle: Not this
description: Described
summary: In *short*
isCJKLanguage: true
weight: 7
slug: -a-slug-
url: /here/
tags: [no, on, 2024, 1.10, "", true]
categories: One, two
keywords: one two
aliases: [/old/, https://other.example/, 'win\dows']
extra: {Inner: {Deep: 1}, list: [{Kept: 1}]}
`)
	assert.Equal(t, "The title", p.Title)
	assert.Equal(t, "A link", p.LinkTitle)
	assert.Equal(t, "News", p.Subtitle)
	assert.Equal(t, "Described", p.Description)
	assert.Equal(t, "In *short*", p.Summary)
	assert.True(t, p.CJK)
	assert.Equal(t, 7, p.Weight)
	assert.Equal(t, "a-slug", p.Slug)
	assert.Equal(t, "/here/", p.URL)
	assert.Equal(t, []string{"no", "on", "2024", "1.1", "true"}, p.Tags)
	assert.Equal(t, []string{"One, two"}, p.Categories)
	assert.Equal(t, []string{"one", "two"}, p.Keywords)
	assert.Equal(t, []string{"/old/", "win/dows"}, p.Aliases)
	assert.Equal(t, map[string]any{"extra": map[string]any{
		"inner": map[string]any{"deep": 1},
		"list":  []any{map[string]any{"Kept": 1}},
	}}, p.Params)
}

func TestTitles(t *testing.T) {
	for _, test := range []struct{ name, path, yaml, title, link string }{
		{"number", "a.md", "title: 2024", "2024", "2024"},
		{"yes", "a.md", "title: yes", "yes", "yes"},
		{"quoted null", "a.md", `title: "null"`, "null", "null"},
		{"leading zero", "a.md", "title: 09", "09", "09"},
		{"exponent", "a.md", "title: 1e3", "1e3", "1e3"},
		{"link alone", "some/a-post.md", "linkTitle: b", "A post", "b"},
		{"list", "a.md", "title: [a, b]", "A", "A"},
		{"from a file", "posts/release_1.3-notes.md", "", "Release 1.3 notes", "Release 1.3 notes"},
		{"from a dated file", "2024-04-05-über-uns.md", "", "Über uns", "Über uns"},
		{"from a bundle", "posts/my-trip/index.md", "", "My trip", "My trip"},
		{"from a bundle in a language", "posts/my-trip/index.de.md", "", "My trip", "My trip"},
		{"from a date", "2024-04-05.md", "", "2024 04 05", "2024 04 05"},
		{"from no folder", "index.md", "", "Untitled", "Untitled"},
		{"from nothing", "", "", "Untitled", "Untitled"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := post.Parse(test.path, []byte("---\n"+test.yaml+"\n---\n"))
			require.NoError(t, err)
			assert.Equal(t, test.title, p.Title)
			assert.Equal(t, test.link, p.LinkTitle)
		})
	}
	assert.True(t, yaml(t, "linkTitle: b").Untitled)
	assert.False(t, yaml(t, "title: b").Untitled)
}

func TestDraft(t *testing.T) {
	for source, want := range map[string]bool{
		"draft: true":                    true,
		"Draft: True":                    true,
		`draft: "true"`:                  true,
		"draft: 1":                       true,
		"draft: yes":                     false,
		"draft: no":                      false,
		"draft:":                         false,
		"published: false":               true,
		"published: true":                false,
		"published:":                     true,
		"published: 2024-01-01":          false,
		"draft: false\npublished: false": false,
	} {
		t.Run(source, func(t *testing.T) { assert.Equal(t, want, yaml(t, source).Draft) })
	}
}

func TestParseWith(t *testing.T) {
	inherited := map[string]any{"title": "Inherited", "draft": true, "mood": "calm", "build": map[string]any{"list": "never"}, "date": "2024-04-05"}
	p, err := post.ParseWith(inherited, "a.md", []byte("---\ntitle: Own\nbuild: {render: link}\nparams: {mood: own}\n---\nBody"))
	require.NoError(t, err)
	assert.Equal(t, "Own", p.Title)
	assert.True(t, p.Draft)
	assert.Equal(t, "2024-04-05", p.Date.String())
	assert.Equal(t, map[string]any{"mood": "own", "build": map[string]any{"render": "link"}}, p.Params)
	p, err = post.ParseWith(inherited, "a.md", []byte("Body"))
	require.NoError(t, err)
	assert.Equal(t, "Inherited", p.Title)
	assert.False(t, p.Untitled)
	assert.Equal(t, map[string]any{"title": "Inherited", "draft": true, "mood": "calm", "build": map[string]any{"list": "never"}, "date": "2024-04-05"}, inherited)
}

func TestHidden(t *testing.T) {
	now := time.Date(2024, 4, 5, 12, 0, 0, 0, time.UTC)
	for source, want := range map[string]string{
		"title: a":                                  "",
		"draft: true\ndate: 2030-01-01":             "draft future",
		"date: 2024-04-06":                          "future",
		"publishDate: 2024-04-06\ndate: 2020-01-01": "future",
		"publishDate: 2020-01-01\ndate: 2030-01-01": "",
		"date: 2024-04-05":                          "",
		"expiryDate: 2024-04-05":                    "expired",
		"expiryDate: 2024-04-06":                    "",
		"unpublishDate: 2024-04-05T13:00:00+02:00":  "expired",
		"published: 2024-04-05T23:00:00Z":           "future",
	} {
		t.Run(source, func(t *testing.T) { assert.Equal(t, want, strings.Join(yaml(t, source).Hidden(now), " ")) })
	}
}

// What is written without a zone is in that of the site.
func TestHiddenInAZone(t *testing.T) {
	now := time.Date(2024, 4, 5, 23, 0, 0, 0, time.UTC)
	for source, want := range map[string][2]string{ // at this time in UTC, and five hours to the west
		"date: 2024-04-05T22:00:00":              {"", "future"},
		"date: 2024-04-05T17:30:00":              {"", ""},
		"date: 2024-04-05T22:00:00Z":             {"", ""},
		"date: 2024-04-06":                       {"future", "future"},
		"expiryDate: 2024-04-05T22:00:00":        {"expired", ""},
		"expiryDate: 2024-04-05 22:00:00 +00:00": {"expired", "expired"},
	} {
		t.Run(source, func(t *testing.T) {
			p := yaml(t, source)
			assert.Equal(t, want[0], strings.Join(p.Hidden(now), " "))
			assert.Equal(t, want[1], strings.Join(p.Hidden(now.In(time.FixedZone("", -5*3600))), " "))
		})
	}
}

func TestParams(t *testing.T) {
	p := yaml(t, `
title: a
color: red
tags: [a]
date: 2024-04-05
params:
  Color: {Dark: blue}
  tags: [b]
  author: Jane
  subtitle: Sub
  a.b: dotted`)
	assert.Equal(t, map[string]any{"color": map[string]any{"dark": "blue"}, "a.b": "dotted"}, p.Params)
	assert.Equal(t, []string{"b"}, p.Tags)
	assert.Equal(t, []post.Author{{Name: "Jane"}}, p.Authors)
	assert.Equal(t, "Sub", p.Lead())

	for name, want := range map[string]any{
		"title": "a", "Color.Dark": "blue", "a.b": "dotted", "draft": false,
		"date": p.Date, "lastmod": p.Date, "nothing": nil, "title.no": nil, "color.no": nil,
	} {
		value, ok := p.Param(name)
		assert.Equal(t, want != nil, ok, name)
		assert.Equal(t, want, value, name)
	}
	_, ok := new(post.Post).Param("title")
	assert.False(t, ok)
}

func TestLead(t *testing.T) {
	assert.Equal(t, "b", yaml(t, "description: a\nsubtitle: ' b '").Lead())
	assert.Equal(t, "a", yaml(t, "description: >\n  a\nsubtitle: ''").Lead())
	assert.Equal(t, "", yaml(t, "").Lead())
}

func TestParamsAreJSON(t *testing.T) {
	for name, source := range map[string]string{
		"yaml": "---\na: {b: {1: .nan, true: .inf}}\nc: !!binary /w==\n---\n",
		"toml": "+++\na = nan\nb = [inf]\nc = 2024-04-05\nd = 07:30:00\n[[e]]\nf = -inf\n+++\n",
		"json": `{"a": {"b": [1, null]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := json.Marshal(parse(t, source))
			assert.NoError(t, err)
		})
	}
	toml := parse(t, "+++\nday = 2024-04-05\ntime = 07:30:00\n[[list]]\nTop = 1\n+++\n")
	day, _ := json.Marshal(toml.Params)
	assert.JSONEq(t, `{"day": "2024-04-05", "time": "07:30:00", "list": [{"Top": 1}]}`, string(day))
}

func TestMerge(t *testing.T) {
	p := yaml(t, "base: &base {a: 1, b: 1}\nmore:\n  <<: *base\n  b: 2")
	assert.Equal(t, map[string]any{"a": 1, "b": 2}, p.Params["more"])
}

func assertJSON(t *testing.T, p *post.Post) {
	t.Helper()
	_, err := json.Marshal(p)
	assert.NoError(t, err)
}
