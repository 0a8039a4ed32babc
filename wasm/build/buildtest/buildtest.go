package buildtest

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/pages"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
	"postview/wasm/check"
	"postview/wasm/program"
	"postview/wasm/twins"
)

// Folder makes a folder of files: their paths and their content.
func Folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	return dir
}

// Repository is where the program runs.
var Repository = func() string {
	dir, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return dir
}()

// Made makes the site of a folder with a program that does nothing, which is
// what the time goes into.
func Made(t *testing.T, dir string, arguments ...string) (out string, c *content.Content, err error) {
	t.Helper()
	return MadeWith(t, &assets.Libraries{Failed: true}, dir, arguments...)
}

// MadeWith is Made with libraries of npm.
func MadeWith(t *testing.T, l *assets.Libraries, dir string, arguments ...string) (target string, c *content.Content, err error) {
	t.Helper()
	o, err := build.Parse("build", append([]string{"--content", dir}, arguments...), io.Discard)
	require.NoError(t, err)
	o.Out, o.Quick = filepath.Join(t.TempDir(), "dist"), true
	nothing := program.Program{Name: "viewer.0.wasm", Wasm: []byte("\x00asm")}
	b := &build.Builder{
		Options: o, Log: progress.NewLog(io.Discard), Swap: out.Swap, Libraries: *l, Search: assets.Search{Failed: true},
		Programs: &program.Set{Viewer: nothing, Highlighter: nothing, Runtime: []byte("//")},
	}
	if c, err = content.Read(context.Background(), o, nil, b.Log); err != nil {
		return "", nil, err
	}
	taken := plan.Settled(c, o)
	return o.Out, c, b.Replace(context.Background(), twins.Compressor{Folder: t.TempDir(), Draft: true}, &build.Outcome{Set: pages.Set{Content: c, Taken: taken}})
}

// Read returns a file of a site that was made.
func Read(t *testing.T, out, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(data)
}

// Checked returns the lines that check writes for a folder, and its error.
func Checked(t *testing.T, dir string, arguments ...string) ([]string, error) {
	t.Helper()
	var stdout bytes.Buffer
	err := check.Run(context.Background(), append([]string{"--content", dir}, arguments...), &stdout, io.Discard)
	return strings.Split(strings.TrimSpace(stdout.String()), "\n"), err
}

var (
	Update = flag.Bool("update", false, "write the goldens of testdata that are Hugo’s anew, with -hugo")
	Hugo   = flag.String("hugo", "hugo", "the program that -update runs: Hugo v0.165.0")
)

// Write writes a file whose folder need not be there.
func Write(t *testing.T, name, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
}

// LiveBuilder returns a builder as serve has it, with programs that do nothing.
func LiveBuilder(t *testing.T, dir, target string) *build.Builder {
	t.Helper()
	o, err := build.Parse("serve", []string{"--content", dir, "--out", target, "--base-url", "https://blog.example/", "--quick"}, io.Discard)
	require.NoError(t, err)
	o.Live = true
	nothing := program.Program{Name: "viewer.0.wasm", Wasm: []byte("\x00asm")}
	return &build.Builder{
		Options: o, Log: progress.NewLog(io.Discard), Swap: out.Swap, Rendered: new(content.Rendered), Shown: func() {}, Libraries: assets.Libraries{Failed: true}, Search: assets.Search{Failed: true},
		Programs: &program.Set{Viewer: nothing, Highlighter: nothing, Runtime: []byte("//")},
	}
}
