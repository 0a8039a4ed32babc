package render

import (
	"context"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
)

// renderFolder renders a folder of these files and returns the HTML of a post.
func renderFolder(t *testing.T, files map[string]string, post string) string {
	t.Helper()
	out := t.TempDir()
	args := []string{"--content", buildtest.Folder(t, files), "--out", out, "--policy", "trust"}
	require.NoError(t, Run(context.Background(), args, io.Discard, io.Discard))
	return strings.TrimSpace(buildtest.Read(t, out, post+".html"))
}

const hooks = `
baseURL = "https://example.org/blog/"
[languages.en]
[languages.fr]
`

// So are these.
func TestRenderLooksUpSections(t *testing.T) {
	files := map[string]string{
		"hugo.toml":             hooks + "[permalinks.page]\nposts = '/:sections/:slug/'\n[permalinks.section]\nposts = '/all/:slug/'\n",
		"_index.md":             "---\nurl: /start/\n---\n",
		"posts/_index.md":       "---\ntitle: The Posts\n---\n",
		"posts/deep/a.md":       "---\ntitle: An A\n---\n",
		"posts/moved/_index.md": "---\ntitle: Moved\nurl: /else/where\n---\n",
		"posts/moved/b.md":      "---\ntitle: B\n---\n",
		"c.md":                  "[](/posts) [](/posts/moved) [](/posts/deep/a) [](/posts/moved/b.md) [](/)\n",
	}
	assert.Equal(t, `<p><a href="/blog/all/the-posts/"></a> <a href="/blog/else/where/"></a> <a href="/blog/posts/an-a/"></a> <a href="/blog/posts/moved/b/"></a> <a href="/blog/"></a></p>`,
		renderFolder(t, files, "c.md"))
}

// The wanted URLs are those of Hugo v0.165.0 for the same folder.
func TestRenderLooksUpWhatLinksName(t *testing.T) {
	files := map[string]string{
		"posts/a.md":                  "",
		"posts/C D.md":                "",
		"posts/sub/_index.md":         "",
		"posts/sub/map.png":           "",
		"posts/sub/e.md":              "",
		"posts/sub/f/index.md":        "---\nslug: other\n---\n",
		"posts/sub/f/g/Picture 1.PNG": "",
	}
	tests := []struct{ source, ref, want string }{
		{"posts/a.md", "#x", "/blog/posts/a/#x"},
		{"posts/a.md", "c-d", "/blog/posts/c-d/"},
		{"posts/a.md", "<./C D.md>", "/blog/posts/c-d/"},
		{"posts/a.md", "posts/c-d.md?a=b#c", "/blog/posts/c-d/?a=b#c"},
		{"posts/a.md", "sub/e.html", "/blog/posts/sub/e/"},
		{"posts/a.md", "sub/f", "/blog/posts/sub/other/"},
		{"posts/a.md", "sub/f/index.md", "/blog/posts/sub/other/"},
		{"posts/a.md", "/posts", "/blog/posts/"},
		{"posts/a.md", "..", "/blog/"},
		{"posts/a.md", "?a=b", "/blog/?a=b"},
		{"posts/a.md", "e", "e"},
		{"posts/a.md", "<sub/f/g/Picture 1.PNG>", "sub/f/g/Picture%201.PNG"},
		{"posts/a.md", "sub", "/blog/posts/sub/"},
		{"posts/sub/_index.md", "e", "/blog/posts/sub/e/"},
		{"posts/sub/_index.md", "../a.md", "/blog/posts/a/"},
		{"posts/sub/_index.md", "map.png", "/blog/posts/sub/map.png"},
		{"posts/sub/_index.md", "<f/g/Picture 1.PNG>", "f/g/Picture%201.PNG"},
		{"posts/sub/f/index.md", "e", "/blog/posts/sub/e/"},
		{"posts/sub/f/index.md", "../e.md", "/blog/posts/sub/e/"},
		{"posts/sub/f/index.md", "../e", "../e"},
		{"posts/sub/f/index.md", "<g/Picture 1.PNG>", "/blog/posts/sub/other/g/Picture%201.PNG"},
	}
	for _, test := range tests {
		t.Run(test.source+" "+test.ref, func(t *testing.T) {
			with := map[string]string{"hugo.toml": hooks}
			for name, text := range files {
				with[name] = text
			}
			with[test.source] += "[x](" + test.ref + ")\n"
			assert.Equal(t, `<p><a href="`+test.want+`">x</a></p>`, renderFolder(t, with, test.source))
		})
	}
}

func TestRenderFindsResources(t *testing.T) {
	files := map[string]string{
		"posts/a/index.md": "{{< figure src=\"p.png\" >}}\n",
		"posts/a/p.png":    "",
	}
	assert.Contains(t, renderFolder(t, files, "posts/a/index.md"), `<img src="/posts/a/p.png">`)
}

