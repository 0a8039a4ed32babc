//go:build !js

package program

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"postview/wasm/cmd/postview/cache"
)

// keepPrograms is how many versions of the browser programs are kept.
const keepPrograms = 6

// programCache keeps the browser programs, compiled and compressed: even where
// nothing has changed, Go takes a second and half a gigabyte to link them.
type programCache struct {
	folder string
	key    string // of what the programs are made from
}

// newProgramCache returns the cache for the sources as they are.
func newProgramCache(ctx context.Context) (programCache, error) {
	folder, err := cache.Folder("programs")
	if err != nil {
		return programCache{}, err
	}
	key, err := sourceKey(ctx)
	return programCache{folder, key}, err
}

// sourceKey names what the programs are made from: Go with its settings, the
// modules, and the source, also that of what compiles them.
func sourceKey(ctx context.Context) (string, error) {
	all := sha256.New()
	settings := exec.CommandContext(ctx, "go", "env", "GOVERSION", "GOROOT", "GOFLAGS", "GOEXPERIMENT", "GOWASM")
	settings.Stdout = all
	if err := settings.Run(); err != nil {
		return "", fmt.Errorf("find Go: %w", err)
	}
	add := func(name string) error {
		source, err := os.ReadFile(name)
		fmt.Fprintf(all, "%q %x\n", name, sha256.Sum256(source))
		return err
	}
	err := filepath.WalkDir("wasm", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "e2e" || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		return add(name)
	})
	if err := errors.Join(err, add("go.mod"), add("go.sum")); err != nil {
		return "", fmt.Errorf("read what the programs are made from: %w", err)
	}
	return hex.EncodeToString(all.Sum(nil)[:10]), nil
}

// path is the file for programs whose twins are the best, or those of a draft.
func (c programCache) path(draft bool) string {
	if draft {
		return filepath.Join(c.folder, c.key+".draft")
	}
	return filepath.Join(c.folder, c.key+".best")
}

// load returns the programs, if they are kept whole: the best, or for a draft what
// there is.
func (c programCache) load(draft bool) (*Set, bool) {
	for _, path := range []string{c.path(false), c.path(true)} {
		if data, err := os.ReadFile(path); err == nil && len(data) > sha256.Size {
			sum, data := data[:sha256.Size], data[sha256.Size:]
			all := new(Set)
			if sha256.Sum256(data) == [sha256.Size]byte(sum) && gob.NewDecoder(bytes.NewReader(data)).Decode(all) == nil {
				return all, true
			}
		}
		if !draft {
			break
		}
	}
	return nil, false
}

// store keeps the programs, in place of those that were made longest ago. What can't
// be removed of these is left to the next time.
func (c programCache) store(all *Set, draft bool) error {
	var data bytes.Buffer
	err := gob.NewEncoder(&data).Encode(all)
	if err == nil {
		sum := sha256.Sum256(data.Bytes())
		err = cache.Store(c.path(draft), io.MultiReader(bytes.NewReader(sum[:]), &data))
	}
	if err != nil {
		return fmt.Errorf("keep the programs: %w", err)
	}
	_ = cache.Prune(c.folder, "", keepPrograms)
	return nil
}
