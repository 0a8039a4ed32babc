package serve

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
)

func TestWatchStaticFiles(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "", "content/a.md": "", "static/a.svg": ""})
	changes := watching(t, &content.Options{Content: filepath.Join(dir, "content")})
	buildtest.Write(t, filepath.Join(dir, "static/a.svg"), "changed")
	assert.Equal(t, changedContent, <-changes)
}
