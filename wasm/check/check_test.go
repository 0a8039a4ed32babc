package check_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/inspect"
	"postview/wasm/build/progress"
	"postview/wasm/check"
)

func TestCheckFinds(t *testing.T) {
	const intro = "---\ntitle: A\n---\n\n" // of four lines
	tests := map[string]struct {
		files map[string]string
		want  []string
	}{
		"a missing picture":             {map[string]string{"posts/a.md": intro + "![a](b.png)\n"}, []string{"posts/a.md:5:6: no such file: b.png"}},
		"a missing file of raw HTML":    {map[string]string{"a.md": intro + "x <img src=\"b.png\"> <a href='c.pdf'>c</a>\n"}, []string{"a.md:5:13: no such file: b.png", "a.md:5:30: no such file: c.pdf"}},
		"a missing one of a srcset":     {map[string]string{"a.md": "<img src=\"b.png\"\n srcset=\"b.png 1x, c.png 2x\">\n", "b.png": ""}, []string{"a.md:2:20: no such file: c.png"}},
		"a missing figure":              {map[string]string{"a.md": "\n{{< figure src=\"b.png\" >}}\n"}, []string{"a.md:2:17: no such file: b.png"}},
		"a missing picture of author":   {map[string]string{"a.md": "---\nauthors:\n- name: A\n  avatar: me.png\n---\nx\n"}, []string{"a.md:4:11: no such file: me.png"}},
		"a missing post":                {map[string]string{"posts/a.md": intro + "x\n[b](b.md#c)\n"}, []string{"posts/a.md:6:5: no such post: b.md#c"}},
		"a missing post by its address": {map[string]string{"posts/a.md": "[b](/posts/b/)\n"}, []string{"posts/a.md:1:5: no such page: /posts/b/"}},
		"a missing post of ref":         {map[string]string{"a.md": "\n[b]({{< ref \"b.md\" >}})\n"}, []string{"a.md:2:14: no such post: b.md"}},
		"a draft":                       {map[string]string{"a.md": "[b](b.md)\n", "b.md": "---\ndraft: true\n---\n"}, []string{"a.md:1:5: not on the site, as a draft, for its date, or as a page of a section: b.md"}},
		"a name with spaces":            {map[string]string{"a.md": "\n![x](<b c.png>) ![x](d%20e.png)\n"}, []string{"a.md:2:7: no such file: b%20c.png", "a.md:2:22: no such file: d%20e.png"}},
		"an address with &":             {map[string]string{"a.md": "\n[x](b.pdf?c&d)\n"}, []string{"a.md:2:5: no such file: b.pdf?c&d"}},
		"what is no address":            {map[string]string{"a.md": "[x](http://[)\n"}, []string{"a.md:1:5: not an address: http://%5B"}},
		"a definition":                  {map[string]string{"a.md": "[x] and [x]\n\n[x]: b.png\n"}, []string{"a.md:3:6: no such file: b.png"}},
		"each of several":               {map[string]string{"a.md": "[x](b.png)\n\n`b.png`\n\n```\n[x](b.png)\n```\n\n[x](b.png)\n"}, []string{"a.md:1:5: no such file: b.png", "a.md:9:5: no such file: b.png"}},
		"the longer of two":             {map[string]string{"a.md": "[x](sub/b.png)\n\n[x](b.png)\n", "sub/b.png": ""}, []string{"a.md:3:5: no such file: b.png"}},
		"a missing id of the post":      {map[string]string{"a.md": intro + "# B\n\n[b](#b) [c](#c)\n"}, []string{"a.md:7:13: no such anchor: #c"}},
		"a missing id of another":       {map[string]string{"a.md": "[b](b.md#b) [c](b.md#c)\n", "b.md": "# B\n"}, []string{"a.md:1:17: no such anchor: b.md#c"}},
		"front matter":                  {map[string]string{"a.md": "---\ntitle: \"A\ndate: 2026-01-01\n---\n"}, []string{"a.md:2: the quote that opens here is not closed"}},
		"front matter of a section":     {map[string]string{"posts/_index.md": "---\ntitle: \"A\n---\n"}, []string{"posts/_index.md:2: the quote that opens here is not closed"}},
		"the text of a section":         {map[string]string{"posts/a.md": "", "posts/_index.md": intro + "[a](a.md) [b](b.md)\n\n{{< teapot >}}\n"}, []string{"posts/_index.md:5:15: no such post: b.md", "posts/_index.md:7:1: shortcode teapot"}},
		"the text of the home":          {map[string]string{"posts/a.md": "", "_index.md": "[a](posts/a.md) ![b](b.png)\n"}, []string{"_index.md:1:22: no such file: b.png"}},
		"a url, by its own line":        {map[string]string{"a.md": "---\ndescription: |\n  url: here\nurl: /../x\n---\n"}, []string{`a.md:4: url "/../x" leads out of the site`}},
		"a url out of the site":         {map[string]string{"a.md": "---\ntitle: A\nurl: ../x\n---\n"}, []string{`a.md:3: url "../x" leads out of the site`}},
		"a name with a colon":           {map[string]string{"a: b.md": "---\ntitle: A\nurl: /../x\n---\n"}, []string{`a: b.md:3: url "/../x" leads out of the site`}},
		"two with one address":          {map[string]string{"a.md": "", "b.md": "---\ntitle: B\nurl: /a/\n---\n"}, []string{"b.md:3: a.md has the same address: a/index.html"}},
		"a post in place of the list":   {map[string]string{"b.md": "---\nurl: /\n---\n", "a.md": ""}, []string{"b.md:2: the list of posts has the same address: index.html; the page of b.md is at b/"}},
		"an alias that is a page":       {map[string]string{"a.md": "---\ntitle: A\naliases: [/b/]\n---\n", "b.md": ""}, []string{"a.md:3: b.md has the same address: b/index.html"}},
		"an alias of a section":         {map[string]string{"a.md": "", "posts/_index.md": "---\ntitle: P\naliases: [/a/, /p/]\n---\n", "posts/b.md": "[p](/p/)\n"}, []string{"posts/_index.md:3: a.md has the same address: a/index.html"}},
		"a url of a section":            {map[string]string{"posts/a.md": "", "posts/_index.md": "---\ntitle: P\nurl: /../x\n---\n"}, []string{`posts/_index.md:3: url "/../x" leads out of the site`}},
		"a pattern of lists":            {map[string]string{"posts/a.md": "", "hugo.toml": "[permalinks.section]\nposts = '/:sluh/'\n"}, []string{`hugo.toml:2: permalinks.section.posts: there is no :sluh in "/:sluh/"`}},
		"an alias that is the list":     {map[string]string{"a.md": "---\ntitle: A\naliases: [/]\n---\n"}, []string{`a.md:3: alias "/" is the list of posts`}},
		"unknown shortcodes, once each": {map[string]string{"a.md": intro + "{{< teapot >}} {{< kettle >}}\n", "b.md": intro + "\n{{< teapot >}} {{< teapot >}}\n"}, []string{"a.md:5:1: shortcode teapot: it is unknown, or lacks what it is to show: 3 times in 2 posts, first here", "a.md:5:16: shortcode kettle: it is unknown, or lacks what it is to show"}},
		"a link that is half escaped":   {map[string]string{"a.md": "x\n[b](my%20b.md#ÜBER)\n", "my b.md": ""}, []string{"a.md:2:5: no such anchor: my%20b.md#%C3%9CBER"}},
		"a link that is escaped":        {map[string]string{"a.md": "x\n[b](gone\\_b.md) [c](a&amp;c.md)\n"}, []string{"a.md:2:5: no such post: gone_b.md", "a.md:2:21: no such post: a&c.md"}},
		"a fragment of relref":          {map[string]string{"a.md": "x\n[b]({{< relref \"b#no\" >}})\n", "c/b/index.md": ""}, []string{"a.md:2:17: no such anchor: b#no"}},
		"a ref in another language":     {map[string]string{"hugo.toml": "[languages.en]\n[languages.de]\n", "a.md": "x\n\n[b]({{< ref path=\"b.md\" lang=\"de\" >}})\n", "b.md": ""}, []string{"a.md:3:19: no such post: b.de.md"}},
		"a ref that is no link":         {map[string]string{"a.md": "x\n\nsee {{< ref \"b\" >}}, {{< relref \"c.md\" >}}\n", "c.md": ""}, []string{"a.md:3:14: no such page: b"}},
		"a ref of a section":            {map[string]string{"posts/a.md": "", "posts/_index.md": "\nsee {{< ref \"b\" >}}\n"}, []string{"posts/_index.md:2:14: no such page: b"}},
		"a whole URL of the site":       {map[string]string{"hugo.toml": "baseURL = 'https://e.org/blog/'\n", "a.md": "x\n[b](https://e.org/blog/b/) [c](http://e.org/blog/a/#c) [d](https://e.org/d/) [a](https://e.org/blog/a/) [f](//e.org/blog/f.pdf)\n"}, []string{"a.md:2:5: no such page: https://e.org/blog/b/", "a.md:2:32: no such anchor: http://e.org/blog/a/#c", "a.md:2:109: no such file: //e.org/blog/f.pdf"}},
		"an unknown shortcode":          {map[string]string{"a.md": intro + "{{</* teapot */>}}\n\n{{< teapot >}}x{{< /teapot >}}\n"}, []string{"a.md:7:1: shortcode teapot: it is unknown, or lacks what it is to show"}},
		"an unknown one in code":        {map[string]string{"a.md": "x\n\n```\n{{< teapot >}}\n```\n"}, []string{"a.md:4:1: shortcode teapot"}},
		"a shortcode that stays open":   {map[string]string{"a.md": intro + "\n{{< details >}}x\n"}, []string{"a.md:6:1: shortcode details is not closed"}},
		"settings that name nothing":    {map[string]string{"a.md": "", "hugo.toml": "disableKinds = ['bogus']\n[markup.highlight]\nstyle = 'nope'\n[markup.goldmark.parser]\nautoHeadingIDType = 'nope'\n"}, []string{"hugo.toml:1: disableKinds: there is no kind bogus", "hugo.toml:3: markup.highlight.style: there is no style", "hugo.toml:5: markup.goldmark.parser.autoHeadingIDType: there is no type"}},
		"a setting":                     {map[string]string{"a.md": "", "hugo.toml": "[markup.x]\ny = 1\n"}, []string{"hugo.toml:2: markup.x.y: there is no such setting"}},
		"a value of the wrong kind":     {map[string]string{"a.md": "---\ntitle: A\nweight: heavy\n---\n"}, []string{`a.md:3: weight is "heavy"`}},
		"a key that is misspelt":        {map[string]string{"a.md": "---\ntitle: A\ndrfat: true\n---\n"}, []string{"a.md:3: drfat is no key that means something here: did you mean draft?"}},
		"one in a list is closed":       {map[string]string{"a.md": intro + "1. a\n\n   ```\n   b\n    ```\n\n~~~\n"}, []string{"a.md:11:1: the block of code that ~~~ opens is not closed"}},
		"a block of code stays open":    {map[string]string{"a.md": intro + "```go\na\n```\n\n~~~\n```\n"}, []string{"a.md:9:1: the block of code that ~~~ opens is not closed"}},
		"a byte that is no UTF-8":       {map[string]string{"a.md": intro + "caf\xe9\n"}, []string{"a.md:5:4: not UTF-8"}},
		"a picture of front matter":     {map[string]string{"a.md": "---\ntitle: A\ncover:\n  image: b.png\nimages: [c.png, d.png]\n---\n", "d.png": ""}, []string{"a.md:3: cover.image: no such file: b.png", "a.md:5: images: no such file: c.png"}},
		"in the order of files and lines": {map[string]string{"b.md": "![](x.png)\n\n![](c.png)\n", "a.md": "![](x.png)\n"},
			[]string{"a.md:1:5: no such file: x.png", "b.md:1:5: no such file: x.png", "b.md:3:5: no such file: c.png"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := buildtest.Folder(t, test.files)
			found, err := buildtest.Checked(t, dir)
			require.Error(t, err)
			assert.Contains(t, err.Error(), progress.Number(len(test.want), "problem")+" in "+progress.Number(posts(test.files), "post"))
			for i := range found {
				found[i] = strings.TrimPrefix(found[i], filepath.ToSlash(dir)+"/")
			}
			require.Len(t, found, len(test.want), "%q", found)
			for i, want := range test.want {
				assert.Contains(t, found[i], want)
				assert.True(t, strings.HasPrefix(found[i], want[:strings.Index(want, ": ")]), found[i])
			}
		})
	}
}

