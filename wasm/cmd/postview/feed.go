//go:build !js

package main

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"postview/wasm/address"
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
	Authors    []person       `xml:"author"`
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

// channel is what a feed tells of: the posts of the site, or of one of its lists.
type channel struct {
	title       string
	description string
	address     string // of the list
	folder      string // of its feeds
	posts       []*published
}

// postsInFeed is how many posts the feed of a list has, the newest. That of the
// site has all.
const postsInFeed = 20

// channel is that of all posts.
func (p *publication) channel() channel {
	return channel{p.site.Title, p.site.Description, p.site.Settings.Lang.Prefix, p.site.Settings.Lang.Prefix, p.posts}
}

// channelOf is that of a list of posts.
func (p *publication) channelOf(l *site.Listing) channel {
	c := channel{l.Title + " · " + p.site.Title, l.Description, l.URL, l.FilesURL(), nil}
	for _, e := range l.Newest(postsInFeed) {
		if post := p.paths[e.Path]; post != nil {
			c.posts = append(c.posts, post)
		}
	}
	return c
}

// hasFeeds reports whether a list has feeds of its own.
func hasFeeds(s *site.Site, l *site.List) bool {
	return !s.Settings.IsOff(feedKind) && (l.Kind == address.KindSection || l.Kind == address.KindTerm && l.Taxonomy != site.Years)
}

// feedAt is the claim of the feeds of a list on their places.
func feedAt(l *site.Listing) claim { return claim{ofFeed, address.Unescape(l.URL)} }

func (p *publication) atom(c channel) atomFeed {
	feed := atomFeed{
		Language: p.site.Language,
		Title:    c.title, Subtitle: atomHTML(asHTML(c.description)),
		ID: absolute(p.base, c.address), Updated: p.updated(c.posts...),
		Links: []atomLink{
			{"self", "application/atom+xml", absolute(p.base, c.folder+atomFile)},
			{"alternate", "text/html", absolute(p.base, c.address)},
		},
	}
	for _, post := range c.posts {
		entry := atomEntry{
			Title: post.Post.Title, ID: post.url, Link: atomLink{"alternate", "text/html", post.url},
			Updated: p.updated(post), Authors: post.people(),
			Summary: atomHTML(post.summary), Content: &atomText{"html", post.content},
		}
		if !post.Post.Date.IsZero() {
			entry.Published = post.Post.Date.Format(time.RFC3339)
		}
		if entry.Authors == nil { // an entry must have one
			entry.Authors = []person{{Name: p.site.Title}}
		}
		for _, term := range post.terms() {
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
func (p *publication) updated(posts ...*published) string {
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
	Link        string   `xml:"link"`
	GUID        string   `xml:"guid"`
	Date        string   `xml:"pubDate,omitempty"`
	Creators    []string `xml:"dc:creator"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description"`
	Content     string   `xml:"content:encoded"`
}

func (p *publication) rss(c channel) rssFeed {
	channel := rssChannel{
		Title: c.title, Link: absolute(p.base, c.address), Language: p.site.Language,
		Description: asHTML(cmp.Or(c.description, c.title)),
		BuildDate:   rssTime(changed(c.posts)),
		Self:        atomLink{"self", "application/rss+xml", absolute(p.base, c.folder+rssFile)},
	}
	for _, post := range c.posts {
		item := rssItem{
			Title: post.Post.Title, Link: post.url, GUID: post.url, Date: rssTime(post.Post.Date),
			Categories: post.terms(), Description: post.summary, Content: post.content,
		}
		for _, author := range post.people() {
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

// sitemap is sitemap.xml: https://www.sitemaps.org/protocol.html, with what Google
// reads of the languages of pages.
type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr,omitempty"`
	Pages   []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Location   string      `xml:"loc"`
	Modified   string      `xml:"lastmod,omitempty"`
	Alternates []alternate `xml:"xhtml:link"`
}

func (all publications) sitemap(c *content, taken claims) (s sitemap) {
	if len(all) > 1 {
		s.XHTML = "http://www.w3.org/1999/xhtml"
	}
	for i, p := range all {
		s.Pages = append(s.Pages, p.sitemapURL(p.site.Settings.Lang.Prefix, changed(p.posts)))
		for _, post := range p.posts {
			s.Pages = append(s.Pages, p.sitemapURL(post.entry.URL, post.changed()))
		}
		for _, l := range c.editions[i].placed(taken) {
			for number := 1; number <= l.Pages; number++ {
				if l.Kind != address.KindHome || number > 1 {
					s.Pages = append(s.Pages, p.sitemapURL(l.PageURL(number), post.Date{}))
				}
			}
		}
	}
	return s
}

func (p *publication) sitemapURL(address string, changed post.Date) sitemapURL {
	page := sitemapURL{Location: absolute(p.base, address), Alternates: p.alternates(address)}
	if !changed.IsZero() {
		page.Modified = changed.Format(time.RFC3339)
	}
	return page
}

// urlsInSitemap is how many URLs a sitemap may have. Those of translations count
// here, too, so that none gets larger than the 50 MB that it may have.
const urlsInSitemap = 50_000

// parts are the sitemaps into which one is cut that has more URLs than the limit.
func (s sitemap) parts(limit int) (parts []sitemap) {
	from, urls := 0, 0
	for i, page := range s.Pages {
		more := 1 + len(page.Alternates)
		if urls+more > limit && i > from {
			parts = append(parts, sitemap{XHTML: s.XHTML, Pages: s.Pages[from:i]})
			from, urls = i, 0
		}
		urls += more
	}
	return append(parts, sitemap{XHTML: s.XHTML, Pages: s.Pages[from:]})
}

// sitemapIndex is sitemap.xml where there are more than one.
type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []sitemapURL `xml:"sitemap"`
}

// sitemaps writes the parts of a sitemap, and what lists them where they are several.
// A part whose place is the author's is left out.
func (w *writer) sitemaps(all publications, parts []sitemap, taken claims) {
	if len(parts) == 1 {
		w.xml(sitemapFile, parts[0])
		return
	}
	var index sitemapIndex
	for i, part := range parts {
		name := fmt.Sprintf("sitemap.%d.xml", i+1)
		if other, _ := taken.occupant(name); other.kind == ofNobody {
			w.xml(name, part)
			index.Parts = append(index.Parts, sitemapURL{Location: absolute(all[0].base, name)})
		}
	}
	w.xml(sitemapFile, index)
}
