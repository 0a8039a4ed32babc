package site_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/site"
)

func TestAroundFile(t *testing.T) {
	for address, want := range map[string]string{
		"":                      "post.json",
		"posts/a/":              "posts/a/post.json",
		"posts/a/index.html":    "posts/a/post.json",
		"posts/a/?renderer=x":   "posts/a/post.json",
		"x/y.html":              "x/y.html.post.json",
		"posts/%C3%BCber%20.md": "posts/%C3%BCber%20.md.post.json",
	} {
		assert.Equal(t, want, site.AroundFile(address), address)
	}
}

// decoded returns a site as it comes out of its JSON.
func decoded(t *testing.T, s *site.Site) *site.Site {
	t.Helper()
	data, err := json.Marshal(s)
	require.NoError(t, err)
	again, err := site.Decode(data)
	require.NoError(t, err)
	return again
}

// A name that several posts have leads to none, even where one alone is around.
func TestAroundPostKeepsAmbiguousNames(t *testing.T) {
	s := site.New("Blog", []site.Entry{{Path: "a/x.md", URL: "a/x/"}, {Path: "b/x.md", URL: "b/x/"}, {Path: "c/y.md", URL: "c/y/"}, {Path: "d/z.md", URL: "d/z/"}})
	s.Pages = true
	s.Describe(nil)
	links := s.Links("c/y.md", "c/y/")
	want := links.Resolve("x.md")
	around := decoded(t, s.AroundPost("c/y.md", links))
	require.NotNil(t, around.ByPath("b/x.md"))
	assert.Equal(t, want, around.Links("c/y.md", "c/y/").Resolve("x.md"))
}