func TestCheckOfWhatIsBesideAnIndex(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "content/a/index.md": "[b](b.md)\n", "content/a/b.md": ""})
	found, err := buildtest.Checked(t, filepath.Join(dir, "content"))
	require.Error(t, err)
	require.Len(t, found, 1)
	assert.Contains(t, found[0], "a/index.md:1:5: beside an index.md, Markdown has no page of its own: b.md")
}

// posts is how many of the files are shown.
func posts(files map[string]string) (n int) {
	for name, text := range files {
		if content.IsPost(name) && !content.IsSection(name) && !strings.Contains(text, "draft: true") {
			n++
		}
	}
	return n
}

// What the build warns of, and what it fails for, is what check finds, whatever the
// files are called.
// A key that is near to a known one and that several posts have is the author's own.
func TestOwnKeysAreNotMisspelt(t *testing.T) {
	post := "---\ntitle: A\nheight: 3\n---\n~~~\n````\n~~~~\n"
	found, err := buildtest.Checked(t, buildtest.Folder(t, map[string]string{"a.md": post, "b.md": post, "c.md": post}))
	assert.NoError(t, err)
	assert.Equal(t, []string{"3 posts: nothing is wrong"}, found)
}

func TestTheBuildTellsTheSame(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":       "title = 1\n[markup.x]\ny = 1\n[permalinks.section]\nposts = '/:sluh/'\n[permalinks.page]\nnotes = '/:sluh/'\n",
		"a: b.md":         "---\nurl: /../x\n---\n",
		"c: d.md":         "---\ntitle: C\naliases: [\"/\", /good/]\n---\n",
		"e: f.md":         "---\ntitle: \"E\n---\n",
		"good.md":         "",
		"notes/a.md":      "",
		"posts/_index.md": "---\ntitle: P\naliases:\n- /\n---\n",
		"posts/a.md":      "---\nslug: " + strings.Repeat("long", 80) + "\n---\n",
		"posts/b.md":      "",
		"wrong/_index.md": "---\nurl: /../x\n---\n",
		"wrong/a.md":      "",
	})
	require.NoError(t, os.Symlink("notes", filepath.Join(dir, "up: here")))
	require.NoError(t, os.Symlink(filepath.Dir(dir), filepath.Join(dir, "up: out.png")))
	_, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	var told []string
	for _, p := range c.Problems {
		told = append(told, p.Error())
	}
	found, err := buildtest.Checked(t, dir)
	assert.Error(t, err)
	assert.ElementsMatch(t, told, found)
	settings := filepath.ToSlash(dir) + "/hugo.toml"
	for i, begin := range []string{
		settings + ":1: title can’t be 1", settings + ":3: markup.x.y: ", settings + `:5: permalinks.section.posts: there is no :sluh`, settings + `:7: permalinks.page.notes: there is no :sluh`,
		`a: b.md:2: url "/../x"`, "c: d.md:3: good.md has the same address", "c: d.md:3: alias \"/\" is", "e: f.md:2: the quote ",
		"posts/_index.md:3: alias ", "posts/a.md:2: address ", "up: here: links to folders", "up: out.png: path escapes", "wrong/_index.md:2: url ",
	} {
		require.Less(t, i, len(found))
		assert.True(t, strings.HasPrefix(found[i], begin), "%s: %s", begin, found[i])
	}
}

