// Package npm installs what the tests and the measurements take from npm: the
// packages that package.json, in the folder above this one, names.
package npm

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Install installs the packages into node_modules below folder, the one with
// package.json, and returns a function that tells where a file of a package is.
// What was installed for the same package-lock.json stays as it is. The error
// says what is missing: npm itself, or the way to its registry.
func Install(folder string) (file func(name string) string, err error) {
	modules := filepath.Join(folder, "node_modules")
	file = func(name string) string { return filepath.Join(modules, filepath.FromSlash(name)) }
	if newer(file(".package-lock.json"), filepath.Join(folder, "package-lock.json")) {
		return file, nil
	}
	command := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("npm ci: %w\n%s", err, said)
	}
	return file, nil
}

// newer reports whether file a is there and not older than b.
func newer(a, b string) bool {
	made, err1 := os.Stat(a)
	asked, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && !made.ModTime().Before(asked.ModTime())
}
