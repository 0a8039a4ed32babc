// Package cache knows where a build keeps what the next one need not make again,
// and under which names.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folder returns a folder of that name in $POSTVIEW_CACHE or, where that is not
// set, in the user's cache folder. It need not be there.
func Folder(name string) (string, error) {
	folder := os.Getenv("POSTVIEW_CACHE")
	if folder == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("find a folder for what a build keeps, or set POSTVIEW_CACHE: %w", err)
		}
		folder = filepath.Join(user, "postview")
	}
	return filepath.Join(folder, name), nil
}

// Fingerprint names data: the same for the same bytes alone.
func Fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:5])
}

// FingerprintFiles names files with their names: the same for the same files alone.
func FingerprintFiles(files map[string][]byte) string {
	all := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(all, "%q %x\n", name, sha256.Sum256(files[name]))
	}
	return hex.EncodeToString(all.Sum(nil)[:5])
}

// Store writes a file, and the folder that it is in. Another build sees the file whole
// or not at all.
func Store(path string, data io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = io.Copy(file, data)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// Prune removes of the files of a folder whose names begin with the prefix all but
// the newest.
func Prune(folder, prefix string, keep int) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var files []fs.FileInfo
	for _, entry := range entries {
		// What another build has just removed has no info.
		if info, err := entry.Info(); err == nil && strings.HasPrefix(entry.Name(), prefix) {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var errs []error
	for _, old := range files[min(keep, len(files)):] {
		if err := os.Remove(filepath.Join(folder, old.Name())); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