func TestCheckIsContentWith(t *testing.T) {
	found, err := buildtest.Checked(t, buildtest.Folder(t, map[string]string{
		"posts/a.md": "---\ntitle: A\naliases: [/old/]\n---\n\n# One\n\n# Ä ö\n\nA note[^1].\n\n[^1]: It.\n\n" +
			"[a](#one) [a](#ä-ö) [top](#top) [up](#) [b](b/) [b](b/index.md#two) [b](/posts/b/) [b](/posts/b) [b](/posts/b/#two)\n" +
			"[old](/old/#one) [home](/) [up](../) [file](b/x%20y.pdf) [text](b/#:~:text=two) [source](/posts.json) [any](/view.html?src=https://e.org/a.md)\n" +
			"<https://e.org/no> [m](mailto:a@e.org) [other](//e.org/x) ![p](b/p.png?v=1)\n\n`[x](no.png)`\n",
		"posts/b/index.md":  "# Two\n\n![p](p.png) [a](../a.md#one) [a]({{< ref \"a.md\" >}})\n",
		"posts/b/p.png":     "",
		"posts/b/x y.pdf":   "",
		"posts/draft.md":    "---\ndraft: true\n---\n[x](nowhere.md)\n",
		"posts/_index.md":   "---\ntitle: Posts\n---\n",
		"posts/notes~":      "",
		"posts/.hidden/a.x": "",
	}))
	assert.NoError(t, err)
	assert.Equal(t, []string{"2 posts: nothing is wrong"}, found)
}

