package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/markdown"
)

// Whatever folder a person stands in, they are told what to do.
func TestWithoutAFolderOfPosts(t *testing.T) {
	tests := map[string]struct {
		files   map[string]string
		command string
		want    string
	}{
		"nothing here":     {nil, "build", `build: there is no folder "content" here, and no Markdown file. Name the folder of your posts with --content DIR, or start a post: postview new "Title"`},
		"to check":         {nil, "check", "check: there is no folder"},
		"to serve":         {nil, "serve", "serve: there is no folder"},
		"one file":         {map[string]string{"a.md": ""}, "build", `but 1 Markdown file. To take this folder: postview build --content .`},
		"files in folders": {map[string]string{"a.md": "", "b/c.md": "", "d.txt": ""}, "check", `but 2 Markdown files. To take this folder: postview check --content .`},
		"files of others": {map[string]string{"node_modules/a/README.md": "", ".obsidian/b.md": "", "dist/.postview": "", "dist/posts/c.md": ""},
			"serve", "no Markdown file"},
		"a file of that name": {map[string]string{"content": ""}, "build", "there is no folder"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Chdir(buildtest.Folder(t, test.files))
			assert.ErrorContains(t, run(context.Background(), []string{test.command}, io.Discard, io.Discard), test.want)
		})
	}
}

func TestAFolderOfEverythingIsNotTaken(t *testing.T) {
	here := t.TempDir()
	for i := range build.MostEntries/100 + 1 {
		folder := filepath.Join(here, string(rune('a'+i%26)), string(rune('a'+i/26)))
		require.NoError(t, os.MkdirAll(folder, 0o755))
		for j := range 100 {
			buildtest.Write(t, filepath.Join(folder, string(rune('0'+j))+".md"), "")
		}
	}
	t.Chdir(here)
	assert.ErrorContains(t, run(context.Background(), []string{"serve"}, io.Discard, io.Discard), "more than 20000 files")
}

func TestNewStartsAmongThePostsThatAreHere(t *testing.T) {
	t.Chdir(buildtest.Folder(t, map[string]string{"a.md": "A"}))
	require.NoError(t, run(context.Background(), []string{"new", "First"}, io.Discard, io.Discard))
	assert.FileExists(t, filepath.FromSlash("posts/first.md"))
	assert.NoDirExists(t, "content", "with which serve would show no other post")
}

func TestNewMakesTheFolderOfPosts(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, run(context.Background(), []string{"new", "First"}, io.Discard, io.Discard))
	assert.FileExists(t, filepath.FromSlash("content/posts/first.md"))
	assert.Error(t, run(context.Background(), []string{"new", "First", "--content", "elsewhere"}, io.Discard, io.Discard), "a folder that is named is there")
}

func TestVersion(t *testing.T) {
	var said bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"version"}, &said, io.Discard))
	assert.Regexp(t, `^postview \d+\.\d+\.\d+ \(`+runtime.Version()+` `+runtime.GOOS+`/`+runtime.GOARCH+`\), renders as Hugo `+markdown.HugoVersion+` does\n$`, said.String())
}
