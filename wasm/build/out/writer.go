package out

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
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

	"postview/wasm/cache"
	"postview/wasm/twins"
)

// Writer writes into a folder and never out of it. It keeps the first error and
// then does nothing more. Any number of files may be written at a time.
type Writer struct {
	Ctx        context.Context // of the build; when it ends, so does the writing
	Root       *os.Root
	Web        fs.FS // what a browser is given as it is
	Compressor twins.Compressor
	Written    atomic.Int64 // pages, those that scripts fill left aside
	folders    sync.Map     // that are there
	Dist       *Dist        // what the folder holds; nil where nobody asks
	InPlace    bool         // the folder is being served: each file is whole at any time
	Puts       atomic.Int64 // files
	Told       int64        // how many they were when somebody was told of them last

	mu  sync.Mutex
	Err error
}

// Note keeps an error, if it is the first. A nil one is none.
func (w *Writer) Note(err error) {
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.Err == nil {
		w.Err = fmt.Errorf("make the site: %w", err)
	}
}

// Failed returns the first error.
func (w *Writer) Failed() error {
	w.Note(w.Ctx.Err())
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.Err
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
	if w.Failed() != nil || w.Dist.has(name, data) {
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
	case w.Dist == nil:
		w.Note(w.put(name, data))
	default:
		all, err := io.ReadAll(data)
		w.Note(err)
		w.Write(name, all)
	}
}

// newFile begins the names of files that get their own when they are whole.
const newFile = ".postview-"

// put writes what a reader gives.
func (w *Writer) put(name string, data io.Reader) error {
	number := w.Puts.Add(1)
	if err := w.folder(name); err != nil {
		return err
	}
	place := name
	if w.InPlace {
		place = newFile + strconv.FormatInt(number, 10)
	}
	file, err := w.Root.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, data)
	if err = errors.Join(err, file.Close()); err == nil && place != name {
		err = w.Root.Rename(place, name)
	}
	return err
}

func (w *Writer) folder(name string) error {
	dir := path.Dir(name)
	if _, made := w.folders.Load(dir); made || dir == "." {
		return nil
	}
	err := w.Root.MkdirAll(dir, 0o755)
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

// Copy copies a file of another folder to its own place, unless it is there since
// the build before. The error is about reading it; one about writing is noted.
func (w *Writer) Copy(from Source, name string) error {
	if w.Failed() != nil || w.Dist.hasCopy(name, from) {
		return nil
	}
	source, err := from.Open(name)
	if err != nil {
		return err
	}
	defer source.Close()
	w.Note(w.put(name, source))
	return nil
}

// Hashed writes a file of assets/ under a name made from its content, so that it
// may be kept for ever, and returns its place.
func (w *Writer) Hashed(name string, data []byte) string {
	ext := path.Ext(name)
	place := "assets/" + strings.TrimSuffix(name, ext) + "." + cache.Fingerprint(data) + ext
	packed, err := w.Compressor.Pair(w.Ctx, data)
	w.Note(err)
	w.WithTwins(place, data, packed)
	return place
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
