package out

import (
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"

	"postview/wasm/build/disk"
)

// Dist is what a folder holds that builds have made, so that the next one writes
// only what is another now. A nil one knows nothing.
type Dist struct {
	folder fs.FileInfo // of the folder itself, once it is there

	mu     sync.Mutex
	files  map[string]uint64     // a fingerprint of the content of each, by place
	copies map[string]disk.Stamp // what those that are copies were made from
	made   map[string]bool       // those that this build makes
}

// NewDist returns one that knows of no file.
func NewDist() *Dist {
	return &Dist{files: map[string]uint64{}, copies: map[string]disk.Stamp{}, made: map[string]bool{}}
}

var fingerprints = maphash.MakeSeed()

// has notes that a build makes the file of this content, and reports whether it is
// there already.
func (d *Dist) has(place string, content []byte) bool {
	return d != nil && d.is(place, maphash.Bytes(fingerprints, content))
}

func (d *Dist) is(place string, fingerprint uint64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	before, known := d.files[place]
	d.files[place], d.made[place] = fingerprint, true
	return known && before == fingerprint
}

// hasCopy is has for the copy of a file of another folder, which is read where its stamp does not tell
// enough.
func (d *Dist) hasCopy(place string, from Source, name string) bool {
	if d == nil {
		return false
	}
	source := disk.StampOf(from, name)
	d.mu.Lock()
	before, known := d.copies[place]
	d.copies[place] = source
	d.mu.Unlock()
	if known && source.IsStill(before) {
		d.keep([]string{place})
		return true
	}
	file, err := from.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	var content maphash.Hash
	content.SetSeed(fingerprints)
	_, err = io.Copy(&content, file)
	return err == nil && d.is(place, content.Sum64())
}

// Settle notes that the folder is in its place.
func (d *Dist) Settle(place string) (err error) {
	d.folder, err = os.Stat(place)
	return err
}

// IsAt reports whether the folder is in this place still. Another that took its place
// is another.
func (d *Dist) IsAt(place string) bool {
	there, err := os.Stat(place)
	return err == nil && os.SameFile(there, d.folder)
}

// keep notes that a build makes files as they are.
func (d *Dist) keep(places []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, place := range places {
		d.made[place] = true
	}
}

// keepFolder does so for all files of a folder, and reports whether there are any.
func (d *Dist) keepFolder(folder string) (any bool) {
	if d == nil {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for place := range d.files {
		if strings.HasPrefix(place, folder+"/") {
			d.made[place], any = true, true
		}
	}
	return any
}

// prune removes what the build did not make, and the folders that are empty then.
func (d *Dist) prune(root *os.Root) error {
	for place := range d.files {
		if d.made[place] {
			continue
		}
		if err := root.Remove(place); err != nil && !os.IsNotExist(err) {
			return err
		}
		delete(d.files, place)
		delete(d.copies, place)
		for folder := path.Dir(place); folder != "." && root.Remove(folder) == nil; {
			folder = path.Dir(folder)
		}
	}
	return nil
}
