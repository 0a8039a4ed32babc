package build_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/out"
)

// Whatever posts ask for, nothing is written but in the folder of the site, and what
// can't be is told with its file.
func TestNothingIsWrittenOutside(t *testing.T) {
	long := strings.Repeat("long", 80)
	tests := map[string]struct{ frontMatter, problem string }{
		"a url above":           {`url: ../../x`, `url "../../x" leads out of the site`},
		"a url above by dots":   {`url: /a/../../../x`, "leads out of the site"},
		"a url with backslash":  {`url: '..\..\x'`, "leads out of the site"},
		"a long url":            {"url: /" + long, "is too long for a file"},
		"a url with zeros":      {`url: "/a\0b"`, "is too long for a file, or has a sign that none may have"},
		"a slug above":          {`slug: ../../x`, ""},
		"a long slug":           {"slug: " + long, "is too long for a file"},
		"an alias above":        {`aliases: [../../x, /../../x]`, ""},
		"a long alias":          {"aliases: [/" + long + "/]", "is too long for a file"},
		"the place of a file":   {`url: /b.png/`, "posts/a.md:2: b.png has the same address: b.png"},
		"an include from above": {"title: A\n---\n{{< readfile file=\"../../../secret.txt\" >}}", ""},
		"a picture from above":  {"title: A\n---\n![](../../../secret.txt)", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			parent := buildtest.Folder(t, map[string]string{
				"secret.txt": "secret", "site/posts/a.md": "---\n" + test.frontMatter + "\n---\n", "site/b.png": "b", "site/good.md": "Good",
			})
			before := filesOfSite(t, parent)
			out, c, err := buildtest.Made(t, filepath.Join(parent, "site"))
			if c != nil {
				err = fmt.Errorf("%v %w", c.Problems, err)
			}
			if test.problem != "" {
				assert.ErrorContains(t, err, "posts/a.md")
				assert.ErrorContains(t, err, test.problem)
			}
			if out != "" {
				assert.FileExists(t, filepath.Join(out, "good/index.html"), "the others are there")
				for name, text := range filesOfSite(t, out) {
					assert.False(t, strings.HasPrefix(name, "..") || strings.Contains(text, "secret\n"), name)
				}
			}
			assert.Equal(t, before, filesOfSite(t, parent))
		})
	}
}

func TestAFolderThatCanBeReadInPart(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{"good.md": "Good", "closed.md": "no", "folder/x.md": "no", "picture.png": "no", "bad\xffname.md": "Odd"})
	require.NoError(t, os.Symlink("nowhere.md", filepath.Join(content, "dangling.md")))
	require.NoError(t, os.Symlink("loop.md", filepath.Join(content, "loop.md")))
	require.NoError(t, os.Symlink(os.DevNull, filepath.Join(content, "device.md")))
	for _, name := range []string{"closed.md", "picture.png", "folder"} {
		require.NoError(t, os.Chmod(filepath.Join(content, name), 0))
		t.Cleanup(func() { os.Chmod(filepath.Join(content, name), 0o755) })
	}
	wanted := []string{"dangling.md", "loop.md", "device.md"}
	if _, err := os.ReadDir(filepath.Join(content, "folder")); err != nil { // who is root reads everything
		wanted = append(wanted, "closed.md", "picture.png", "folder")
	}
	out, c, err := buildtest.Made(t, content)
	require.NoError(t, err)
	assert.FileExists(t, filepath.Join(out, "good/index.html"))
	assert.FileExists(t, filepath.Join(out, "badname/index.html"))
	said := fmt.Sprint(c.Problems)
	for _, name := range wanted {
		assert.Contains(t, said, name+": ")
	}
	assert.Len(t, c.Problems, len(wanted), said)
}

func TestTheFolderToMakeIsNotThatOfThePosts(t *testing.T) {
	site := buildtest.Folder(t, map[string]string{"posts.json": "", "postview.js": "", "assets/x": "", "posts/a.md": "Years of work"})
	linked := filepath.Join(t.TempDir(), "linked")
	require.NoError(t, os.Symlink(filepath.Join(site, "posts"), linked))
	empty := t.TempDir()
	tests := map[string]struct{ content, out, said string }{
		"the posts themselves":       {empty, empty, "holds the posts"},
		"around the posts":           {filepath.Join(site, "posts"), site, "holds the posts"},
		"around posts that are near": {linked, site, "holds the posts"},
		"something else":             {empty, filepath.Join(site, "posts"), "holds something else than a site"},
		"a file":                     {empty, filepath.Join(site, "posts.json"), "posts.json"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := build.Run(t.Context(), []string{"--content", test.content, "--out", test.out}, io.Discard, io.Discard)
			assert.ErrorContains(t, err, test.said)
			assert.NotContains(t, err.Error(), "\n", "nobody is told to empty the folder of posts")
			assert.FileExists(t, filepath.Join(site, "posts/a.md"))
		})
	}
}

func TestWhatKilledBuildsLeftIsRemoved(t *testing.T) {
	parent := t.TempDir()
	old, young, mine := filepath.Join(parent, out.NewFolder+"1"), filepath.Join(parent, out.NewFolder+"2"), filepath.Join(parent, "mine")
	for _, name := range []string{old, young, mine} {
		require.NoError(t, os.Mkdir(name, 0o755))
	}
	for _, name := range []string{old, mine} {
		info, err := os.Stat(name)
		require.NoError(t, err)
		require.NoError(t, os.Chtimes(name, info.ModTime().AddDate(0, 0, -2), info.ModTime().AddDate(0, 0, -2)))
	}
	made, err := out.MakeFolder(filepath.Join(parent, "dist"))
	require.NoError(t, err)
	assert.DirExists(t, made)
	assert.NoDirExists(t, old)
	assert.DirExists(t, young, "a build may be at it")
	assert.DirExists(t, mine)
}
