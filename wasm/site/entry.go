package site

import (
	"cmp"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/post"
)

// Entry is what the list knows of a post.
type Entry struct {
	Path       string              `json:"path"`              // of the source, relative to the site's root
	Page       string              `json:"page,omitempty"`    // the same without what tells its language, if anything does
	URL        string              `json:"url"`               // of its page, relative to the root, escaped
	Title      string              `json:"title"`             //
	LinkTitle  string              `json:"linkTitle"`         // what a link to it says
	Lead       string              `json:"lead,omitempty"`    // subtitle, else description
	Date       post.Date           `json:"date,omitzero"`     //
	Authors    []post.Author       `json:"authors,omitempty"` //
	Tags       []string            `json:"tags,omitempty"`
	Categories []string            `json:"categories,omitempty"`
	Terms      map[string][]string `json:"terms,omitempty"` // in the taxonomies of the site's own
	Aliases    []string            `json:"aliases,omitempty"`
	Summary    string              `json:"summary,omitempty"`  // plain text
	Minutes    int                 `json:"minutes,omitempty"`  // it takes to read
	Pictures   map[string]Size     `json:"pictures,omitempty"` // the size of those that are files of the site, by their src
	Leads      Leads               `json:"leads,omitempty"`    // where references to its authors lead
	Hidden     string              `json:"hidden,omitempty"`   // draft, future or expired: why it is not on the list by default
	Error      string              `json:"error,omitempty"`    // why it can't be read, with its line
	Key        string              `json:"-"`                  // what its translations share, by the front matter
}

// NewEntry returns the entry of a post that was rendered, on a site with these
// settings, with its page at a place that is not escaped.
func NewEntry(settings *config.Settings, p *post.Post, d *markdown.Document, permalink string) Entry {
	e := Entry{
		Path:       p.Path,
		URL:        address.Escape(permalink),
		Title:      p.Title,
		LinkTitle:  p.LinkTitle,
		Lead:       p.Lead(),
		Date:       p.Date,
		Authors:    p.Authors,
		Tags:       p.Tags,
		Categories: p.Categories,
		Aliases:    p.Aliases,
		Summary:    d.SummaryText,
		Minutes:    d.ReadingTime,
		Terms:      ownTerms(settings.Taxonomies, p),
	}
	e.localize(settings.Rules, p)
	return e
}

// BrokenEntry returns the entry of a post whose front matter can't be read.
func BrokenEntry(settings *config.Settings, p *post.Post, reason error) Entry {
	e := Entry{
		Path:      p.Path,
		URL:       address.Escape(settings.UsualPermalink(p.Path)),
		Title:     p.Title,
		LinkTitle: p.LinkTitle,
		Error:     reason.Error(),
	}
	e.localize(settings.Rules, p)
	return e
}

// localize says what the entry of a post has by its language: the page that it is
// of, and aliases below the prefix.
func (e *Entry) localize(rules address.Rules, p *post.Post) {
	_, page := rules.Languages.Page(p.Path)
	e.Key = keyOf(p)
	e.Aliases = rules.Aliases(e.Aliases, page)
	if page != p.Path {
		e.Page = page
	}
}

// page returns the path of the page that the source is of.
func (e *Entry) page() string { return cmp.Or(e.Page, e.Path) }

// asLink returns what a link to the post needs.
func (e *Entry) asLink() Entry {
	return Entry{Path: e.Path, Page: e.Page, URL: e.URL, Title: e.Title, LinkTitle: e.LinkTitle, Date: e.Date, Aliases: e.Aliases, Error: e.Error}
}
