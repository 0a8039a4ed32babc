package content

import (
	"path"
	"strings"

	"postview/wasm/address"
)

// readAssets finds the files in the assets of a Hugo site that posts refer to by their
// paths in it, where there is none of the name beside the post. They are published as
// static ones.
func (c *Content) readAssets(folder *Folder) {
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
			if at := folder.asset(name); at != "" {
				c.Files, c.Static[name], known[name] = append(c.Files, name), at, true
			}
		}
	}
}

// asset returns where a file of the assets is on the disk, or "".
func (f *Folder) asset(name string) string {
	for _, m := range f.mounts {
		rel, is := m.below(name)
		if m.Component != "assets" || !is || !m.means(rel) || m.file != "" && rel != "." {
			continue
		}
		if info, err := m.root.Stat(path.Join(m.file, rel)); err == nil && info.Mode().IsRegular() {
			return m.path(rel)
		}
	}
	return ""
}
