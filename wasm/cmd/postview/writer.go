//go:build !js

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"postview/wasm/cmd/postview/cache"
	"postview/wasm/cmd/postview/twins"
)

// writer writes into a folder and never out of it. It keeps the first error and
// then does nothing more. Any number of files may be written at a time.
type writer struct {
	ctx        context.Context // of the build; when it ends, so does the writing
	root       *os.Root
	web        fs.FS // what a browser is given as it is
	compressor twins.Compressor
	written    atomic.Int64 // pages, those that scripts fill left aside
	folders    sync.Map     // that are there
	dist       *dist        // what the folder holds; nil where nobody asks
	inPlace    bool         // the folder is being served: each file is whole at any time
	puts       atomic.Int64 // files
	told       int64        // how many they were when somebody was told of them last

	mu  sync.Mutex
	err error
}

func (w *writer) note(err error) {
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = fmt.Errorf("make the site: %w", err)
	}
}

// failed returns the first error.
func (w *writer) failed() error {
	w.note(w.ctx.Err())
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

// each does n pieces of work, as many at a time as there are processors.
func (w *writer) each(n int, work func(i int)) {
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for i := range n {
		if w.failed() != nil {
			break
		}
		group.Go(func() error { work(i); return nil })
	}
	_ = group.Wait() // the work notes its errors
}

// write writes a file, and the folders that it is in. It reports whether the file
// is another now.
func (w *writer) write(name string, data []byte) bool {
	if w.failed() != nil || w.dist.has(name, data) {
		return false
	}
	w.note(w.put(name, bytes.NewReader(data)))
	return true
}

// stream is write for what need not be held in memory, unless it is compared with what
// was there before.
func (w *writer) stream(name string, data io.Reader) {
	switch {
	case w.failed() != nil:
	case w.dist == nil:
		w.note(w.put(name, data))
	default:
		all, err := io.ReadAll(data)
		w.note(err)
		w.write(name, all)
	}
}

// newFile begins the names of files that get their own when they are whole.
const newFile = ".postview-"

// put writes what a reader gives.
func (w *writer) put(name string, data io.Reader) error {
	number := w.puts.Add(1)
	if err := w.folder(name); err != nil {
		return err
	}
	place := name
	if w.inPlace {
		place = newFile + strconv.FormatInt(number, 10)
	}
	file, err := w.root.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, data)
	if err = errors.Join(err, file.Close()); err == nil && place != name {
		err = w.root.Rename(place, name)
	}
	return err
}

func (w *writer) folder(name string) error {
	dir := path.Dir(name)
	if _, made := w.folders.Load(dir); made || dir == "." {
		return nil
	}
	err := w.root.MkdirAll(dir, 0o755)
	if err == nil {
		w.folders.Store(dir, true)
	}
	return err
}

// copy copies a file of another folder to its own place, unless it is there since
// the build before. The error is about reading it; one about writing is noted.
func (w *writer) copy(from *os.Root, name string) error {
	if w.failed() != nil || w.dist.hasCopy(name, from) {
		return nil
	}
	source, err := from.Open(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	defer source.Close()
	w.note(w.put(name, source))
	return nil
}

// hashed writes a file of assets/ under a name made from its content, so that it
// may be kept for ever, and returns its place.
func (w *writer) hashed(name string, data []byte) string {
	ext := path.Ext(name)
	place := "assets/" + strings.TrimSuffix(name, ext) + "." + cache.Fingerprint(data) + ext
	packed, err := w.compressor.Pair(w.ctx, data)
	w.note(err)
	w.withTwins(place, data, packed)
	return place
}

// withTwins writes a file and its compressed twins.
func (w *writer) withTwins(place string, data []byte, packed twins.Pair) {
	w.write(place, data)
	w.write(place+".br", packed.Brotli)
	w.write(place+".gz", packed.Gzip)
}