// The names and the pictures are those of Hugo v0.165.0.
func TestRenderDrawsQRCodes(t *testing.T) {
	out := t.TempDir()
	content := buildtest.Folder(t, map[string]string{"a.md": "x\n\n{{< qr text=\"https://e.org/\" />}}\n\n{{< qr level=high scale=2 targetDir=codes >}}AB{{< /qr >}}\n"})
	require.NoError(t, Run(context.Background(), []string{"--content", content, "--out", out}, io.Discard, io.Discard))
	html := buildtest.Read(t, out, "a.md.html")
	assert.Contains(t, html, `<img src="/qr_ec6a9682ca4d4665.png" width="116" height="116"`)
	assert.Contains(t, html, `<img src="/codes/qr_`)
	size, err := png.DecodeConfig(strings.NewReader(buildtest.Read(t, out, "qr_ec6a9682ca4d4665.png")))
	require.NoError(t, err)
	assert.Equal(t, 116, size.Width)
}

func TestRenderIncludesFiles(t *testing.T) {
	files := map[string]string{
		"posts/a.md":         "{{% readfile \"parts/one.md\" %}}\n{{% readfile \"/parts/two.md\" %}}\n{{% readfile \"../../out\" %}}\n",
		"posts/parts/one.md": "*One*.",
		"parts/two.md":       "**Two**.",
	}
	html := renderFolder(t, files, "posts/a.md")
	assert.Contains(t, html, "<em>One</em>")
	assert.Contains(t, html, "<strong>Two</strong>")
	assert.Contains(t, html, `<a href="../../out">`, "nothing outside of the folder")
}

func TestRenderTellsWhatItDoesNotKnow(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{
		"hugo.toml": "[markup.blackfriday]\nplainIDAnchors = true\n[markup.goldmark.renderer]\nhardWraps = true\n",
		"a.md":      "a\nb\n",
	})
	out, said := t.TempDir(), new(strings.Builder)
	require.NoError(t, Run(context.Background(), []string{"--content", content, "--out", out}, io.Discard, said))
	assert.Equal(t, "warning: "+filepath.ToSlash(content)+"/hugo.toml:2: markup.blackfriday.plainidanchors: there is no such setting\n", said.String())
	assert.Contains(t, buildtest.Read(t, out, "a.md.html"), "a<br>")
}

func TestBuildIncludesFiles(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"posts/a.md": "{{% readfile \"/part.md\" %}}\n",
		"part.md":    "A *part*.",
		"posts/b.md": "{{% readfile \"../../part.md\" %}}\n",
	}))
	require.NoError(t, err)
	assert.Contains(t, buildtest.Read(t, out, "posts/a/index.html"), "<em>part</em>")
	assert.Contains(t, buildtest.Read(t, out, "posts/b/index.html"), "<em>part</em>", "what leads out of the folder ends at its root")
}

// The archive is a site in several languages, and what Hugo makes of its posts. That
// is made anew by
//
//	go test ./wasm/cmd/postview -run Languages -update -hugo PATH
func TestRenderInLanguagesAsHugoDoes(t *testing.T) {
	const name = "testdata/languages.txtar"
	archive, err := txtar.ParseFile(name)
	require.NoError(t, err)
	files := map[string]string{"layouts/page.html": "{{ .File.Path }}\n{{ .Content }}"}
	want := map[string]string{}
	for _, f := range archive.Files {
		if path.Ext(f.Name) == ".html" {
			want[f.Name] = string(f.Data)
		} else {
			files[f.Name] = string(f.Data)
		}
	}
	dir := buildtest.Folder(t, files)
	if *buildtest.Update {
		want = contentOfHugo(t, dir)
		archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return path.Ext(f.Name) == ".html" })
		for _, name := range slices.Sorted(maps.Keys(want)) {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(want[name])})
		}
		require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
	}
	out := t.TempDir()
	require.NoError(t, Run(t.Context(), []string{"--content", dir + "/content", "--out", out, "--policy", "trust"}, io.Discard, io.Discard))
	require.NotEmpty(t, want)
	for name, html := range want {
		assert.Equal(t, strings.TrimSpace(html), strings.TrimSpace(buildtest.Read(t, out, name)), name)
	}
}

// contentOfHugo returns what Hugo makes of the posts of a site.
func contentOfHugo(t *testing.T, dir string) map[string]string {
	said, err := exec.Command(*buildtest.Hugo, "--source", dir).CombinedOutput()
	require.NoError(t, err, "%s", said)
	all := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir+"/public", func(name string, _ fs.DirEntry, err error) error {
		if filepath.Base(name) != "index.html" {
			return err
		}
		if source, html, found := strings.Cut(buildtest.Read(t, "/", name), "\n"); found && content.IsPost(source) {
			all[source+".html"] = html
		}
		return err
	}))
	return all
}
