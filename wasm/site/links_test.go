package site_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/site"
)

func TestLinks(t *testing.T) {
	tests := map[string]struct{ source, page, ref, want string }{
		"picture beside a post":        {"posts/old.md", "posts/old/", "images/a.png", "../images/a.png"},
		"picture beside a bundle":      {"posts/trip/index.md", "posts/trip/", "a.png", "a.png"},
		"picture above":                {"posts/old.md", "posts/old/", "../a.png", "../../a.png"},
		"picture above the site":       {"posts/old.md", "posts/old/", "../../../a.png", "../../a.png"},
		"from the root":                {"posts/old.md", "posts/old/", "/static/a.png", "../../static/a.png"},
		"escaped":                      {"posts/old.md", "posts/old/", "a%20b.png?v=1", "../a%20b.png?v=1"},
		"another post":                 {"posts/old.md", "posts/old/", "trip/index.md#day-1", "../trip/#day-1"},
		"another post, from a bundle":  {"posts/trip/index.md", "posts/trip/", "../old.md", "../old/"},
		"another post, escaped":        {"posts/old.md", "posts/old/", "../%C3%BCber%20uns.md", "../../%C3%BCber-uns/"},
		"the page of another post":     {"posts/old.md", "posts/old/", "/posts/trip/", "../trip/"},
		"relative to the page, a post": {"posts/old.md", "posts/old/", "../trip/", "../trip/"},
		"an alias":                     {"posts/trip/index.md", "posts/trip/", "/2026/old.html", "../old/"},
		"without .md":                  {"posts/old.md", "posts/old/", "trip", "../trip/"},
		"the post itself":              {"posts/old.md", "posts/old/", "old.md#end", "#end"},
		"a post after the build":       {"posts/old.md", "posts/old/", "new.md", "../../view.html?src=posts/new.md"},
		"a folder":                     {"posts/old.md", "posts/old/", "files/", "../files/"},
		"the front page":               {"posts/old.md", "posts/old/", "/", "../../"},
		"a name with a colon":          {"a.md", "", "b:c/d.png", "b:c/d.png"},
		"a later colon":                {"a.md", "", "./b:c.png", "./b:c.png"},
		"fragment":                     {"posts/old.md", "posts/old/", "#x", "#x"},
		"empty":                        {"posts/old.md", "posts/old/", "", ""},
		"query alone":                  {"posts/old.md", "posts/old/", "?a=b", "?a=b"},
		"another site":                 {"posts/old.md", "posts/old/", "https://example.org/a.md", "https://example.org/a.md"},
		"another host":                 {"posts/old.md", "posts/old/", "//example.org/a", "//example.org/a"},
		"mail":                         {"posts/old.md", "posts/old/", "mailto:a@example.org", "mailto:a@example.org"},
		"on the page of any post":      {"posts/new.md", "view.html", "old.md", "posts/old/"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, blog().Links(test.source, test.page, nil).Resolve(test.ref).URL)
		})
	}
}

// What the builder found comes first, whatever the words say.
func TestLinksThatLead(t *testing.T) {
	leads := site.Leads{"y": "posts/trip/", "/blog/a.png": "a.png", "https://e.org/blog/": "", "old.md": "posts/new/", "me": "posts/old/"}
	links := blog().Links("posts/old.md", "posts/old/", leads)
	for ref, want := range map[string]string{
		"y?a#b": "../trip/?a#b", "/blog/a.png": "../../a.png", "https://e.org/blog/#x": "../../#x", "old.md": "../new/", "me#x": "#x",
		"https://e.org/blog/a": "https://e.org/blog/a", "z.png": "../z.png",
	} {
		assert.Equal(t, want, links.Resolve(ref).URL, ref)
	}
	assert.Equal(t, "posts/trip/index.md", links.Resolve("y").Post.Path)
	assert.Nil(t, links.Resolve("z.png").Post)
}

func TestLinksInTheShell(t *testing.T) {
	s := blog()
	s.Pages = false
	resolve := func(ref string) string { return s.Links("posts/old.md", "", nil).Resolve(ref).URL }
	assert.Equal(t, "./?src=posts/trip/index.md#day-1", resolve("trip/index.md#day-1"))
	assert.Equal(t, "posts/images/a.png", resolve("images/a.png"))
	assert.Equal(t, "./?src=posts/new.md", resolve("new.md"))
}

func TestAbsoluteLinks(t *testing.T) {
	links := site.AbsoluteLinks("https://blog.example/posts/a.md?raw=1")
	resolve := func(ref string) string { return links.Resolve(ref).URL }
	assert.Equal(t, "https://blog.example/posts/b.png", resolve("b.png"))
	assert.Equal(t, "https://blog.example/c.md", resolve("../c.md"))
	assert.Equal(t, "https://example.org/", resolve("https://example.org/"))
	assert.Equal(t, "#x", resolve("#x"))
}

// applied is a fragment with its references resolved.
func applied(links site.Links, fragment string) string {
	resolved, _ := links.Apply(fragment)
	return resolved
}

func TestApply(t *testing.T) {
	links := site.AbsoluteLinks("https://e.org/")
	tests := map[string]struct{ fragment, want string }{
		"link":            {`<a class="b" href="a.md">x</a>`, `<a class="b" href="https://e.org/a.md">x</a>`},
		"raw, unquoted":   {`<IMG SRC=a.png>`, `<img src="https://e.org/a.png">`},
		"entities":        {`<a href="a?b&amp;c">`, `<a href="https://e.org/a?b&amp;c">`},
		"set of sources":  {`<source srcset="a.png 1x, b.png 2x">`, `<source srcset="https://e.org/a.png 1x, https://e.org/b.png 2x">`},
		"poster":          {`<video poster="a.png" src="a.mp4"></video>`, `<video poster="https://e.org/a.png" src="https://e.org/a.mp4"></video>`},
		"everything else": {`<p title='href="x"'>a &lt; b<!-- <a href="c"> --><br/></p>`, `<p title='href="x"'>a &lt; b<!-- <a href="c"> --><br/></p>`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, applied(links, test.fragment)) })
	}
	assert.Equal(t, `<a href="a">`, applied(site.Links{}, `<a href="a">`))
}

func TestPictures(t *testing.T) {
	s := site.New("", []site.Entry{{Path: "posts/a.md", URL: "posts/a/", Pictures: map[string]site.Size{"../c.png": {300, 200}}}})
	links := s.Links("posts/a.md", "posts/a/", nil)
	assert.Equal(t, `<img src="../../c.png" width="300" height="200">`, applied(links, `<img src="../c.png">`))
	assert.Equal(t, `<img src="../../c.png" width="30">`, applied(links, `<img src="../c.png" width="30">`), "the author's")
	assert.Equal(t, `<img src="../d.png">`, applied(links, `<img src="d.png">`))
}

func TestLazyImages(t *testing.T) {
	s := site.New("", nil)
	fragment := `<p><img src="a.png"><img src="b.png"/><img src="c.png" loading="eager"></p>`
	assert.Equal(t, `<p><img src="a.png"><img src="b.png" loading="lazy" decoding="async"/><img src="c.png" loading="eager"></p>`,
		applied(s.Links("x.md", "", nil), fragment), "all but the first")
	s.Settings.Params = map[string]any{"postview": map[string]any{"lazyimages": false}}
	assert.Equal(t, fragment, applied(s.Links("x.md", "", nil), fragment))
}
