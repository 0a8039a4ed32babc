// Package twins makes the compressed forms of files, which a host serves in their
// place: a [Compressor] makes a [Pair] of a file, and keeps it for the next build.
package twins

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/andybalholm/brotli"
	"golang.org/x/sync/errgroup"

	"postview/wasm/cache"
)

// Pair is a file's compressed forms.
type Pair struct {
	Brotli []byte
	Gzip   []byte
}

// An encoding is one way to compress a file.
type encoding struct {
	id         string                                     // part of the name in the cache
	compress   func(w io.Writer, size int) io.WriteCloser // size is that of all data
	decompress func(io.Reader) (io.Reader, error)
}

// brotliWindow is that of the brotli command, so that a twin at quality 11 is,
// byte for byte, what brotli -q 11 makes of the file: the least that holds all of
// it. The encoder has 16 times as much memory, for a small script as well.
func brotliWindow(size int) int {
	window := 10
	for window < 24 && 1<<window-16 < size {
		window++
	}
	return window
}

func brotliAt(quality int) encoding {
	return encoding{
		id: fmt.Sprintf("br%d", quality),
		compress: func(w io.Writer, size int) io.WriteCloser {
			return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: quality, LGWin: brotliWindow(size)})
		},
		decompress: func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	}
}

func gzipAt(level int) encoding {
	return encoding{
		id: fmt.Sprintf("gz%d", level),
		compress: func(w io.Writer, _ int) io.WriteCloser {
			z, _ := gzip.NewWriterLevel(w, level) // fails for unknown levels alone
			return z
		},
		decompress: func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	}
}

// A Compressor makes twins and keeps them in a folder, because the best brotli
// takes four seconds a megabyte, and as long as a hundred posts for the scripts and
// style sheets.
type Compressor struct {
	Folder string
	// Draft asks for the quick ones: a fifth larger, a hundred times faster.
	// Better ones in the folder are taken all the same.
	Draft bool
}

const (
	// cachePrefix begins the names of the Compressor's files: no other is touched.
	cachePrefix = "twin-"
	// cacheFrom is the size from which a file's twins are worth keeping.
	cacheFrom = 1 << 10
	// keepTwins is how many are kept: those of a few versions of each file.
	keepTwins = 200
)

// NewCompressor returns one that keeps its twins in the cache.
func NewCompressor(draft bool) (Compressor, error) {
	folder, err := cache.Folder("twins")
	return Compressor{Folder: folder, Draft: draft}, err
}

// Pair returns the twins of data.
func (c Compressor) Pair(ctx context.Context, data []byte) (Pair, error) {
	brotlis, gzips := []encoding{brotliAt(11)}, []encoding{gzipAt(9)}
	if c.Draft {
		brotlis = append(brotlis, brotliAt(5))
		gzips = append(gzips, gzipAt(1))
	}
	var p Pair
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) { p.Brotli, err = c.encode(ctx, data, brotlis); return err })
	group.Go(func() (err error) { p.Gzip, err = c.encode(ctx, data, gzips); return err })
	if err := group.Wait(); err != nil {
		return Pair{}, err
	}
	return p, nil
}

// encode returns data in the first of the encodings that the folder has it in,
// and else makes the last of them.
func (c Compressor) encode(ctx context.Context, data []byte, encodings []encoding) ([]byte, error) {
	last := encodings[len(encodings)-1]
	if len(data) < cacheFrom {
		return compress(ctx, data, last)
	}
	for _, e := range encodings {
		if encoded, ok := c.load(data, e); ok {
			return encoded, nil
		}
	}
	encoded, err := compress(ctx, data, last)
	if err != nil {
		return nil, err
	}
	return encoded, c.store(c.path(data, last), encoded)
}

// At returns the twins of data with brotli at a quality from 0 to 11, which nobody
// keeps.
func At(ctx context.Context, data []byte, quality int) (p Pair, err error) {
	if p.Brotli, err = compress(ctx, data, brotliAt(quality)); err == nil {
		p.Gzip, err = compress(ctx, data, gzipAt(9))
	}
	return p, err
}

// compress works in steps, because ctx may end long before the best brotli does.
func compress(ctx context.Context, data []byte, e encoding) ([]byte, error) {
	var encoded bytes.Buffer
	w := e.compress(&encoded, len(data))
	for step := range slices.Chunk(data, 64<<10) {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("compress to %s: %w", e.id, err)
		}
		if _, err := w.Write(step); err != nil {
			return nil, fmt.Errorf("compress to %s: %w", e.id, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress to %s: %w", e.id, err)
	}
	return encoded.Bytes(), nil
}

func (c Compressor) path(data []byte, e encoding) string {
	return filepath.Join(c.Folder, fmt.Sprintf("%s%x.%s", cachePrefix, sha256.Sum256(data), e.id))
}

// load returns what the folder has, unless it does not give the data back: a
// full disk or a crash leaves such files, and a site must not be built of them.
func (c Compressor) load(data []byte, e encoding) ([]byte, bool) {
	path := c.path(data, e)
	encoded, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	r, err := e.decompress(bytes.NewReader(encoded))
	if err != nil {
		return nil, false
	}
	if decoded, err := io.ReadAll(r); err != nil || !bytes.Equal(decoded, data) {
		return nil, false
	}
	now := time.Now()
	// Where the time cannot be set, the file is only pruned earlier.
	_ = os.Chtimes(path, now, now)
	return encoded, true
}

// store keeps a twin at path, in place of the one that was used longest ago.
func (c Compressor) store(path string, encoded []byte) error {
	err := cache.Store(path, bytes.NewReader(encoded))
	if err == nil {
		err = cache.Prune(c.Folder, cachePrefix, keepTwins)
	}
	if err != nil {
		return fmt.Errorf("keep a compressed file: %w", err)
	}
	return nil
}
