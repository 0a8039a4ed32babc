package machines

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/post"
	"postview/wasm/site"
)

// atomFeed is feed.xml: RFC 4287. The elements are written by encoding/xml, since
// a post has as many authors as it has.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"xml:lang,attr,omitempty"`
	Title    string      `xml:"title"`
	Subtitle *atomText   `xml:"subtitle"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title      string         `xml:"title"`
	ID         string         `xml:"id"`
	Link       atomLink       `xml:"link"`
	Published  string         `xml:"published,omitempty"`
	Updated    string         `xml:"updated"`
	Authors    []Person       `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// atomText is a text that is HTML; those without a type are plain.
type atomText struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

// atomHTML is HTML in Atom, nil for none.
func atomHTML(fragment string) *atomText {
	if fragment == "" {
		return nil
	}
	return &atomText{"html", fragment}
}

// asHTML is a plain text as HTML. One that reads the same as HTML stays as it is, for
// the programs that show it without reading it as HTML.
func asHTML(text string) string {
	if !strings.Contains(text, "<") && html.UnescapeString(text) == text {
		return text
	}
	return html.EscapeString(text)
}

// channel is what a feed tells of: the posts of the site, or those of one of its lists,
// or the terms of one.
type channel struct {
	title       string
	description string
	address     string // of the list
	folder      string // of its feeds
	items       []item
	changed     post.Date // the newest of all
	updated     string    // the same for Atom
}

// item is one of a channel.
type item struct {
	title   string
	url     string // "" for a post without an address
	id      string // unless it is the url
	date    post.Date
	updated string // for Atom
	people  []Person
	terms   []string
	summary string // HTML, as is content
	content string
}

// wholeInFeed is how many posts the feed of a list has as a whole, the first ones. Of
// the others it has what is said of them, as Hugo has of all. The feed of the site has
// all as a whole.
const wholeInFeed = 20

// channel is that of all posts.
func (p *Publication) channel() channel {
	c := channel{title: p.site.Title, description: p.site.Description, address: p.site.Settings.Lang.Prefix, folder: p.site.Settings.Lang.Prefix}
	p.fill(&c, p.posts)
	return c
}

// channelOf is that of a list.
func (p *Publication) channelOf(l *site.Listing) channel {
	c := channel{title: plan.ListTitle(&l.List, p.site) + " · " + p.site.Title, description: l.Description, address: l.URL, folder: l.FilesURL()}
	if l.Kind == site.ListTerms {
		p.fillWithTerms(&c, l.OfTerms())
		return c
	}
	var posts []*published
	for _, e := range l.InFeed() {
		if post := p.paths[e.Path]; post != nil {
			posts = append(posts, post)
		}
	}
	p.fill(&c, posts)
	for i := wholeInFeed; i < len(c.items); i++ {
		c.items[i].content = ""
	}
	return c
}

func (p *Publication) fill(c *channel, posts []*published) {
	c.changed, c.updated = changed(posts), p.updated(posts...)
	for _, post := range posts {
		url, id := post.url, ""
		if post.Entry.Unlinked {
			url, id = "", plan.Absolute(p.Base, c.address)+"#"+address.Escape(post.Post.Path)
		}
		c.items = append(c.items, item{
			title: post.Post.Title, url: url, id: id, date: post.Post.Date, updated: p.updated(post),
			people: post.people(), terms: post.terms(), summary: post.summary, content: post.content,
		})
	}
}

// fillWithTerms takes the lists of terms for items, each with the date of its newest
// post.
func (p *Publication) fillWithTerms(c *channel, lists []*site.Listing) {
	c.updated = p.updated()
	for _, l := range lists {
		term := item{title: l.Title, url: plan.Absolute(p.Base, l.URL), date: l.Date(), updated: p.updated(), summary: asHTML(l.Description)}
		if !term.date.IsZero() {
			term.updated = term.date.Format(time.RFC3339)
		}
		if term.date.After(c.changed.Time) {
			c.changed, c.updated = term.date, term.updated
		}
		c.items = append(c.items, term)
	}
}

func (p *Publication) atom(c channel) atomFeed {
	feed := atomFeed{
		Language: p.site.Language,
		Title:    c.title, Subtitle: atomHTML(asHTML(c.description)),
		ID: plan.Absolute(p.Base, c.address), Updated: c.updated,
		Links: []atomLink{
			{"self", "application/atom+xml", plan.Absolute(p.Base, c.folder+plan.AtomFile)},
			{"alternate", "text/html", plan.Absolute(p.Base, c.address)},
		},
	}
	for _, item := range c.items {
		entry := atomEntry{
			Title: item.title, ID: cmp.Or(item.id, item.url), Link: atomLink{"alternate", "text/html", cmp.Or(item.url, plan.Absolute(p.Base, c.address))},
			Updated: item.updated, Authors: item.people, Summary: atomHTML(item.summary), Content: atomHTML(item.content),
		}
		if !item.date.IsZero() {
			entry.Published = item.date.Format(time.RFC3339)
		}
		if entry.Authors == nil { // an entry must have one
			entry.Authors = []Person{{Name: p.site.Title}}
		}
		for _, term := range item.terms {
			entry.Categories = append(entry.Categories, atomCategory{term})
		}
		feed.Entries = append(feed.Entries, entry)
	}
	return feed
}

// updated is when the posts were last changed, which Atom must have of every feed and
// entry. Where none of them has a date it is that of the oldest post, below which lists
// have those without: the date of a file is another in each copy of the folder, and
// would make them new again. It is taken where no post of the site has a date.
func (p *Publication) updated(posts ...*published) string {
	for _, date := range []time.Time{changed(posts).Time, p.oldest.Time, saved(posts)} {
		if !date.IsZero() {
			return date.Format(time.RFC3339)
		}
	}
	return p.saved.Format(time.RFC3339)
}

