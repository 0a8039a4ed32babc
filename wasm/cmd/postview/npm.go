//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// packages are packages of npm that a build needs, and what is kept of them in
// the cache.
type packages struct {
	folder  string // of web/, with the package.json that names them and its lock
	edition string // goes up when what is kept changes
	cache   string // the name of a folder in the cache
	purpose string // what they are for, to be read after "Installing"
}

// installTime is how long npm may take: it has 20 MB to fetch.
const installTime = 5 * time.Minute

// prepared returns the folder of the cache with what prepare made of the
// installed packages, by an earlier build or now.
func (p packages) prepared(ctx context.Context, log *log, prepare func(ctx context.Context, modules, prepared string) error) (string, error) {
	cache, err := cacheFolder(p.cache)
	if err != nil {
		return "", err
	}
	lock, err := os.ReadFile(filepath.Join(p.folder, "package-lock.json"))
	if err != nil {
		return "", err
	}
	prepared := filepath.Join(cache, fingerprint(append(lock, p.edition...)))
	if _, err := os.Stat(prepared); err == nil {
		return prepared, nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return "", errors.New("npm, of Node, is not there to install " + p.purpose)
	}
	log.step("Installing %s; the first time this takes a minute…", p.purpose)
	if err := os.MkdirAll(cache, 0o777); err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp(cache, "npm-")
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
func (p packages) install(ctx context.Context, folder string) error {
	for _, name := range []string{"package.json", "package-lock.json", ".npmrc"} {
		data, err := os.ReadFile(filepath.Join(p.folder, name))
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
