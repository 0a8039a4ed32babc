package program

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/twins"
)

func TestProgramsAreKept(t *testing.T) {
	cache := programCache{filepath.Join(t.TempDir(), "programs"), "a key"}
	program := Program{"viewer.0.wasm", []byte("\x00asm"), twins.Pair{Brotli: []byte("br"), Gzip: []byte("gz")}}
	made := &Set{Viewer: program, Highlighter: program, Rules: map[string][]byte{"go.xml": []byte("<lexer/>")}, Runtime: []byte("//")}
	_, kept := cache.load(false)
	assert.False(t, kept, "before there are any")

	require.NoError(t, cache.store(made, true))
	_, kept = cache.load(false)
	assert.False(t, kept, "a draft is not the best")
	again, kept := cache.load(true)
	require.True(t, kept)
	assert.Equal(t, made, again)

	_, kept = programCache{cache.folder, "another key"}.load(true)
	assert.False(t, kept, "what they are made from has changed")

	file := cache.path(true)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, data[:len(data)-1], 0o644))
	_, kept = cache.load(true)
	assert.False(t, kept, "the file is not whole")
}

func TestTheOldestProgramsGo(t *testing.T) {
	folder := t.TempDir()
	for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		require.NoError(t, programCache{folder, key}.store(new(Set), false))
	}
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, entries, keepPrograms)
}
