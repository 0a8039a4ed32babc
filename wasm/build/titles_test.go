package build_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// A post that begins with its title is called so wherever it is named, with Hugo's
// configuration or without, and stays where its file says.
func TestTitlesThatPostsBeginWith(t *testing.T) {
	files := map[string]string{
		"posts/a-file.md":      "# The *first*\n\nText [above](#the-first).\n",
		"posts/b.de.md":        "# Zweitens\n\nText.\n",
		"posts/c.md":           "---\ntitle: Third\n---\n[a](a-file.md#the-first)\n",
		"guide/_index.md":      "# The guide\n\nWelcome.\n",
		"guide/deep/_index.md": "# Deeper\n",
		"guide/deep/d.md":      "Text without a heading.\n",
	}
	for name, settings := range map[string]string{"plain": "", "hugo": "baseURL = '/'\n[permalinks]\nposts = '/:sections/:title/'\n"} {
		t.Run(name, func(t *testing.T) {
			if settings != "" {
				files["hugo.toml"] = settings
			}
			dir := buildtest.Folder(t, files)
			out, c, err := buildtest.Made(t, dir, "--base-url", blogURL)
			require.NoError(t, err)
			assert.Empty(t, c.Problems)
			page := buildtest.Read(t, out, "posts/a-file/index.html")
			assert.Contains(t, page, "<title>The first")
			assert.Contains(t, page, `property="og:title" content="The first"`)
			assert.Contains(t, page, `<h1 class="title" part="title" tabindex="-1" id="the-first">The <em>first</em></h1>`)
			assert.Equal(t, 1, strings.Count(page, "<h1"))
			assert.Contains(t, page, `name="description" content="Text above."`)
			assert.Contains(t, buildtest.Read(t, out, "posts/index.html"), ">The first</a>")
			assert.Contains(t, buildtest.Read(t, out, "index.xml"), "<title>The first</title>")
			assert.NotContains(t, buildtest.Read(t, out, "feed.xml"), "&lt;h1")
			assert.Contains(t, buildtest.Read(t, out, "posts/b.de/index.html"), "<title>Zweitens")
			guide := buildtest.Read(t, out, "guide/index.html")
			assert.Contains(t, guide, ">The guide</h1>")
			assert.Equal(t, 1, strings.Count(guide, "<h1"))
			assert.Contains(t, buildtest.Read(t, out, "guide/deep/index.html"), ">Deeper</h1>")
			assert.Contains(t, buildtest.Read(t, out, "guide/deep/d/index.html"), ">D</h1>")
			said, err := buildtest.Checked(t, dir)
			assert.NoError(t, err, said)
		})
	}
}

// A text of the home that has no title leaves the site the one that it has without it.
func TestHomeWithoutATitle(t *testing.T) {
	for _, name := range []string{"index.md", "_index.md", "README.md"} {
		dir := buildtest.Folder(t, map[string]string{name: "---\nlayout: home\n---\nWelcome.\n", "a.md": "# A\n"})
		out, _, err := buildtest.Made(t, dir)
		require.NoError(t, err)
		home := buildtest.Read(t, out, "index.html")
		assert.Contains(t, home, "<title>Posts</title>", name)
		assert.Contains(t, home, "Welcome.", name)
	}
}
