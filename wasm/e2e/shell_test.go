package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadingInTheShell(t *testing.T) {
	h := serve(t, blogShell(t))
	b := open(t, h.at(""))
	b.arrived("Postview")
	b.do(`window.same = true`)
	b.tap(".posts a[href$='src=posts/markdown.md']")
	b.arrived("Markdown, as Hugo renders it")
	assert.Equal(t, h.at("?src=posts/markdown.md"), eval[string](b, "location.href"))
	assert.Equal(t, "Markdown, as Hugo renders it · Postview", eval[string](b, "document.title"))
	b.tap(".neighbours a")
	b.wait(`location.search !== "?src=posts/markdown.md"`)
	b.shown("post")
	b.do(`history.back()`)
	b.arrived("Markdown, as Hugo renders it")
	assert.True(t, b.sameDocument())

	b.do(`scrollTo(0, 900); location.reload()`)
	b.wait(`window.same === undefined`)
	b.arrived("Markdown, as Hugo renders it")
	b.at(900)
	b.tap(".site-title")
	b.arrived("Postview")
	b.quiet()
}

// moved serves a site from a folder of the host.
func moved(t *testing.T, dist, folder string) *host {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(root, filepath.Dir(folder)), 0o755))
	require.NoError(t, os.Symlink(dist, filepath.Join(root, folder)))
	return serve(t, root)
}

func TestAnyFolderOfAnyHost(t *testing.T) {
	for name, test := range map[string]struct{ dist, post, entry string }{
		"prerendered": {blog(t), "deep/er/posts/markdown/", ".posts a[href='posts/markdown/']"},
		"shell":       {blogShell(t), "deep/er/?src=posts/markdown.md", ".posts a[href$='src=posts/markdown.md']"},
	} {
		t.Run(name, func(t *testing.T) {
			h := moved(t, test.dist, "deep/er")
			b := open(t, h.at("deep/er/?renderer=wasm"))
			b.arrived("Postview")
			b.tap(test.entry)
			b.arrived("Markdown, as Hugo renders it")
			assert.Equal(t, h.at(test.post), eval[string](b, "location.href"))
			b.tap(".site-title")
			b.arrived("Postview")
			b.load(h.at("deep/er/?src=posts/nowhere.md"))
			b.arrived("There is no such post")
			b.tap(".failure a")
			b.arrived("Postview")
			for _, path := range h.asked("") {
				assert.True(t, strings.HasPrefix(path, "/deep/er/"), path)
			}
			b.quiet("nowhere.md")
		})
	}
}

func TestTheShellWhileTheProgramComes(t *testing.T) {
	h := serve(t, blogShell(t))
	for _, address := range []string{"", "?src=posts/markdown.md", "?src=nowhere.md"} {
		release := make(chan bool)
		h.breakProgram(nil)
		h.answer(".wasm.br", waiting(h, release))
		h.answer(".wasm.gz", waiting(h, release))
		b := newTab(t)
		b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": shifts})
		b.load(h.at(address))
		b.wait(`document.querySelector("main[aria-busy] progress")`)
		b.do(`await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
		close(release)
		b.wait(`document.querySelector("main .title") && !document.querySelector("main[aria-busy]")`)
		b.do(`await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
		assert.Less(t, eval[float64](b, "shift"), 0.02, address)
	}
}
