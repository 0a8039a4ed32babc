package pages

import (
	"postview/wasm/build/assets"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
)

// WriteOffline writes the service worker, and the page of what it does not keep. Where
// readers are not to have one, it is one that ends those of before.
func WriteOffline(w *out.Writer, shell *shell, x assets.Extras) {
	if !x.Offline {
		w.Write(plan.WorkerFile, assets.NewDesk(w, shell.web).Bundled("offline/offline-end.js", nil))
		return
	}
	page, err := shell.from("offline/" + plan.OfflinePage)
	w.Note(err)
	if err != nil {
		return
	}
	writeBare(w, page, plan.OfflinePage)
	files := []string{"./", plan.OfflinePage}
	for _, name := range []string{"style/style.css", "site/page.js", "offline/keeping.js", "offline/kept.js", "site/icon.svg"} {
		files = append(files, shell.assets[name])
	}
	w.Write(plan.WorkerFile, assets.NewDesk(w, shell.web).Bundled("offline/"+plan.WorkerFile, assets.WorkerFiles{Shell: files, Index: x.Search}))
}
