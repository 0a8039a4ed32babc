package build

import (
	"os"
	"slices"

	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/problem"
)

// copySources copies the sources, which the browser program reads, and all other
// files. What can't be read is a problem of the content.
func copySources(w *out.Writer, c *content.Content, o *content.Options) {
	from, err := os.OpenRoot(o.Content)
	w.Note(err)
	if err != nil {
		return
	}
	defer from.Close()
	names := slices.DeleteFunc(slices.Clone(c.Files), func(name string) bool { return c.Static[name] != "" })
	for _, a := range c.Articles {
		if a.Published == nil {
			names = append(names, a.Post.Path)
		} else {
			w.Write(a.Post.Path, a.Published)
		}
	}
	w.Each(len(names), func(i int) {
		if err := w.Copy(from, names[i]); err != nil {
			c.Note(problem.OfFile(names[i], err))
		}
	})
}

// copyStatic copies the files that have their places.
func copyStatic(w *out.Writer, c *content.Content, taken plan.Claims) {
	roots := map[string]*os.Root{}
	names := slices.DeleteFunc(slices.Clone(c.Files), func(name string) bool {
		return c.Static[name] == "" || taken[name] != plan.StaticAt(c, name)
	})
	for _, name := range names {
		if folder := c.Static[name]; roots[folder] == nil {
			root, err := os.OpenRoot(folder)
			if err != nil {
				w.Note(err)
				return
			}
			defer root.Close()
			roots[folder] = root
		}
	}
	w.Each(len(names), func(i int) {
		if err := w.Copy(roots[c.Static[names[i]]], names[i]); err != nil {
			c.Note(problem.OfFile(plan.StaticAt(c, names[i]).Owner, err))
		}
	})
}
