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
			var pages strings.Builder
			for line := range strings.Lines(pagesIn(t, out)) {
				if _, isSource := files["content/"+strings.TrimSpace(line)]; !isSource {
					pages.WriteString(line)
				}
			}
			assert.Equal(t, string(archive.Files[last-1].Data), pages.String())
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
