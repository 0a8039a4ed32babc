package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/markdown"
	"postview/wasm/post"
)

func TestRenderHooksLookUp(t *testing.T) {
	config := markdown.DefaultConfig()
	config.RenderHooks = markdown.RenderHooks{Link: true, Image: true}
	find := func(source, path string, pages bool) (string, bool) {
		assert.Equal(t, "posts/a.md", source)
		switch {
		case path == "":
			return "/blog/posts/a/", true
		case path == "b.md" && pages:
			return "/blog/posts/b/", true
		case path == "c.png":
			return "/blog/posts/a/c.png", true
		}
		return "", false
	}
	tests := []struct{ name, body, want string }{
		{"itself", "[x](#y)", `<a href="/blog/posts/a/#y">x</a>`},
		{"a page", "[x](./b.md?c=d&e#f)", `<a href="/blog/posts/b/?c=d&amp;e#f">x</a>`},
		{"a page is no image", "![x](b.md)", `<img src="b.md" alt="x">`},
		{"a resource", "[x](c.png) ![y](c.png#z)", `<a href="/blog/posts/a/c.png">x</a> <img src="/blog/posts/a/c.png#z" alt="y">`},
		{"neither", "[x](d.md) [y]()", `<a href="d.md">x</a> <a href="">y</a>`},
		{"a host", "[x](https://b.md/)", `<a href="https://b.md/">x</a>`},
		{"what Hugo fails on", "[x](%zz) ![y](%zz)", `<a href="%25zz">x</a> <img src="%25zz" alt="y">`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := &post.Post{Path: "posts/a.md", Body: test.body}
			doc, err := markdown.Render(p, markdown.Options{Config: config, Find: find})
			require.NoError(t, err)
			assert.Equal(t, "<p>"+test.want+"</p>\n", doc.HTML)
		})
	}
}
