package e2e

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// host is a plain static host for a folder: no rules, no compression, and
// 404.html for what is not there. It notes what it was asked for.
type host struct {
	*httptest.Server
	folder string
	rules  http.HandlerFunc // by which it answers in place of the plain ones

	mu       sync.Mutex
	requests []string
	answers  map[string]http.HandlerFunc // in place of the file at a path
}

func serve(t *testing.T, folder string) *host {
	t.Helper()
	h := &host{folder: folder, answers: map[string]http.HandlerFunc{}}
	h.Server = &httptest.Server{Listener: listen(t), Config: &http.Server{Handler: h}}
	h.Server.Start()
	t.Cleanup(h.Server.Close)
	return h
}

// origins are the addresses that hosts have had. The browser keeps pages by
// origin, so that none may come again: it would show a page of another test.
var origins sync.Map

// listen listens at a port of its own.
func listen(t *testing.T) net.Listener {
	t.Helper()
	for {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		if _, had := origins.LoadOrStore(listener.Addr().String(), true); !had {
			return listener
		}
		listener.Close()
	}
}

// at returns the URL of a path.
func (h *host) at(path string) string { return h.URL + "/" + path }

// answer has the host answer a path, or all that end with it, in another way; nil ends that.
func (h *host) answer(suffix string, with http.HandlerFunc) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if with == nil {
		delete(h.answers, suffix)
		return
	}
	h.answers[suffix] = with
}

// asked returns the paths that were asked for and contain what is given.
func (h *host) asked(containing string) []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var found []string
	for _, path := range h.requests {
		if strings.Contains(path, containing) {
			found = append(found, path)
		}
	}
	return found
}

// forget forgets what was asked for.
func (h *host) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = nil
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if answer := h.note(r.URL.Path); answer != nil {
		answer(w, r)
		return
	}
	if h.rules != nil {
		h.rules(w, r)
		return
	}
	h.file(w, r)
}

// file answers with the file at the path.
func (h *host) file(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(h.folder, filepath.FromSlash(r.URL.Path))
	if strings.HasSuffix(r.URL.Path, "/") {
		name = filepath.Join(name, "index.html")
	}
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if _, err := os.Stat(name); err != nil {
		page, _ := os.ReadFile(filepath.Join(h.folder, "404.html"))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(page)
		return
	}
	if strings.HasSuffix(name, ".md") {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
	}
	if strings.HasSuffix(r.URL.Path, "/index.html") {
		r.URL.Path = strings.TrimSuffix(r.URL.Path, "index.html")
	}
	http.FileServer(http.Dir(h.folder)).ServeHTTP(w, r)
}

func (h *host) note(path string) http.HandlerFunc {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = append(h.requests, path)
	for suffix, answer := range h.answers {
		if strings.HasSuffix(path, suffix) {
			return answer
		}
	}
	return nil
}

// waiting answers with the file at the path, once it is released.
func waiting(h *host, release <-chan bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
			h.file(w, r)
		case <-r.Context().Done():
		}
	}
}

// status answers with a status and nothing else.
func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// body answers with a file of this content.
func body(kind, content string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Write([]byte(content))
	}
}

// names returns the paths of the host's files that match a pattern.
func (h *host) names(pattern string) []string {
	var names []string
	found, _ := filepath.Glob(filepath.Join(h.folder, pattern)) // fails for bad patterns alone
	for _, name := range found {
		names = append(names, "/"+filepath.ToSlash(strings.TrimPrefix(name, h.folder+string(filepath.Separator))))
	}
	return names
}

// files makes a folder of files: their paths and their content.
func files(t *testing.T, content map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range content {
		write(t, filepath.Join(folder, name), text)
	}
	return folder
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
