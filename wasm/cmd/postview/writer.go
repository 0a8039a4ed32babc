//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// writer writes into a folder and never out of it. It keeps the first error and
// then does nothing more.
type writer struct {
	ctx        context.Context // of the build; when it ends, so does the writing
	root       *os.Root
	compressor compressor
	written    int // pages, those that scripts fill left aside
	err        error
}

func (w *writer) note(err error) {
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("make the site: %w", err)
	}
}

// write writes a file, and the folders that it is in.
func (w *writer) write(name string, data []byte) {
	w.note(w.ctx.Err())
	if w.err != nil {
		return
	}
	w.note(w.folder(name))
	w.note(w.root.WriteFile(name, data, 0o644))
}

func (w *writer) folder(name string) error {
	dir := path.Dir(name)
	if dir == "." {
		return nil
	}
	return w.root.MkdirAll(dir, 0o755)
}

// copy copies a file of another folder to its own place. The error is about
// reading it; one about writing is noted.
func (w *writer) copy(from *os.Root, name string) error {
	source, err := from.Open(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	defer source.Close()
	if w.err != nil {
		return nil
	}
	w.note(w.folder(name))
	target, err := w.root.Create(name)
	w.note(err)
	if err != nil {
		return nil
	}
	_, err = io.Copy(target, source)
	w.note(errors.Join(err, target.Close()))
	return nil
}

// hashed writes a file of assets/ under a name made from its content, so that it
// may be kept for ever, and returns its place.
func (w *writer) hashed(name string, data []byte) string {
	ext := path.Ext(name)
	place := "assets/" + strings.TrimSuffix(name, ext) + "." + fingerprint(data) + ext
	packed, err := w.compressor.twins(w.ctx, data)
	w.note(err)
	w.withTwins(place, data, packed)
	return place
}

// withTwins writes a file and its compressed twins.
func (w *writer) withTwins(place string, data []byte, packed twins) {
	w.write(place, data)
	w.write(place+".br", packed.brotli)
	w.write(place+".gz", packed.gzip)
}

// replaceable returns an error unless the folder may be replaced by a site: it
// is not there, is empty, or is a site that was made before.
func replaceable(out string) error {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("make the site: %w", err)
	}
	for _, made := range []string{"posts.json", "postview.js", "assets"} {
		if _, err := os.Stat(filepath.Join(out, made)); err != nil {
			return fmt.Errorf("make the site: %s holds something else than a site; name another folder by --out, or empty it", out)
		}
	}
	return nil
}

// swapper puts a folder that was made in the place of another.
type swapper func(made, out string) error

// swap puts the folder made in the place of out.
func swap(made, out string) error {
	if err := os.Chmod(made, 0o755); err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	old := made + "-old"
	if err := os.Rename(out, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("make the site: %w", err)
	}
	defer os.RemoveAll(old)
	if err := os.Rename(made, out); err != nil {
		return fmt.Errorf("make the site: %w", errors.Join(err, os.Rename(old, out)))
	}
	return nil
}
