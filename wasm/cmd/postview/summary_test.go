//go:build !js

package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSummary(t *testing.T) {
	_, c, err := made(t, folder(t, map[string]string{
		"a.md":   "One two *three*.",
		"b.md":   "Four.",
		"c.md":   "---\ntitle: \"\n---\n",
		"d.png":  "",
		"d/e.md": "---\ndraft: true\n---\nNot counted.",
	}))
	require.NoError(t, err)
	assert.Equal(t, "4 pages, 3 posts of 4 words, 1 other file, 1 warning", c.summary(4))
}
