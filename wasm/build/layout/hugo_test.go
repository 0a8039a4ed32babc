package layout_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/render"
)

var (
	update = flag.Bool("update", false, "write what Hugo makes anew, with -hugo")
	hugo   = flag.String("hugo", "hugo", "the program that -update runs: Hugo v0.165.0")
)

// Each file of testdata/expressions has expressions of templates, one a line, and what
// Hugo writes for each. They may be about a site, whose files come before. What Hugo
// writes is made anew by
//
//	go test ./wasm/build/layout -run TestExpressions -update -hugo PATH
func TestExpressionsAreAsInHugo(t *testing.T) {
	for name, archive := range archives(t, "expressions") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			files := map[string]string{}
			var expressions []string
			for _, f := range archive.Files {
				switch f.Name {
				case "expressions":
					expressions = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
				case "hugo":
				default:
					files[f.Name] = string(f.Data)
				}
			}
			site := siteOf(files, expressions)
			last := &archive.Files[len(archive.Files)-1]
			require.Equal(t, "hugo", last.Name)
			if *update {
				last.Data = []byte(strings.Join(outputsIn(t, byHugo(t, site)["posts/a.md"], len(expressions)), "\n") + "\n")
				require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
			}
			want := strings.Split(strings.TrimSuffix(string(last.Data), "\n"), "\n")
			require.Len(t, want, len(expressions))
			got := outputsIn(t, rendered(t, site)["posts/a.md"], len(expressions))
			for i, expression := range expressions {
				assert.Equal(t, want[i], got[i], "%s", expression)
			}
		})
	}
}

// Each file of testdata/sites is a site with templates, and what Hugo makes of its
// posts, as hugo/PATH of each. They are made anew by
//
//	go test ./wasm/build/layout -run TestSites -update -hugo PATH
func TestSitesAreAsInHugo(t *testing.T) {
	for name, archive := range archives(t, "sites") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			files, want := map[string]string{}, map[string]string{}
			for _, f := range archive.Files {
				if post, is := strings.CutPrefix(f.Name, "hugo/"); is {
					want[post] = string(f.Data)
				} else {
					files[f.Name] = string(f.Data)
				}
			}
			if *update {
				want = byHugo(t, files)
				archive.Files = archive.Files[:len(files)]
				for post := range want {
					archive.Files = append(archive.Files, txtar.File{Name: "hugo/" + post, Data: []byte(want[post])})
				}
				require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
			}
			require.NotEmpty(t, want)
			got := rendered(t, files)
			for post := range want {
				assert.Equal(t, want[post], got[post], post)
			}
		})
	}
}

func archives(t *testing.T, folder string) map[string]*txtar.Archive {
	names, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	all := map[string]*txtar.Archive{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		require.NoError(t, err)
		all[name] = archive
	}
	return all
}

// settings are those of a site that says nothing itself.
const settings = "baseURL = \"https://example.org/sub/\"\ntitle = \"Walks\"\n[markup.goldmark.renderer]\nunsafe = true\n"

// siteOf is a site with a shortcode for each expression.
func siteOf(files map[string]string, expressions []string) map[string]string {
	site := map[string]string{"hugo.toml": settings, "content/posts/a.md": "---\ntitle: A walk\ndate: 2026-03-04\n---\n"}
	maps.Copy(site, files)
	var body strings.Builder
	for i, expression := range expressions {
		template, arguments, _ := strings.Cut(expression, " <- ")
		tag := fmt.Sprintf("{{< e%03d %s >}}", i, arguments)
		site[fmt.Sprintf("layouts/_shortcodes/e%03d.html", i)] = template
		fmt.Fprintf(&body, "\nbegin%03d %s end%03d\n", i, tag, i)
	}
	site["content/posts/a.md"] += body.String()
	return site
}

// outputsIn returns what each expression made of a page that has them all.
func outputsIn(t *testing.T, page string, count int) (outputs []string) {
	for i := range count {
		found := regexp.MustCompile(fmt.Sprintf(`(?s)begin%03d (.*?) end%03d`, i, i)).FindStringSubmatch(page)
		require.NotNil(t, found, "expression %d", i)
		outputs = append(outputs, strings.ReplaceAll(found[1], "\n", `\n`))
	}
	return outputs
}

func folderOf(t *testing.T, files map[string]string) string {
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	return dir
}

// byHugo returns what Hugo makes of the posts of a site, by their paths.
func byHugo(t *testing.T, files map[string]string) map[string]string {
	dir := folderOf(t, files)
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "layouts"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "layouts", "all.html"), []byte("{{ with .File }}[{{ .Path }}]{{ end }}{{ .Content }}"), 0o644))
	said, err := exec.Command(*hugo, "--source", dir).CombinedOutput()
	require.NoError(t, err, "%s", said)
	pages := map[string]string{}
	require.NoError(t, filepath.Walk(filepath.Join(dir, "public"), func(name string, info os.FileInfo, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		text, err := os.ReadFile(name)
		if path, page, is := strings.Cut(strings.TrimPrefix(string(text), "["), "]"); is && bytes.HasPrefix(text, []byte("[")) {
			pages[path] = page
		}
		return err
	}))
	return pages
}

// rendered returns what is made of them here.
func rendered(t *testing.T, files map[string]string) map[string]string {
	dir := folderOf(t, files)
	out := filepath.Join(t.TempDir(), "out")
	err := render.Run(context.Background(), []string{"--content", filepath.Join(dir, "content"), "--out", out, "--policy", "trust"}, io.Discard, io.Discard)
	if err != nil {
		t.Error(strings.ReplaceAll(err.Error(), dir, ""))
	}
	pages := map[string]string{}
	require.NoError(t, filepath.Walk(out, func(name string, info os.FileInfo, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(out, name)
		pages[strings.TrimSuffix(filepath.ToSlash(rel), ".html")] = strings.TrimSuffix(string(text), "")
		return err
	}))
	return pages
}
