package machines

import (
	"encoding/json"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/plan"
	"postview/wasm/page"
	"postview/wasm/site"
)

// BlogPosting is what search engines read of a post: https://schema.org/BlogPosting.
type BlogPosting struct {
	Context     string   `json:"@context"`
	Type        string   `json:"@type"`
	URL         string   `json:"url"`
	Headline    string   `json:"headline"`
	Description string   `json:"description,omitempty"`
	Image       string   `json:"image,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Authors     []Person `json:"author,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
}

// ListHead is what the head of a page of a list tells programs.
func (p *Publication) ListHead(l *site.List, view page.View) []*html.Node {
	at := l.PageURL(l.Page)
	var head []*html.Node
	if l.Page > 1 {
		head = append(head, beside("prev", at, l.PageURL(l.Page-1)))
	}
	if l.Page < l.Pages {
		head = append(head, beside("next", at, l.PageURL(l.Page+1)))
	}
	if p == nil {
		return head
	}
	head = append(head, p.links(at)...)
	if plan.HasFeeds(p.site, l) {
		head = append(head, feedLinks(address.Relative(at, l.FilesURL()), plan.ListTitle(l, p.site)+" · "+p.site.Title)...)
	}
	kind := "website"
	if l.Kind == address.KindTerm && l.Taxonomy == site.Authors {
		kind = "profile"
	}
	return append(append(head, p.openGraph(kind, at, view.Title, view.Description)...), card(""))
}

// NeighbourHead tells programs the posts next to that of an article.
func NeighbourHead(a content.Article) (head []*html.Node) {
	newer, older := a.Site.Neighbours(a.Post.Path)
	if older != nil {
		head = append(head, beside("prev", a.Entry.URL, older.URL))
	}
	if newer != nil {
		head = append(head, beside("next", a.Entry.URL, newer.URL))
	}
	return head
}

// beside leads from the page at an address to the one before or after it.
func beside(rel, from, to string) *html.Node {
	return nodes.Element(atom.Link, "rel", rel, "href", address.Relative(from, to))
}

// PostHead is what the head of a post's page tells programs. The scripts in it are
// data, which browsers don't run: the policy of the pages does not mind them.
func (p *Publication) PostHead(a content.Article) []*html.Node {
	post := p.Published(a)
	if post == nil {
		return nil
	}
	return slices.Concat(
		p.links(a.Entry.URL),
		p.openGraph("article", a.Entry.URL, post.Post.Title, post.description),
		p.articleGraph(post),
		[]*html.Node{card(post.picture), p.breadcrumbs(a), p.posting(post)},
	)
}

// posting is what search engines read of a post.
func (p *Publication) posting(post *published) *html.Node {
	return dataScript(BlogPosting{
		Context: "https://schema.org", Type: "BlogPosting",
		URL: post.url, Headline: post.Post.Title, Description: post.description, Image: post.picture,
		Published: post.Post.Date.String(), Modified: post.changed().String(),
		Authors: post.people(), Keywords: post.Post.Tags, Language: p.site.Language,
	})
}

// breadcrumbList is the way to a post: https://schema.org/BreadcrumbList.
type breadcrumbList struct {
	Context string       `json:"@context"`
	Type    string       `json:"@type"`
	Items   []breadcrumb `json:"itemListElement"`
}

type breadcrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	URL      string `json:"item"`
}

// breadcrumbs is the way to a post by the sections that it is in, nil where it is
// in none.
func (p *Publication) breadcrumbs(a content.Article) *html.Node {
	trail := p.site.Trail(a.Post.Path)
	if len(trail) == 0 {
		return nil
	}
	list := breadcrumbList{Context: "https://schema.org", Type: "BreadcrumbList"}
	home := site.Link{URL: p.site.Settings.Lang.Prefix, Title: p.site.Title}
	for i, link := range slices.Concat([]site.Link{home}, trail, []site.Link{{URL: a.Entry.URL, Title: a.Entry.LinkTitle}}) {
		list.Items = append(list.Items, breadcrumb{"ListItem", i + 1, link.Title, plan.Absolute(p.Base, link.URL)})
	}
	return dataScript(list)
}

// links tell the one URL of the page at an address, where it is in other languages, and
// the feeds.
func (p *Publication) links(at string) []*html.Node {
	links := []*html.Node{nodes.Element(atom.Link, "rel", "canonical", "href", plan.Absolute(p.Base, at))}
	if !p.site.Settings.IsOff(plan.FeedKind) {
		links = append(links, feedLinks(address.Relative(at, "")+p.site.Settings.Lang.Prefix, p.site.Title)...)
	}
	for _, a := range p.alternates(at) {
		links = append(links, nodes.Element(atom.Link, "rel", a.Rel, "hreflang", a.Language, "href", a.URL))
	}
	return links
}

// feedLinks lead to the feeds in a folder, which the page sees at this reference.
func feedLinks(folder, title string) []*html.Node {
	link := func(kind, file string) *html.Node {
		return nodes.Element(atom.Link, "rel", "alternate", "type", kind, "href", folder+file, "title", title)
	}
	return []*html.Node{link("application/atom+xml", plan.AtomFile), link("application/rss+xml", plan.RssFile)}
}

// dataScript is an element with data in JSON, in which json.Marshal leaves no sign
// that could end it.
func dataScript(data any) *html.Node {
	text, _ := json.Marshal(data) // strings alone: never an error
	script := nodes.Element(atom.Script, "type", "application/ld+json")
	nodes.SetText(script, string(text))
	return script
}