func TestCheckOfDrafts(t *testing.T) {
	found, err := buildtest.Checked(t, buildtest.Folder(t, map[string]string{"a.md": "---\ndraft: true\n---\n[x](nowhere.md)\n"}), "--drafts")
	assert.EqualError(t, err, "check: 1 problem in 1 post")
	assert.Equal(t, []string{"a.md:4:5: no such post: nowhere.md"}, found)
}

func TestCheckAsJSON(t *testing.T) {
	var stdout bytes.Buffer
	dir := buildtest.Folder(t, map[string]string{"a.md": "\n![b](b.png)\n"})
	assert.Error(t, check.Run(context.Background(), []string{"--json", "--content", dir}, &stdout, io.Discard))
	assert.JSONEq(t, `[{"file": "a.md", "line": 2, "column": 6, "kind": "file", "message": "no such file: b.png"}]`, stdout.String())

	stdout.Reset()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.png"), nil, 0o644))
	require.NoError(t, check.Run(context.Background(), []string{"--json", "--content", dir}, &stdout, io.Discard))
	var findings []inspect.Finding
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &findings))
	assert.NotNil(t, findings, "an array, even when it is empty")
	assert.Empty(t, findings)
}

func TestCheckOfWhatIsNotThere(t *testing.T) {
	_, err := buildtest.Checked(t, filepath.Join(t.TempDir(), "nowhere"))
	assert.ErrorContains(t, err, "nowhere")
	_, err = buildtest.Checked(t, t.TempDir(), "posts")
	assert.ErrorContains(t, err, "--content DIR")
}

