package out

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"postview/wasm/build/disk"
)

// NewFolder begins the names of folders that become a site when they are whole.
const NewFolder = ".postview-"

// MakeFolder makes one beside the folder that it will replace, and removes those
// that builds have left that were killed long ago.
func MakeFolder(out string) (string, error) {
	parent := filepath.Dir(filepath.Clean(out))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	entries, _ := os.ReadDir(parent) // what can't be read has nothing to remove
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && entry.IsDir() && strings.HasPrefix(entry.Name(), NewFolder) && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(filepath.Join(parent, entry.Name()))
		}
	}
	return os.MkdirTemp(parent, NewFolder)
}

// Replaceable returns an error unless the folder may be replaced by a site: it
// is not there, is empty, or has nothing but a site that was made before.
func Replaceable(out string) error {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("make the site: %w", err)
	}
	names, err := os.ReadFile(filepath.Join(out, disk.MadeFile))
	if err != nil {
		return fmt.Errorf("make the site: %s holds something else than a site; name another folder by --out, or empty it", out)
	}
	made := strings.Split(string(names), "\n")
	for _, entry := range entries {
		if name := entry.Name(); !slices.Contains(made, name) && !strings.HasPrefix(name, newFile) {
			return fmt.Errorf("make the site: %s would be lost, which no build has made; move it, into the folder of posts if it is for readers", filepath.Join(out, name))
		}
	}
	return nil
}

// Apart returns an error when the folder to make is the one of the posts, or around
// it: the posts would go with the site that is replaced.
func Apart(content, out string) error {
	made, err := os.Stat(out)
	if err != nil {
		return nil // it is not there, so nothing is in it
	}
	dir, err := filepath.Abs(content)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil // who reads the posts tells of it
	}
	for {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, made) {
			return fmt.Errorf("make the site: %s holds the posts; name another folder by --out", out)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
		dir = filepath.Dir(dir)
	}
}

// Swapper puts a folder that was made in the place of another.
type Swapper func(made, out string) error

// Swap puts the folder made in the place of out, and the other way round: what was out
// is for the caller to remove, which takes long for a large site.
func Swap(made, out string) error {
	if err := os.Chmod(made, 0o755); err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	if exchange(made, out) == nil {
		return nil
	}
	old := made + "-old"
	switch err := os.Rename(out, old); {
	case errors.Is(err, syscall.EBUSY):
		return fmt.Errorf("make the site: %s can't be replaced, a disk is mounted there; name a folder within it by --out", out)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("make the site: %w", err)
	}
	if err := os.Rename(made, out); err != nil {
		return fmt.Errorf("make the site: %w", errors.Join(err, os.Rename(old, out)))
	}
	_ = os.Rename(old, made) // where there was one
	return nil
}
