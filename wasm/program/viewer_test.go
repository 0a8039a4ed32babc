package program

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFilesOfAModule(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	module := fstest.MapFS{
		"go.mod": file("module m.example/m"), "m.go": file("package m"), "a/a.go": file("package a"),
		"a/a_test.go": file("package a"), "a/a.txt": file("a"), "b/b.go": file("package b"),
	}
	files, err := filesOf("m.example/m", module, []string{"a"})
	require.NoError(t, err)
	assert.Equal(t, map[string][]byte{"go.mod": []byte("module m.example/m"), "a/a.go": []byte("package a")}, files)

	delete(module, "go.mod") // it is of before there were modules
	files, err = filesOf("m.example/m", module, []string{"b"})
	require.NoError(t, err)
	assert.Equal(t, map[string][]byte{"go.mod": []byte("module m.example/m\n"), "b/b.go": []byte("package b")}, files)
}
