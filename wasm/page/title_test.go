package page_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/page"
)

func TestAPostIsCalledAsItBegins(t *testing.T) {
	settings := config.Settings{Rules: address.Rules{Permalinks: address.Permalinks{"page": {"posts": "/p/:title/"}}}}
	read := func(source string) page.Article {
		return page.Read("posts/a-file.md", []byte(source), markdown.Options{Unsafe: true, Readers: markdown.Readers{Title: true}})
	}
	article := read("# The *best* <script>x()</script>\n\nText, see [above](#the-best-x).\n")
	entry := article.Entry(&settings, nil)
	assert.Equal(t, "p/a-file/", entry.URL, "an address is by the name of the file")
	assert.Equal(t, "The best", entry.Title)
	assert.Equal(t, "The best", entry.LinkTitle)
	assert.True(t, article.Post.Untitled)

	view := page.Post(article, page.Options{Heading: 2})
	assert.Equal(t, "The best", view.Title)
	assert.Contains(t, view.HTML.String(), `<h2 class="title" part="title" tabindex="-1" id="the-best-x">The <em>best</em> </h2>`)
	assert.NotContains(t, view.HTML.String(), "<h1")
	assert.Contains(t, page.Post(article, page.Options{Bare: true}).HTML.String(), `<h1 id="the-best-x">`, "the text alone is all of it")

	article = read("---\nlinkTitle: Best\n---\n# The best\n")
	assert.Equal(t, "Best", article.Post.LinkTitle)
	view = page.Post(read("# A {#postview-search}"), page.Options{})
	assert.Contains(t, view.HTML.String(), `tabindex="-1">A</h1>`, "an id of the page itself is not for a post")
}
