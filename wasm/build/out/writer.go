package out

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"postview/wasm/cache"
	"postview/wasm/twins"
)

// Writer writes into a folder and never out of it. It keeps the first error and
// then does nothing more. Any number of files may be written at a time.
type Writer struct {
	ctx        context.Context
	root       *os.Root
	compressor twins.Compressor
	dist       *Dist
	isServed   bool // the folder: each file is whole at any time
	folders    sync.Map
	pages      atomic.Int64
	puts       atomic.Int64 // files
	told       int64        // how many they were when somebody was told of them last

	mu  sync.Mutex
	err error
}

// NewWriter returns one that writes into a folder until the context ends. What the
// folder holds may be known from builds before, and then is being served; a nil Dist
// knows nothing.
func NewWriter(ctx context.Context, folder *os.Root, c twins.Compressor, d *Dist) *Writer {
	w := &Writer{ctx: ctx, root: folder, compressor: c, dist: d, isServed: d != nil && d.folder != nil}
	if w.isServed {
		clear(d.made)
	}
	return w
}

// Context is that of the build.
func (w *Writer) Context() context.Context { return w.ctx }

// Note keeps an error, if it is the first. A nil one is none.
func (w *Writer) Note(err error) {
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = fmt.Errorf("make the site: %w", err)
	}
}

// Failed returns the first error.
func (w *Writer) Failed() error {
	w.Note(w.ctx.Err())
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

// Each does n pieces of work, as many at a time as there are processors.
func (w *Writer) Each(n int, work func(i int)) {
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for i := range n {
		if w.Failed() != nil {
			break
		}
		group.Go(func() error { work(i); return nil })
	}
	_ = group.Wait() // the work notes its errors
}

// Write writes a file, and the folders that it is in. It reports whether the file
// is another now.
func (w *Writer) Write(name string, data []byte) bool {
	if w.Failed() != nil || w.dist != nil && w.dist.has(name, data) {
		return false
	}
	w.Note(w.put(name, bytes.NewReader(data)))
	return true
}

// stream is write for what need not be held in memory, unless it is compared with what
// was there before.
func (w *Writer) stream(name string, data io.Reader) {
	switch {
	case w.Failed() != nil:
	case w.dist == nil:
		w.Note(w.put(name, data))
	default:
		all, err := io.ReadAll(data)
		w.Note(err)
		w.Write(name, all)
	}
}

// Page writes a page, and counts it if it is another now.
func (w *Writer) Page(name string, data []byte) {
	if w.Write(name, data) {
		w.pages.Add(1)
	}
}

// Pages is how many pages have been written.
func (w *Writer) Pages() int { return int(w.pages.Load()) }

// HasNews reports whether what was written since it was last asked can be seen by
// those who are served.
func (w *Writer) HasNews() bool {
	puts := w.puts.Load()
	if !w.isServed || w.Failed() != nil || puts == w.told {
		return false
	}
	w.told = puts
	return true
}

// Read returns a file that was written.
func (w *Writer) Read(name string) []byte {
	data, err := w.root.ReadFile(name)
	w.Note(err)
	return data
}

// Path is where a file is on the disk, for other programs that write it.
func (w *Writer) Path(name string) string {
	return filepath.Join(w.root.Name(), filepath.FromSlash(name))
}

// Made returns the files that this build has made so far, nil where nobody asks.
func (w *Writer) Made() []string {
	if w.dist == nil {
		return nil
	}
	return slices.Collect(maps.Keys(w.dist.made))
}

// Keep has the build make files as they are.
func (w *Writer) Keep(places []string) { w.dist.keep(places) }

// KeepFolder does so for all files of a folder, and reports whether there are any.
func (w *Writer) KeepFolder(folder string) (any bool) { return w.dist.keepFolder(folder) }

// Prune removes from a folder that is served what the build did not make.
func (w *Writer) Prune() {
	if w.isServed && w.Failed() == nil {
		w.Note(w.dist.prune(w.root))
	}
}

// newFile begins the names of files that get their own when they are whole.
const newFile = ".postview-"

// put writes what a reader gives.
func (w *Writer) put(name string, data io.Reader) error {
	number := w.puts.Add(1)
	if err := w.folder(name); err != nil {
		return err
	}
	place := name
	if w.isServed {
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

func (w *Writer) folder(name string) error {
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

// Source is a folder whose files are copied.
type Source interface {
	Open(name string) (*os.File, error)
	Stat(name string) (os.FileInfo, error)
}

// Copy copies a file of another folder to its own place or, when it is there, to a
// further one, unless that is as in the build before. The error is about reading it; one
// about writing is noted.
func (w *Writer) Copy(from Source, name, place string) error {
	if w.Failed() != nil || w.dist.hasCopy(place, from, name) || place != name && w.link(name, place) {
		return nil
	}
	source, err := from.Open(name)
	if err != nil {
		return err
	}
	defer source.Close()
	w.Note(w.put(place, source))
	return nil
}

// link gives a file a further place, and reports whether that can be.
func (w *Writer) link(name, place string) bool {
	link := newFile + strconv.FormatInt(w.puts.Add(1), 10)
	if w.folder(place) != nil || w.root.Link(name, link) != nil {
		return false
	}
	defer w.root.Remove(link) // which is left where the place is the same file already
	return w.root.Rename(link, place) == nil
}

// Hashed writes a file of assets/ under a name made from its content, so that it
// may be kept for ever, and returns its place.
func (w *Writer) Hashed(name string, data []byte) string {
	ext := path.Ext(name)
	place := "assets/" + strings.TrimSuffix(name, ext) + "." + cache.Fingerprint(data) + ext
	w.Compressed(place, data)
	return place
}

// Compressed writes a file and its compressed twins, which it makes.
func (w *Writer) Compressed(place string, data []byte) {
	packed, err := w.compressor.Pair(w.ctx, data)
	w.Note(err)
	w.WithTwins(place, data, packed)
}

// WithTwins writes a file and its compressed twins.
func (w *Writer) WithTwins(place string, data []byte, packed twins.Pair) {
	w.Write(place, data)
	w.Write(place+".br", packed.Brotli)
	w.Write(place+".gz", packed.Gzip)
}

// JSON writes a value as JSON.
func (w *Writer) JSON(name string, value any) {
	data, err := json.Marshal(value)
	w.Note(err)
	w.Write(name, data)
}

// XML writes a document while it is made: the feed of a site has all its posts.
func (w *Writer) XML(name string, document any) {
	data, made := io.Pipe()
	go func() {
		_, err := io.WriteString(made, xml.Header)
		if err == nil {
			err = xml.NewEncoder(made).Encode(document)
		}
		made.CloseWithError(err)
	}()
	w.stream(name, data)
	data.Close()
}
