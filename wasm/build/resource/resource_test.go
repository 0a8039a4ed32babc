package resource_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/build/resource"
	"postview/wasm/post"
)

var (
	update = flag.Bool("update", false, "write the goldens anew, with -hugo")
	hugo   = flag.String("hugo", "hugo", "the program that -update runs: Hugo v0.165.0")
)

// asks are names and patterns that the layout asks for.
var asks = []string{"a.txt", "A.TXT", "/a.txt", "./a.txt", "pic", "img/one.svg", "one", "note-2", "nothing", "cover"}

var patterns = []string{"*", "**", "**one*", "img/*", "**.svg", "{a,b}.txt", "note-*", "/a*"}

const layout = `{{ define "r" }}{{ .Name }} | {{ .Title }} | {{ .RelPermalink }} | {{ .Params.by }} {{ .Params.x.y }}{{ end -}}
{{ $p := . }}{{ range .Resources }}{{ template "r" . }}
{{ end }}{{ range slice %s }}get {{ . }}: {{ with $p.Resources.Get . }}{{ template "r" . }}{{ end }}
{{ end }}{{ range slice %s }}match {{ . }}:{{ range $p.Resources.Match . }} {{ .Name }}{{ end }}
{{ end }}`

// Each file of testdata is a bundle, and what Hugo says of its resources.
func TestResourcesAreThoseOfHugo(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			last := len(archive.Files) - 1
			require.Equal(t, "resources", archive.Files[last].Name)
			var files []string
			for _, f := range archive.Files[1:last] {
				files = append(files, f.Name)
			}
			if *update {
				archive.Files[last].Data = []byte(said(t, slices.Clip(archive.Files[:last])))
				require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
			}
			p, err := post.Parse("trip/index.md", archive.Files[0].Data)
			require.NoError(t, err)
			all, err := resource.Of(p, files)
			require.NoError(t, err)
			var b strings.Builder
			tell := func(r *resource.Resource) string {
				if r == nil {
					return ""
				}
				x, _ := r.Params["x"].(map[string]any)
				return strings.TrimSpace(fmt.Sprintf("%s | %s | /trip/%s | %v %v", r.Name, r.Title, r.File, or(r.Params["by"]), or(x["y"])))
			}
			for i := range all {
				fmt.Fprintln(&b, tell(&all[i]))
			}
			for _, name := range asks {
				fmt.Fprintln(&b, strings.TrimSpace("get "+name+": "+tell(all.Get(name))))
			}
			for _, pattern := range patterns {
				fmt.Fprintf(&b, "match %s:", pattern)
				for _, r := range all.Match(pattern) {
					fmt.Fprintf(&b, " %s", r.Name)
				}
				fmt.Fprintln(&b)
			}
			assert.Equal(t, string(archive.Files[last].Data), b.String())
		})
	}
}

func or(value any) any {
	if value == nil {
		return ""
	}
	return value
}

// said returns what Hugo says of the files of a bundle.
func said(t *testing.T, files []txtar.File) string {
	dir := t.TempDir()
	quoted := func(all []string) string {
		return `"` + strings.Join(all, `" "`) + `"`
	}
	files = append(files,
		txtar.File{Name: "../../hugo.toml", Data: []byte("disableKinds = ['home', 'section', 'taxonomy', 'term', 'rss', 'sitemap']\n[markup.goldmark.renderHooks.image]\nuseEmbedded = 'never'\n")},
		txtar.File{Name: "../../layouts/all.txt", Data: fmt.Appendf(nil, layout, quoted(asks), quoted(patterns))},
		txtar.File{Name: "../../layouts/all.html", Data: fmt.Appendf(nil, layout, quoted(asks), quoted(patterns))},
	)
	for _, f := range files {
		name := filepath.Join(dir, "content", "trip", f.Name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, f.Data, 0o644))
	}
	out, err := exec.Command(*hugo, "--source", dir).CombinedOutput()
	require.NoError(t, err, "%s", out)
	page, err := os.ReadFile(filepath.Join(dir, "public", "trip", "index.html"))
	require.NoError(t, err)
	var lines strings.Builder
	for line := range strings.Lines(string(page)) {
		fmt.Fprintln(&lines, strings.TrimSpace(line))
	}
	return lines.String()
}

func TestResourcesThatCannotBe(t *testing.T) {
	for _, text := range []string{"resources: a.txt", "resources: [{name: x}]", "resources: [{src: 'a[', name: x}]", "resources: [a.txt]"} {
		p, err := post.Parse("trip/index.md", []byte("---\ntitle: Trip\n"+text+"\n---\n"))
		require.NoError(t, err)
		all, err := resource.Of(p, []string{"a.txt"})
		assert.ErrorContains(t, err, "trip/index.md:3: resources: ", text)
		assert.Equal(t, resource.Resources{{File: "a.txt", Type: "text", Name: "a.txt", Title: "a.txt", Params: map[string]any{}}}, all)
	}
}
