package serve

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"

	"postview/wasm/build/assets"
	"postview/wasm/build/out"
	"postview/wasm/twins"
)

// liveSearch is the search under serve. Its index is made when a page asks for
// it, so that nobody waits for it who only writes.
type liveSearch struct {
	search *assets.Search
	pages  string // the folder with the pages

	mu     sync.Mutex
	folder string // with the index, at its place
	build  string // of the pages that it is of
}

// serve answers a request for a file of the index.
func (l *liveSearch) serve(w http.ResponseWriter, r *http.Request, build func() string) {
	switch file, err := l.open(r, build); {
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case file.file == nil:
		http.NotFound(w, r)
	default:
		file.send(w, r)
	}
}

// open opens a file of the index, which is made anew for a page that begins to read one
// of older pages than those of the build.
func (l *liveSearch) open(r *http.Request, build func() string) (found, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := build(); l.folder == "" || l.build != now && path.Base(r.URL.Path) == assets.IndexEntry {
		if err := l.makeOf(r, build); err != nil {
			return found{}, err
		}
	}
	root, err := os.OpenRoot(l.folder)
	if err != nil {
		return found{}, fmt.Errorf("read the search: %w", err)
	}
	defer root.Close()
	return openFile(rooted{root}, r.URL.Path), nil
}

// makeOf makes the index of the pages as they are: no build waits for it, and if it
// fails because pages went meanwhile it is made of those that came.
func (l *liveSearch) makeOf(r *http.Request, build func() string) error {
	for {
		l.build = build()
		err := l.make(r.Context(), strings.TrimPrefix(path.Dir(r.URL.Path), "/"))
		if err == nil {
			return nil
		}
		l.remove()
		if l.build == build() || r.Context().Err() != nil {
			return err
		}
	}
}

func (l *liveSearch) make(ctx context.Context, place string) error {
	l.remove()
	compressor, err := twins.NewCompressor(true)
	if err != nil {
		return err
	}
	if l.folder, err = os.MkdirTemp("", "postview-search-"); err != nil {
		return fmt.Errorf("make the search: %w", err)
	}
	root, err := os.OpenRoot(l.folder)
	if err != nil {
		return fmt.Errorf("make the search: %w", err)
	}
	defer root.Close()
	w := out.NewWriter(ctx, root, compressor, nil)
	l.search.Index(w, l.pages, place)
	return w.Failed()
}

// end removes the index, when nobody makes it any more.
func (l *liveSearch) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove()
}

func (l *liveSearch) remove() {
	os.RemoveAll(l.folder)
	l.folder = ""
}
