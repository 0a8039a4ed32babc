package site

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/address"
	"postview/wasm/post"
)

// List is a list of posts, or of the terms of a taxonomy, and which page of it
// this is. The [Surroundings] of that page have the posts.
type List struct {
	Kind        string `json:"kind"`
	URL         string `json:"url"`                   // of its first page, relative to the root, escaped
	Section     string `json:"section,omitempty"`     // the folder whose posts are listed
	Taxonomy    string `json:"taxonomy,omitempty"`    // whose terms are listed, or
	Term        string `json:"term,omitempty"`        // the one whose posts are
	Title       string `json:"title,omitempty"`       // of a section, or as _index.md has it
	Description string `json:"description,omitempty"` //
	Text        string `json:"text,omitempty"`        // HTML of _index.md, not yet made safe
	Trail       []Link `json:"trail,omitempty"`       // the lists above it, outermost first
	Sections    []Link `json:"sections,omitempty"`    // within the section
	Terms       []Term `json:"terms,omitempty"`       // on this page
	Count       int    `json:"count"`                 // posts or terms, on all pages
	Page        int    `json:"page,omitempty"`        // from 1
	Pages       int    `json:"pages,omitempty"`
	PagePath    string `json:"pagePath,omitempty"` // what stands before the number in the address of a page; "" is "page"

	Translations []Translation `json:"translations,omitempty"`

	Choice  Choice `json:"-"` // what a reader has narrowed it to
	Found   int    `json:"-"` // of Count, the posts that were chosen
	More    bool   `json:"-"` // there may be more of them than were found
	inQuery bool   // its pages have no addresses of their own
}

// Link leads to a list.
type Link struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// How many of each a page has, where the settings do not say it.
const (
	postsOnPage = 20
	termsOnPage = 200
)

// PageURL returns the address of a page of the list, numbered from 1.
func (l *List) PageURL(page int) string {
	query, number := l.Choice.Query(), strconv.Itoa(page)
	switch {
	case page <= 1:
		return l.URL + query
	case query != "":
		return l.URL + query + "&page=" + number
	case l.inQuery:
		return l.URL + "?page=" + number
	default:
		return l.numbered(number)
	}
}

func (l *List) numbered(page string) string {
	folder := l.FilesURL()
	if page = folder + cmp.Or(l.PagePath, "page") + "/" + page; folder != l.URL {
		return page + ".html"
	}
	return page + "/"
}

// FilesURL returns the address of the folder of what belongs to the list: its own, or
// one named after it where it is a file.
func (l *List) FilesURL() string {
	if folder, isFile := strings.CutSuffix(l.URL, ".html"); isFile {
		return folder + "/"
	}
	return l.URL
}

// ListTerms is the kind of the list of a taxonomy's terms, which is
// [address.KindTaxonomy] for settings. The other lists are called by theirs.
const ListTerms = "terms"

// has reports whether a post is on the list.
func (l *List) has(e *Entry) bool {
	switch {
	case l.Section != "":
		return address.IsWithin(e.page(), l.Section)
	case l.Taxonomy != "":
		return Choice{{l.Taxonomy, l.Term}}.has(e)
	}
	return true
}

// Listing is a list with all that its pages show.
type Listing struct {
	List
	Index   *post.Post // the _index.md that is about it, or nil
	Aliases []string   // that this has
	site    *Site
	source  string // of the text
	text    string // its references as they are written
	posts   []int  // indexes in the site's Entries
	terms   []Term
}

// Page returns what stands around one page of the list: the posts on it, and the List.
func (l *Listing) Page(number int) *Surroundings {
	list := l.List
	list.Page = number
	var posts []Entry
	onPage := l.site.onPage()
	from := (number - 1) * onPage
	for _, i := range l.posts[min(from, len(l.posts)):min(from+onPage, len(l.posts))] {
		posts = append(posts, l.site.Entries[i])
	}
	from = (number - 1) * termsOnPage
	list.Terms = l.terms[min(from, len(l.terms)):min(from+termsOnPage, len(l.terms))]
	if number > 1 {
		list.Text, list.Sections = "", nil
	}
	page := l.site.with(posts)
	page.List, page.Terms = &list, l.site.Terms
	page.Elsewhere = l.site.elsewhere(slices.Concat(l.site.atHand(), l.site.foldersOfAll(posts), foldersOf(l.Taxonomy, list.Terms)))
	return page
}

// Newest returns the newest posts of the list, at most so many.
func (l *Listing) Newest(limit int) []*Entry {
	newest := make([]*Entry, min(limit, len(l.posts)))
	for i := range newest {
		newest[i] = &l.site.Entries[l.posts[i]]
	}
	return newest
}

func pages(count, onPage int) int { return max(1, (count+onPage-1)/onPage) }

// Lists returns every list of the site: all posts first, then the sections,
// taxonomies with their terms, and years, the newest first.
func (s *Site) Lists() []*Listing {
	lists := append([]*Listing{s.home()}, s.sectionLists()...)
	for _, taxonomy := range s.TaxonomyNames() {
		lists = append(lists, s.termLists(taxonomy)...)
	}
	for _, year := range s.terms(Years) {
		lists = append(lists, s.listing(List{Kind: address.KindTerm, URL: s.TermURL(Years, year.Name), Taxonomy: Years, Term: year.Name, Title: year.Name}, year.posts))
	}
	return lists
}

