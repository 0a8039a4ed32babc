package program

import (
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// The module's files as they were when this program was compiled. Those at the root
// can't be embedded; a test sees that these are the same.
var (
	//go:embed go.mod.txt
	goMod []byte
	//go:embed go.sum.txt
	goSum []byte
)

// sources are the files that the programs for the browser are compiled from, by
// their paths in the module.
type sources map[string][]byte

// embedded returns the sources that this program has in it.
func embedded() (sources, error) {
	s := sources{"go.mod": goMod, "go.sum": goSum}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		s[path.Join("wasm", name)], err = fs.ReadFile(tree, name)
		return err
	})
	return s, err
}

// write writes the sources into a folder.
func (s sources) write(folder string) error {
	for name, text := range s {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, text, 0o644)); err != nil {
			return err
		}
	}
	return nil
}
