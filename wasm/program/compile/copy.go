package compile

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"postview/wasm/cache"
)

// A Copy is what a program is compiled with in place of a module: files of the
// module, by their paths in it, changed where the browser needs less.
type Copy struct {
	Module string // its path
	Files  map[string][]byte
}

// useCopies writes into folder a go.mod that has the copies for their modules, and
// returns its name. The copies are kept in the folder store, for Go compiles anew
// what has moved.
func (c Compiler) useCopies(store, folder string, copies []Copy) (modfile string, err error) {
	modules, err := os.ReadFile(filepath.Join(c.folder, "go.mod"))
	if err != nil {
		return "", err
	}
	sums, err := os.ReadFile(filepath.Join(c.folder, "go.sum"))
	if err != nil {
		return "", err
	}
	for _, copied := range copies {
		kept, err := copied.keep(store)
		if err != nil {
			return "", fmt.Errorf("copy %s: %w", copied.Module, err)
		}
		modules = fmt.Appendf(modules, "\nreplace %s => %q\n", copied.Module, kept)
	}
	modfile = filepath.Join(folder, "postview.mod")
	return modfile, errors.Join(
		os.WriteFile(modfile, modules, 0o644),
		os.WriteFile(filepath.Join(folder, "postview.sum"), sums, 0o644))
}

// keep returns the copy's folder in the cache, the same for the same files.
func (c Copy) keep(store string) (string, error) {
	folder := filepath.Join(store, path.Base(path.Dir(c.Module))+"-"+path.Base(c.Module)+"-"+cache.FingerprintFiles(c.Files))
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	if err := os.MkdirAll(store, 0o777); err != nil {
		return "", err
	}
	made, err := os.MkdirTemp(store, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(made)
	for name, text := range c.Files {
		file := filepath.Join(made, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, text, 0o644)); err != nil {
			return "", err
		}
	}
	err = os.Rename(made, folder)
	if _, missing := os.Stat(folder); missing == nil {
		return folder, nil // by us, or by another build at the same time
	}
	return "", err
}
