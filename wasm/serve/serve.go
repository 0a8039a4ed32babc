package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"postview/wasm/build/assets"
	"postview/wasm/build/out"
	"postview/wasm/build/progress"
)

// listenFrom listens on this machine at the port, or at the next that is free.
func listenFrom(port int) (net.Listener, error) {
	for p := port; ; p++ {
		listener, err := net.Listen("tcp", net.JoinHostPort("localhost", strconv.Itoa(p)))
		if !errors.Is(err, syscall.EADDRINUSE) || p == port+100 || port == 0 {
			return listener, err
		}
	}
}

// server serves the folder that was made.
type server struct {
	out      string
	web      fs.FS // with the examples
	log      *progress.Log
	patience time.Duration // with clients; 0 is [patience]

	// swapping is held while the folder is swapped, and while a file of it is opened.
	// Nothing is sent while a lock is held: what is sent takes as long as the client
	// takes, and who waits for a lock holds up all who come after.
	swapping sync.RWMutex
	sending  sync.Map // the files that are open

	pages  audience // that are open
	wrong  findings
	search liveSearch
}

func (s *server) serve(ctx context.Context, listener net.Listener) error {
	mux := http.NewServeMux()
	mux.Handle("/postview-live", &s.pages)
	mux.Handle("/postview-problems", &s.wrong)
	mux.HandleFunc("/", s.file)
	limit := cmp.Or(s.patience, patience)
	server := &http.Server{
		Handler:           guarded(mux),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: limit,
		IdleTimeout:       2 * time.Minute,
	}
	ended := make(chan struct{})
	context.AfterFunc(ctx, func() { defer close(ended); end(server) })
	if err := server.Serve(patientListener{listener, limit}); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	<-ended
	return nil
}

// end lets what is being sent come to its end, if that is near.
func end(server *http.Server) {
	soon, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if server.Shutdown(soon) != nil {
		server.Close()
	}
}

func (s *server) swap(made, to string) error {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	if runtime.GOOS == "windows" {
		s.interrupt()
	}
	return out.Swap(made, to)
}

// interrupt ends the sending of files. Windows renames no folder that has an open file
// in it; elsewhere what is open can be read to its end. Browsers ask again.
func (s *server) interrupt() {
	s.sending.Range(func(file, _ any) bool {
		file.(io.Closer).Close()
		return true
	})
}

// file sends a file as a plain static host does, with 404.html for what is not
// there. Browsers ask again each time, for files change here, and within the
// second that Last-Modified can tell.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Server-Timing", "build;desc="+s.pages.current()) // which a page can read: live.js does
	if strings.HasPrefix(r.URL.Path, "/"+assets.IndexPrefix) {
		s.search.serve(w, r, s.pages.current)
		return
	}
	found := s.open(r.URL.Path)
	switch {
	case found.moved != "":
		to := url.URL{Path: found.moved, RawQuery: r.URL.RawQuery}
		w.Header().Set("Location", to.String())
		w.WriteHeader(http.StatusMovedPermanently)
	case found.file == nil:
		http.NotFound(w, r)
	default:
		defer s.sending.Delete(found.file)
		found.send(w, r)
	}
}

// open opens what is sent for a path.
func (s *server) open(path string) found {
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	root, err := os.OpenRoot(s.out)
	if err != nil {
		return found{}
	}
	defer root.Close()
	what := find(rooted{root}, path)
	if what.isNothing() && strings.HasPrefix(path, "/examples/") {
		what = find(http.FS(s.web), path) // the embedder's, which are not of the site
	}
	if what.isNothing() {
		what = find(rooted{root}, "/404.html")
		what.isMissing = true
	}
	if what.file != nil {
		s.sending.Store(what.file, true)
	}
	return what
}

// The types that Go takes from the machine it runs on, where it does not know
// them by itself.
func init() {
	for ext, kind := range map[string]string{
		".md": "text/markdown; charset=utf-8", ".markdown": "text/markdown; charset=utf-8", ".mdown": "text/markdown; charset=utf-8",
		".wasm": "application/wasm", ".br": "application/octet-stream",
		".gz": "application/octet-stream", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8",
	} {
		_ = mime.AddExtensionType(ext, kind)
	}
}
