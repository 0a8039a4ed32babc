package compile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const ofLibrary = "package p\n\nfunc (t T) f(int) {}\n\n// f counts.\nfunc f(n int) int {\n\treturn n + 1\n}\n\nvar v = f(1)\n"

func TestAFunctionTakesThePlaceOfAnother(t *testing.T) {
	tests := map[string]struct{ source, text, want, wrong string }{
		"it is there":        {ofLibrary, "func f(n int) int { return 2 }", "package p\n\nfunc (t T) f(int) {}\n\n// f counts.\nfunc f(n int) int { return 2 }\n\nvar v = f(1)\n", ""},
		"it takes otherwise": {ofLibrary, "func f(n int8) int { return 2 }", "", "f does not begin as it used to"},
		"it gives otherwise": {ofLibrary, "func f(n int) int8 { return 2 }", "", "f does not begin as it used to"},
		"it is gone":         {"package p\n\nfunc (t T) f(int) {}\n", "func f(n int) int { return 2 }", "", "it has no f any more"},
		"it is no Go":        {"package", "func f(n int) int { return 2 }", "", "expected"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Function{Name: "f", Text: test.text}.in([]byte(test.source))
			assert.Equal(t, test.want, string(got))
			if test.wrong == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, test.wrong)
			}
		})
	}
}

func TestOverlay(t *testing.T) {
	root, folder := t.TempDir(), t.TempDir()
	own := filepath.Join(root, "src", "p", "f.go")
	require.NoError(t, os.MkdirAll(filepath.Dir(own), 0o755))
	require.NoError(t, os.WriteFile(own, []byte(ofLibrary), 0o644))
	f := Function{File: "p/f.go", Name: "f", Text: "func f(n int) int { return 2 }"}

	flags, err := Compiler{Version: "go1.26.0", Root: root}.overlay(folder, []Function{f})
	require.NoError(t, err)
	list := filepath.Join(folder, "overlay.json")
	assert.Equal(t, []string{"-overlay=" + list}, flags)
	said, err := os.ReadFile(list)
	require.NoError(t, err)
	var files struct{ Replace map[string]string }
	require.NoError(t, json.Unmarshal(said, &files))
	changed, err := os.ReadFile(files.Replace[own])
	require.NoError(t, err)
	assert.Contains(t, string(changed), f.Text)

	flags, err = Compiler{Version: "go1.28.0", Root: root}.overlay(folder, []Function{f})
	assert.ErrorContains(t, err, "go1.28.0 is newer than")
	assert.Empty(t, flags)
	flags, err = Compiler{Version: "go1.26.0", Root: root}.overlay(folder, []Function{{File: "p/g.go", Name: "g"}})
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.Empty(t, flags)
	flags, err = Compiler{Root: root}.overlay(folder, nil)
	assert.NoError(t, err)
	assert.Empty(t, flags)
}
