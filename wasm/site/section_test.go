package site_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/site"
)

func TestSections(t *testing.T) {
	s := library(
		site.Folder{Path: "", Title: "Library", Text: `<p>See <a href="posts/one.md">one</a>.</p>`},
		site.Folder{Path: "docs/guide", Title: "The guide", Description: "How", Text: `<a href="../../trip">Trip</a>`},
		site.Folder{Path: "tags/go", Title: "About Go"},
		site.Folder{Path: "empty", Title: "Nothing yet"},
	)
	lists := found(s)
	for _, want := range []string{"docs/, Docs: Four", "docs/guide/, The guide: Four", "empty/, Nothing yet:", "tags/go/, About Go: One Two Three"} {
		assert.Contains(t, lists, want)
	}
	assert.Equal(t, []site.Link{{URL: "docs/", Title: "Docs"}, {URL: "docs/guide/", Title: "The guide"}}, s.Trail("docs/guide/four.md"))
	assert.Empty(t, s.Trail("trip/index.md"), "a bundle is no section")
	for _, l := range s.Lists() {
		switch page := l.Page(1).List; l.URL {
		case "":
			assert.Equal(t, `<p>See <a href="posts/one/">one</a>.</p>`, page.Text)
		case "docs/":
			assert.Equal(t, []site.Link{{URL: "docs/guide/", Title: "The guide"}}, page.Sections)
		case "docs/guide/":
			assert.Equal(t, []site.Link{{URL: "docs/", Title: "Docs"}}, page.Trail)
			assert.Equal(t, `<a href="../../trip/">Trip</a>`, page.Text)
			assert.Equal(t, "How", page.Description)
		}
	}
}
