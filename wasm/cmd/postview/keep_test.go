//go:build !js

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProgramsAreKept(t *testing.T) {
	cache := programCache{filepath.Join(t.TempDir(), "programs"), "a key"}
	program := program{"viewer.0.wasm", []byte("\x00asm"), twins{[]byte("br"), []byte("gz")}}
	made := &programs{viewer: program, highlighter: program, rules: map[string][]byte{"go.xml": []byte("<lexer/>")}, runtime: []byte("//")}
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
		require.NoError(t, programCache{folder, key}.store(new(programs), false))
	}
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, entries, keepPrograms)
}
