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
	Folder fs.FileInfo // of the folder itself: another that took its place is another

	mu     sync.Mutex
	files  map[string]uint64     // a fingerprint of the content of each, by place
	copies map[string]disk.Stamp // what those that are copies were made from
	Made   map[string]bool       // those that this build makes
}

// NewDist returns one that knows of no file.
func NewDist() *Dist {
	return &Dist{files: map[string]uint64{}, copies: map[string]disk.Stamp{}, Made: map[string]bool{}}
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
	d.files[place], d.Made[place] = fingerprint, true
	return known && before == fingerprint
}

// hasCopy is has for the copy of a file, which is read where its stamp does not tell
// enough.
func (d *Dist) hasCopy(place string, from Source) bool {
	if d == nil {
		return false
	}
	source := disk.StampOf(from, place)
	d.mu.Lock()
	before, known := d.copies[place]
	d.copies[place] = source
	d.mu.Unlock()
	if known && source.IsStill(before) {
		d.Keep([]string{place})
		return true
	}
	file, err := from.Open(place)
	if err != nil {
		return false
	}
	defer file.Close()
	var content maphash.Hash
	content.SetSeed(fingerprints)
	_, err = io.Copy(&content, file)
	return err == nil && d.is(place, content.Sum64())
}

// Begin begins another build.
func (d *Dist) Begin() { clear(d.Made) }

// Keep notes that a build makes files as they are.
func (d *Dist) Keep(places []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, place := range places {
		d.Made[place] = true
	}
}

// KeepFolder does so for all files of a folder, and reports whether there are any.
func (d *Dist) KeepFolder(folder string) (any bool) {
	if d == nil {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for place := range d.files {
		if strings.HasPrefix(place, folder+"/") {
			d.Made[place], any = true, true
		}
	}
	return any
}

// Prune removes what the build did not make, and the folders that are empty then.
func (d *Dist) Prune(root *os.Root) error {
	for place := range d.files {
		if d.Made[place] {
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
