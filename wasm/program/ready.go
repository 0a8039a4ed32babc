package program

import (
	"bytes"
	"compress/gzip"
	"encoding/gob"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
)

// Pack writes the programs as a release has them in it: each once, in brotli.
func (s *Set) Pack(w io.Writer) error {
	packed := *s
	packed.Viewer.Wasm, packed.Highlighter.Wasm = nil, nil
	z := gzip.NewWriter(w)
	if err := gob.NewEncoder(z).Encode(packed); err != nil {
		return fmt.Errorf("pack the programs: %w", err)
	}
	return z.Close()
}

// ready returns the programs of a release, and nil where this program is none.
func ready() (*Set, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	all := new(Set)
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err == nil {
		err = gob.NewDecoder(z).Decode(all)
	}
	for _, p := range []*Program{&all.Viewer, &all.Highlighter} {
		if err == nil {
			p.Wasm, err = io.ReadAll(brotli.NewReader(bytes.NewReader(p.Twins.Brotli)))
		}
	}
	if err != nil {
		return nil, fmt.Errorf("unpack the programs for the browser: %w", err)
	}
	return all, nil
}
