package build_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
)

// problemsOf returns what is wrong with a site, with the folder of the configuration left out.
func problemsOf(c *content.Content, dir string) (told []string) {
	for _, p := range c.Problems {
		told = append(told, strings.TrimPrefix(p.Error(), filepath.ToSlash(dir)+"/"))
	}
	return told
}

// A mistake in a cascade is told where it stands, once.
func TestMistakesInCascadesAreToldOnce(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":               "[[cascade]]\nbuild = {render = 'perhaps'}\n",
		"content/posts/_index.md": "---\ntitle: P\ncascade:\n  weight: heavy\n  draft: perhaps\n  mood: calm\n  build: {list: sometimes}\n---\n",
		"content/posts/a.md":      "---\ntitle: A\n---\n",
		"content/posts/b.md":      "---\ntitle: B\n---\n",
	})
	_, c, err := buildtest.Made(t, filepath.Join(dir, "content"))
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{
		"hugo.toml:1: cascade: build.render can’t be perhaps: it is always, never, link",
		"posts/_index.md:3: cascade: build.list can’t be sometimes: it is always, never, local",
		`posts/_index.md:3: cascade: draft is "perhaps", and wants to be true or false: it does not count`,
		`posts/_index.md:3: cascade: weight is "heavy", and wants to be a number: it does not count`,
	}, problemsOf(c, dir))
	calm, _ := c.Articles[0].Post.Param("mood")
	assert.Equal(t, "calm", calm)
}

func TestCascadesThatCantBeFollowed(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":                "title = 'A'\n\n[[cascade]]\nmood = 'calm'\n[cascade.target]\nkind = 'pge'\n[[cascade]]\nconf = 'yes'\ncascade = 1\n",
		"content/posts/_index.md":  "---\ntitle: Posts\ncascade: &self\n  path: /posts\n  mood: posts\n  date: never\n---\n",
		"content/docs/_index.md":   "+++\ntitle = 'Docs'\n[[cascade]]\nmood = 'docs'\n[cascade.cascade]\nmood = 'deeper'\n+++\n",
		"content/lists/_index.md":  "---\ntitle: Lists\ncascade: calm\n---\n",
		"content/posts/a.md":       "---\ntitle: A\n---\n",
		"content/docs/b.md":        "---\ntitle: B\n---\n",
		"content/lists/c.md":       "---\ntitle: C\ncascade:\n  kind: page\n  mood: own\n---\n",
		"content/circle/_index.md": "---\ntitle: Circle\ncascade: &a\n  cascade: *a\n---\n",
		"content/circle/d.md":      "---\ntitle: D\n---\n",
	})
	_, c, err := buildtest.Made(t, filepath.Join(dir, "content"))
	require.NoError(t, err)
	told := problemsOf(c, dir)
	for _, want := range []string{
		"hugo.toml:3: cascade: target: there is no kind of page pge: there are page, home, section, taxonomy, term",
		"hugo.toml:3: cascade: cascade is not inherited",
		"posts/_index.md:3: cascade: path is not inherited",
		`posts/_index.md:3: cascade: date: "never" is not a date`,
		"docs/_index.md:3: cascade: cascade is not inherited",
		"lists/_index.md:3: cascade can’t be calm: it is a map of front matter, or a list of these",
		"lists/c.md:3: cascade: kind is not inherited",
	} {
		assert.Contains(t, strings.Join(told, "\n"), want)
	}
	require.Len(t, told, 8, "%v", told)
	assert.Contains(t, strings.Join(told, "\n"), "circle/_index.md:")
	moods := map[string]any{}
	for _, a := range c.Articles {
		moods[a.Post.Title], _ = a.Post.Param("mood")
		conf, _ := a.Post.Param("conf")
		assert.Equal(t, "yes", conf, a.Post.Title)
	}
	assert.Equal(t, map[string]any{"A": "posts", "B": "docs", "C": "own", "D": nil}, moods)
	checked, err := buildtest.Checked(t, filepath.Join(dir, "content"))
	require.Error(t, err)
	for _, p := range told {
		assert.Contains(t, strings.Join(checked, "\n"), p, "check finds it, too")
	}
}

