package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/address"
	"postview/wasm/post"
)

// The taxonomies that a site has without saying so. Hugo has no authors unless
// the settings name them; here every site has.
const (
	Tags       = "tags"
	Categories = "categories"
	Authors    = "authors"
)

// Years is a list of posts for each year, at the address of the year. It stands
// beside the taxonomies, and has no page of its own.
const Years = "years"

// Term is one of a taxonomy, or a year.
type Term struct {
	Name  string `json:"name"`            // as the newest of its posts writes it
	Title string `json:"title,omitempty"` // as its _index.md has it
	Count int    `json:"count"`
}

// Label is what a reader sees of the term.
func (t Term) Label() string { return cmp.Or(t.Title, t.Name) }

// TaxonomyNames returns the names of the site's taxonomies, those of its settings
// or else the usual ones.
func (a *About) TaxonomyNames() []string {
	names := a.Settings.Taxonomies
	if names == nil {
		names = []string{Tags, Categories}
	}
	if slices.Contains(names, Authors) {
		return names
	}
	return append(slices.Clip(names), Authors)
}

// ownTerms returns the terms of a post in the taxonomies that are the site's own.
func ownTerms(taxonomies []string, p *post.Post) map[string][]string {
	var own map[string][]string
	for _, taxonomy := range taxonomies {
		if terms := termsOf(p, taxonomy); len(terms) > 0 {
			if own == nil {
				own = map[string][]string{}
			}
			own[taxonomy] = terms
		}
	}
	return own
}

// termsOf reads a parameter of a post as terms, if it is of the site's own.
func termsOf(p *post.Post, taxonomy string) (terms []string) {
	switch taxonomy {
	case Tags, Categories, Authors:
		return nil // an entry has them
	}
	switch value, _ := p.Param(taxonomy); value := value.(type) {
	case string:
		terms = append(terms, value)
	case []any:
		for _, term := range value {
			if term, isText := term.(string); isText {
				terms = append(terms, term)
			}
		}
	}
	return slices.DeleteFunc(terms, func(term string) bool { return term == "" })
}

// In returns the terms of the entry in a taxonomy, or its year.
func (e *Entry) In(taxonomy string) []string {
	switch taxonomy {
	case Tags:
		return e.Tags
	case Categories:
		return e.Categories
	case Authors:
		names := make([]string, len(e.Authors))
		for i, author := range e.Authors {
			names[i] = AuthorName(author)
		}
		return names
	case Years:
		if e.Date.IsZero() {
			return nil
		}
		return []string{strconv.Itoa(e.Date.Year())}
	}
	return e.Terms[taxonomy]
}

// AuthorName is what an author is called.
func AuthorName(a post.Author) string {
	switch {
	case a.Name != "":
		return a.Name
	case a.Login != "":
		return a.Login
	case a.Email != "":
		return a.Email
	}
	return a.URL
}

// Named returns terms of these names, without a count.
func Named(names []string) []Term {
	terms := make([]Term, len(names))
	for i, name := range names {
		terms[i].Name = name
	}
	return terms
}

// TermURL returns the address, relative to the root, of the list of a term: as
// Hugo makes it, so that terms that differ in case alone are one. A site without
// pages narrows its list to the term. It is "" for a taxonomy that the site does
// not have, and for a term that no folder can be named after.
func (p *Posts) TermURL(taxonomy, term string) string {
	switch {
	case p.of.Settings.Taxonomies != nil && taxonomy != Years && taxonomy != Authors && !slices.Contains(p.of.Settings.Taxonomies, taxonomy):
		return ""
	case !p.of.Pages:
		return p.of.Settings.Lang.Prefix + Choice{{taxonomy, term}}.Query()
	case taxonomy == Years:
		return p.of.usualURL(term)
	}
	folder := termFolder(taxonomy, term)
	name, isWithin := strings.CutPrefix(p.of.usualURL(folder), p.of.usualURL(taxonomy))
	if !isWithin || name == "" || !canBeFolder(address.Unescape(name)) {
		return ""
	}
	return p.folderURL(folder)
}

// canBeFolder reports whether a list may have a folder within that of another: its
// name must not be that of a file there.
func canBeFolder(name string) bool {
	files := []string{"index.html", "post.json", "feed.xml", "index.xml"}
	return address.CanBeFile(name) && !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return slices.Contains(files, part) })
}

// termFolder is the folder of content that Hugo has the list of a term for.
func termFolder(taxonomy, term string) string { return taxonomy + "/" + term }

// TaxonomyURL returns the address of the list of a taxonomy's terms, "" where
// there is none.
func (p *Posts) TaxonomyURL(taxonomy string) string {
	if taxonomy == Years || !p.of.Pages {
		return ""
	}
	return p.folderURL(taxonomy)
}

// usualURL is the address of the list that Hugo makes for a folder of content, where
// nothing is said of it.
func (a *About) usualURL(folder string) string {
	return a.Settings.Lang.Prefix + address.FolderURL(folder)
}

// folderURL is the address of the list of a folder, "" for one that has none.
func (p *Posts) folderURL(folder string) string {
	url := p.of.usualURL(folder)
	if own, isElsewhere := p.Elsewhere[url]; isElsewhere {
		return own
	}
	return url
}

// termKey makes the spellings of one term equal.
func termKey(term string) string { return address.FolderURL(term) }
