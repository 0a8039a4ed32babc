package e2e

import (
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oddNames are those that files of posts and of pictures have, too.
var oddNames = []string{
	"with a space", "two  spaces", "a#b", "50% off", "100%41", "100%", "a?b", "a&b;c", "a+b", "a..b", "[x]", "co:lon",
	"quote's", "ünïcode", "日本語", "🙂", "👩🏽‍💻 at work", "UPPER",
}

// Whatever the files are called, their pages open by their links, from either front,
// with their pictures and their sources.
func TestOddNames(t *testing.T) {
	content := map[string]string{}
	for i, name := range oddNames {
		picture := "./" + url.PathEscape(name) + ".svg"
		next := "./" + url.PathEscape(oddNames[(i+1)%len(oddNames)]) + ".md"
		content["posts/"+name+".md"] = fmt.Sprintf("---\ntitle: Number %d\n---\nText %d.\n\n![](%s)\n\n[next](%s)\n", i, i, picture, next)
		content["posts/"+name+".svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`
	}
	h := serve(t, build(t, "--content", files(t, content)))
	b := open(t, h.at(""))
	links := eval[[]string](b, `[...document.querySelectorAll(".posts h2 a")].map(a => a.href)`)
	require.Len(t, links, len(oddNames))
	for _, link := range links {
		for _, query := range []string{"", "?renderer=wasm"} {
			b.load(link + query)
			if query != "" {
				b.shown("post")
			}
			title := b.text("h1")
			number, isPost := strings.CutPrefix(title, "Number ")
			require.True(t, isPost, "%s shows %q", link, title)
			assert.Contains(t, b.text(".article"), "Text "+number+".")
			b.wait(`document.querySelector(".article img").complete`)
			assert.Equal(t, 9, eval[int](b, `document.querySelector(".article img").naturalWidth`), link+query)
			assert.Contains(t, eval[string](b, `fetch(document.querySelector("a[type='text/markdown']").href).then(r => r.text())`), "title: "+title, link+query)
			next := eval[string](b, `document.querySelector(".article p a").href`)
			assert.Contains(t, links, next, link+query)
		}
	}
	b.quiet()
}

// A build that is killed, whenever that is, leaves the site as it was, or is done.
func TestKilledBuildsLeaveAWholeSite(t *testing.T) {
	program, err := postview()
	require.NoError(t, err)
	out := filepath.Join(t.TempDir(), "dist")
	site := func(text string) (content string, command func() *exec.Cmd) {
		posts := map[string]string{}
		for i := range 300 {
			posts[fmt.Sprintf("p%d.md", i)] = text
		}
		content = files(t, posts)
		return content, func() *exec.Cmd {
			c := exec.Command(program, "build", "--quick", "--content", content, "--out", out)
			c.Dir = repository
			return c
		}
	}
	_, first := site("# First")
	_, second := site("# Second")
	said, err := second().CombinedOutput()
	require.NoError(t, err, "%s", said)
	whole := tree(t, out)
	said, err = first().CombinedOutput()
	require.NoError(t, err, "%s", said)
	before := tree(t, out)
	require.NotEqual(t, before, whole)

	for _, files := range []int{0, 1, 50, 200, 600, 900} { // that there are when it is killed
		command := second()
		require.NoError(t, command.Start())
		ended := make(chan error, 1)
		go func() { ended <- command.Wait() }()
		again := time.NewTicker(time.Millisecond)
		for newFiles(filepath.Dir(out)) < files && len(ended) == 0 {
			<-again.C
		}
		again.Stop()
		command.Process.Kill()
		<-ended
		after := tree(t, out)
		if !maps.Equal(after, whole) {
			assert.True(t, maps.Equal(after, before), "killed at %d files, it left some of each", files)
		}
		assert.Equal(t, []string{"dist"}, visible(t, filepath.Dir(out)))
	}
}

// newFiles counts the files of the folders that are being made in a folder.
func newFiles(folder string) (n int) {
	made, _ := filepath.Glob(filepath.Join(folder, ".postview-*"))
	for _, folder := range made {
		_ = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				n++
			}
			return nil
		})
	}
	return n
}

// tree returns the files of a folder.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all[strings.TrimPrefix(name, folder)] = read(t, name)
		}
		return err
	}))
	return all
}

// visible returns the names in a folder that do not begin with a dot.
func visible(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, ".") })
}
