package browser

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRoute(t *testing.T) {
	const root = "https://site.example/blog/"
	for name, test := range map[string]struct {
		href string
		want route // without its query
		ok   bool
	}{
		"home":                       {root, route{page: 1}, true},
		"a post":                     {root + "posts/a/", route{address: "posts/a/", page: 1}, true},
		"a place in a post":          {root + "posts/a/#part", route{address: "posts/a/", page: 1}, true},
		"a post of a name":           {root + "posts/a.html", route{address: "posts/a.html", page: 1}, true},
		"a page of a list":           {root + "tags/tea/?page=3", route{address: "tags/tea/", page: 3}, true},
		"no such page":               {root + "tags/tea/?page=-1", route{address: "tags/tea/", page: 1}, true},
		"a source":                   {root + "?src=posts/a.md", route{source: "posts/a.md", page: 1}, true},
		"a file":                     {root + "posts/lake.svg", route{address: "posts/lake.svg", page: 1}, false},
		"another site":               {"https://other.example/posts/a/", route{address: "https://other.example/posts/a/", page: 1}, false},
		"beside the site":            {"https://site.example/", route{address: "https://site.example/", page: 1}, false},
		"the opener":                 {root + "view.html", route{address: "view.html", page: 1}, false},
		"the opener, with a post":    {root + "view.html?src=a.md", route{address: "view.html", source: "a.md", page: 1}, true},
		"the opener, of elsewhere":   {root + "view.html?src=https://other.example/a.md", route{address: "view.html", source: "https://other.example/a.md", page: 1}, false},
		"the frame":                  {root + "embed.html?src=a.md", route{address: "embed.html", source: "a.md", page: 1}, false},
		"the page that was loaded":   {root + "here", route{address: "posts/here.html", page: 1}, true},
		"that page, with a question": {root + "here?page=2", route{address: "posts/here.html", page: 2}, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := &front{files: files{root: root}, loaded: "here", own: "posts/here.html"}
			r, ok := f.route(test.href)
			r.query = nil
			assert.Equal(t, test.want, r)
			assert.Equal(t, test.ok, ok)
		})
	}
}

func TestIsForeign(t *testing.T) {
	for source, want := range map[string]bool{
		"posts/a.md": false, "a:b.md": false, "/a.md": false,
		"https://other.example/a.md": true, "//other.example/a.md": true,
	} {
		assert.Equal(t, want, isForeign(source), source)
	}
}

func TestFragment(t *testing.T) {
	for href, want := range map[string]string{
		"/a/": "", "/a/#": "", "/a/#part": "part", "/a/#%C3%BCber": "über", "/a/#a#b": "a#b", "/a/#100%": "100%",
	} {
		assert.Equal(t, want, fragment(href), href)
	}
	assert.Equal(t, "/a/?q=1", withoutFragment("/a/?q=1#part"))
	assert.Equal(t, "/a/", withoutFragment("/a/"))
}

func TestHomeOfALanguage(t *testing.T) {
	f := &files{homes: []string{"", "de/", "de/ch/"}}
	for address, want := range map[string]string{"": "", "posts/a/": "", "de/": "de/", "de/posts/a/": "de/", "de/ch/a/": "de/ch/", "deutsch/": ""} {
		assert.Equal(t, want, f.home(address), address)
	}
	f = &files{homes: []string{"en/", "de/"}}
	assert.Equal(t, "en/", f.home("404.html"), "none of them")
}