// rssFeed is index.xml, at the place where Hugo has it: RSS 2.0, with the elements
// of Dublin Core for authors, since RSS knows but one, by an e-mail address. What
// describes is HTML, as Hugo writes it and readers take it; the rest is plain text.
type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Creator string     `xml:"xmlns:dc,attr"`
	Content string     `xml:"xmlns:content,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language,omitempty"`
	BuildDate   string    `xml:"lastBuildDate,omitempty"`
	Self        atomLink  `xml:"atom:link"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link,omitempty"`
	GUID        rssGUID  `xml:"guid"`
	Date        string   `xml:"pubDate,omitempty"`
	Creators    []string `xml:"dc:creator"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description"`
	Content     string   `xml:"content:encoded"`
}

// rssGUID tells an item from others: by its URL, unless it says that it is none.
type rssGUID struct {
	IsURL string `xml:"isPermaLink,attr,omitempty"`
	ID    string `xml:",chardata"`
}

func (p *Publication) rss(c channel) rssFeed {
	channel := rssChannel{
		Title: c.title, Link: plan.Absolute(p.Base, c.address), Language: p.site.Language,
		Description: asHTML(cmp.Or(c.description, c.title)),
		BuildDate:   rssTime(c.changed),
		Self:        atomLink{"self", "application/rss+xml", plan.Absolute(p.Base, c.folder+plan.RssFile)},
	}
	for _, each := range c.items {
		item := rssItem{
			Title: each.title, Link: each.url, GUID: rssGUID{ID: each.url}, Date: rssTime(each.date),
			Categories: each.terms, Description: each.summary, Content: each.content,
		}
		if each.id != "" {
			item.GUID = rssGUID{"false", each.id}
		}
		for _, author := range each.people {
			item.Creators = append(item.Creators, author.Name)
		}
		channel.Items = append(channel.Items, item)
	}
	return rssFeed{
		Version: "2.0", Channel: channel,
		Creator: "http://purl.org/dc/elements/1.1/",
		Content: "http://purl.org/rss/1.0/modules/content/",
		Atom:    "http://www.w3.org/2005/Atom",
	}
}

func rssTime(d post.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.RFC1123Z)
}

// terms are the post's categories and tags.
func (p *published) terms() []string { return slices.Concat(p.Post.Categories, p.Post.Tags) }

// Sitemap is sitemap.xml: https://www.sitemaps.org/protocol.html, with what Google
// reads of the languages of pages.
type Sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr,omitempty"`
	Pages   []SitemapURL `xml:"url"`
}

// SitemapURL is a page of the sitemap.
type SitemapURL struct {
	Location   string      `xml:"loc"`
	Modified   string      `xml:"lastmod,omitempty"`
	Alternates []Alternate `xml:"xhtml:link"`
}

func (all Publications) sitemap(c *content.Content, taken plan.Claims) (s Sitemap) {
	if len(all) > 1 {
		s.XHTML = "http://www.w3.org/1999/xhtml"
	}
	for i, p := range all {
		s.Pages = append(s.Pages, p.sitemapURL(p.site.Settings.Lang.Prefix, changed(p.posts)))
		for _, post := range p.posts {
			if post.Entry.Unlinked {
				continue
			}
			s.Pages = append(s.Pages, p.sitemapURL(post.Entry.URL, post.changed()))
		}
		for _, l := range plan.Placed(c.Editions[i], taken) {
			for number := 1; number <= l.Pages; number++ {
				if l.Kind != address.KindHome || number > 1 {
					s.Pages = append(s.Pages, p.sitemapURL(l.PageURL(number), post.Date{}))
				}
			}
		}
	}
	return s
}

func (p *Publication) sitemapURL(address string, changed post.Date) SitemapURL {
	page := SitemapURL{Location: plan.Absolute(p.Base, address), Alternates: p.alternates(address)}
	if !changed.IsZero() {
		page.Modified = changed.Format(time.RFC3339)
	}
	return page
}

// urlsInSitemap is how many URLs a sitemap may have. Those of translations count
// here, too, so that none gets larger than the 50 MB that it may have.
const urlsInSitemap = 50_000

// Parts are the sitemaps into which one is cut that has more URLs than the limit.
func (s Sitemap) Parts(limit int) (parts []Sitemap) {
	from, urls := 0, 0
	for i, page := range s.Pages {
		more := 1 + len(page.Alternates)
		if urls+more > limit && i > from {
			parts = append(parts, Sitemap{XHTML: s.XHTML, Pages: s.Pages[from:i]})
			from, urls = i, 0
		}
		urls += more
	}
	return append(parts, Sitemap{XHTML: s.XHTML, Pages: s.Pages[from:]})
}

// SitemapIndex is sitemap.xml where there are more than one.
type SitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []SitemapURL `xml:"sitemap"`
}

// WriteSitemaps writes the parts of a sitemap, and what lists them where they are several.
// A part whose place is the author's is left out.
func WriteSitemaps(w *out.Writer, all Publications, parts []Sitemap, taken plan.Claims) {
	if len(parts) == 1 {
		w.XML(plan.SitemapFile, parts[0])
		return
	}
	var index SitemapIndex
	for i, part := range parts {
		name := fmt.Sprintf("sitemap.%d.xml", i+1)
		if other, _ := taken.Occupant(name); other.Kind == plan.OfNobody {
			w.XML(name, part)
			index.Parts = append(index.Parts, SitemapURL{Location: plan.Absolute(all[0].Base, name)})
		}
	}
	w.XML(plan.SitemapFile, index)
}
