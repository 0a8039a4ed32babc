package build_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// Each file of testdata/files is a site likewise, with what Hugo makes of it: its pages,
// and its other files, a line for each with its place and what it says.
func TestFilesAreWhereHugoHasThem(t *testing.T) {
	buildtest.Sites(t, "testdata/files/*.txtar", []string{"pages", "files"}, func(t *testing.T, s *buildtest.Site) {
		s.Learn(t, func() []string {
			public := publicOfHugo(t, s.Files)
			return []string{pagesIn(t, public), strings.Join(filesIn(t, public), "")}
		})
		out, _, err := buildtest.Made(t, filepath.Join(buildtest.Folder(t, s.Files), "content"))
		require.NoError(t, err)
		assert.Equal(t, s.Told[0], pagesIn(t, out))
		has := filesIn(t, out)
		for line := range strings.Lines(s.Told[1]) {
			assert.True(t, slices.Contains(has, line), line)
		}
	})
}

// filesIn returns a line for each file of a site that is neither a page nor a feed.
func filesIn(t *testing.T, public string) (lines []string) {
	require.NoError(t, fs.WalkDir(os.DirFS(public), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || slices.Contains([]string{".html", ".xml", ".json", ".js"}, filepath.Ext(name)) {
			return err
		}
		text, err := os.ReadFile(filepath.Join(public, name))
		lines = append(lines, name+" "+strings.TrimSpace(string(text))+"\n")
		return err
	}))
	return lines
}

// A post has names for what is beside it: those of its front matter and, for Docsy's
// pictures, a part of that of the file.
func TestFilesByTheNamesOfAPost(t *testing.T) {
	const picture = "<svg xmlns='http://www.w3.org/2000/svg'/>"
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":             "[permalinks.page]\nposts = '/p/:slug/'\n",
		"assets/img/global.svg": picture,
		"assets/img/unused.svg": picture,
		"content/posts/a/index.md": "---\ntitle: A\nresources:\n- src: '*lake*'\n  name: Cover\n---\n" +
			"{{< figure src=\"cover\" >}}\n\n{{< imgproc ridge Fill \"9x9\" >}}A ridge{{< /imgproc >}}\n\n![](cover) ![](nowhere) {{< figure src=\"img/global.svg\" >}}\n",
		"content/posts/a/the-lake.svg":  picture,
		"content/posts/a/img/ridge.txt": "",
		"content/posts/a/img/ridge.svg": picture,
		"content/posts/b/index.md":      "---\ntitle: B\nresources: cover.svg\n---\n",
	})
	dir = filepath.Join(dir, "content")
	out, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	require.Len(t, c.Problems, 1)
	assert.EqualError(t, c.Problems[0], "posts/b/index.md:3: resources: it must be a list of entries, each with src, and with name, title or params")
	lake, ridge := "../../posts/a/the-lake.svg", "../../posts/a/img/ridge.svg"
	assert.Equal(t, []string{lake, ridge, lake, "../../posts/a/nowhere", "../../img/global.svg"}, sources(buildtest.Read(t, out, "p/a/index.html")))
	assert.FileExists(t, filepath.Join(out, "p/a/img/ridge.svg"))
	assert.FileExists(t, filepath.Join(out, "img/global.svg"))
	assert.NoFileExists(t, filepath.Join(out, "img/unused.svg"))

	found, err := buildtest.Checked(t, dir)
	assert.Error(t, err)
	require.Len(t, found, 2)
	assert.Contains(t, found[0], "no such page: nowhere")
}

// What is beside a draft is not published either.
func TestFilesOfADraft(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":  "[languages.en]\n[languages.de]\n",
		"a/index.md": "---\ndraft: true\n---\n", "a/a.txt": "",
		"b/index.md": "---\ndraft: true\n---\n", "b/index.de.md": "B", "b/b.txt": "",
		"c/index.md": "---\nheadless: true\n---\n", "c/c.txt": "",
	})
	out, _, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	assert.NoFileExists(t, filepath.Join(out, "a/a.txt"))
	assert.FileExists(t, filepath.Join(out, "b/b.txt"), "one of the translations is there")
	assert.FileExists(t, filepath.Join(out, "c/c.txt"))
	out, _, err = buildtest.Made(t, dir, "--drafts")
	require.NoError(t, err)
	assert.FileExists(t, filepath.Join(out, "a/a.txt"))
}
