package layout

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/shortcode"
)

// Posts are rendered at the same time, with templates that are parsed once. What one of
// them keeps is its own.
func TestPostsHaveTemplatesAtTheSameTime(t *testing.T) {
	project := t.TempDir()
	for name, text := range map[string]string{
		"layouts/_shortcodes/x.html":    `{{ .Page.Store.Add "n" 1 }}{{ $s := newScratch }}{{ range $k, $v := site.Data }}{{ $s.Set "m" $v }}{{ $s.SetInMap "m" $.Page.Title 1 }}{{ end }}<b>{{ .Page.Title }} {{ .Page.Store.Get "n" }} {{ len site.Data.d }} {{ len ($s.Get "m") }}{{ .Inner | markdownify }}{{ partial "p" . }}</b>`,
		"layouts/_shortcodes/plain.txt": `{{ .Page.Title }}`,
		"layouts/_partials/p.html":      `{{ if .Parent }}in {{ .Parent.Name }}{{ end }}`,
		"data/d.toml":                   "a = 1",
	} {
		name = filepath.Join(project, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	set := Read(foldersOf(project), []string{"en"})
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			p, err := post.Parse("a.md", fmt.Appendf(nil, "---\ntitle: T%d\n---\n{{< x >}}{{%% plain %%}}{{< x >}}{{< x />}}{{< /x >}}{{< /x >}}", i))
			if !assert.NoError(t, err) {
				return
			}
			bound := set.For(&Env{Source: p.Path, Base: "/", Settings: &config.Settings{}, Zone: time.UTC, Files: os.DirFS(project)})
			result, err := shortcode.Expand(p.Body, shortcode.Env{Templates: bound, Post: p, Block: func(markdown string) string { return markdown }})
			assert.NoError(t, err)
			assert.Empty(t, bound.Failures)
			of := fmt.Sprintf("T%d", i)
			assert.Equal(t, "<b>"+of+" 3 1 2"+of+"<b>"+of+" 2 1 2<b>"+of+" 1 1 2in x</b>in x</b></b>", result.Restore(result.Markdown))
		})
	}
	all.Wait()
}
