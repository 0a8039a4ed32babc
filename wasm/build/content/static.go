package content

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/build/disk"
	"postview/wasm/build/project"
	"postview/wasm/problem"
)

// staticMounts returns the mounts of static files in the order in which Hugo looks into
// them: those of the site first, those with a shorter place before others, and the last
// of the list first. None of them are among the posts, or around them.
func staticMounts(mounts []project.Mount, posts []mounted) (all []mounted) {
	for _, m := range slices.Backward(mounts) {
		isAmongPosts := func(of mounted) bool {
			return m.From == of.From || disk.IsWithin(m.From, of.From) || disk.IsWithin(of.From, m.From)
		}
		if !slices.ContainsFunc(posts, isAmongPosts) {
			all = append(all, mounted{m, m.At})
		}
	}
	order := func(m mounted) (n int) {
		if !m.IsOwn {
			n = 1000
		}
		return n + strings.Count("/"+m.At, "/")
	}
	slices.SortStableFunc(all, func(a, b mounted) int { return order(a) - order(b) })
	return all
}

// readStatic finds the files that are published as they are, but for those that the
// author has among the posts as well.
func (c *Content) readStatic(f *Folder) {
	own := map[string]bool{}
	for _, name := range c.Files {
		own[name] = true
	}
	c.Static = map[string]string{}
	for _, m := range f.mounts {
		if m.Component != "static" {
			continue
		}
		m.walk(func(rel, name string, entry fs.DirEntry, err error) error {
			at := m.path(rel)
			switch shown := filepath.ToSlash(at); {
			case err != nil:
				c.note(problem.OfFile(shown, err))
			case entry.IsDir(), own[name], c.Static[name] != "":
			case m.From == c.Sources.public && !disk.IsThere(m.root.FS(), rel): // a link out of it, as packages of a repository share files: a post that needs it misses it
			case disk.IsLinkedFolder(m.root.FS(), entry, rel):
				c.note(problem.OfFile(shown, errLinked))
			case !disk.IsFile(m.root.FS(), entry, rel):
				c.note(problem.OfFile(shown, errNoFile))
			default:
				c.Files = append(c.Files, name)
				c.Static[name] = at
			}
			return nil
		})
	}
}
