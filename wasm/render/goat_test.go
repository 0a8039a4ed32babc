package render

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// What is wanted is what Hugo v0.165.0 writes, but for line breaks within tags.
func TestRenderDrawsGoat(t *testing.T) {
	const drawn = `<div class="goat svg-container x y">
<svg xmlns="http://www.w3.org/2000/svg" font-family="Menlo,Lucida Console,monospace" width="30">
<g transform='translate(8,16)'>
<path d='M 0,-8 L 0,8' fill='none' stroke='currentColor'></path>
</g>

</svg>
</div>`
	files := map[string]string{
		"a.md": "```goat {width=30 class=\"x y\"}\n|\n```\n",
		"b.md": "```goat\n| a |\n```\n",
	}
	assert.Equal(t, drawn, renderFolder(t, files, "a.md"))
	assert.Contains(t, renderFolder(t, files, "b.md"), `viewBox="0 0 48 25"`)

	var sanitized strings.Builder
	source := filepath.Join(buildtest.Folder(t, files), "a.md")
	require.NoError(t, Run(context.Background(), []string{source}, &sanitized, io.Discard))
	assert.Contains(t, sanitized.String(), "|\n</code></pre>", "where a drawing can't stay, its characters do")
}
