package build_test

import (
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/build/buildtest"
)

var ofJekyll = flag.String("jekyll", "", "the program of Jekyll 4.3, to write the goldens of testdata/jekyll anew with -update")

// The file of testdata/jekyll has the files of a site, a number of configurations, and for
// each of these the pages that Jekyll makes: a line for each, with its place and its
// title. They are made anew by
//
//	go test ./wasm/build -run JekyllHasThem -update -jekyll PATH
func TestPagesAreWhereJekyllHasThem(t *testing.T) {
	const name = "testdata/jekyll/permalinks.txtar"
	archive, err := txtar.ParseFile(name)
	require.NoError(t, err)
	files, configs, pages := map[string]string{}, map[string]string{}, map[string]string{}
	anew := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		switch folder, rest, _ := strings.Cut(f.Name, "/"); folder {
		case "config":
			configs[rest] = string(f.Data)
		case "pages":
			pages[rest] = string(f.Data)
			continue
		default:
			files[f.Name] = string(f.Data)
		}
		anew.Files = append(anew.Files, f)
	}
	for _, config := range slices.Sorted(maps.Keys(configs)) {
		t.Run(config, func(t *testing.T) {
			files["_config.yml"] = configs[config]
			dir := buildtest.Folder(t, files)
			if *buildtest.Update && *ofJekyll != "" {
				public := t.TempDir()
				said, err := exec.Command(*ofJekyll, "build", "--disable-disk-cache", "-s", dir, "-d", public).CombinedOutput()
				require.NoError(t, err, "%s", said)
				pages[config] = pagesBut(t, public, notOfPosts)
				anew.Files = append(anew.Files, txtar.File{Name: "pages/" + config, Data: []byte(pages[config])})
			}
			out, c, err := buildtest.Made(t, dir)
			require.NoError(t, err)
			assert.Empty(t, c.Problems)
			assert.Equal(t, pages[config], ofPosts(pagesBut(t, out, notOfPosts)))
		})
	}
	if *buildtest.Update && *ofJekyll != "" {
		require.NoError(t, os.WriteFile(filepath.FromSlash(name), txtar.Format(anew), 0o644))
	}
}

// notOfPosts matches what Postview has beyond Jekyll: its own pages.
var notOfPosts = regexp.MustCompile(`^(404|view|embed|offline|assets/.*)\.html$`)

// ofPosts returns the lines of the pages that are no lists, and lead nowhere else.
func ofPosts(pages string) string {
	var lines []string
	for line := range strings.Lines(pages) {
		if !strings.Contains(line, ":") && !strings.Contains(line, " > ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}
