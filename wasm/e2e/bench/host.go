package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/andybalholm/brotli"
	"github.com/cespare/xxhash/v2"
)

// host is a good static host: it compresses text as well as it can, once, and
// lets browsers keep what has a hash in its name, and ask whether the rest has changed.
type host struct {
	folder string
	server *http.Server
	url    string // with a slash at its end

	mu     sync.Mutex
	packed map[string][]byte // by encoding and path

	requests atomic.Int64 // that [isOfVisit] and were answered with a file
	bytes    atomic.Int64 // sent for these, with headers as browsers count them
}

// headers is what Chromium takes the headers of an answer for, in bytes.
const headers = 300

// serve serves a folder on this machine until it is closed.
func serve(folder string) (*host, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", folder, err)
	}
	h := &host{folder: folder, url: "http://" + listener.Addr().String() + "/", packed: map[string][]byte{}}
	h.server = &http.Server{Handler: h}
	go h.server.Serve(listener)
	return h, nil
}

func (h *host) close() { h.server.Close() }

// kinds are the media types of the files that are worth compressing.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".md": "text/markdown; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	place := path.Clean(r.URL.Path)
	if strings.HasSuffix(r.URL.Path, "/") {
		place = path.Join(place, "index.html")
	}
	data, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(place)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	if strings.HasPrefix(place, "/assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	tag := fmt.Sprintf(`"%x"`, xxhash.Sum64(data))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	kind, isText := kinds[path.Ext(place)]
	if !isText {
		if kind = mime.TypeByExtension(path.Ext(place)); kind == "" {
			kind = "application/octet-stream"
		}
	}
	w.Header().Set("Content-Type", kind)
	if encoding := accepted(r); isText && encoding != "" {
		w.Header().Set("Content-Encoding", encoding)
		w.Header().Set("Vary", "Accept-Encoding")
		data = h.pack(encoding, place, data)
	}
	if isOfVisit(r) {
		h.requests.Add(1)
		h.bytes.Add(int64(len(data) + headers))
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.Write(data)
}

// isOfVisit reports whether a request is for what a reader waits for: not the icon, and
// not what the service worker takes once the page is there.
func isOfVisit(r *http.Request) bool {
	return path.Base(r.URL.Path) != "icon.svg" && r.Header.Get("Service-Worker") == "" && !strings.HasSuffix(r.Referer(), "/offline.js")
}

// accepted is the best encoding that the browser can read, or "".
func accepted(r *http.Request) string {
	for _, encoding := range []string{"br", "gzip"} {
		if strings.Contains(r.Header.Get("Accept-Encoding"), encoding) {
			return encoding
		}
	}
	return ""
}

func (h *host) pack(encoding, place string, data []byte) []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	key := encoding + " " + place
	if packed, done := h.packed[key]; done {
		return packed
	}
	var packed bytes.Buffer
	if encoding == "br" {
		z := brotli.NewWriterLevel(&packed, brotli.BestCompression)
		z.Write(data)
		z.Close()
	} else {
		z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression) // fails for unknown levels alone
		z.Write(data)
		z.Close()
	}
	h.packed[key] = packed.Bytes()
	return packed.Bytes()
}
