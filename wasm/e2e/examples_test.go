package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/chromium"
	"postview/wasm/e2e/npm"
)

// withExamples is the blog with the examples of web/, as postview serve shows it.
func withExamples(t *testing.T) *host {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, os.DirFS(blog(t))))
	for _, name := range []string{"*.html", "posts/*.md"} {
		found, err := filepath.Glob(filepath.Join(repository, "web/examples", name))
		require.NoError(t, err)
		require.NotEmpty(t, found)
		for _, file := range found {
			to, err := filepath.Rel(filepath.Join(repository, "web"), file)
			require.NoError(t, err)
			write(t, filepath.Join(folder, to), read(t, file))
		}
	}
	return serve(t, folder)
}

func TestExamples(t *testing.T) {
	h := withExamples(t)
	for page, ready := range map[string]string{
		"plain.html":  `document.querySelectorAll("post-view[data-state=ready]").length === 1`,
		"themed.html": `document.querySelectorAll("post-view[data-state=ready]").length === 3`,
		"three.html":  `(document.querySelector("post-view:last-of-type").scrollIntoView(), document.querySelector("output").textContent.startsWith("3 of 3"))`,
		"frame.html":  `parseFloat(document.querySelector("iframe").style.blockSize) > 600`,
	} {
		t.Run(page, func(t *testing.T) {
			b := open(t, h.at("examples/"+page))
			b.wait(ready)
			b.quiet("favicon.ico")
		})
	}
}

func TestThemesAreTold(t *testing.T) {
	b := open(t, withExamples(t).at("examples/themed.html"))
	b.wait(`document.querySelectorAll("post-view[data-state=ready]").length === 3`)
	looks := eval[[]string](b, `[...document.querySelectorAll("post-view")].map(view => {
		const style = getComputedStyle(view.shadowRoot.querySelector("[part~=title]"));
		return [style.color, style.fontFamily, style.fontSize].join() })`)
	for i, look := range looks {
		assert.NotContains(t, looks[i+1:], look)
	}
}

// Each project is installed from its lock file, built, and opened beside the blog.
func TestExamplesInFrameworks(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("there is no npm here:", err)
	}
	h := serve(t, blog(t))
	t.Setenv("VITE_SITE", h.at(""))
	for _, name := range []string{"react", "vue"} {
		t.Run(name, func(t *testing.T) {
			app := t.TempDir()
			require.NoError(t, os.CopyFS(app, os.DirFS(filepath.Join(repository, "web/examples", name))))
			if _, err := npm.Install(app); err != nil {
				t.Skip("its packages can’t be had:", err)
			}
			said, err := run(app, "npm", "run", "build", "--", "--base", "./")
			require.NoError(t, err, said)
			b := open(t, serve(t, filepath.Join(app, "dist")).at(""))
			b.wait(`document.querySelector("[role=status]")?.textContent === "Start here"`)
			b.click("button:last-of-type")
			b.wait(`document.querySelector("[role=status]").textContent === document.querySelector("post-view").post.title && document.querySelector("post-view").post.title.includes("ront matter")`)
			assert.Contains(t, eval[string](b, `document.querySelector("post-view").src`), "front-matter.md")
			b.quiet()
		})
	}
}

// program returns the block of code, in a post of the blog, that matches.
func program(t *testing.T, post, pattern string) string {
	t.Helper()
	found := regexp.MustCompile("(?s)```" + pattern + "```").FindStringSubmatch(read(t, filepath.Join(repository, "content/posts", post)))
	require.NotNil(t, found, pattern)
	return found[1]
}

// The programs that the documentation has for testers run as they stand there.
func TestTheProgramsForTesters(t *testing.T) {
	path := chromium.Path()
	if path == "" {
		t.Skip("there is no Chromium here; CHROMIUM may name one")
	}
	t.Setenv("SITE", withExamples(t).at(""))
	t.Setenv("CHROMIUM", path)
	t.Run("chromedp", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "main.go")
		write(t, file, program(t, "test-a-page.md", `go\n(package main.*?)`))
		said, err := run(repository, "go", "run", file)
		assert.NoError(t, err, said)
	})
	t.Run("playwright", func(t *testing.T) {
		packages, err := npm.Install(".")
		if err != nil {
			t.Skip("Playwright can’t be had:", err)
		}
		folder := t.TempDir()
		modules, err := filepath.Abs(packages(""))
		require.NoError(t, err)
		require.NoError(t, os.Symlink(modules, filepath.Join(folder, "node_modules")))
		write(t, filepath.Join(folder, "test.mjs"), program(t, "test-a-page.md", `javascript\n(import assert.*?)`))
		said, err := run(folder, "node", "test.mjs")
		assert.NoError(t, err, said)
	})
}
