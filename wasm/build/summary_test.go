package build_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

func TestSummary(t *testing.T) {
	_, c, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"a.md":   "One two *three*.",
		"b.md":   "Four.",
		"c.md":   "---\ntitle: \"\n---\n",
		"d.png":  "",
		"d/e.md": "---\ndraft: true\n---\nNot counted.",
	}))
	require.NoError(t, err)
	assert.Equal(t, "4 pages, 3 posts of 4 words, 1 other file, 1 problem", c.Summary(4, len(c.Problems)))
}
