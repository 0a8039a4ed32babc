package build

import (
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/problem"
)

// copyFiles copies the sources, which the browser program reads, and all other files
// that have their places. What can't be read is a problem of the content.
func copyFiles(w *out.Writer, c *content.Content, taken plan.Claims) {
	from, _ := c.Sources.Open()
	defer from.Close()
	var names []string
	for _, name := range c.Files {
		if taken[name] == (plan.Claim{Kind: plan.OfFile, Owner: name}) || c.Static[name] != "" && taken[name] == plan.StaticAt(c, name) {
			names = append(names, name)
		}
	}
	for _, a := range c.Articles {
		if taken[a.Post.Path] == (plan.Claim{Kind: plan.OfPost, Owner: a.Post.Path}) {
			names = append(names, a.Post.Path)
		}
	}
	w.Each(len(names), func(i int) {
		if err := w.Copy(from, names[i]); err != nil {
			at := names[i]
			if c.Static[at] != "" {
				at = plan.StaticAt(c, at).Owner
			}
			c.Note(problem.OfFile(at, err))
		}
	})
}
