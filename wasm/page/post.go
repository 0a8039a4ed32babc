package page

import (
	"strconv"
	"strings"

	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// Post returns the view of an article: the header with what its front matter
// says, the table of contents, the body, and the way on from there. An article
// that could not be read gives the view of its error, with the source.
func Post(read Article, options Options) View {
	article, o := &read, &options
	p := article.Post
	e := o.entry(p.Path)
	if e != nil && p.Untitled && (article.Err != nil || article.Document.Title.Text == "") {
		titled := *p
		titled.Title = e.Title // which has nothing of the language
		p, article.Post = &titled, &titled
	}
	if article.Err != nil {
		return Failure(brokenPost(article, o), o.words())
	}
	view := View{Kind: KindPost, Title: p.Title, Description: description(article)}
	body := article.Document.HTML
	if o.Bare { // it is all there is to see
		body = article.Document.Whole()
	}
	view.HTML = safehtml.Format(`<div class="article" part="body">%s</div>`, o.sanitize(body))
	if !o.Bare {
		view.HTML = safehtml.Format(`<article class="post" part="post">%s%s%s%s%s%s</article>`,
			header(article, o), contents(article, o), view.HTML, footer(p, o), related(p, o), neighbours(p, o))
	}
	view.Targets = o.targets
	return view
}

func description(article *Article) string {
	if lead := article.Post.Lead(); lead != "" {
		return lead
	}
	return article.Document.SummaryText
}

func header(article *Article, o *Options) safehtml.HTML {
	p := article.Post
	var hidden safehtml.HTML
	if e := o.entry(p.Path); e != nil {
		hidden = safehtml.Optional(`<p><span class="label hidden-reason">%s</span></p>`, o.words().Hidden(e.Hidden))
	}
	return safehtml.Format(`<header class="post-header" part="header">%s%s%s%s%s<div class="meta" part="meta" data-pagefind-meta="date:%s">%s%s</div>%s</header>`,
		trail(p, o), hidden, heading(article, o), subtitle(p.Lead()), names(p.Names, o), p.Date.String(),
		authors(p.Authors, o), facts(p.Date, p.Lastmod, article.Document.ReadingTime, o), translations(o))
}

// heading is the title of a post: as the heading says that it begins with, which
// links lead to, or else in plain words.
func heading(article *Article, o *Options) safehtml.HTML {
	own := article.Document.Title
	if own.Text == "" {
		return title(safehtml.Text(article.Post.Title), "", o.Heading)
	}
	return title(o.sanitize(own.HTML), own.ID, o.Heading)
}

// title is the heading of a view. It takes the focus when the view is shown in
// place of another.
func title(text safehtml.HTML, id string, level int) safehtml.HTML {
	if level < 1 || level > 6 {
		level = 1
	}
	if safehtml.IsID(id) {
		return safehtml.Format(`<h%s class="title" part="title" tabindex="-1" id="%s">%s</h%s>`, level, id, text, level)
	}
	return safehtml.Format(`<h%s class="title" part="title" tabindex="-1">%s</h%s>`, level, text, level)
}

func subtitle(lead string) safehtml.HTML {
	return safehtml.Optional(`<p class="subtitle" part="subtitle">%s</p>`, lead)
}

// names are what notes call the post besides its title.
func names(all []string, o *Options) safehtml.HTML {
	if len(all) == 0 {
		return safehtml.HTML{}
	}
	return safehtml.Format(`<p class="names" part="names">%s %s</p>`, o.words().AlsoCalled, strings.Join(all, ", "))
}

// facts is one line: the date, the day of the last change when it is another
// one, and how long the post takes to read.
func facts(date, lastmod post.Date, minutes int, o *Options) safehtml.HTML {
	say := o.words()
	var items items
	if !date.IsZero() {
		year := o.term(site.Years, strconv.Itoa(date.Year()))
		items.add(linked("year", year, moment(date, say)))
	}
	if !lastmod.IsZero() && say.Day(lastmod.Time) != say.Day(date.Time) {
		items.add(safehtml.Format(`%s %s`, say.Updated, moment(lastmod, say)))
	}
	if minutes > 0 {
		items.add(safehtml.Text(say.Minutes(minutes)))
	}
	return items.list("facts")
}

// moment is the day of a date in the author's own time zone, so that it is the
// same for every reader and from both fronts.
func moment(d post.Date, say *words.Words) safehtml.HTML {
	return safehtml.Format(`<time part="date" datetime="%s">%s</time>`, d.String(), say.Day(d.Time))
}

func contents(article *Article, o *Options) safehtml.HTML {
	toc := article.Document.TableOfContents
	if o.NoTOC || !strings.Contains(toc, "<li>") {
		return safehtml.HTML{}
	}
	name := o.words().Contents
	toc = strings.Replace(toc, "<nav", `<nav aria-label="`+name+`"`, 1) // it is not the only one of the page
	return safehtml.Format(`<details class="toc" part="toc"><summary><span>%s</span></summary>%s</details>`, name, o.sanitize(toc))
}

func footer(p *post.Post, o *Options) safehtml.HTML {
	say := o.words()
	var aliases items
	for _, alias := range p.Aliases {
		aliases.add(safehtml.Format(`<code>%s</code>`, alias))
	}
	var own, source, share safehtml.HTML
	if e := o.entry(p.Path); e != nil {
		for _, name := range o.Around.Settings.Taxonomies {
			own = safehtml.Join(own, row(name, labels("tags", name, site.Named(e.Terms[name]), o)))
		}
	}
	if safehtml.IsLink(o.Source) { // that of an element may be any address
		source = safehtml.Format(`<a href="%s" type="text/markdown">%s</a>`, o.Source, lastPart(p.Path))
		if o.Around != nil && o.Around.Settings.Wants(config.Embed) {
			share = safehtml.Format(`<button type="button" data-action="embed">%s</button>`, say.Embed)
		}
	}
	return safehtml.Wrap(`<footer class="post-footer" part="footer"><dl>%s</dl></footer>`, safehtml.Join(
		row(say.Tags, labels("tags", site.Tags, site.Named(p.Tags), o)),
		row(say.Categories, labels("tags", site.Categories, site.Named(p.Categories), o)),
		own,
		row(say.AlsoAt, aliases.list("aliases")),
		row(say.Source, source),
		row(say.Share, share),
	))
}

func row(name string, content safehtml.HTML) safehtml.HTML {
	if content.IsEmpty() {
		return content
	}
	return safehtml.Format(`<div><dt>%s</dt><dd>%s</dd></div>`, name, content)
}

// labels are terms of a taxonomy, each leading to its list where there is one.
func labels(class, taxonomy string, terms []site.Term, o *Options) safehtml.HTML {
	var items items
	for _, term := range terms {
		name := safehtml.Text(term.Name)
		if term.Count > 0 {
			name = safehtml.Format(`%s <span class="term-count">%s</span>`, name, term.Count)
		}
		items.add(linked("label", o.term(taxonomy, term.Name), name))
	}
	return items.list(class)
}

// translations leads to the page in the other languages that it is in.
func translations(o *Options) safehtml.HTML {
	if o.Around == nil {
		return safehtml.HTML{}
	}
	var links safehtml.Builder
	for _, t := range o.Around.Translations() {
		links.Add(safehtml.Format(`<a rel="alternate" href="%s" hreflang="%s" lang="%s">%s</a>`, o.to(t.URL), t.Language, t.Language, t.Name))
	}
	all := links.HTML()
	if all.IsEmpty() {
		return all
	}
	return safehtml.Format(`<nav class="translations" aria-label="%s">%s</nav>`, o.words().Translations, all)
}

func lastPart(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// trail leads to the sections that a post is in.
func trail(p *post.Post, o *Options) safehtml.HTML {
	if o.Around == nil {
		return safehtml.HTML{}
	}
	return ways("trail", o.words().Trail, o.Around.Trail(), o)
}

// related leads to posts of the same tags.
func related(p *post.Post, o *Options) safehtml.HTML {
	if o.Around == nil {
		return safehtml.HTML{}
	}
	var items items
	for _, e := range o.Around.Related() {
		items.add(linked("way", o.to(o.Around.PageURL(e.Path)), safehtml.Text(e.LinkTitle)))
	}
	posts := items.list("ways")
	if posts.IsEmpty() {
		return posts
	}
	return safehtml.Format(`<nav class="related" aria-labelledby="postview-related"><h2 id="postview-related">%s</h2>%s</nav>`, o.words().Related, posts)
}

func neighbours(p *post.Post, o *Options) safehtml.HTML {
	if o.Around == nil {
		return safehtml.HTML{}
	}
	newer, older := o.Around.Neighbours(p.Path)
	say := o.words()
	links := safehtml.Join(neighbour("newer", say.Newer, "next", newer, o), neighbour("older", say.Older, "prev", older, o))
	if links.IsEmpty() {
		return links
	}
	return safehtml.Format(`<nav class="neighbours" aria-label="%s">%s</nav>`, say.Neighbours, links)
}

func neighbour(class, word, rel string, e *site.Entry, o *Options) safehtml.HTML {
	if e == nil {
		return safehtml.HTML{}
	}
	return safehtml.Format(`<a class="%s" rel="%s" href="%s"><span>%s</span> <strong>%s</strong></a>`,
		class, rel, o.to(o.Around.PageURL(e.Path)), word, e.LinkTitle)
}
