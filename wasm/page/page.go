// Package page makes what a reader sees, as HTML: [Read] turns a source into an
// [Article], and [Post], [List] and [Failure] return a [View] of an article, of a
// list, and of what went wrong. What stands around the page is in the [Options].
//
// On the ladder it stands on site; both fronts stand on it, so that a post looks
// the same from either.
package page

import (
	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// View is the content of the main element of a page, and what its head says.
type View struct {
	Kind        Kind
	Title       string // of the document
	Description string // for search engines and previews; may be empty
	HTML        safehtml.HTML
	Count       string        // of a list, within the HTML: how many posts there are
	Found       safehtml.HTML // of a list, within the HTML: the posts
	Targets     []site.Target // of a post: where its references lead
}

// Kind is what a [View] shows.
type Kind string

// The kinds of views.
const (
	KindPost  Kind = "post"
	KindList  Kind = "list"
	KindError Kind = "error"
)

// Article is a source that was read and rendered, not yet made safe.
type Article struct {
	Post     *post.Post // never nil
	Document *markdown.Document
	Source   []byte
	Err      error // why there is no Document
}

// Read parses and renders the source of the post at path. What fails is in the
// Article's Err, so that the source can still be shown.
func Read(path string, source []byte, o markdown.Options) Article {
	a := Article{Source: source}
	a.Post, a.Err = post.Parse(path, source)
	if a.Err == nil {
		a.Document, a.Err = markdown.Render(a.Post, o)
	}
	if a.Err != nil {
		return a
	}
	if heading := a.Document.Title.Text; heading != "" {
		a.Post.Call(heading)
	}
	if o.Readers.Notes {
		a.Post.AsNote(a.Document.Note.Tags, a.Document.Note.Properties)
	}
	return a
}

// Entry returns what the list of a site with these settings and sections knows of
// the article. An address that the article can't have makes it a broken one, and is
// noted in its Err.
func (article *Article) Entry(settings *config.Settings, sections address.Sections) site.Entry {
	settings.Languages.Name(article.Post)
	if article.Err == nil {
		var permalink string
		if permalink, article.Err = settings.Within(sections).Permalink(article.Post); article.Err == nil {
			return site.NewEntry(settings, article.Post, article.Document, permalink)
		}
	}
	return site.BrokenEntry(settings, article.Post, article.Err)
}

// Options says how an article is shown.
type Options struct {
	Around   *site.Surroundings                  // of the page; nil: the post stands alone
	Words    *words.Words                        // of the viewer itself; nil: in the language of the site
	Address  string                              // of the page, relative to the site's root
	Links    site.Links                          // resolves the post's references
	Sanitize func(fragment string) safehtml.HTML // nil: [safehtml.Sanitize]
	Source   string                              // a reference to the source, for the reader
	Heading  int                                 // the level of the title's heading, 1 to 6; 0 is 1
	Bare     bool                                // the body alone
	NoTOC    bool                                // no table of contents
	Trouble  *Trouble                            // why a list has not all of its posts, or nil

	targets []site.Target // where the references lead that were resolved so far
}

func (o *Options) sanitize(fragment string) safehtml.HTML {
	fragment, targets := o.Links.Apply(fragment)
	o.targets = append(o.targets, targets...)
	if o.Sanitize != nil {
		return o.Sanitize(fragment)
	}
	return safehtml.Sanitize.Sanitize(fragment)
}

func (o *Options) words() *words.Words {
	switch {
	case o.Words != nil:
		return o.Words
	case o.Around != nil:
		return words.In(o.Around.Language)
	default:
		return words.In("")
	}
}

// entry returns what is known of the post at path, nil where that is nothing.
func (o *Options) entry(path string) *site.Entry {
	if o.Around == nil {
		return nil
	}
	return o.Around.ByPath(path)
}

// link resolves a reference of the front matter.
func (o *Options) link(ref string) string {
	to := o.Links.Resolve(ref)
	o.targets = append(o.targets, to)
	return to.URL
}

// taxonomy returns a reference to the list of a taxonomy's terms, "" where there
// is none.
func (o *Options) taxonomy(name string) string {
	if address := o.Around.TaxonomyURL(name); address != "" {
		return o.to(address)
	}
	return ""
}

// term returns a reference to the list of a term, "" where there is none.
func (o *Options) term(taxonomy, term string) string {
	if o.Around == nil {
		return ""
	}
	if address := o.Around.TermURL(taxonomy, term); address != "" {
		return o.to(address)
	}
	return ""
}

// to returns a reference from the page to an address of the site.
func (o *Options) to(url string) string { return address.Relative(o.Address, url) }
