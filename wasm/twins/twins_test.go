package twins

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// text returns words without end: they compress, but not to nothing.
func text(size int) []byte {
	words := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for b.Len() < size {
		fmt.Fprintf(&b, "word%d ", words.IntN(1000))
	}
	return b.Bytes()[:size]
}

// cached returns the names in a Compressor's folder.
func cached(t *testing.T, c Compressor) []string {
	t.Helper()
	entries, err := os.ReadDir(c.Folder)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestTwins(t *testing.T) {
	for _, draft := range []bool{false, true} {
		for _, size := range []int{0, 1, 1000, cacheFrom} {
			t.Run(fmt.Sprintf("draft=%t of %d bytes", draft, size), func(t *testing.T) {
				c := Compressor{Folder: filepath.Join(t.TempDir(), "twins"), Draft: draft}
				data := text(size)
				packed, err := c.Pair(t.Context(), data)
				require.NoError(t, err)
				assert.Equal(t, string(data), unpack(t, packed.Brotli, brotliAt(11)))
				assert.Equal(t, string(data), unpack(t, packed.Gzip, gzipAt(9)))
			})
		}
	}
}

func unpack(t *testing.T, encoded []byte, e encoding) string {
	t.Helper()
	r, err := e.decompress(bytes.NewReader(encoded))
	require.NoError(t, err)
	data, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(data)
}

func TestTwinsAreKept(t *testing.T) {
	c := Compressor{Folder: filepath.Join(t.TempDir(), "twins")}
	draft := Compressor{Folder: c.Folder, Draft: true}
	data := text(cacheFrom)

	quick, err := draft.Pair(t.Context(), data)
	require.NoError(t, err)
	best, err := c.Pair(t.Context(), data)
	require.NoError(t, err)
	assert.Less(t, len(best.Brotli), len(quick.Brotli))
	assert.Len(t, cached(t, c), 4)

	again, err := draft.Pair(t.Context(), data)
	require.NoError(t, err)
	assert.Equal(t, best, again, "a draft does not take the best there is")

	_, err = c.Pair(t.Context(), text(1000))
	require.NoError(t, err)
	assert.Len(t, cached(t, c), 4, "a small file is kept too")
}

func TestTwinsOfABrokenCache(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(encoded []byte) []byte
	}{
		{"empty", func([]byte) []byte { return nil }},
		{"cut off", func(encoded []byte) []byte { return encoded[:len(encoded)/2] }},
		{"something else", func([]byte) []byte { return []byte("something else") }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := Compressor{Folder: t.TempDir(), Draft: true}
			data := text(cacheFrom)
			want, err := c.Pair(t.Context(), data)
			require.NoError(t, err)
			for _, name := range cached(t, c) {
				path := filepath.Join(c.Folder, name)
				encoded, err := os.ReadFile(path)
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(path, test.spoil(encoded), 0o644))
			}
			got, err := c.Pair(t.Context(), data)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
}

func TestTwinsArePruned(t *testing.T) {
	c := Compressor{Folder: t.TempDir(), Draft: true}
	foreign := filepath.Join(c.Folder, "thesis.txt")
	require.NoError(t, os.WriteFile(foreign, []byte("mine"), 0o644))
	long := time.Now().Add(-time.Hour)
	for i := range keepTwins {
		old := filepath.Join(c.Folder, fmt.Sprintf("%sold%d.br11", cachePrefix, i))
		require.NoError(t, os.WriteFile(old, nil, 0o644))
		require.NoError(t, os.Chtimes(old, long, long.Add(time.Duration(i)*time.Second)))
	}
	_, err := c.Pair(t.Context(), text(cacheFrom))
	require.NoError(t, err)

	names := cached(t, c)
	assert.Contains(t, names, "thesis.txt")
	assert.Len(t, names, keepTwins+1)
	assert.NotContains(t, names, cachePrefix+"old0.br11")
	assert.NotContains(t, names, cachePrefix+"old1.br11")
	assert.Contains(t, names, cachePrefix+"old2.br11")
}

func TestTwinsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := Compressor{Folder: filepath.Join(t.TempDir(), "twins")}
	_, err := c.Pair(ctx, text(cacheFrom))
	require.ErrorIs(t, err, context.Canceled)
	assert.NoDirExists(t, c.Folder)
}

func TestNewCompressor(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("POSTVIEW_CACHE", folder)
	c, err := NewCompressor(false)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(c.Folder, folder))

	t.Setenv("POSTVIEW_CACHE", "")
	t.Setenv("XDG_CACHE_HOME", folder)
	c, err = NewCompressor(false)
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(folder, "postview", "twins"), c.Folder)
}
