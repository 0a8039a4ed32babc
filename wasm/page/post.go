package page

import (
	"strings"

	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// Post returns the view of an article: the header with what its front matter
// says, the table of contents, the body, and the way on from there. An article
// that could not be read gives the view of its error, with the source.
func Post(article Article, o Options) View {
	p := article.Post
	if e, known := o.entry(p.Path); known && p.Untitled {
		titled := *p
		titled.Title = e.Title // which has nothing of the language
		p, article.Post = &titled, &titled
	}
	if article.Err != nil {
		return Failure(brokenPost(article, o), o.words())
	}
	view := View{Kind: KindPost, Title: p.Title, Description: description(article)}
	view.HTML = format(`<div class="article" part="body">%s</div>`, o.sanitize(article.Document.HTML))
	if !o.Bare {
		view.HTML = format(`<article class="post" part="post">%s%s%s%s%s</article>`,
			header(article, o), contents(article, o), view.HTML, footer(p, o), neighbours(p, o))
	}
	return view
}

func description(article Article) string {
	if lead := article.Post.Lead(); lead != "" {
		return lead
	}
	return article.Document.SummaryText
}

func header(article Article, o Options) safehtml.HTML {
	p := article.Post
	return format(`<header class="post-header" part="header">%s%s<div class="meta" part="meta" data-pagefind-meta="date:%s">%s%s</div>%s</header>`,
		title(p.Title, o.Heading), subtitle(p.Lead()), p.Date.String(),
		authors(p.Authors, o), facts(p.Date, p.Lastmod, article.Document.ReadingTime, o.words()), translations(o))
}

// title is the heading of a view. It takes the focus when the view is shown in
// place of another.
func title(s string, level int) safehtml.HTML {
	if level < 1 || level > 6 {
		level = 1
	}
	return format(`<h%s class="title" part="title" tabindex="-1">%s</h%s>`, level, s, level)
}

func subtitle(lead string) safehtml.HTML {
	return optional(`<p class="subtitle" part="subtitle">%s</p>`, lead)
}

// facts is one line: the date, the day of the last change when it is another
// one, and how long the post takes to read.
func facts(date, lastmod post.Date, minutes int, say *words.Words) safehtml.HTML {
	var items []safehtml.HTML
	if !date.IsZero() {
		items = append(items, moment(date, say))
	}
	if !lastmod.IsZero() && say.Day(lastmod.Time) != say.Day(date.Time) {
		items = append(items, format(`%s %s`, say.Updated, moment(lastmod, say)))
	}
	if minutes > 0 {
		items = append(items, format(`%s`, say.Minutes(minutes)))
	}
	return list("facts", items)
}

// moment is the day of a date in the author's own time zone, so that it is the
// same for every reader and from both fronts.
func moment(d post.Date, say *words.Words) safehtml.HTML {
	return format(`<time part="date" datetime="%s">%s</time>`, d.String(), say.Day(d.Time))
}

func contents(article Article, o Options) safehtml.HTML {
	toc := article.Document.TableOfContents
	if o.NoTOC || !strings.Contains(toc, "<li>") {
		return safehtml.HTML{}
	}
	return format(`<details class="toc" part="toc"><summary><span>%s</span></summary>%s</details>`, o.words().Contents, o.sanitize(toc))
}

func footer(p *post.Post, o Options) safehtml.HTML {
	say := o.words()
	var aliases []safehtml.HTML
	for _, alias := range p.Aliases {
		aliases = append(aliases, format(`<code>%s</code>`, alias))
	}
	var source, share safehtml.HTML
	if o.Source != "" {
		source = format(`<a href="%s" type="text/markdown">%s</a>`, o.Source, lastPart(p.Path))
		if o.Site != nil && o.Site.Settings.Wants(site.Embed) {
			share = format(`<button type="button" data-action="embed">%s</button>`, say.Embed)
		}
	}
	rows := join(
		row(say.Tags, labels(p.Tags)),
		row(say.Categories, labels(p.Categories)),
		row(say.AlsoAt, list("aliases", aliases)),
		row(say.Source, source),
		row(say.Share, share),
	)
	if rows.IsEmpty() {
		return rows
	}
	return format(`<footer class="post-footer" part="footer"><dl>%s</dl></footer>`, rows)
}

func row(name string, content safehtml.HTML) safehtml.HTML {
	if content.IsEmpty() {
		return content
	}
	return format(`<div><dt>%s</dt><dd>%s</dd></div>`, name, content)
}

func labels(names []string) safehtml.HTML {
	var items []safehtml.HTML
	for _, name := range names {
		items = append(items, format(`<span class="label">%s</span>`, name))
	}
	return list("tags", items)
}

// list is a list of a class, or nothing where there is nothing to list.
func list(class string, items []safehtml.HTML) safehtml.HTML {
	if len(items) == 0 {
		return safehtml.HTML{}
	}
	var rows []safehtml.HTML
	for _, item := range items {
		rows = append(rows, format(`<li>%s</li>`, item))
	}
	return format(`<ul class="%s" part="%s">%s</ul>`, class, class, join(rows...))
}

// translations leads to the page in the other languages that it is in.
func translations(o Options) safehtml.HTML {
	if o.Site == nil {
		return safehtml.HTML{}
	}
	var links []safehtml.HTML
	for _, t := range o.Site.Translations(o.Address) {
		links = append(links, format(`<a rel="alternate" href="%s" hreflang="%s" lang="%s">%s</a>`, o.to(t.URL), t.Language, t.Language, t.Name))
	}
	if len(links) == 0 {
		return safehtml.HTML{}
	}
	return format(`<nav class="translations" aria-label="%s">%s</nav>`, o.words().Translations, join(links...))
}

func lastPart(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

func neighbours(p *post.Post, o Options) safehtml.HTML {
	if o.Site == nil {
		return safehtml.HTML{}
	}
	newer, older := o.Site.Neighbours(p.Path)
	say := o.words()
	links := join(neighbour("newer", say.Newer, "next", newer, o), neighbour("older", say.Older, "prev", older, o))
	if links.IsEmpty() {
		return links
	}
	return format(`<nav class="neighbours" aria-label="%s">%s</nav>`, say.Neighbours, links)
}

func neighbour(class, word, rel string, e *site.Entry, o Options) safehtml.HTML {
	if e == nil {
		return safehtml.HTML{}
	}
	return format(`<a class="%s" rel="%s" href="%s"><span>%s</span> <strong>%s</strong></a>`,
		class, rel, o.to(o.Site.PageURL(e.Path)), word, e.LinkTitle)
}
