package page

import (
	"postview/wasm/address"
	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// List returns the view of a page of a list, which the options have with its posts.
func List(options Options) View {
	o := &options
	l, say := o.Around.List, o.words()
	heading := ListTitle(l, say)
	view := View{Kind: KindList, Title: heading, Description: l.Description, Count: count(o), Found: found(o)}
	if view.Description == "" {
		view.Description = heading + ": " + view.Count
	}
	if l.Page > 1 {
		view.Title = say.Page(l.Page)
		if l.Kind != address.KindHome {
			view.Title = heading + ", " + view.Title
		}
	}
	var text safehtml.HTML
	if l.Text != "" {
		text = o.sanitize(l.Text)
	}
	view.HTML = safehtml.Format(`<section class="list" data-list="%s"><header class="list-header">%s%s%s%s%s%s<p class="count" role="status">%s</p>%s</header>`+
		`<div class="found">%s</div></section>`,
		l.Kind, ways("trail", say.Trail, l.Trail, o), title(safehtml.Text(heading), "", 1), subtitle(l.Description),
		safehtml.Wrap(`<div class="article list-text">%s</div>`, text),
		ways("sections", say.Sections, l.Sections, o), narrowing(o), view.Count, translations(o), view.Found)
	return view
}

// ListTitle is what a list is called: by its own title, or by the viewer's words.
func ListTitle(l *site.List, say *words.Words) string {
	if l.Title != "" {
		return l.Title
	}
	return taxonomyTitle(l.Taxonomy, say)
}

func taxonomyTitle(name string, say *words.Words) string {
	title, _ := taxonomyTitles(name, say)
	return title
}

// taxonomyTitles are what a taxonomy is called, and one of its terms. Of a taxonomy
// of the site's own only its name is known.
func taxonomyTitles(name string, say *words.Words) (all, one string) {
	switch name {
	case site.Tags:
		return say.Tags, say.Tag
	case site.Categories:
		return say.Categories, say.Category
	case site.Authors:
		return say.Authors, say.Author
	case site.Years:
		return say.Years, say.Year
	}
	title := site.FolderTitle(name)
	return title, title
}

// ways lead to lists.
func ways(class, label string, to []site.Link, o *Options) safehtml.HTML {
	if len(to) == 0 {
		return safehtml.HTML{}
	}
	var items items
	for _, way := range to {
		if way.Title == "" {
			way.Title = taxonomyTitle(o.Around.List.Taxonomy, o.words())
		}
		items.add(linked("way", o.to(way.URL), safehtml.Text(way.Title)))
	}
	return safehtml.Format(`<nav class="%s" aria-label="%s">%s</nav>`, class, label, items.list("ways"))
}

// count tells how many posts there are, or how many of them were found.
func count(o *Options) string {
	l, say := o.Around.List, o.words()
	switch {
	case l.Kind == site.ListTerms:
		return say.Terms(l.Count)
	case len(l.Choice) == 0:
		return say.Posts(l.Count)
	}
	text := say.Found(l.Found, l.Count)
	switch {
	case o.Trouble != nil:
		text += say.OrMore
	case l.More:
		text += say.SoFar
	}
	return text
}

// found is the posts or the terms, and the way to the others.
func found(o *Options) safehtml.HTML {
	l, say := o.Around.List, o.words()
	content := labels("terms", l.Taxonomy, l.Terms, o)
	if l.Kind != site.ListTerms {
		var cards items
		for i := range o.Around.Entries {
			cards.add(card(&o.Around.Entries[i], o))
		}
		content = safehtml.Wrap(`<ol class="posts" part="posts">%s</ol>`, cards.HTML())
	}
	nothing := say.NoPosts
	switch {
	case !content.IsEmpty() || l.More:
		nothing = ""
	case len(l.Choice) > 0:
		nothing = say.NoneFound
	}
	var trouble safehtml.HTML
	if o.Trouble != nil {
		trouble = Failure(*o.Trouble, say).HTML
	}
	return safehtml.Join(trouble, content, safehtml.Optional(`<p class="empty">%s</p>`, nothing), pager(o))
}

func card(e *site.Entry, o *Options) safehtml.HTML {
	if e.Error != "" {
		return brokenCard(e, o)
	}
	o = &Options{Around: o.Around, Words: o.Words, Address: o.Address, Links: o.Around.Links(e.Path, o.Address)}
	return safehtml.Format(`<article class="card">%s%s<div class="meta">%s%s</div>%s%s</article>`,
		cardTitle(e, o), subtitle(e.Lead),
		authors(e.Authors, o), facts(e.Date, post.Date{}, e.Minutes, o),
		safehtml.Optional(`<p class="summary">%s</p>`, e.Summary), labels("tags", site.Tags, site.Named(e.Tags), o))
}

func cardTitle(e *site.Entry, o *Options) safehtml.HTML {
	return safehtml.Format(`<h2><a href="%s">%s</a>%s</h2>`, o.to(o.Around.PageURL(e.Path)), e.LinkTitle,
		safehtml.Optional(` <span class="label hidden-reason">%s</span>`, o.words().Hidden(e.Hidden)))
}

func brokenCard(e *site.Entry, o *Options) safehtml.HTML {
	say := o.words()
	return safehtml.Format(`<article class="card broken">%s<p class="reason">%s <code>%s</code></p>`+
		`<p><a href="%s" type="text/markdown">%s</a></p></article>`,
		cardTitle(e, o), say.CantShow, e.Error, o.to(address.Escape(e.Path)), say.ReadSource)
}
