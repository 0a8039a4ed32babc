package serve

import (
	"bytes"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/disk"
	"postview/wasm/build/progress"
)

func TestServeTakesTheFolderThatItStandsIn(t *testing.T) {
	here := buildtest.Folder(t, map[string]string{"a.md": "A", "notes/b.md": "B"})
	t.Chdir(here)
	o, err := build.Parse("serve", nil, io.Discard)
	require.NoError(t, err)
	var said bytes.Buffer
	remove, err := standHere(o, progress.NewLog(&said))
	require.NoError(t, err)
	assert.Contains(t, said.String(), "this folder is served, which has 2 Markdown files")
	assert.Equal(t, ".", o.Content)
	assert.False(t, disk.IsWithin(disk.Resolved(o.Out), disk.Resolved(o.Content)), "nothing is made among the files of the person")
	assert.DirExists(t, filepath.Dir(o.Out))
	remove()
	assert.NoDirExists(t, filepath.Dir(o.Out))

	o, err = build.Parse("serve", []string{"--out", "public"}, io.Discard)
	require.NoError(t, err)
	_, err = standHere(o, progress.NewLog(io.Discard))
	require.NoError(t, err)
	assert.Equal(t, "public", o.Out, "which was asked for")
}
