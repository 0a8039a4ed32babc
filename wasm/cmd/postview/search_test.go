//go:build !js

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/post"
	"postview/web"
)

func TestSearchIsPlaced(t *testing.T) {
	readable := article{Article: page.Article{Post: &post.Post{}, Document: &markdown.Document{WordCount: 1}}}
	broken := article{Article: page.Article{Post: &post.Post{}, Err: errors.New("broken")}}
	off := config.Settings{Params: map[string]any{"postview": map[string]any{"search": false}}}
	tests := map[string]struct {
		content *content
		shell   bool
		failed  bool
		want    string
	}{
		"posts":              {content: &content{articles: []article{broken, readable}}, want: "assets/pagefind.0123456789"},
		"no post to be read": {content: &content{articles: []article{broken}}},
		"no post":            {content: &content{}},
		"turned off":         {content: &content{articles: []article{readable}, settings: off}},
		"no pages":           {content: &content{articles: []article{readable}}, shell: true},
		"no Pagefind":        {content: &content{articles: []article{readable}}, failed: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := search{failed: test.failed}
			if !test.failed {
				s.program = "cache/0123456789/pagefind"
			}
			place := s.place(context.Background(), test.content, &options{prerender: !test.shell}, newLog(io.Discard))
			assert.Equal(t, test.want, place)
		})
	}
}

func TestSearchWithoutNpm(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("POSTVIEW_CACHE", t.TempDir())
	var said bytes.Buffer
	var s search
	for range 2 {
		s.get(context.Background(), web.Files, newLog(&said))
	}
	assert.True(t, s.failed)
	assert.Equal(t, 1, strings.Count(said.String(), "the site has no search: npm"), "%s", said.String())
}

// pagefind is a program that makes an index as Pagefind does, of the names of the
// pages.
const pagefind = `#!/bin/sh
[ "$1" = --site ] && [ "$3" = --output-path ] || exit 1
mkdir -p "$4/fragment" && ls "$2" > "$4/pagefind-entry.json"
echo "const a = 1; export { a };" > "$4/pagefind.js"
touch "$4/pagefind-ui.js" "$4/pagefind-ui.css" "$4/pagefind-worker.js"
`

func fakeSearch(t *testing.T) *search {
	t.Helper()
	folder := folder(t, map[string]string{"pagefind": pagefind, "LICENSE.txt": "MIT"})
	require.NoError(t, os.Chmod(filepath.Join(folder, "pagefind"), 0o755))
	return &search{program: filepath.Join(folder, "pagefind")}
}

func TestLiveSearchIsMadeWhenItIsAskedFor(t *testing.T) {
	pages := folder(t, map[string]string{"a.html": "A"})
	l := liveSearch{search: fakeSearch(t), pages: pages}
	t.Cleanup(l.end)
	get := func(file, build string) string {
		w := httptest.NewRecorder()
		l.serve(w, httptest.NewRequest(http.MethodGet, "/assets/pagefind.0/"+file, nil), func() string { return build })
		return strings.TrimSpace(w.Body.String())
	}
	assert.Contains(t, get("pagefind.js", "1"), "export{")
	assert.Equal(t, "a.html", get("pagefind-entry.json", "1"))
	require.NoError(t, os.WriteFile(filepath.Join(pages, "b.html"), []byte("B"), 0o644))
	assert.Equal(t, "a.html", get("pagefind-entry.json", "1"), "the build is the same")
	assert.Contains(t, get("pagefind.js", "2"), "export{")
	assert.Equal(t, "a.html\nb.html", get("pagefind-entry.json", "2"))
	assert.Contains(t, get("pagefind-ui.js", "2"), "404", "what nobody asks for is left out")
	assert.Equal(t, "MIT", get("LICENSE.txt", "2"))
}
