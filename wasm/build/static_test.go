package build_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/build/progress"
	"postview/wasm/problem"
	"postview/wasm/site"
)

// The files beside the posts are part of a Hugo site.
func TestStaticFiles(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":              "title = 'Walks'\n",
		"static/images/lake.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='34'/>",
		"static/robots.txt":      "mine",
		"static/404.html":        "mine",
		"static/view.html":       "mine",
		"static/posts/map.svg":   "not this one",
		"content/posts/map.svg":  "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"content/posts/a.md":     "---\ntitle: A\n---\n![A lake](/images/lake.svg) ![A map](map.svg)\n",
	})
	content := filepath.Join(dir, "content")
	out, c, err := buildtest.Made(t, content)
	require.NoError(t, err)
	told := filepath.ToSlash(filepath.Join(disk.Resolved(dir), "static/view.html")) + ": the page that shows any post has the same address: view.html; the file is left out"
	require.Len(t, c.Problems, 1)
	assert.EqualError(t, c.Problems[0], told)
	assert.FileExists(t, filepath.Join(out, "images/lake.svg"))
	assert.Contains(t, buildtest.Read(t, out, "posts/a/index.html"), `src="../../images/lake.svg" alt="A lake" width="12" height="34"`)
	assert.Equal(t, "mine", buildtest.Read(t, out, "robots.txt"))
	assert.Equal(t, "mine", buildtest.Read(t, out, "404.html"))
	assert.NotEqual(t, "mine", buildtest.Read(t, out, "view.html"))
	assert.NotEqual(t, "not this one", buildtest.Read(t, out, "posts/map.svg"))

	found, err := buildtest.Checked(t, content)
	assert.Error(t, err)
	assert.Equal(t, []string{told}, found)
}

// One of them that can't be read is told by where it is.
func TestAStaticFileThatCannotBeRead(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "static/a.png": "", "content/a.md": "A"})
	require.NoError(t, os.Symlink(filepath.Join(dir, "hugo.toml"), filepath.Join(dir, "static/out.png")))
	content := filepath.Join(dir, "content")
	out, c, err := buildtest.Made(t, content)
	require.NoError(t, err)
	assert.FileExists(t, filepath.Join(out, "a.png"))
	want := filepath.ToSlash(filepath.Join(disk.Resolved(dir), "static/out.png")) + ": path escapes from parent"
	require.Len(t, c.Problems, 1)
	assert.EqualError(t, c.Problems[0], want)
	found, err := buildtest.Checked(t, content)
	assert.Error(t, err)
	assert.Equal(t, []string{want}, found)
}

// A post is rendered anew when the size of such a picture changes.
func TestStaticPicturesAreKept(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml": "", "static/lake.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='34'/>", "content/a.md": "![A lake](/lake.svg)\n",
	})
	o, err := build.Parse("serve", []string{"--content", filepath.Join(dir, "content")}, io.Discard)
	require.NoError(t, err)
	kept := new(content.Rendered)
	for _, size := range []site.Size{{12, 34}, {56, 78}} {
		buildtest.Write(t, filepath.Join(dir, "static/lake.svg"), fmt.Sprintf("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'/>", size[0], size[1]))
		c, err := content.Read(t.Context(), o, kept, progress.NewLog(io.Discard))
		require.NoError(t, err)
		assert.Equal(t, map[string]site.Size{"/lake.svg": size}, c.Articles[0].Entry.Pictures)
	}
}

func TestStaticFolders(t *testing.T) {
	files := map[string]string{"site/content/a.md": "", "site/content/files/x": "", "site/static/a": "", "site/other/a": "", "away/a": ""}
	tests := map[string]struct {
		name, settings string
		want           []string // what counts more first
		told           string
	}{
		"by default":               {"site/hugo.toml", "", []string{"site/static"}, ""},
		"in a folder of settings":  {"site/config/_default/hugo.toml", "", []string{"site/static"}, ""},
		"several":                  {"site/hugo.toml", "staticDir = ['static', 'other', 'nowhere']", []string{"site/other", "site/static"}, "hugo.toml:1: staticDir: there is no nowhere: it is left out"},
		"one":                      {"site/hugo.toml", "staticDir = 'other'", []string{"site/other"}, ""},
		"out of the site":          {"site/hugo.toml", "staticDir = ['../away', '.', 'content', 'content/files']", nil, "hugo.toml:1: staticDir: ../away is out of "},
		"settings among the posts": {"site/content/hugo.toml", "staticDir = ['files']", nil, ""},
		"without settings":         {"site/package.json", "{}", []string{"site/static"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := buildtest.Folder(t, files)
			buildtest.Write(t, filepath.Join(dir, test.name), test.settings)
			o := &content.Options{Content: filepath.Join(dir, "site/content")}
			_, sources, err := content.ReadSettings(o, func(p *problem.Problem) {
				require.NotEmpty(t, test.told, "%v", p)
				assert.ErrorContains(t, p, test.told)
			})
			require.NoError(t, err)
			var want []string
			for _, folder := range test.want {
				want = append(want, filepath.Join(disk.Resolved(dir), folder))
			}
			_, static, _ := sources.Folders()
			assert.Equal(t, want, static)
		})
	}
	notes := buildtest.Folder(t, map[string]string{"notes/a.md": "", "static/a": ""})
	_, sources, err := content.ReadSettings(&content.Options{Content: filepath.Join(notes, "notes")}, nil)
	require.NoError(t, err)
	_, static, _ := sources.Folders()
	assert.Empty(t, static, "the folder beside notes is somebody else's")
}

// The folder public beside .vitepress has VitePress's static files.
func TestStaticFilesOfVitePress(t *testing.T) {
	files := map[string]string{
		".vitepress/config.ts": "", "public/a.svg": "<svg viewBox='0 0 1 1'/>", "public/b/c.html": "<p>words</p>", "public/d.md": "raw",
		"guide/a.md": "---\ntitle: A\n---\n![a](/a.svg) [c](/b/c.html)\n",
	}
	dir := buildtest.Folder(t, files)
	require.NoError(t, os.Symlink("../../logo.svg", filepath.Join(dir, "public", "logo.svg")))
	out, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	m := &made{t: t, out: out}
	m.has("a.svg", "b/c.html", "d.md", "guide/a/index.html")
	m.hasNot("public/a.svg", "public/d/index.html", "d/index.html", "logo.svg")
	assert.Contains(t, buildtest.Read(t, out, "guide/a/index.html"), `<img src="../../a.svg"`)

	buildtest.Write(t, filepath.Join(dir, "guide/a.md"), "![logo](/logo.svg)")
	told, err := buildtest.Checked(t, dir)
	require.Error(t, err)
	assert.Contains(t, told, "guide/a.md:1:9: no such file: /logo.svg")

	require.NoError(t, os.Remove(filepath.Join(dir, ".vitepress/config.ts")))
	require.NoError(t, os.Remove(filepath.Join(dir, ".vitepress")))
	out, _, err = buildtest.Made(t, dir)
	require.NoError(t, err)
	(&made{t: t, out: out}).has("public/a.svg")
}
