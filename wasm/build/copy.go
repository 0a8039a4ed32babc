package build

import (
	"os"
	"slices"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/problem"
)

// copySources copies the sources, which the browser program reads, and all other
// files, which have their places. What can't be read is a problem of the content.
func copySources(w *out.Writer, c *content.Content, taken plan.Claims, o *content.Options) {
	from, err := os.OpenRoot(o.Content)
	w.Note(err)
	if err != nil {
		return
	}
	defer from.Close()
	made := map[string][]byte{} // what is published in the place of a source
	for _, a := range c.Articles {
		if a.Published != nil {
			made[a.Post.Path] = a.Published
		}
	}
	var own, again []string // places
	for place, who := range taken {
		switch {
		case who.Kind == plan.OfPost && place == address.SourceFile(who.Owner) && place != who.Owner:
			data, err := from.ReadFile(who.Owner)
			if err != nil {
				c.Note(problem.OfFile(who.Owner, err))
				continue
			}
			w.Write(place, data)
		case who.Owner == place && who.Kind == plan.OfPost && made[place] != nil:
			w.Write(place, made[place])
		case who.Owner == place && (who.Kind == plan.OfFile || who.Kind == plan.OfPost):
			own = append(own, place)
		case who.Kind == plan.OfFile:
			again = append(again, place)
		}
	}
	w.Each(len(own), func(i int) {
		if err := w.Copy(from, own[i], own[i]); err != nil {
			c.Note(problem.OfFile(own[i], err))
		}
	})
	w.Each(len(again), func(i int) { // what can't be read has been told
		_ = w.Copy(from, taken[again[i]].Owner, again[i])
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
		if err := w.Copy(roots[c.Static[names[i]]], names[i], names[i]); err != nil {
			c.Note(problem.OfFile(plan.StaticAt(c, names[i]).Owner, err))
		}
	})
}
