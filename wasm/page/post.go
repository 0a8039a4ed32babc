package page

import (
	"strings"

	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
)

// Post returns the view of an article: the header with what its front matter
// says, the table of contents, the body, and the way on from there. An article
// that could not be read gives the view of its error, with the source.
func Post(article Article, o Options) View {
	p := article.Post
	if article.Err != nil {
		return Failure(brokenPost(article, o))
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
	return format(`<header class="post-header" part="header">%s%s<div class="meta" part="meta">%s%s</div></header>`,
		title(p.Title, o.Heading), subtitle(p.Lead()),
		authors(p.Authors, o), facts(p.Date, p.Lastmod, article.Document.ReadingTime))
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
func facts(date, lastmod post.Date, minutes int) safehtml.HTML {
	var items []safehtml.HTML
	if !date.IsZero() {
		items = append(items, moment(date))
	}
	if !lastmod.IsZero() && day(lastmod) != day(date) {
		items = append(items, format(`Updated %s`, moment(lastmod)))
	}
	if minutes > 0 {
		items = append(items, format(`%s min read`, minutes))
	}
	return list("facts", items)
}

func moment(d post.Date) safehtml.HTML {
	return format(`<time part="date" datetime="%s">%s</time>`, d.String(), day(d))
}

// day is the date in the author's own time zone, so that it is the same for
// every reader and from both fronts.
func day(d post.Date) string { return d.Format("2 January 2006") }

func contents(article Article, o Options) safehtml.HTML {
	toc := article.Document.TableOfContents
	if o.NoTOC || !strings.Contains(toc, "<li>") {
		return safehtml.HTML{}
	}
	return format(`<details class="toc" part="toc"><summary><span>Contents</span></summary>%s</details>`, o.sanitize(toc))
}

func footer(p *post.Post, o Options) safehtml.HTML {
	var aliases []safehtml.HTML
	for _, alias := range p.Aliases {
		aliases = append(aliases, format(`<code>%s</code>`, alias))
	}
	var source, share safehtml.HTML
	if o.Source != "" {
		source = format(`<a href="%s" type="text/markdown">%s</a>`, o.Source, lastPart(p.Path))
		if o.Site != nil && o.Site.Settings.Wants(site.Embed) {
			share = format(`<button type="button" data-action="embed">Embed this post</button>`)
		}
	}
	rows := join(
		row("Tags", labels(p.Tags)),
		row("Categories", labels(p.Categories)),
		row("Also at", list("aliases", aliases)),
		row("Source", source),
		row("Share", share),
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

func lastPart(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

func neighbours(p *post.Post, o Options) safehtml.HTML {
	if o.Site == nil {
		return safehtml.HTML{}
	}
	newer, older := o.Site.Neighbours(p.Path)
	links := join(neighbour("newer", "Newer", "next", newer, o), neighbour("older", "Older", "prev", older, o))
	if links.IsEmpty() {
		return links
	}
	return format(`<nav class="neighbours" aria-label="Newer and older posts">%s</nav>`, links)
}

func neighbour(class, word, rel string, e *site.Entry, o Options) safehtml.HTML {
	if e == nil {
		return safehtml.HTML{}
	}
	return format(`<a class="%s" rel="%s" href="%s"><span>%s</span> <strong>%s</strong></a>`,
		class, rel, o.to(o.Site.PageURL(e.Path)), word, e.LinkTitle)
}
