package program

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"postview/wasm/cache"
	"postview/wasm/program/compile"
)

// keepPrograms is how many versions of the browser programs are kept.
const keepPrograms = 6

// programCache keeps the browser programs, compiled and compressed: even where
// nothing has changed, Go takes a second and half a gigabyte to link them.
type programCache struct {
	folder string
	key    string // of what the programs are made from
}

// newProgramCache returns the cache for what these sources make with this Go.
func newProgramCache(s sources, c compile.Compiler) (programCache, error) {
	folder, err := cache.Folder("programs")
	key := cache.FingerprintFiles(s) + "-" + cache.Fingerprint([]byte(c.ID))
	return programCache{folder, key}, err
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
