// Package npm has what a build needs from npm: [Packages] are installed once, and
// what is made of them is kept in the cache.
package npm

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"time"

	"postview/wasm/cache"
)

// Packages are packages of npm that a build needs, and what is kept of them in
// the cache.
type Packages struct {
	Files   fs.FS
	Folder  string // of Files, with the package.json that names them and its lock
	Edition string // goes up when what is kept changes
	Cache   string // the name of a folder in the cache
	Purpose string // what they are for, to be read after "Installing"
}

// installTime is how long npm may take: it has 20 MB to fetch.
const installTime = 5 * time.Minute

// Prepared returns the folder of the cache with what prepare made of the
// installed packages, by an earlier build or now. step tells a person what takes
// time. The error says what is missing: npm itself, or the way to its registry.
func (p Packages) Prepared(ctx context.Context, step func(format string, args ...any),
	prepare func(ctx context.Context, modules, prepared string) error) (string, error) {
	kept, err := cache.Folder(p.Cache)
	if err != nil {
		return "", err
	}
	lock, err := fs.ReadFile(p.Files, path.Join(p.Folder, "package-lock.json"))
	if err != nil {
		return "", err
	}
	prepared := filepath.Join(kept, cache.Fingerprint(append(lock, p.Edition...)))
	if _, err := os.Stat(prepared); err == nil {
		return prepared, nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return "", errors.New("npm, of Node, is not there to install " + p.Purpose)
	}
	step("Installing %s; the first time this takes a minute…", p.Purpose)
	if err := os.MkdirAll(kept, 0o777); err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp(kept, "npm-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	if err := p.install(ctx, folder); err != nil {
		return "", err
	}
	made := filepath.Join(folder, "prepared")
	if err := prepare(ctx, filepath.Join(folder, "node_modules"), made); err != nil {
		return "", err
	}
	err = os.Rename(made, prepared)
	if _, missing := os.Stat(prepared); missing == nil {
		return prepared, nil // by us, or by another build at the same time
	}
	return "", err
}

// install installs the packages into folder/node_modules, as the lock has them.
// Nothing of theirs is run.
func (p Packages) install(ctx context.Context, folder string) error {
	for _, name := range []string{"package.json", "package-lock.json", ".npmrc"} {
		data, err := fs.ReadFile(p.Files, path.Join(p.Folder, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, installTime)
	defer cancel()
	command := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, said)
	}
	return nil
}
