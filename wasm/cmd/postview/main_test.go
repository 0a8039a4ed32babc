package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

func TestCommands(t *testing.T) {
	var stdout, stderr bytes.Buffer
	ctx := context.Background()
	require.NoError(t, run(ctx, []string{"help"}, &stdout, &stderr))
	for _, said := range []string{"build", "serve", "check", "new", "render", "-content", "-base-url", "-policy", "-strict", "-drafts"} {
		assert.Contains(t, stdout.String(), said)
	}
	assert.ErrorContains(t, run(ctx, []string{"bild"}, &stdout, &stderr), `no command "bild"`)
	assert.ErrorContains(t, run(ctx, []string{"build", "posts"}, &stdout, &stderr), "--content DIR")
	assert.Error(t, run(ctx, []string{"build", "--policy", "none"}, &stdout, &stderr))
	assert.ErrorContains(t, run(ctx, []string{"render"}, &stdout, &stderr), "name the files")

	stdout.Reset()
	dir := buildtest.Folder(t, map[string]string{"a.md": "---\ntitle: A\n---\n*b*<script>x()</script>"})
	require.NoError(t, run(ctx, []string{"render", filepath.Join(dir, "a.md")}, &stdout, &stderr))
	assert.Equal(t, "<p><em>b</em></p>", strings.TrimSpace(stdout.String()))
}
