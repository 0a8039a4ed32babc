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
	"golang.org/x/tools/txtar"

	"postview/wasm/build/buildtest"
)

// Each file of testdata/files is a site likewise, with what Hugo makes of it: its pages,
// and its other files, a line for each with its place and what it says.
func TestFilesAreWhereHugoHasThem(t *testing.T) {
	names, err := filepath.Glob("testdata/files/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			last := len(archive.Files) - 1
			require.Equal(t, "pages", archive.Files[last-1].Name)
			require.Equal(t, "files", archive.Files[last].Name)
			files := map[string]string{}
			for _, f := range archive.Files[:last-1] {
				files[f.Name] = string(f.Data)
			}
			if *buildtest.Update {
				public := publicOfHugo(t, files)
				archive.Files[last-1].Data = []byte(pagesIn(t, public))
				archive.Files[last].Data = []byte(strings.Join(filesIn(t, public), ""))
				require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
			}
			out, _, err := buildtest.Made(t, filepath.Join(buildtest.Folder(t, files), "content"))
			require.NoError(t, err)
			assert.Equal(t, string(archive.Files[last-1].Data), pagesIn(t, out))
			has := filesIn(t, out)
			for line := range strings.Lines(string(archive.Files[last].Data)) {
				assert.True(t, slices.Contains(has, line), line)
			}
		})
	}
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
