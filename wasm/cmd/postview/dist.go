//go:build !js

package main

import (
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
)

// dist is what a folder holds that builds have made, so that the next one writes
// only what is another now. A nil one knows nothing.
type dist struct {
	folder fs.FileInfo // of the folder itself: another that took its place is another

	mu     sync.Mutex
	files  map[string]uint64 // a fingerprint of the content of each, by place
	copies map[string]stamp  // what those that are copies were made from
	made   map[string]bool   // those that this build makes
}

func newDist() *dist {
	return &dist{files: map[string]uint64{}, copies: map[string]stamp{}, made: map[string]bool{}}
}

var fingerprints = maphash.MakeSeed()

// has notes that a build makes the file of this content, and reports whether it is
// there already.
func (d *dist) has(place string, content []byte) bool {
	return d != nil && d.is(place, maphash.Bytes(fingerprints, content))
}

func (d *dist) is(place string, fingerprint uint64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	before, known := d.files[place]
	d.files[place], d.made[place] = fingerprint, true
	return known && before == fingerprint
}

// hasCopy is has for the copy of a file, which is read where its stamp does not tell
// enough.
func (d *dist) hasCopy(place string, from *os.Root) bool {
	if d == nil {
		return false
	}
	source := stampOf(from, place)
	d.mu.Lock()
	before, known := d.copies[place]
	d.copies[place] = source
	d.mu.Unlock()
	if known && source.isStill(before) {
		d.keep([]string{place})
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

// begin begins another build.
func (d *dist) begin() { clear(d.made) }

// keep notes that a build makes files as they are.
func (d *dist) keep(places []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, place := range places {
		d.made[place] = true
	}
}

// keepFolder does so for all files of a folder, and reports whether there are any.
func (d *dist) keepFolder(folder string) (any bool) {
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
func (d *dist) prune(root *os.Root) error {
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
