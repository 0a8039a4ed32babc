package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// The guard of the way of a post runs this one, with one post and with two.
func TestPlainPosts(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("POSTVIEW_PLAIN_POSTS"))
	if err != nil {
		count = 1
	}
	files := map[string]string{"hugo.toml": "title = 'A site'\n"}
	for i := range count {
		files[fmt.Sprintf("post-%d.md", i)] = fmt.Sprintf("---\ntitle: A post\ndate: 2026-01-%02d\n---\n\nSome *words*, and [a link](https://example.org/).\n", i+1)
	}
	made, c, err := buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	for i := range count {
		assert.FileExists(t, filepath.Join(made, fmt.Sprintf("post-%d", i), "index.html"))
	}
}
