package machines

import (
	"cmp"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/plan"
	"postview/wasm/page"
	"postview/wasm/post"
	"postview/wasm/site"
)

// Publication is the site as programs see it that know it by its URL: readers of
// feeds, search engines, previews of links.
type Publication struct {
	Base  *url.URL
	site  *site.Site
	posts []*published          // newest first, without those that can't be read
	paths map[string]*published // the source's path → the post

	oldest post.Date // of the posts that have a date
	saved  time.Time // when the folder of posts was
}

// published is a post with what is said of it to programs.
type published struct {
	content.Article
	url         string
	description string // plain text
	reading            // what [published.Read] finds
}

// reading is what the page of a post shows.
type reading struct {
	picture     string // the URL of the one that stands for the post, or ""
	pictureText string // what is said in its place, or ""
	summary     string // HTML that is safe, its references absolute: what the author says of the post, else how it begins
	content     string // likewise
}

// Publications are the editions of a site as programs see them, in their order: nil
// where it has no pages, or no absolute base.
type Publications []*Publication

// NewPublications returns those of the content: nil where it has no pages, or no
// absolute base.
func NewPublications(c *content.Content, o *content.Options) (all Publications) {
	base := plan.AbsoluteBase(o, c.Settings)
	if base == nil || !o.Prerender {
		return nil
	}
	var saved time.Time
	if folder, err := os.Stat(o.Content); err == nil {
		saved = folder.ModTime().UTC()
	}
	for _, e := range c.Editions {
		p := newPublication(base, c, e)
		p.saved = saved
		all = append(all, p)
	}
	return all
}

// Of returns that of an edition, or nil.
func (all Publications) Of(e *content.Edition) *Publication {
	for _, p := range all {
		if p.site == e.Site {
			return p
		}
	}
	return nil
}

func newPublication(base *url.URL, c *content.Content, e *content.Edition) *Publication {
	p := &Publication{Base: base, site: e.Site, paths: map[string]*published{}}
	for _, a := range c.In(e) {
		if a.Err == nil {
			p.paths[a.Post.Path] = &published{Article: a, url: plan.Absolute(base, a.Entry.URL), description: cmp.Or(a.Entry.Lead, a.Entry.Summary)}
		}
	}
	for _, e := range p.site.Entries {
		if readable := p.paths[e.Path]; readable != nil {
			p.posts = append(p.posts, readable)
			if date := readable.Post.Date; !date.IsZero() {
				p.oldest = date
			}
		}
	}
	return p
}

// own is the address of a file that each edition has.
func (p *Publication) own(file string) string { return p.site.Settings.Lang.Prefix + file }

// Alternate is the URL of a page in a language, or for whom there is none.
type Alternate struct {
	Rel      string `xml:"rel,attr"`
	Language string `xml:"hreflang,attr"` // BCP 47, or x-default
	URL      string `xml:"href,attr"`
}

// alternates returns where the page at address is in each of its languages, nil
// where that is one.
func (p *Publication) alternates(address string) (all []Alternate) {
	others := p.site.Translations(address)
	if len(others) == 0 {
		return nil
	}
	for _, t := range append([]site.Translation{p.site.Translation(address)}, others...) {
		all = append(all, Alternate{"alternate", t.Language, plan.Absolute(p.Base, t.URL)})
		if t.IsDefault {
			all = append(all, Alternate{"alternate", "x-default", plan.Absolute(p.Base, t.URL)})
		}
	}
	return all
}

// Published returns the post of an article, nil where it is not published.
func (p *Publication) Published(a content.Article) *published {
	if p == nil {
		return nil
	}
	return p.paths[a.Post.Path]
}

// Read reads what the page of the post shows.
func (p *published) Read(o page.Options) {
	links := site.AbsoluteLinks(p.url)
	absolute := func(fragment string) string {
		onPage, _ := o.Links.Apply(fragment)
		fragment, _ = links.Apply(o.Sanitize(onPage).String())
		return fragment
	}
	p.content = absolute(p.Document.HTML)
	if p.Entry.Lead != "" {
		p.summary = asHTML(p.Entry.Lead)
	} else {
		p.summary = absolute(p.Document.Summary)
	}
	p.picture, p.pictureText = firstPicture(p.content)
	if ref := content.PreviewOf(p.Post); ref != "" {
		p.picture, p.pictureText = links.Resolve(o.Links.Resolve(ref).URL).URL, ""
	}
}

// Adopt takes over what was read of the pages that these articles have since before.
func (all Publications) Adopt(before Publications, articles []content.Article) {
	for i, p := range all {
		for _, a := range articles {
			if post := p.paths[a.Post.Path]; post != nil {
				post.reading = before[i].paths[a.Post.Path].reading
			}
		}
	}
}

// firstPicture is the URL of the first picture of a fragment that has one, and its
// text.
func firstPicture(fragment string) (picture, text string) {
	for z := html.NewTokenizer(strings.NewReader(fragment)); z.Next() != html.ErrorToken; {
		token := z.Token()
		if token.DataAtom != atom.Img {
			continue
		}
		img := &html.Node{Attr: token.Attr}
		if src := nodes.Attr(img, "src"); strings.HasPrefix(src, "http") {
			return src, nodes.Attr(img, "alt")
		}
	}
	return "", ""
}

// changed is when the post was last changed, as far as its front matter tells.
func (p *published) changed() post.Date {
	if p.Post.Lastmod.IsZero() {
		return p.Post.Date
	}
	return p.Post.Lastmod
}

// changed is when the newest change of all was.
func changed(posts []*published) (newest post.Date) {
	for _, post := range posts {
		if date := post.changed(); date.After(newest.Time) {
			newest = date
		}
	}
	return newest
}

// saved is when the newest of the sources was saved.
func saved(posts []*published) (newest time.Time) {
	for _, post := range posts {
		if post.Saved.After(newest) {
			newest = post.Saved
		}
	}
	return newest
}

// Person is an author as programs see one.
type Person struct {
	Type string `json:"@type" xml:"-"`
	Name string `json:"name" xml:"name"`
	URL  string `json:"url,omitempty" xml:"uri,omitempty"`
}

func (p *published) people() []Person {
	var people []Person
	for _, author := range p.Post.Authors {
		name, page := authorOf(author)
		people = append(people, Person{"Person", cmp.Or(name, author.Email, author.URL), page})
	}
	return people
}

// authorOf returns an author's name, and their page where it is one of the web.
func authorOf(author post.Author) (name, page string) {
	name = author.Name
	if name == "" {
		name = author.Login
	}
	if u, err := url.Parse(author.URL); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		page = author.URL
	}
	return name, page
}
