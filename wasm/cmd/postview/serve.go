//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
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
	s := &server{out: o.out, log: log}
	b := &builder{options: o, log: log, swap: s.swap}
	if err := b.build(ctx); err != nil {
		return err
	}
	listener, err := listenFrom(o.port)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	changes, err := watch(ctx, o.content, web, o.out)
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
	log *log

	swapping sync.RWMutex // held while the folder is swapped
	pages    audience     // that are open
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
		if err := b.build(ctx); err != nil {
			s.log.say("not built: %v", err)
			continue
		}
		s.pages.tell(string(c))
	}
}

func (s *server) swap(made, out string) error {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	return swap(made, out)
}

// file sends a file as a plain static host does, with 404.html for what is not
// there. Browsers ask again each time, for files change here.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	w.Header().Set("Cache-Control", "no-cache")
	files := http.Dir(s.out)
	if !exists(files, r.URL.Path) {
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
	http.FileServer(files).ServeHTTP(w, r)
}

// exists reports whether there is a file at the path, or a folder with a page.
func exists(files http.Dir, path string) bool {
	f, err := files.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.IsDir() {
		return err == nil
	}
	index, err := files.Open(path + "/index.html")
	if err != nil {
		return false
	}
	index.Close()
	return true
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
// events.
type audience struct {
	mu        sync.Mutex
	listeners map[chan string]bool
}

func (a *audience) tell(what string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for listener := range a.listeners {
		select {
		case listener <- what:
		default: // it has a change to tell already
		}
	}
}

func (a *audience) join() (listener chan string, leave func()) {
	listener = make(chan string, 1)
	a.mu.Lock()
	defer a.mu.Unlock()
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
	listener, leave := a.join()
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
			fmt.Fprintf(w, "event: change\ndata: %s\n\n", what)
		case <-alive.C:
			fmt.Fprint(w, ":\n\n")
		case <-r.Context().Done():
			return
		}
	}
}
