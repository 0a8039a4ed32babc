package serve

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/assets"
	"postview/wasm/build/buildtest"
)

// pagefind is a program that makes an index as Pagefind does, of the names of the
// pages.
const pagefind = `#!/bin/sh
[ "$1" = --site ] && [ "$3" = --output-path ] || exit 1
mkdir -p "$4/fragment" && ls "$2" > "$4/pagefind-entry.json"
echo "const a = 1; export { a };" > "$4/pagefind.js"
touch "$4/pagefind-ui.js" "$4/pagefind-ui.css" "$4/pagefind-worker.js"
`

func fakeSearch(t *testing.T) *assets.Search {
	t.Helper()
	folder := buildtest.Folder(t, map[string]string{"pagefind": pagefind, "LICENSE.txt": "MIT"})
	require.NoError(t, os.Chmod(filepath.Join(folder, "pagefind"), 0o755))
	return &assets.Search{Program: filepath.Join(folder, "pagefind")}
}

func TestLiveSearchIsMadeWhenItIsAskedFor(t *testing.T) {
	pages := buildtest.Folder(t, map[string]string{"a.html": "A"})
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
