package page_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/site"
	"postview/wasm/words"
)

var update = flag.Bool("update", false, "write what the views are now into testdata")

// Each file of testdata is a small site: its posts, what the build writes beside
// their pages, and the views of them, made from that. The views have a line for each
// element, for the sake of the difference.
func TestViews(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			got := &txtar.Archive{Comment: archive.Comment, Files: views(t, archive.Files)}
			if *update {
				require.NoError(t, os.WriteFile(name, txtar.Format(got), 0o644))
				return
			}
			assert.Equal(t, string(txtar.Format(archive)), string(txtar.Format(got)))
		})
	}
}

// views returns the posts among the files, and the view of each and of the list.
func views(t *testing.T, files []txtar.File) []txtar.File {
	var posts []txtar.File
	var articles []page.Article
	var entries []site.Entry
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".md") {
			continue
		}
		posts = append(posts, f)
		article := page.Read(f.Name, f.Data, markdown.Options{Unsafe: true})
		entries = append(entries, article.Entry(new(config.Settings), nil))
		articles = append(articles, article)
	}
	s := site.New("Blog", entries)
	s.Pages = true
	s.Describe(nil)
	arounds := make([]txtar.File, len(posts))
	for i, article := range articles {
		arounds[i] = around(t, s, article)
	}
	posts = append(posts, arounds...)
	for i, article := range articles {
		told, err := site.Decode(arounds[i].Data)
		require.NoError(t, err)
		posts = append(posts, file(article.Post.Path, page.Post(article, optionsOf(told, &told.Posts, article))))
	}
	for _, l := range s.Lists() {
		if !slices.Contains([]string{"", "posts/", "tags/", "tags/one/"}, l.URL) {
			continue
		}
		posts = append(posts, file("list "+l.URL, page.List(page.Options{Around: l.Page(1), Address: l.URL})))
	}
	return posts
}

// optionsOf returns what the view of an article is made with.
func optionsOf(around *site.Surroundings, posts *site.Posts, article page.Article) page.Options {
	at := posts.PageURL(article.Post.Path)
	return page.Options{
		Around:  around,
		Address: at,
		Links:   posts.Links(article.Post.Path, at, nil),
		Source:  address.Relative(at, address.Escape(article.Post.Path)),
	}
}

// around returns what the build writes beside the page of an article, once that is made.
func around(t *testing.T, s *site.Site, article page.Article) txtar.File {
	t.Helper()
	o := optionsOf(s.Around(article.Post.Path, nil), &s.Posts, article)
	s.Widen(o.Around, page.Post(article, o).Targets)
	data, err := json.MarshalIndent(o.Around, "", " ")
	require.NoError(t, err)
	return txtar.File{Name: article.Post.Path + ".json", Data: append(data, '\n')}
}

func file(name string, view page.View) txtar.File {
	lines := strings.ReplaceAll(view.HTML.String(), "><", ">\n<")
	return txtar.File{Name: name + ".html", Data: []byte(string(view.Kind) + ": " + view.Title + "\n" + view.Description + "\n" + lines + "\n")}
}

func TestBare(t *testing.T) {
	article := page.Read("a.md", []byte("---\ntitle: A\n---\n*b*"), markdown.Options{})
	view := page.Post(article, page.Options{Bare: true})
	assert.Equal(t, `<div class="article" part="body"><p><em>b</em></p></div>`, strings.ReplaceAll(view.HTML.String(), "\n", ""))
	assert.Equal(t, "A", view.Title)
}

func TestHeadingLevel(t *testing.T) {
	article := page.Read("a.md", []byte("---\ntitle: A\n---\n"), markdown.Options{})
	assert.Contains(t, page.Post(article, page.Options{Heading: 3}).HTML.String(), `<h3 class="title" part="title" tabindex="-1">A</h3>`)
	assert.Contains(t, page.Post(article, page.Options{Heading: 9}).HTML.String(), `<h1 `)
}

