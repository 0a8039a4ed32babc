//go:build !js

package main

// The files of what keeps pages for reading without a connection. A service
// worker has the folder that it is in for its own, and is found again by its name.
const (
	workerFile  = "offline.js"
	offlinePage = "offline.html"
)

// workerFiles is what web/offline.js has to know.
type workerFiles struct {
	Shell []string `json:"shell"` // what is kept before it is read
	Index string   `json:"index"` // of the search, which is not kept
}

// offline writes the service worker, and the page of what it does not keep. Where
// readers are not to have one, it is one that ends those of before.
func (w *writer) offline(shell *shell, x extras) {
	if !x.offline {
		w.write(workerFile, w.minify(workerFile, w.read("offline-end.js")))
		return
	}
	page, err := shell.from(offlinePage)
	w.note(err)
	if err != nil {
		return
	}
	w.bare(page, offlinePage)
	files := []string{"./", offlinePage}
	for _, name := range []string{"style.css", "page.js", "keeping.js", "kept.js", "icon.svg"} {
		files = append(files, shell.assets[name])
	}
	w.write(workerFile, w.minify(workerFile, w.fill(workerFile, workerFiles{Shell: files, Index: x.search})))
}
