package serve

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/progress"
	"postview/web"
)

func TestTheNextFreePort(t *testing.T) {
	first, err := listenFrom(0)
	require.NoError(t, err)
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	second, err := listenFrom(port)
	require.NoError(t, err)
	defer second.Close()
	assert.Greater(t, second.Addr().(*net.TCPAddr).Port, port)
}

// serving serves a folder and returns its URL.
func serving(t *testing.T, out string) (string, *server) {
	t.Helper()
	s := &server{out: out, web: web.Files, log: progress.NewLog(io.Discard)}
	return s.serving(t), s
}

func (s *server) serving(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	listener, err := listenFrom(0)
	require.NoError(t, err)
	done := make(chan error)
	go func() { done <- s.serve(ctx, listener) }()
	t.Cleanup(func() { cancel(); assert.NoError(t, <-done) })
	return "http://" + listener.Addr().String()
}

func TestTheExamplesAreServedBesideTheSite(t *testing.T) {
	url, _ := serving(t, buildtest.Folder(t, map[string]string{"404.html": "missing", "examples/mine.txt": "mine"}))
	for path, want := range map[string]string{
		"/examples/plain.html": "<post-view", "/examples/": "Examples", "/examples/mine.txt": "mine", "/examples/none": "missing", "/page.js": "missing",
	} {
		response, err := http.Get(url + path)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		require.NoError(t, err)
		assert.Contains(t, string(body), want, path)
	}
}

func TestFiles(t *testing.T) {
	url, _ := serving(t, buildtest.Folder(t, map[string]string{
		"index.html": "home", "a/index.html": "a", "a.md": "# a", "x.wasm": "\x00asm", "404.html": "missing", "files/b.txt": "b",
	}))
	tests := map[string]struct {
		status     int
		body, kind string
	}{
		"/":            {200, "home", "text/html; charset=utf-8"},
		"/a/":          {200, "a", "text/html; charset=utf-8"},
		"/a":           {200, "a", "text/html; charset=utf-8"},
		"/a.md":        {200, "# a", "text/markdown; charset=utf-8"},
		"/x.wasm":      {200, "\x00asm", "application/wasm"},
		"/nowhere":     {404, "missing", "text/html; charset=utf-8"},
		"/files/":      {404, "missing", "text/html; charset=utf-8"},
		"/../main.go":  {404, "missing", "text/html; charset=utf-8"},
		"/%2e%2e/x.md": {404, "missing", "text/html; charset=utf-8"},
	}
	for path, want := range tests {
		t.Run(path, func(t *testing.T) {
			response, err := http.Get(url + path)
			require.NoError(t, err)
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			require.NoError(t, err)
			assert.Equal(t, want.status, response.StatusCode)
			assert.Equal(t, want.body, string(body))
			assert.Equal(t, want.kind, response.Header.Get("Content-Type"))
		})
	}
}

func TestThePageOfAFolderHasOneAddress(t *testing.T) {
	url, _ := serving(t, buildtest.Folder(t, map[string]string{"a b/index.html": "a", "c.md": "c", "404.html": "missing"}))
	for path, want := range map[string]string{
		"/a%20b?x=1": "/a%20b/?x=1", "/a%20b/index.html?x=1": "/a%20b/?x=1", "/a%20b/": "/a%20b/", "/nowhere/index.html": "/nowhere/index.html", "/c.md/": "/c.md/",
	} {
		response, err := http.Get(url + path)
		require.NoError(t, err)
		response.Body.Close()
		assert.Equal(t, want, response.Request.URL.RequestURI(), path)
		assert.Equal(t, strings.HasPrefix(path, "/a"), response.StatusCode == http.StatusOK, path)
	}
}

func TestAFileThatChangedWithinASecondIsSent(t *testing.T) {
	out := buildtest.Folder(t, map[string]string{"index.html": "old"})
	url, s := serving(t, out)
	first, err := http.Get(url + "/")
	require.NoError(t, err)
	first.Body.Close()
	ask := func() (status int, text string) {
		request, err := http.NewRequest(http.MethodGet, url+"/", nil)
		require.NoError(t, err)
		request.Header.Set("If-Modified-Since", first.Header.Get("Last-Modified"))
		request.Header.Set("If-None-Match", first.Header.Get("ETag"))
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return response.StatusCode, string(body)
	}
	status, _ := ask()
	assert.Equal(t, http.StatusNotModified, status)
	require.NoError(t, os.WriteFile(filepath.Join(out, "index.html"), []byte("new"), 0o644))
	s.pages.tell(changedContent)
	status, text := ask()
	assert.Equal(t, http.StatusOK, status)
	assert.Equal(t, "new", text)
}