func TestNothingOfAPostRuns(t *testing.T) {
	source := `---
title: "<script>x()</script>"
subtitle: "\"><img src=x onerror=x()>"
date: 2026-01-02
authors:
- {name: "<b>", url: "javascript:x()", avatar: "javascript:x()", email: "\"onclick=x()", login: "<i>"}
tags: ["<u>"]
aliases: ["\"><script>x()</script>"]
---
<script>x()</script>

[a](javascript:x())
`
	article := page.Read(`"><script>x()</script>.md`, []byte(source), markdown.Options{Unsafe: true})
	require.NoError(t, article.Err)
	html := page.Post(article, page.Options{Source: "javascript:x()"}).HTML.String()
	for _, harm := range []string{"<script", "<img src=x", "<b>", "<i>", "<u>", "javascript:", `" onclick`, `"onclick`} {
		assert.NotContains(t, html, harm)
	}
}

func TestData(t *testing.T) {
	article := page.Read("a.md", []byte("---\ntitle: A\ndate: 2026-01-02\nmood: calm\nauthors: [B]\n---\none two"), markdown.Options{})
	data := article.Data()
	assert.Equal(t, "A", data.Title)
	assert.Equal(t, "2026-01-02", data.Date.String())
	assert.Equal(t, "calm", data.Params["mood"])
	assert.Equal(t, "B", data.Authors[0].Name)
	assert.Equal(t, 2, data.WordCount)

	broken := page.Read("a.md", []byte("---\ntitle: [\n---\n"), markdown.Options{})
	assert.Error(t, broken.Err)
	assert.Zero(t, broken.Data().WordCount)
}

func TestFailure(t *testing.T) {
	view := page.Failure(page.Trouble{Title: "No", Reason: "<why>", Advice: "Wait.", Retry: true, Source: "a.md", Home: "../"}, words.In("en"))
	html := view.HTML.String()
	assert.Equal(t, page.KindError, view.Kind)
	for _, part := range []string{`role="alert"`, "&lt;why&gt;", "Wait.", `data-action="retry"`, `href="a.md"`, `href="../"`} {
		assert.Contains(t, html, part)
	}
	assert.NotContains(t, page.Failure(page.Trouble{Title: "No"}, words.In("en")).HTML.String(), "actions")
	hostile := page.Failure(page.Trouble{Title: "No", Source: "javascript:x()", Home: "data:text/html,x"}, words.In("en"))
	assert.NotContains(t, hostile.HTML.String(), "<a")
}

// What is no link is text: neither a link that runs, nor one that leads nowhere.
// A post whose address can't be is told as the commands tell it, with its line marked.
func TestAnAddressThatCannotBe(t *testing.T) {
	read := page.Read("a: b.md", []byte("---\nurl: /../x\n---\nText\n"), markdown.Options{})
	read.Entry(new(config.Settings), nil)
	html := page.Post(read, page.Options{}).HTML.String()
	assert.Contains(t, html, "a: b.md:2: url &#34;/../x&#34; leads out of the site")
	assert.Contains(t, html, `class="line fault" data-line="2"`)
	assert.Contains(t, html, words.In("").BrokenPost)
}

func TestAddressesFromOutside(t *testing.T) {
	for address, leads := range map[string]bool{"https://a.example/": true, "mailto:a@b.example": true, "a.md": true, "javascript:x()": false, "data:text/markdown,x": false, "blob:https://a.example/1": false} {
		article := page.Read("a.md", []byte("---\ntitle: A\nauthors: [{name: Jun, url: '"+address+"'}]\n---\nText"), markdown.Options{})
		html := page.Post(article, page.Options{Source: address}).HTML.String()
		assert.Contains(t, html, "Jun")
		assert.Equal(t, leads, strings.Contains(html, `rel="author"`), "the author's page: %s", address)
		assert.Equal(t, leads, strings.Contains(html, `type="text/markdown"`), "the source: %s", address)
		assert.NotContains(t, html, `href="#"`)
	}
}
