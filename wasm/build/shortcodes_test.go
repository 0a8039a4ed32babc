package build_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/problem"
)

// toldIn returns problems as they are told, with their files below a folder.
func toldIn(t *testing.T, dir string, problems []*problem.Problem) (lines []string) {
	t.Helper()
	for _, p := range problems {
		file, err := filepath.Rel(dir, filepath.FromSlash(p.File)) // that of a post is relative already
		if err != nil {
			file = p.File
		}
		at := *p
		at.File = filepath.ToSlash(file)
		lines = append(lines, at.Error())
	}
	return lines
}

// The site's own shortcodes are run, what they make is made safe, and what they can't
// do is told once; those are shown as shortcodes that nobody knows.
func TestTheSitesOwnShortcodesAreRun(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":                                "baseURL = 'https://blog.example/walks/'\ntitle = 'Walks'\ntheme = 'simple'\n",
		"layouts/_shortcodes/card.html":            `<div class="card" onclick="x()"><a href="{{ .Page.RelPermalink }}">{{ .Get "title" }}</a>{{ .Inner | markdownify }}<script>x()</script></div>`,
		"layouts/_shortcodes/picture.html":         `{{ with .Page.Resources.GetMatch (.Get 0) }}<img src="{{ .RelPermalink }}" alt="a way">{{ end }}`,
		"layouts/_shortcodes/remote.html":          "\n{{ with resources.GetRemote (.Get 0) }}{{ .Content }}{{ end }}",
		"layouts/_shortcodes/endless.html":         "{{ range seq 1000000 }}{{ range seq 1000000 }}{{ end }}{{ end }}",
		"themes/simple/layouts/shortcodes/hi.html": `<p class="hi">{{ site.Title }} {{ relURL "x/" }}</p>`,
		"content/posts/a.md":                       "---\ntitle: A\n---\n{{< card title=\"On & on\" >}}Some *text*{{< /card >}}\n\n{{< hi >}}\n\n{{< remote x >}} {{< remote y >}}\n\n{{< endless >}} {{< endless >}}\n",
		"content/posts/b/index.md":                 "---\ntitle: B\n---\n{{< picture \"*.svg\" >}}\n\n{{< remote z >}}{{< nobody >}}\n",
		"content/posts/b/way.svg":                  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>`,
		"content/_index.md":                        "---\ntitle: Home\n---\n{{< hi >}}\n",
	})
	out, c, err := buildtest.Made(t, filepath.Join(dir, "content"))
	require.NoError(t, err)
	a := buildtest.Read(t, out, "posts/a/index.html")
	assert.Contains(t, a, `<div class="card"><a href="./">On &amp; on</a>Some <em>text</em></div>`)
	assert.Contains(t, a, `<p class="hi">Walks /x/</p>`)
	assert.Contains(t, a, `<span class="shortcode">x</span> <span class="shortcode">y</span>`)
	assert.Contains(t, buildtest.Read(t, out, "posts/b/index.html"), `<img src="way.svg" alt="a way" width="10" height="20"`)
	assert.Contains(t, buildtest.Read(t, out, "index.html"), `<p class="hi">Walks /x/</p>`)
	assert.Equal(t, []string{
		"posts/b/index.md:6:17: shortcode nobody: it is unknown, or lacks what it is to show",
		"layouts/_shortcodes/endless.html: shortcode endless is shown without its template in posts/a.md:10: it does not come to an end, and it is not run again",
		"layouts/_shortcodes/remote.html:2: shortcode remote is shown without its template 3 times, first in posts/a.md:8: it asks for resources.GetRemote, which is not here",
	}, toldIn(t, dir, c.Problems))
}

// Under serve a post is rendered again where a template of its shortcodes has changed,
// or what that reads, and no other.
func TestPostsAreRenderedAgainByTheirTemplates(t *testing.T) {
	t.Setenv("POSTVIEW_CACHE", t.TempDir())
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":                      "title = 'Walks'",
		"content/posts/a.md":             "---\ntitle: A\n---\n{{< hi >}}\n",
		"content/posts/b.md":             "---\ntitle: B\n---\nNo shortcode.\n",
		"data/d.yaml":                    "n: one",
		"layouts/_shortcodes/other.html": "other",
	})
	before := time.Now().Add(-time.Hour)
	for _, name := range []string{"a.md", "b.md"} {
		require.NoError(t, os.Chtimes(filepath.Join(dir, "content", "posts", name), before, before))
	}
	b := buildtest.LiveBuilder(t, filepath.Join(dir, "content"), filepath.Join(t.TempDir(), "dist"))
	built := func() string {
		require.NoError(t, b.Build(context.Background()))
		return buildtest.Read(t, b.Out, "posts/a/index.html")
	}
	assert.Contains(t, built(), `<p class="shortcode-name">hi</p>`)
	template := filepath.Join(dir, "layouts", "_shortcodes", "hi.html")
	buildtest.Write(t, template, "<p>hi {{ hugo.Data.d.n }}</p>{{ nosuch }}")
	assert.Contains(t, built(), `<p class="shortcode-name">hi</p>`)
	assert.Len(t, b.Last.Content.Problems, 1)
	fresh, others := b.Last.Content.ByFreshness()
	assert.Len(t, fresh, 1)
	assert.Len(t, others, 1)
	assert.Contains(t, built(), `<p class="shortcode-name">hi</p>`)
	assert.Len(t, b.Last.Content.Problems, 1, "it is told again though the post is not rendered again")
	fresh, _ = b.Last.Content.ByFreshness()
	assert.Empty(t, fresh)
	buildtest.Write(t, template, "<p>hi, {{ hugo.Data.d.n }}</p>")
	assert.Contains(t, built(), "<p>hi, one</p>")
	assert.Empty(t, b.Last.Content.Problems)
	buildtest.Write(t, filepath.Join(dir, "data", "d.yaml"), "n: twenty")
	assert.Contains(t, built(), "<p>hi, twenty</p>")
	require.NoError(t, os.Remove(template))
	assert.Contains(t, built(), `<p class="shortcode-name">hi</p>`)
}
