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

func TestALibraryIsChanged(t *testing.T) {
	root, folder := t.TempDir(), t.TempDir()
	own := filepath.Join(root, "src", "p", "f.go")
	require.NoError(t, os.MkdirAll(filepath.Dir(own), 0o755))
	require.NoError(t, os.WriteFile(own, []byte(ofLibrary), 0o644))
	f := Function{File: "p/f.go", Name: "f", Text: "func f(n int) int { return 2 }"}
	known := Compiler{Version: "go1.26.0", Root: root, path: "go"}

	changed, flags, err := known.changed(folder, []Function{f})
	require.NoError(t, err)
	list := filepath.Join(folder, "overlay.json")
	assert.Equal(t, []string{"-overlay=" + list}, flags)
	said, err := os.ReadFile(list)
	require.NoError(t, err)
	var files struct{ Replace map[string]string }
	require.NoError(t, json.Unmarshal(said, &files))
	require.Len(t, files.Replace, 1)
	for there, in := range files.Replace {
		assert.Equal(t, filepath.Join(filepath.Dir(filepath.Dir(changed.path)), "src", "p", "f.go"), there)
		text, err := os.ReadFile(in)
		require.NoError(t, err)
		assert.Contains(t, string(text), f.Text)
	}
	untouched, err := os.ReadFile(own)
	require.NoError(t, err)
	assert.Equal(t, ofLibrary, string(untouched))

	later := known
	later.Version = "go1.28.0"
	for name, test := range map[string]struct {
		compiler  Compiler
		functions []Function
		wrong     string
	}{
		"a later Go":  {later, []Function{f}, "go1.28.0 is newer than"},
		"no such":     {known, []Function{{File: "p/g.go", Name: "g"}}, "g.go"},
		"not as then": {known, []Function{{File: "p/f.go", Name: "f", Text: "func f() {}"}}, "p/f.go: f does not begin as it used to"},
		"nothing":     {known, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			same, flags, err := test.compiler.changed(t.TempDir(), test.functions)
			assert.Equal(t, test.compiler, same)
			assert.Empty(t, flags)
			if test.wrong == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, test.wrong)
			}
		})
	}
}
