package address_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/address"
	"postview/wasm/post"
)

func on(day string) post.Date {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return post.Date{Time: t}
}

func TestPermalink(t *testing.T) {
	tests := map[string]struct{ path, slug, url, want string }{
		"path":               {path: "posts/hello.md", want: "posts/hello/"},
		"capitals":           {path: "Posts/Hello World.md", want: "posts/hello-world/"},
		"what Hugo drops":    {path: "posts/it's (a) test!.md", want: "posts/its-a-test/"},
		"what Hugo keeps":    {path: "posts/c++_1.2~x@y.md", want: "posts/c++_1.2~x@y/"},
		"spaces and hyphens": {path: "a - b  c.md", want: "a---b--c/"},
		"what is between":    {path: "C++ & C.md", want: "c++--c/"},
		"another script":     {path: "文档/样式 指南.md", want: "文档/样式-指南/"},
		"bundle":             {path: "posts/trip/index.md", want: "posts/trip/"},
		"home bundle":        {path: "index.md", want: ""},
		"signs alone":        {path: "posts/😀.md", want: "posts/😀/"},
		"folder of signs":    {path: "😀/😀.md", want: "😀/"},
		"slug":               {path: "posts/2026-hello.md", slug: "hello", want: "posts/hello/"},
		"slug of a bundle":   {path: "posts/trip/index.md", slug: "journey", want: "posts/journey/"},
		"url":                {path: "posts/a.md", url: "/x/y/", want: "x/y/"},
		"url without slash":  {path: "posts/a.md", url: "x/y", want: "x/y/"},
		"url of a file":      {path: "posts/a.md", url: "/x/y.html", want: "x/y.html"},
		"url of the root":    {path: "posts/a.md", url: "/", want: ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := address.Rules{}.Permalink(&post.Post{Path: test.path, Slug: test.slug, URL: test.url})
			require.NoError(t, err)
			assert.Equal(t, test.want, got)
		})
	}
}

func TestPermalinkStaysWithinTheSite(t *testing.T) {
	for _, url := range []string{"../../x", "/a/../../x", `..\x`, "https://example.org/x", "//example.org/x"} {
		_, err := address.Rules{}.Permalink(&post.Post{Path: "posts/a.md", URL: url})
		assert.ErrorContains(t, err, "posts/a.md", url)
	}
	got, err := address.Rules{}.Permalink(&post.Post{Path: "posts/a.md", Slug: "../../x"})
	require.NoError(t, err)
	assert.NotContains(t, got, "..")
}

func TestPermalinkPatterns(t *testing.T) {
	p := &post.Post{Path: "posts/2026/Hello World.md", Title: "Hello, World!", Date: on("2026-03-04")}
	tests := map[string]string{
		"/:year/:month/:day/:slug/":                           "2026/03/04/hello-world/",
		":year/:monthname/:filename":                          "2026/march/hello-world/",
		"/:sections/:title.html":                              "posts/2026/hello-world.html/",
		"/:section/:yearday/":                                 "posts/63/",
		"/../:weekdayname/:weekday":                           "wednesday/3/",
		"/A Blog/:slug":                                       "a-blog/hello-world/",
		"/:sections[last]/:slug":                              "2026/hello-world/",
		"/:sections[:1]/:sections[1:last]/:sections[7]/:slug": "posts/hello-world/",
		"/:sections[1:]/:slug":                                "2026/hello-world/",
	}
	for pattern, want := range tests {
		t.Run(pattern, func(t *testing.T) {
			got, err := address.Rules{Permalinks: address.Permalinks{"page": {"posts": pattern}}}.Permalink(p)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	root, err := address.Rules{Permalinks: address.Permalinks{"page": {"/": "/:title/"}}}.Permalink(&post.Post{Path: "a/index.md", Title: "B"})
	require.NoError(t, err)
	assert.Equal(t, "b/", root)
	assert.ErrorContains(t, address.CheckPattern("/:yaer/"), `there is no :yaer`)
	assert.NoError(t, address.CheckPattern(`/:year/:Jan/\:yaer/`))
}
