package pages

import (
	"path"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/machines"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
)

// Set is what the pages of a site are made from.
type Set struct {
	Content   *content.Content
	Taken     plan.Claims // as [plan.Settled] returns it
	Links     *plan.References
	Published machines.Publications
	assets.Extras
	Places map[string]string // of the files of web/, as [assets.Desk.WriteAll] returns them
	Finder string            // root.js, which is within pages
}

// NewShells returns the shell of each edition.
func NewShells(now *Set, o *content.Options) (map[*content.Edition]*shell, error) {
	shells := map[*content.Edition]*shell{}
	for _, e := range now.Content.Editions {
		shell, err := newShell(shell{web: o.Web(), assets: now.Places, finder: now.Finder, homes: homes(now.Content), site: e.Site, live: o.Live})
		if err != nil {
			return nil, err
		}
		shells[e] = shell
	}
	return shells, nil
}

// homes returns the addresses of the lists of all posts, that of the default language
// first: "" where there is one, at the root.
func homes(c *content.Content) string {
	homes := []string{address.Relative("", c.Home().Settings.Lang.Prefix)}
	for _, e := range c.Editions {
		if e != c.Home() {
			homes = append(homes, address.Relative("", e.Settings.Lang.Prefix))
		}
	}
	if all := strings.Join(homes, " "); all != "./" {
		return all
	}
	return ""
}

// WriteShells writes the pages that show any post, and the one of what is missing.
func WriteShells(w *out.Writer, shell *shell, now *Set, o *content.Options) {
	for _, name := range []string{"open/view.html", "frame/embed.html"} {
		other, err := shell.from(name)
		w.Note(err)
		if err == nil {
			writeBare(w, other, path.Base(name))
		}
	}
	if now.Taken.IsOurs(plan.MissingPage) {
		writeMissing(w, shell, now.Content, o)
	}
}

// WriteLists writes the pages of the lists.
func WriteLists(w *out.Writer, shells map[*content.Edition]*shell, now *Set, o *content.Options) {
	for _, e := range now.Content.Editions {
		writeParts(w, e.Site)
		if o.Prerender {
			now.Links.LeadLists(e, plan.Placed(e, now.Taken))
			writeListPages(w, shells[e], e, now, o)
		} else {
			writeBare(w, shells[e], e.Settings.Lang.Prefix)
		}
	}
}
