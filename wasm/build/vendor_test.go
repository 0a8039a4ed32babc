package build_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/assets"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/web"
)

func TestVendoredFilesAreEdited(t *testing.T) {
	tests := map[string]struct {
		edit     func([]byte) []byte
		in, want string
	}{
		"a module of CommonJS": {assets.AsModule, `module.exports=1`, "const exports={},module={exports};module.exports=1\nexport default module.exports;\n"},
		"fonts": {assets.WithOneFont,
			`src:url(fonts/A.woff2) format("woff2"),url(fonts/A.woff) format("woff"),url(fonts/A.ttf) format("truetype")}`,
			`src:url(fonts/A.woff2) format("woff2")}`},
		"names": {assets.WithPlainNames,
			`import{a}from"./b/c-1.mjs";import("./b/d.mjs");"x.mjs"`,
			`import{a}from"./b/c-1.js";import("./b/d.js");"x.mjs"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, string(test.edit([]byte(test.in)))) })
	}
}

func TestWithoutNpm(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("POSTVIEW_CACHE", t.TempDir())
	var said bytes.Buffer
	var l assets.Libraries
	for range 2 {
		assert.Empty(t, l.Get(context.Background(), web.Files, progress.NewLog(&said)))
	}
	assert.Equal(t, 1, strings.Count(said.String(), "npm"), "%s", said.String())
}

// What was prepared is taken without npm, and each library gets a place of its
// own with our files beside it.
func TestLibraries(t *testing.T) {
	prepared := t.TempDir()
	for _, name := range []string{"math/katex.js", "diagrams/chunks/a.js"} {
		file := filepath.Join(prepared, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte("//"), 0o644))
	}
	tests := map[string]struct {
		settings, body string
		want           []string
	}{
		"what no post needs":  {"", "words", nil},
		"formulas":            {"", "$$\nx\n$$", []string{config.Math}},
		"diagrams":            {"", "```mermaid\nx\n```", []string{config.Diagrams}},
		"turned off":          {"[params.postview]\ndiagrams = false", "```mermaid\nx\n```", nil},
		"asked for":           {"[params.postview]\nmath = true\ndiagrams = true", "words", []string{config.Math, config.Diagrams}},
		"math in parentheses": {"[params.postview]\nmath = true", `\(x\)`, []string{config.Math}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			out, _, err := buildtest.MadeWith(t, &assets.Libraries{Prepared: prepared}, buildtest.Folder(t, map[string]string{"a.md": test.body, "hugo.toml": test.settings}))
			require.NoError(t, err)
			found, err := filepath.Glob(filepath.Join(out, "assets", "*", "*"))
			require.NoError(t, err)
			all := strings.Join(found, "\n")
			for _, library := range []string{config.Math, config.Diagrams} {
				wanted := strings.Contains(strings.Join(test.want, " "), library)
				assert.Equal(t, wanted, strings.Contains(all, library+".js"), "%s in\n%s", library, all)
			}
		})
	}
}