func TestWhatIsSaidOfPages(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":                "mainSections = ['posts', 'nowhere']\n",
		"content/_index.md":        "---\ntitle: Home\nbuild: {render: never}\n---\n",
		"content/posts/a.md":       "---\ntitle: A\nbuild: never\n---\n",
		"content/posts/b.md":       "---\ntitle: B\nbuild:\n  list: nver\n  render: 5\n  publishResources: perhaps\n---\n",
		"content/posts/old.md":     "---\ntitle: Old\ndate: 2026-01-01\n_build: {list: false}\n---\n",
		"content/posts/c/index.md": "---\ntitle: C\nbuild: {publishResources: false}\n---\n![Seen](seen.png)\n",
		"content/posts/c/seen.png": "x", "content/posts/c/kept.txt": "x",
		"content/posts/note.md": "---\ntitle: Note\nbuild: {render: never}\n---\nA short note.\n",
		"content/posts/link.md": "---\ntitle: Link\nbuild: {render: link}\n---\nIs elsewhere.\n",
		"content/docs/d.md":     "---\ntitle: D\ntags: [🎉]\n---\n[Note](../posts/note.md) [Link](../posts/link.md) [Old](../posts/old.md)\n",
	})
	out, c, err := buildtest.Made(t, filepath.Join(dir, "content"), "--base-url", "https://blog.example/")
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{
		"hugo.toml:1: mainSections: there is no section nowhere",
		"_index.md:3: the home page is always made",
		"posts/a.md:3: build can’t be never: it is a map of list, render and publishResources",
		"posts/b.md:3: build.list can’t be nver: it is always, never, local",
		"posts/b.md:3: build.render can’t be 5: it is always, never, link",
		"posts/b.md:3: build.publishResources can’t be perhaps: it is true or false",
	}, problemsOf(c, dir))
	assert.FileExists(t, filepath.Join(out, "posts/c/seen.png"), "the post shows it")
	for _, name := range []string{"posts/c/kept.txt", "posts/note/index.html", "posts/note.md", "posts/link/index.html", "posts/link.md"} {
		assert.NoFileExists(t, filepath.Join(out, name))
	}
	home := buildtest.Read(t, out, "index.html")
	for _, card := range []string{`<h2><a href="posts/a/">A</a></h2>`, `<h2><a href="posts/link/">Link</a></h2>`, `<h2>Note</h2>`} {
		assert.Contains(t, home, card)
	}
	assert.NotContains(t, home, "posts/old/")
	assert.NotContains(t, home, "docs/d/", "it is in no main section")
	assert.Contains(t, buildtest.Read(t, out, "docs/index.html"), `<a href="d/">D</a>`)
	assert.FileExists(t, filepath.Join(out, "posts/old/index.html"))
	assert.NotContains(t, buildtest.Read(t, out, "sitemap.xml"), "posts/old/")
	assert.NotContains(t, buildtest.Read(t, out, "sitemap.xml"), "posts/note/")
	assert.Contains(t, buildtest.Read(t, out, "tags/🎉/index.html"), `<a href="../../docs/d/">D</a>`)
	page := buildtest.Read(t, out, "docs/d/index.html")
	assert.Contains(t, page, `href="../../tags/%F0%9F%8E%89/"`)
	assert.Contains(t, page, `href="../../posts/link/">Link`)
	assert.Contains(t, page, `href="../../posts/old/">Old`)
	feed := buildtest.Read(t, out, "index.xml")
	assert.Contains(t, feed, "<guid isPermaLink=\"false\">https://blog.example/#posts/note.md</guid>")
	assert.Contains(t, feed, "<guid>https://blog.example/posts/link/</guid>")
	assert.Contains(t, feed, "Is elsewhere.")
	checked, err := buildtest.Checked(t, filepath.Join(dir, "content"))
	require.Error(t, err)
	assert.Contains(t, strings.Join(checked, "\n"), "page of a section: ../posts/note.md")
	assert.NotContains(t, strings.Join(checked, "\n"), "../posts/link.md")
}

// Under serve a post follows what its folder comes to say.
func TestACascadeThatChanges(t *testing.T) {
	dir, target := t.TempDir(), filepath.Join(t.TempDir(), "dist")
	buildtest.Write(t, filepath.Join(dir, "posts/_index.md"), "---\ncascade: {title: One}\n---\n")
	buildtest.Write(t, filepath.Join(dir, "posts/a.md"), "Text.\n")
	buildtest.Write(t, filepath.Join(dir, "b.md"), "---\ntitle: B\n---\n")
	b := buildtest.LiveBuilder(t, dir, target)
	require.NoError(t, b.Build(context.Background()))
	assert.Contains(t, buildtest.Read(t, target, "posts/a/index.html"), ">One</h1>")
	buildtest.Write(t, filepath.Join(dir, "posts/_index.md"), "---\ncascade: {title: Another}\n---\n")
	require.NoError(t, b.Build(context.Background()))
	assert.Contains(t, buildtest.Read(t, target, "posts/a/index.html"), ">Another</h1>")
	assert.Contains(t, buildtest.Read(t, target, "index.html"), "Another")
	assert.Contains(t, buildtest.Read(t, target, "posts/a/post.json"), `"inherited":{"title":"Another"}`)
}
