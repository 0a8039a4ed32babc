//go:build !js

// Package cache knows where a build keeps what the next one need not make again,
// and under which names.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
