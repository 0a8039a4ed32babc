// Package address makes the address of a post or of a list: [Rules] are what the
// settings of a site say of addresses, [Paths] makes the path of an address from a
// name, and [Languages] tells which language a source is of. The rest are functions
// of paths and references.
//
// On the ladder it stands on post alone: of configuration files, of other posts and
// of Markdown it knows nothing.
package address

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"postview/wasm/post"
	"postview/wasm/problem"
)

// The kinds of pages, by which settings tell them apart.
const (
	KindPage     = "page"     // of a post
	KindHome     = "home"     // the list of all posts
	KindSection  = "section"  // the list of those in a folder
	KindTerm     = "term"     // the list of those of a term, or a year
	KindTaxonomy = "taxonomy" // the list of the terms of a taxonomy
)

// Rules are what the settings of a site say of the addresses of its pages, in one of
// its languages. The zero value is Hugo's default.
type Rules struct {
	Permalinks Permalinks `json:"-"`
	Paths      Paths      `json:"-"`
	UglyURLs   UglyURLs   `json:"-"`
	Lang       Language   `json:"lang,omitzero"` // of the pages, where the site tells its languages
	Languages  Languages  `json:"-"`             // all of them
	sections   Sections   // see [Rules.Within]
}

// Sections are the folders with an _index.md, in lower case, each with what addresses
// call it: its slug or its title, "" where the _index.md does not say it.
type Sections map[string]string

// Add adds a folder by its _index.md, or without one.
func (all Sections) Add(folder string, index *post.Post) {
	var name string
	if index != nil && (index.Slug != "" || !index.Untitled) {
		name = cmp.Or(index.Slug, index.Title)
	}
	all[strings.ToLower(folder)] = name
}

// Within returns the rules for a site with these sections. Where they are nil, as
// they are to begin with, nothing is known of sections, and any folder may be one.
func (r Rules) Within(sections Sections) Rules {
	r.sections = sections
	return r
}

// subject is what has an address: a post or a list.
type subject struct {
	*post.Post
	kind string
	page string // the path of the page: without what tells the language, and without .md; that of a list is its folder
}

// Permalink returns the address of the page of p, relative to the root and not
// escaped, as Hugo makes it: the url of the front matter, else the pattern of its
// section, else the path of the source with its last part replaced by the slug.
// It ends with a slash unless it names a file, as a url may, and as it does where
// the settings want ugly ones. A url that leads out of the site is an error, and so is
// one with a token that Hugo does not have: each a [*problem.Problem]. Where the site
// tells its languages, that of the post comes first, but for a url that begins with a
// slash.
func (r Rules) Permalink(p *post.Post) (string, error) {
	return r.address(subject{p, KindPage, r.nameOf(p.Path)})
}

// ListPermalink is [Rules.Permalink] for the list of this kind that Hugo has for a
// folder. The index is its _index.md, or a post with its title alone.
func (r Rules) ListPermalink(kind, folder string, index *post.Post) (string, error) {
	return r.address(subject{index, kind, folder})
}

// UsualPermalink returns the address that the page of a source has where nothing is
// said of it.
func (r Rules) UsualPermalink(source string) string {
	return r.Lang.Prefix + r.Paths.plain(r.Paths.permalink(r.nameOf(source), ""))
}

// Aliases returns those of a page, or of the list of a folder, as Hugo has them: in
// the language of the pages, and files where the settings want ugly ones.
func (r Rules) Aliases(written []string, page string) []string {
	section, _, _ := strings.Cut(page, "/")
	isUgly := r.UglyURLs.in(section)
	if r.Lang.Prefix == "" && !isUgly {
		return written
	}
	aliases := slices.Clone(written)
	for i, alias := range aliases {
		if strings.HasPrefix(alias, "/") {
			alias = "/" + r.Lang.Prefix + alias[1:]
		}
		if ext := path.Ext(alias); isUgly && ext != ".html" && ext != ".htm" {
			alias = strings.TrimSuffix(alias, "/") + ".html"
		}
		aliases[i] = alias
	}
	return aliases
}

// nameOf returns the path of the page that a source is of, in whatever language,
// without its ending.
func (r Rules) nameOf(source string) string {
	_, page := r.Languages.Page(source)
	return withoutEnding(page)
}

// withoutEnding returns the path of a page without its ending, and that of a bundle
// as its folder.
func withoutEnding(page string) string {
	return strings.TrimSuffix(strings.TrimSuffix(page, path.Ext(page)), "/index")
}

// address is [Rules.Permalink] for lists as well.
func (r Rules) address(of subject) (address string, err error) {
	pattern := r.Permalinks.of(of.kind, of.page)
	switch {
	case of.URL != "":
		if address, err = r.urlPermalink(of); strings.HasPrefix(of.URL, "/") {
			return address, err
		}
		return r.Lang.Prefix + address, err
	case pattern != "":
		address = r.patternPermalink(of, pattern)
	case of.kind == KindPage:
		address = r.Paths.permalink(of.page, of.Slug)
	default:
		address = r.Paths.folder(of.page)
	}
	if r.UglyURLs.has(of) && address != "" {
		address = strings.TrimSuffix(address, "/") + ".html"
	}
	return r.Lang.Prefix + r.Paths.plain(address), err
}

// wrongURL returns what is wrong with the url of the front matter.
func (of subject) wrongURL(err error) error { return of.Problem(problem.FrontMatter, err, "url") }

func (r Rules) urlPermalink(of subject) (address string, err error) {
	if strings.Contains(of.URL, "://") || strings.HasPrefix(of.URL, "//") {
		return "", of.wrongURL(fmt.Errorf("url %q: it must be a path within the site", of.URL))
	}
	address = of.URL
	if strings.Contains(address, ":") {
		if address, err = r.filled(of, address); err != nil {
			err = of.wrongURL(fmt.Errorf("url: %w", err))
		}
	}
	for _, part := range strings.FieldsFunc(address, isSlash) {
		if part == ".." {
			return "", of.wrongURL(fmt.Errorf("url %q leads out of the site", of.URL))
		}
	}
	address = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(address, `\`, "/")), "/")
	if address == "" || path.Ext(address) == ".html" || path.Ext(address) == ".htm" {
		return address, err
	}
	return address + "/", err
}