// listening asks a server for changes, as a page does, and returns what it reads.
func listening(t *testing.T, url string) *bufio.Reader {
	t.Helper()
	response, err := http.Get(url)
	require.NoError(t, err)
	t.Cleanup(func() { response.Body.Close() })
	heard := bufio.NewReader(response.Body)
	line, err := heard.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "retry: 500\n", line)
	return heard
}

// nextChange reads on to the next change.
func nextChange(t *testing.T, heard *bufio.Reader) string {
	t.Helper()
	for {
		line, err := heard.ReadString('\n')
		require.NoError(t, err)
		if what, ok := strings.CutPrefix(line, "data: "); ok {
			return strings.TrimSpace(what)
		}
	}
}

func TestPagesHearOfChanges(t *testing.T) {
	url, s := serving(t, t.TempDir())
	heard := listening(t, url+"/postview-live")
	s.pages.tell(changedContent)
	assert.Equal(t, "content", nextChange(t, heard))
}

func TestPagesHearOfChangesThatTheyMissed(t *testing.T) {
	url, s := serving(t, buildtest.Folder(t, map[string]string{"index.html": "home", "404.html": ""}))
	s.pages.tell(changedPage)
	response, err := http.Get(url + "/")
	require.NoError(t, err)
	response.Body.Close()
	_, build, found := strings.Cut(response.Header.Get("Server-Timing"), "build;desc=")
	require.True(t, found)

	upToDate := listening(t, url+"/postview-live?build="+build)
	s.pages.tell(changedContent)
	assert.Equal(t, "content", nextChange(t, upToDate))
	assert.Equal(t, "page", nextChange(t, listening(t, url+"/postview-live?build="+build)), "it missed the change")
}

func TestPagesHearOfTheLargestOfTwoChanges(t *testing.T) {
	for _, changes := range [][]change{{changedContent, changedPage}, {changedPage, changedContent}, {changedContent, changedPage, changedContent}} {
		var a audience
		listener, leave := a.join("")
		for _, what := range changes {
			a.tell(what)
		}
		assert.EqualValues(t, changedPage, <-listener, "%v", changes)
		leave()
	}
}

// watching watches for what is made from a folder of posts, and returns the changes.
func watching(t *testing.T, o *content.Options) <-chan change {
	t.Helper()
	changes, err := watch(t.Context(), newSources(o))
	require.NoError(t, err)
	return changes
}

func TestWatch(t *testing.T) {
	dir, web := t.TempDir(), t.TempDir()
	out := filepath.Join(dir, "dist")
	changes := watching(t, &content.Options{Content: dir, Out: out, WebFolder: web})
	buildtest.Write(t, filepath.Join(dir, "a.md"), "x")
	assert.Equal(t, changedContent, <-changes)
	buildtest.Write(t, filepath.Join(web, "style.css"), "x")
	assert.Equal(t, changedPage, <-changes)
	buildtest.Write(t, filepath.Join(dir, "new/b.md"), "x")
	assert.Equal(t, changedContent, <-changes)
	buildtest.Write(t, filepath.Join(dir, ".swap"), "x")
	buildtest.Write(t, filepath.Join(out, "index.html"), "x")
	buildtest.Write(t, filepath.Join(web, "page.js"), "x")
	assert.Equal(t, changedPage, <-changes, "what is made and what is hidden changes nothing")
}

func TestWatchTheFolderOfWellKnownFiles(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "content/.well-known/a.txt": "", "static/.well-known/b.txt": ""})
	changes := watching(t, &content.Options{Content: filepath.Join(dir, "content")})
	for _, name := range []string{"content/.well-known/a.txt", "static/.well-known/b.txt", "content/.well-known/new/c.txt"} {
		buildtest.Write(t, filepath.Join(dir, name), "changed")
		assert.Equal(t, changedContent, <-changes, name)
	}
	require.NoError(t, os.RemoveAll(filepath.Join(dir, "content/.well-known")))
	assert.Equal(t, changedContent, <-changes)
	buildtest.Write(t, filepath.Join(dir, "content/.well-known/a.txt"), "again")
	assert.Equal(t, changedContent, <-changes)
}

func TestWatchAFolderThatMoves(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"old/a.md": "x", "old/deep/b.md": "x"})
	changes := watching(t, &content.Options{Content: dir})
	require.NoError(t, os.Rename(filepath.Join(dir, "old"), filepath.Join(dir, "new")))
	assert.Equal(t, changedContent, <-changes)
	for _, name := range []string{"new/a.md", "new/deep/b.md", "new/deep/er/c.md", "new/deep/er/c.md"} {
		buildtest.Write(t, filepath.Join(dir, name), "changed")
		assert.Equal(t, changedContent, <-changes, name)
	}
}

