package jekyll_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/build/jekyll"
)

var update = flag.Bool("update", false, "write the goldens anew")

// The file of testdata is a site. What becomes of each post is in the file of its name
// that ends in .here, and below it what is told.
func TestSources(t *testing.T) {
	const name = "testdata/site.txtar"
	archive, err := txtar.ParseFile(name)
	require.NoError(t, err)
	dir := t.TempDir()
	anew := &txtar.Archive{Comment: archive.Comment}
	want := map[string]string{}
	var posts []string
	for _, f := range archive.Files {
		if source, is := strings.CutSuffix(f.Name, ".here"); is {
			want[source] = string(f.Data)
			continue
		}
		anew.Files = append(anew.Files, f)
		if f.Name == "_config.yml" {
			require.NoError(t, os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644))
		} else {
			posts = append(posts, f.Name)
		}
	}
	site, err := jekyll.Open(dir)
	require.NoError(t, err)
	site.Found(posts, []string{"img/a.png"})
	for _, f := range anew.Files {
		if f.Name == "_config.yml" {
			continue
		}
		made := site.Source(f.Name, f.Data)
		got := string(made.Text)
		for _, p := range made.Problems {
			got += p.Error() + "\n"
		}
		if *update {
			want[f.Name] = got
			archive.Files = append(archive.Files, txtar.File{})
		}
		t.Run(f.Name, func(t *testing.T) {
			assert.Equal(t, want[f.Name], got)
			lines := strings.Count(string(f.Data), "\n")
			if f.Name != "lines-go.md" {
				assert.Equal(t, lines, strings.Count(string(made.Lines), "\n"), "lines stay where they are")
				assert.Equal(t, lines+made.Added, strings.Count(string(made.Text), "\n"))
			}
		})
	}
	if *update {
		all := &txtar.Archive{Comment: archive.Comment}
		for _, f := range anew.Files {
			all.Files = append(all.Files, f)
			if f.Name != "_config.yml" {
				all.Files = append(all.Files, txtar.File{Name: f.Name + ".here", Data: []byte(want[f.Name])})
			}
		}
		require.NoError(t, os.WriteFile(name, txtar.Format(all), 0o644))
	}
}
