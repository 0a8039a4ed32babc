package build_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/progress"
)

// TestJekyll makes a site of a folder of Jekyll's, and of its posts alone.
func TestJekyll(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"_config.yml":            "title: Notes\nurl: https://j.example\nbaseurl: /blog\n",
		"index.html":             "---\nlayout: default\n---\n{{ content }}\n",
		"404.html":               "---\n---\n",
		"css/main.scss":          "---\n---\n@import 'x';\n",
		"_layouts/post.html":     "{{ content }}",
		"_includes/x.html":       "x",
		"_sass/x.scss":           "x",
		"_data/x.yml":            "a: 1",
		"_site/old.html":         "old",
		"Gemfile":                "gem",
		"img/a.svg":              "<svg viewBox='0 0 1 1'/>",
		"about.md":               "---\ntitle: About\n---\n[a]({% post_url 2020-01-02-a %}) [home]({{ site.baseurl }}/)\n",
		"_posts/2020-01-02-a.md": "---\ntags: one two\n---\nof {{ site.title }}\n\n![x]({{ site.url }}{{ site.baseurl }}/img/a.svg){: .wide}\n\n{{ site.posts }} {% include x.html %}\n",
		"_drafts/b.md":           "---\ntitle: B\n---\n",
	})
	for _, content := range []string{dir, filepath.Join(dir, "_posts")} {
		out, c, err := buildtest.Made(t, content)
		require.NoError(t, err)
		var told []string
		for _, p := range c.Problems {
			told = append(told, p.Error())
		}
		assert.Equal(t, []string{
			"404.html: a template of Jekyll’s, which is not published, as are 2 others",
			"_data: a folder of Jekyll’s, which is not read",
			"_posts/2020-01-02-a.md:8: Liquid: {{ site.posts }} is not followed",
			"_posts/2020-01-02-a.md:8: shortcode include-x: it is unknown, or lacks what it is to show",
		}, told)
		post := buildtest.Read(t, out, "2020/01/02/a.html")
		assert.Contains(t, post, "of Notes")
		assert.Contains(t, post, `src="../../../img/a.svg"`)
		assert.Contains(t, post, "2020-01-02")
		assert.NotContains(t, post, "wide")
		about := buildtest.Read(t, out, "about.html")
		assert.Contains(t, about, `<a href="2020/01/02/a.html">a</a> <a href="./">home</a>`)
		source := buildtest.Read(t, out, "_posts/2020-01-02-a.md")
		assert.NotContains(t, source, "site.", "the browser shows what the builder does")
		assert.Contains(t, source, `url: "/2020/01/02/a.html"`)
		for _, name := range []string{"_config.yml", "_layouts", "_includes", "_sass", "_data", "_site", "_drafts", "Gemfile", "css/main.scss"} {
			assert.NoFileExists(t, filepath.Join(out, name))
			_, err := os.Stat(filepath.Join(out, name))
			assert.Error(t, err, name)
		}
		assert.FileExists(t, filepath.Join(out, "tags/two/index.html"))
	}
}

func TestPostsOfJekyllAlone(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"_posts/2020-01-02-a.md":       "---\ntitle: A\n---\n[b]({% post_url notes/2020-01-03-b %})\n",
		"_posts/notes/2020-01-03-b.md": "---\ntitle: B\ncategory: C\n---\n",
	})
	out, c, err := buildtest.Made(t, filepath.Join(dir, "_posts"))
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	assert.Contains(t, buildtest.Read(t, out, "2020/01/02/a.html"), `<a href="../../../c/2020/01/03/b.html">b</a>`)
}

// What is kept of a build is made anew where the site of Jekyll says something else of it.
func TestJekyllUnderServe(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"_config.yml":            "title: A\n",
		"_posts/2020-01-02-a.md": "---\ntitle: A\n---\n[b]({% post_url 2020-01-03-b %})\n",
	})
	o, err := build.Parse("serve", []string{"--content", dir}, io.Discard)
	require.NoError(t, err)
	kept := new(content.Rendered)
	read := func() *content.Content {
		c, err := content.Read(context.Background(), o, kept, progress.NewLog(io.Discard))
		require.NoError(t, err)
		return c
	}
	require.Len(t, read().Problems, 1)
	buildtest.Write(t, filepath.Join(dir, "_posts/2020-01-03-b.md"), "---\ntitle: B\n---\n")
	assert.Empty(t, read().Problems)
	buildtest.Write(t, filepath.Join(dir, "_config.yml"), "title: A\ndefaults: [{scope: {path: ''}, values: {permalink: '/:title/'}}]\n")
	assert.Equal(t, "a/", read().Articles[0].Entry.URL)
}

// Jekyll leaves links to the browser, which takes them from the page. Names of sources are
// for its plugin, which takes them from the source.
func TestJekyllLinksFromThePage(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"_config.yml":         "permalink: /:path/\ncollections:\n  guides:\n    output: true\n    permalink: /:path/\n",
		"_guides/start.md":    "---\ntitle: Start\n---\n",
		"_guides/de/start.md": "---\ntitle: Anfang\n---\n",
		"_guides/de/next.md":  "---\ntitle: Weiter\n---\n[page](../start/) [again](../start#x) [source](start.md) [above](../../start/)\n",
	})
	out, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	assert.Contains(t, buildtest.Read(t, out, "de/next/index.html"),
		`<a href="../start/">page</a> <a href="../start/#x">again</a> <a href="../start/">source</a> <a href="../../start/">above</a>`)
	assert.Contains(t, buildtest.Read(t, out, "de/next/post.json"), `"../start/":"de/start/"`, "the browser is told")
}

// The content of elements that kramdown is told to read as Markdown is Markdown.
func TestJekyllMarkdownInElements(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"_config.yml": "title: Notes\n",
		"a.md": `---
title: A
---
words
<aside markdown="1">
  <img src="b.svg" alt="">
  *words*
  <p markdown="1">
[home](/)
  </p>
  <p>
*raw*
  </p>
  <span>*last*</span>
</aside>
more

{% nosuch %}
`,
		"b.svg": "<svg viewBox='0 0 1 1'/>",
	})
	out, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	require.Len(t, c.Problems, 1)
	assert.Contains(t, c.Problems[0].Error(), "a.md:18: ", "lines are the author's")
	body := buildtest.Read(t, out, "a.html")
	assert.Contains(t, body, `<p>words</p>
<aside>
<p><img src="b.svg" alt="" width="1" height="1">
<em>words</em></p>
  <div>
<p><a href="./">home</a></p>
  </div>
  <p>
*raw*
  </p>
<p><span><em>last</em></span></p>
</aside>
<p>more</p>`)
}

func TestOneOtherTemplateOfJekyll(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"_config.yml": "title: A", "a.html": "---\n---\n", "b.html": "---\n---\n", "c.md": "---\n---\nC\n"})
	_, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	require.Len(t, c.Problems, 1)
	assert.Equal(t, "a.html: a template of Jekyll’s, which is not published, as is 1 other", c.Problems[0].Error())
}
