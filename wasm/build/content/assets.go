package content

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/problem"
)

// assets is the folder of a Hugo site whose files are published where a post asks for
// one of them.
const assets = "assets"

// readAssets finds the files of this folder that posts refer to by their paths in it,
// where there is none of the name beside the post. They are published as static ones.
func (c *Content) readAssets(o *Options) {
	folder := filepath.Join(projectOf(o), assets)
	if projectOf(o) == "" || !disk.IsFolder(folder) {
		return
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		c.note(problem.OfFile(filepath.ToSlash(folder), err))
		return
	}
	defer root.Close()
	known := map[string]bool{}
	for _, name := range c.Files {
		known[name] = true
	}
	for _, a := range c.Articles {
		for _, ref := range a.References {
			target, beside := address.FileOf(a.Post.Path, ref)
			name := strings.TrimPrefix(path.Clean("/"+address.Unescape(target)), "/")
			if beside == "" || known[beside] || known[name] {
				continue
			}
			if info, err := root.Stat(name); err == nil && info.Mode().IsRegular() {
				c.Files, c.Static[name], known[name] = append(c.Files, name), folder, true
			}
		}
	}
}
