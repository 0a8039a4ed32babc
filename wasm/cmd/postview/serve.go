//go:build !js

package main

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
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// runServe builds the site and serves it on this machine; when a file changes it
// builds it again and tells the pages that are open.
func runServe(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse("serve", args, stderr)
	if err != nil {
		return err
	}
	o.live = true
	o.base.Path = "/" // the site is at the root of this server, wherever it will be
	log := newLog(stdout)
	remove, err := o.standHere(log)
	if err != nil {
		return err
	}
	defer remove()
	s := &server{out: o.out, web: o.web(), log: log}
	s.pages.tell(changedPage) // to those that were open when another server ended here
	b := &builder{options: o, log: log, swap: s.swap, rendered: new(rendered), shown: func() {}}
	s.search = liveSearch{search: &b.search, pages: o.out}
	defer s.search.end()
	changes, err := watch(ctx, newSources(o)) // before the build, during which something may change
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	if err := b.build(ctx); err != nil {
		return err
	}
	listener, err := listenFrom(o.port)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	go s.rebuild(ctx, b, changes)
	log.say("http://localhost:%d/  (Ctrl+C ends it)", listener.Addr().(*net.TCPAddr).Port)
	return s.serve(ctx, listener)
}

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
	out string
	web fs.FS // with the examples
	log *log

	swapping sync.RWMutex // held while the folder is swapped
	pages    audience     // that are open
	search   liveSearch
}

func (s *server) serve(ctx context.Context, listener net.Listener) error {
	mux := http.NewServeMux()
	mux.Handle("/postview-live", &s.pages)
	mux.HandleFunc("/", s.file)
	server := &http.Server{Handler: mux, BaseContext: func(net.Listener) context.Context { return ctx }}
	context.AfterFunc(ctx, func() { server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// rebuild builds the site whenever something has changed.
func (s *server) rebuild(ctx context.Context, b *builder, changes <-chan change) {
	for c := range changes {
		if c == changedPage {
			b.last = nil
		}
		b.shown = func() { s.pages.tell(c) }
		if err := b.build(ctx); err != nil {
			s.log.say("not built: %v", err)
		}
	}
}

func (s *server) swap(made, out string) error {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	return swap(made, out)
}

// file sends a file as a plain static host does, with 404.html for what is not
// there. Browsers ask again each time, for files change here, and within the
// second that Last-Modified can tell.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	w.Header().Set("Cache-Control", "no-cache")
	build := s.pages.current()
	w.Header().Set("Server-Timing", "build;desc="+build) // which a page can read: live.js does
	if strings.HasPrefix(r.URL.Path, "/"+indexPrefix) {
		w.Header().Set("ETag", strconv.Quote(build))
		s.search.serve(w, r, build)
		return
	}
	files := http.FileSystem(http.Dir(s.out))
	info := sent(files, r.URL.Path)
	if info == nil && strings.HasPrefix(r.URL.Path, "/examples/") {
		files = http.FS(s.web) // the embedder's examples, which are not of the site
		info = sent(files, r.URL.Path)
	}
	if info == nil {
		missing, err := os.ReadFile(filepath.Join(s.out, "404.html"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(missing)
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
	http.FileServer(files).ServeHTTP(w, r)
}

// sent returns the file that is sent for a path, which may be the page of a folder:
// nil where there is none.
func sent(files http.FileSystem, name string) fs.FileInfo {
	f, err := files.Open(path.Clean(name))
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil
	case info.IsDir():
		return sent(files, name+"/index.html")
	}
	return info
}

// The types that Go takes from the machine it runs on, where it does not know
// them by itself.
func init() {
	for ext, kind := range map[string]string{
		".md": "text/markdown; charset=utf-8", ".wasm": "application/wasm", ".br": "application/octet-stream",
		".gz": "application/octet-stream", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8",
	} {
		_ = mime.AddExtensionType(ext, kind)
	}
}

// audience is the pages that are open and listen for changes, over server-sent
// events. Each says which build it is of, so that it hears at once of what
// changed while it was being loaded or the server was away.
type audience struct {
	mu        sync.Mutex
	build     int64 // when the last one ended, in nanoseconds; 0 before the first
	listeners map[chan string]bool
}

// current names the build that a page of now is of.
func (a *audience) current() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.name()
}

func (a *audience) name() string { return strconv.FormatInt(a.build, 36) }

// tell tells all of a new build, and what has changed in it.
func (a *audience) tell(what change) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.build = time.Now().UnixNano()
	for listener := range a.listeners {
		select {
		case listener <- string(what):
		default: // it has a change to tell already
		}
	}
}

// join adds a page of a build; "" is the last one.
func (a *audience) join(build string) (listener chan string, leave func()) {
	listener = make(chan string, 1)
	a.mu.Lock()
	defer a.mu.Unlock()
	if build != "" && build != a.name() {
		listener <- string(changedPage)
	}
	if a.listeners == nil {
		a.listeners = map[chan string]bool{}
	}
	a.listeners[listener] = true
	return listener, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.listeners, listener)
	}
}

func (a *audience) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	listener, leave := a.join(cmp.Or(r.Header.Get("Last-Event-ID"), r.FormValue("build")))
	defer leave()
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	fmt.Fprint(w, "retry: 500\n\n")
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for out.Flush() == nil {
		select {
		case what := <-listener:
			fmt.Fprintf(w, "id: %s\nevent: change\ndata: %s\n\n", a.current(), what)
		case <-alive.C:
			fmt.Fprint(w, ":\n\n")
		case <-r.Context().Done():
			return
		}
	}
}
