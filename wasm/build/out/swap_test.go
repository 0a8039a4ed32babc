package out_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/out"
)

func TestSwap(t *testing.T) {
	parent := t.TempDir()
	target := filepath.Join(parent, "dist")
	made := filepath.Join(parent, "made")
	for _, text := range []string{"first", "second"} {
		require.NoError(t, os.RemoveAll(made))
		require.NoError(t, os.Mkdir(made, 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(made, "a"), []byte(text), 0o644))
		require.NoError(t, out.Swap(made, target))
		assert.Equal(t, text, buildtest.Read(t, target, "a"))
	}
	assert.Equal(t, "first", buildtest.Read(t, made, "a"))
	entries, err := os.ReadDir(parent)
	require.NoError(t, err)
	assert.Len(t, entries, 2, "something was left behind")
}
