package pages

import (
	"net/url"
	"slices"

	"golang.org/x/net/html"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/build/machines"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
	"postview/wasm/page"
	"postview/wasm/site"
)

// WritePosts writes the pages of posts, and what the program needs to show them.
func WritePosts(w *out.Writer, shells map[*content.Edition]*shell, articles []content.Article, now *Set, o *content.Options, log *progress.Log) {
	base := plan.AbsoluteBase(o, now.Content.Settings)
	done := log.Progress("Writing", len(articles))
	w.Each(len(articles), func(i int) {
		defer done()
		writePost(w, shells[articles[i].Edition], articles[i], now, o, base)
	})
}

func writePost(w *out.Writer, shell *shell, a content.Article, now *Set, o *content.Options, base *url.URL) {
	shown := pageOptions(a, now.Links, o)
	view := page.Post(a.Article, shown)
	a.See(view)
	head := machines.NeighbourHead(a)
	if now.Published != nil {
		p := now.Published.Of(a.Edition)
		if post := p.Published(a); post != nil {
			post.Read(shown)
		}
		head = slices.Concat(head, p.PostHead(a), []*html.Node{machines.LinkOEmbed(w, base, a)})
	}
	writeAround(w, a, o, shown.Around, view.Targets)
	if o.Prerender {
		writePage(w, shell, a.Entry.URL, view, head...)
	}
	if !o.Live {
		a.Release()
	}
}

// writeBare writes a page that scripts fill.
func writeBare(w *out.Writer, shell *shell, at string) {
	bare, err := shell.bare(at)
	w.Note(err)
	w.Write(disk.PageFile(at), bare)
}

func writePage(w *out.Writer, shell *shell, at string, view page.View, head ...*html.Node) {
	filled, err := shell.filled(view, at, head...)
	w.Note(err)
	w.Page(disk.PageFile(at), filled)
}

// View returns what a page shows of a post.
func View(a content.Article, links *plan.References, o *content.Options) page.View {
	return page.Post(a.Article, pageOptions(a, links, o))
}

func pageOptions(a content.Article, links *plan.References, o *content.Options) page.Options {
	leads := links.Leads(a.Edition, a.Post.Path, a.Entry.URL, a.References)
	return page.Options{
		Around:   a.Site.Around(a.Post.Path, leads),
		Address:  a.Entry.URL,
		Links:    a.Site.Links(a.Post.Path, a.Entry.URL, leads),
		Sanitize: a.Sanitizer(o),
		Source:   address.Relative(a.Entry.URL, address.Escape(address.SourceFile(a.Post.Path))),
	}
}

// writeAround writes what the program needs to show a post: what stands around it,
// and what its references lead to.
func writeAround(w *out.Writer, a content.Article, o *content.Options, around *site.Surroundings, targets []site.Target) {
	a.Site.Widen(around, targets)
	w.JSON(plan.AroundFile(a, o), around)
}
