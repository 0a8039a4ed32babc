package build

import (
	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/problem"
)

// copyFiles copies the sources, which the browser program reads, and all other files, to
// the places that they have. What can't be read is a problem of the content.
func copyFiles(w *out.Writer, c *content.Content, taken plan.Claims) {
	from, _ := c.Sources.Open()
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
		case who.Owner == place && (who.Kind == plan.OfFile || who.Kind == plan.OfPost), c.Static[place] != "" && who == plan.StaticAt(c, place):
			own = append(own, place)
		case who.Kind == plan.OfFile:
			again = append(again, place)
		}
	}
	w.Each(len(own), func(i int) {
		if err := w.Copy(from, own[i], own[i]); err != nil {
			at := own[i]
			if taken[at].Kind == plan.OfStatic {
				at = taken[at].Owner
			}
			c.Note(problem.OfFile(at, err))
		}
	})
	w.Each(len(again), func(i int) { // what can't be read has been told
		_ = w.Copy(from, taken[again[i]].Owner, again[i])
	})
}
