package page

import (
	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
)

// List returns the view of all posts of the site, newest first, as it is shown
// on the page at address.
func List(s *site.Site, address string) View {
	o := Options{Site: s, Address: address}
	say := o.words()
	content := format(`<p class="empty">%s</p>`, say.NoPosts)
	if len(s.Entries) > 0 {
		var cards []safehtml.HTML
		for _, e := range s.Entries {
			cards = append(cards, format(`<li>%s</li>`, card(e, o)))
		}
		content = format(`<ol class="posts" part="posts">%s</ol>`, join(cards...))
	}
	return View{
		Kind:        KindList,
		Title:       s.Title,
		Description: s.Description,
		HTML: format(`<section class="list"><header class="list-header">%s%s<p class="count">%s</p>%s</header>%s</section>`,
			title(s.Title, 1), subtitle(s.Description), say.Posts(len(s.Entries)), translations(o), content),
	}
}

func card(e site.Entry, o Options) safehtml.HTML {
	if e.Error != "" {
		return brokenCard(e, o)
	}
	o.Links = o.Site.Links(e.Path, o.Address)
	return format(`<article class="card">%s%s<div class="meta">%s%s</div>%s%s</article>`,
		cardTitle(e, o), subtitle(e.Lead),
		authors(e.Authors, o), facts(e.Date, post.Date{}, e.Minutes, o.words()),
		optional(`<p class="summary">%s</p>`, e.Summary), labels(e.Tags))
}

func cardTitle(e site.Entry, o Options) safehtml.HTML {
	return format(`<h2><a href="%s">%s</a>%s</h2>`, o.to(o.Site.PageURL(e.Path)), e.LinkTitle,
		optional(` <span class="label hidden-reason">%s</span>`, o.words().Hidden(e.Hidden)))
}

func brokenCard(e site.Entry, o Options) safehtml.HTML {
	say := o.words()
	return format(`<article class="card broken">%s<p class="reason">%s <code>%s</code></p>`+
		`<p><a href="%s" type="text/markdown">%s</a></p></article>`,
		cardTitle(e, o), say.CantShow, e.Error, o.to(site.SourceURL(e.Path)), say.ReadSource)
}
