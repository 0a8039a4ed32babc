//go:build !js

package main

// The files of what keeps pages for reading without a connection. A service
// worker has the folder that it is in for its own, and is found again by its name.
const (
	workerFile  = "offline.js"
	offlinePage = "offline.html"
)

// offline writes the service worker, and the page of what it does not keep. Where
// readers are not to have one, it is one that ends those of before.
func (w *writer) offline(shell *shell, x extras) {
	if !x.offline {
		w.write(workerFile, w.bundled("offline/offline-end.js", nil))
		return
	}
	page, err := shell.from("offline/" + offlinePage)
	w.note(err)
	if err != nil {
		return
	}
	w.bare(page, offlinePage)
	files := []string{"./", offlinePage}
	for _, name := range []string{"style/style.css", "site/page.js", "offline/keeping.js", "offline/kept.js", "site/icon.svg"} {
		files = append(files, shell.assets[name])
	}
	w.write(workerFile, w.bundled("offline/"+workerFile, workerFiles{Shell: files, Index: x.search}))
}