// home returns the list of all posts.
func (s *Site) home() *Listing {
	all := make([]int, len(s.Entries))
	for i := range all {
		all[i] = i
	}
	return s.listing(List{Kind: address.KindHome, URL: s.Settings.Lang.Prefix, Title: s.Title, Description: s.Description}, all)
}

// listing completes a list with what an _index.md says of it.
func (s *Site) listing(list List, posts []int) *Listing {
	l := &Listing{List: list, site: s, posts: posts}
	if index, ok := s.folders[s.usualURL(l.ContentFolder())]; ok {
		if l.Kind != address.KindHome { // the settings come first
			l.Title, l.Description = cmp.Or(index.Title, l.Title), index.Description
		}
		l.text, l.source = index.Text, path.Join(index.Path, "_index.md")
		if index.Post != nil {
			l.source = index.Post.Path
			l.Index, l.Aliases = index.Post, s.Settings.Aliases(index.Post.Aliases, l.ContentFolder())
		}
		l.Text, _ = s.Links(l.source, l.URL, nil).Apply(l.text)
	}
	l.Translations = s.translations[l.URL]
	l.Count, l.Pages, l.PagePath = len(posts), pages(len(posts), s.onPage()), s.Settings.Pagination.Path
	return l
}

// Lead has the references in the text of the list lead where leads tells of them.
func (l *Listing) Lead(leads func(source, text string) Leads) {
	if l.text != "" {
		l.Text, _ = l.site.Links(l.source, l.URL, leads(l.source, l.text)).Apply(l.text)
	}
}

// ContentFolder is the folder of content that Hugo has the list for, "" for that of
// all posts.
func (l *List) ContentFolder() string {
	switch l.Kind {
	case address.KindSection:
		return l.Section
	case address.KindTerm:
		return termFolder(l.Taxonomy, l.Term)
	}
	return l.Taxonomy
}

// termLists returns the list of a taxonomy's terms, and those of their posts. A
// taxonomy without terms has none.
func (s *Site) termLists(taxonomy string) []*Listing {
	terms := s.terms(taxonomy)
	if len(terms) == 0 {
		return nil
	}
	top := s.listing(List{Kind: ListTerms, URL: s.folderURL(taxonomy), Taxonomy: taxonomy, Title: ownTitle(taxonomy)}, nil)
	top.Count, top.Pages = len(terms), pages(len(terms), termsOnPage)
	lists := []*Listing{top}
	trail := []Link{{top.URL, top.Title}}
	if s.isNowhere(s.usualURL(taxonomy)) {
		lists, trail = nil, nil
	}
	for _, term := range terms {
		top.terms = append(top.terms, term.Term)
		to := s.TermURL(taxonomy, term.Name)
		if to == "" {
			continue
		}
		lists = append(lists, s.listing(List{
			Kind:     address.KindTerm,
			URL:      to,
			Taxonomy: taxonomy,
			Term:     term.Name,
			Title:    term.Name,
			Trail:    trail,
		}, term.posts))
	}
	return lists
}

// ownTitle is the title of a taxonomy that is the site's own, "" for the others,
// which are called by the viewer's words.
func ownTitle(taxonomy string) string {
	switch taxonomy {
	case Tags, Categories, Authors:
		return ""
	}
	return FolderTitle(taxonomy)
}

// termPosts is a term and the indexes of its posts.
type termPosts struct {
	Term
	key   string
	posts []int
}

// terms returns the terms of a taxonomy by their names, years the newest first.
func (s *Site) terms(taxonomy string) []termPosts {
	var found []termPosts
	at := map[string]int{} // where in found, by spelling and by key
	for i := range s.Entries {
		for _, name := range s.Entries[i].In(taxonomy) {
			j, known := at[name]
			if !known {
				key := termKey(name)
				if j, known = at[key]; !known {
					j = len(found)
					found = append(found, termPosts{Term: Term{Name: name}, key: key})
					at[key] = j
				}
				at[name] = j
			}
			if term := &found[j]; len(term.posts) == 0 || term.posts[len(term.posts)-1] != i { // else the post has it twice
				term.posts = append(term.posts, i)
				term.Count++
			}
		}
	}
	if len(s.Elsewhere) > 0 {
		found = slices.DeleteFunc(found, func(term termPosts) bool {
			return s.isNowhere(s.usualURL(termFolder(taxonomy, term.Name)))
		})
	}
	slices.SortFunc(found, func(a, b termPosts) int {
		if taxonomy == Years {
			a, b = b, a
		}
		return cmp.Compare(address.Unescape(a.key), address.Unescape(b.key))
	})
	return found
}

// AllTerms returns the terms of each taxonomy, the most used first, and the
// years, the newest first: no more of each than the limit.
func (s *Site) AllTerms(limit int) map[string][]Term {
	all := map[string][]Term{}
	for _, taxonomy := range append(s.TaxonomyNames(), Years) {
		found := s.terms(taxonomy)
		if taxonomy != Years {
			slices.SortStableFunc(found, func(a, b termPosts) int { return cmp.Compare(b.Count, a.Count) })
		}
		for _, term := range found[:min(limit, len(found))] {
			all[taxonomy] = append(all[taxonomy], term.Term)
		}
	}
	return all
}

// Alias returns the address at which Hugo has another page that leads to the list,
// "" where the settings want none.
func (l *Listing) Alias() string {
	if l.site.Settings.Pagination.NoAliases {
		return ""
	}
	return l.numbered("1")
}