func TestNothingIsWrongWithOurPosts(t *testing.T) {
	found, err := buildtest.Checked(t, filepath.Join(buildtest.Repository, "content"))
	assert.NoError(t, err, "%q", found)
}

func TestCheckSaysWhatThePolicyTakes(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"a.md": "---\ntitle: A\n---\n\n`<form>` and **this**:\n\n" +
		"<div style=\"color: red; position:  fixed\" onclick=\"x()\">x</div>\n\n<form action=\"/x\"><b>kept</b></form>\n"})
	found, err := buildtest.Checked(t, dir)
	require.NoError(t, err, "there is nothing to mend")
	assert.Equal(t, []string{
		"a.md:7:1: the policy takes the attribute onclick of <div>",
		"a.md:7:1: the policy takes the style position: fixed of <div>",
		"a.md:9:1: the policy takes <form>",
		"1 post: nothing is to be mended",
	}, found)
}

func TestCheckFindsFormulas(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("what typesets can’t be had: there is no npm")
	}
	dir := buildtest.Folder(t, map[string]string{"a.md": "Fine: $$a^2$$\n\n```math\n\\wrongly{x}\n```\n", "b.md": "# B\n\n$$\n\\frac{a}{\n$$\n"})
	found, err := buildtest.Checked(t, dir)
	if err == nil {
		t.Skip("what typesets can’t be had: there is no way to npm’s registry")
	}
	require.Len(t, found, 2, "%q", found)
	assert.Contains(t, found[0], `a.md:4:1: this formula can't be typeset: Undefined control sequence: \wrongly`)
	assert.Contains(t, found[1], `b.md:4:1: this formula can't be typeset: `)
}