func TestWatchTheSettings(t *testing.T) {
	site, other := buildtest.Folder(t, map[string]string{"content/a.md": "x", "config/_default/params.toml": ""}), t.TempDir()
	dir, config := filepath.Join(site, "content"), filepath.Join(other, "blog.toml")
	changes := watching(t, &content.Options{Content: dir})
	for _, name := range []string{"hugo.toml", "config/_default/params.toml", "content/hugo.yaml"} {
		buildtest.Write(t, filepath.Join(site, name), "changed")
		assert.Equal(t, changedPage, <-changes, name)
	}
	buildtest.Write(t, filepath.Join(site, "something else"), "x")
	buildtest.Write(t, filepath.Join(dir, "a.md"), "changed")
	assert.Equal(t, changedContent, <-changes, "the folder above is not of the site")

	changes = watching(t, &content.Options{Content: dir, Config: config})
	buildtest.Write(t, config, "x")
	assert.Equal(t, changedPage, <-changes)
}

// What a site is made of may be far from the folder that is given, and elsewhere after a
// setting has changed.
func TestWatchWhatTheSettingsName(t *testing.T) {
	site := buildtest.Folder(t, map[string]string{
		".git/HEAD": "", "hugo.toml": "theme = 'lake'\n[languages.en]\ncontentDir = 'text/en'\n[languages.de]\ncontentDir = 'german'\n", "config/_default/params.toml": "",
		"text/en/a.md": "", "german/a.md": "", "static/a.svg": "", "other/a.md": "", "docs/a.md": "", "themes/lake/hugo.toml": "", "themes/lake/static/b.svg": "",
	})
	changes := watching(t, &content.Options{Content: filepath.Join(site, "text/en")})
	write := func(want change, name, text string) {
		buildtest.Write(t, filepath.Join(site, name), text)
		assert.Equal(t, want, <-changes, name)
	}
	write(changedContent, "text/en/a.md", "x")
	write(changedContent, "german/deep/b.md", "x")
	write(changedContent, "static/a.svg", "x")
	write(changedContent, "themes/lake/static/b.svg", "x")
	write(changedPage, "themes/lake/hugo.toml", "x = 1")
	write(changedPage, "config/_default/params.toml", "x = 1")
	write(changedPage, "text/hugo.toml", "title = 'nearer'")
	require.NoError(t, os.Remove(filepath.Join(site, "text/hugo.toml")))
	assert.Equal(t, changedPage, <-changes)
	write(changedPage, "hugo.toml", "[[module.mounts]]\nsource = 'text/en'\ntarget = 'content'\n[[module.mounts]]\nsource = 'docs/a.md'\ntarget = 'content/a.md'\n")
	write(changedContent, "docs/a.md", "x")
	buildtest.Write(t, filepath.Join(site, "german/a.md"), "of no language any more")
	buildtest.Write(t, filepath.Join(site, "docs/b.md"), "not mounted")
	write(changedContent, "text/en/a.md", "y")
	buildtest.Write(t, filepath.Join(site, "other/a.md"), "x")
	write(changedPage, "hugo.toml", "")
}

func TestWatchAFolderBehindALink(t *testing.T) {
	dir, link := t.TempDir(), filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(dir, link))
	web := t.TempDir()
	o := &content.Options{Content: link, Out: filepath.Join(dir, "dist"), WebFolder: web}
	changes := watching(t, o)
	buildtest.Write(t, filepath.Join(dir, "posts/a.md"), "x")
	assert.Equal(t, changedContent, <-changes)
	buildtest.Write(t, filepath.Join(dir, "dist/index.html"), "x")
	buildtest.Write(t, filepath.Join(web, "page.js"), "x")
	assert.Equal(t, changedPage, <-changes, "what is made changes nothing")
}

// While a site is built, more may change than the system remembers of it.
func TestWatchManyChanges(t *testing.T) {
	dir := t.TempDir()
	changes := watching(t, &content.Options{Content: dir})
	for range 9_000 {
		buildtest.Write(t, filepath.Join(dir, "a.md"), "x")
		buildtest.Write(t, filepath.Join(dir, "b.md"), "x")
	}
	<-changes
	buildtest.Write(t, filepath.Join(dir, "new/c.md"), "x")
	<-changes
	buildtest.Write(t, filepath.Join(dir, "new/c.md"), "y")
	<-changes
}
