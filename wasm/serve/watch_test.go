package serve

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
)

// Templates may come as one looks at the site.
func TestWatchTemplates(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "content/a.md": "", "data/d.toml": ""})
	changes := watching(t, &content.Options{Content: filepath.Join(dir, "content")})
	buildtest.Write(t, filepath.Join(dir, "data/d.toml"), "n = 1")
	assert.Equal(t, changedContent, <-changes)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "layouts"), 0o755))
	assert.Equal(t, changedPage, <-changes)
	buildtest.Write(t, filepath.Join(dir, "layouts/x.html"), "x")
	assert.Equal(t, changedContent, <-changes)
}

// A folder that the site has once it is there is seen when it comes, with all in it.
func TestWatchFoldersThatCome(t *testing.T) {
	for _, name := range []string{"layouts/shortcodes/x.html", "static/a.txt", "assets/a.svg", "data/d.toml", "i18n/en.toml"} {
		dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "content/a.md": ""})
		changes := watching(t, &content.Options{Content: filepath.Join(dir, "content")})
		buildtest.Write(t, filepath.Join(dir, name), "x")
		assert.Equal(t, changedPage, <-changes, name)
		buildtest.Write(t, filepath.Join(dir, name), "y")
		assert.Equal(t, changedContent, <-changes, name)
	}
}

func TestWatchStaticFiles(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "content/a.md": "", "static/a.svg": ""})
	changes := watching(t, &content.Options{Content: filepath.Join(dir, "content")})
	buildtest.Write(t, filepath.Join(dir, "static/a.svg"), "changed")
	assert.Equal(t, changedContent, <-changes)
}
