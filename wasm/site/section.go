package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"postview/wasm/address"
	"postview/wasm/post"
)

// Folder is what an _index.md says of the folder that it is in: of a section, of
// a taxonomy or a term as Hugo has them there, or of the whole site.
type Folder struct {
	Path        string // "" is the site's root
	Title       string
	Description string
	Text        string     // HTML, not yet made safe
	Post        *post.Post // the _index.md itself; nil where its front matter says no more
	Hidden      bool       // it is a draft, or not there at this time: the folder has no list
}

// SectionsOf returns what addresses call the folders.
func SectionsOf(folders []Folder) address.Sections {
	sections := address.Sections{}
	for _, folder := range folders {
		if !folder.Hidden {
			sections.Add(folder.Path, folder.Post)
		}
	}
	return sections
}

// termsAtHand is how many terms of each taxonomy a page of a list has at hand.
const termsAtHand = 24

// Describe takes over what is said of folders, and finds the sections, the
// terms and what relates posts. It comes before the lists are made. The error tells
// which lists can't have the address that they should: they have the usual one.
func (s *Site) Describe(folders []Folder) error {
	s.folders = make(map[string]Folder, len(folders))
	s.Elsewhere = map[string]string{}
	for _, folder := range folders {
		usual := s.usualURL(folder.Path)
		s.folders[usual] = folder
		if folder.Hidden && folder.Path != "" {
			s.Elsewhere[usual] = ""
		}
	}
	s.rules = s.Settings.Within(SectionsOf(folders))
	s.sections = s.findSections(folders)
	err := s.findAddresses()
	s.Terms = s.AllTerms(termsAtHand)
	s.byTag = map[string][]int{}
	for i := range s.Entries {
		for _, tag := range s.Entries[i].Tags {
			if key := strings.ToLower(tag); len(s.byTag[key]) < relatedAmong {
				s.byTag[key] = append(s.byTag[key], i)
			}
		}
	}
	return err
}

// findSections returns the folders that are sections with a page, as Hugo has
// them: every one at the top that holds posts, and below it those with an
// _index.md. A page bundle is none.
func (s *Site) findSections(folders []Folder) map[string]Link {
	found := map[string]Link{}
	if s.Settings.IsOff(address.KindSection) {
		return found
	}
	bundles := map[string]bool{}
	taken := map[string]bool{} // addresses, which folders may share that differ in case
	add := func(folder string) {
		url := s.usualURL(folder)
		if _, known := found[folder]; known || bundles[folder] || taken[url] || s.isNowhere(url) {
			return
		}
		taken[url] = true
		found[folder] = Link{url, cmp.Or(s.folders[url].Title, FolderTitle(folder))}
	}
	for i := range s.Entries {
		if dir, name := path.Split(s.Entries[i].page()); strings.HasPrefix(name, "index.") {
			bundles[strings.TrimSuffix(dir, "/")] = true
		}
	}
	for i := range s.Entries {
		if top, _, below := strings.Cut(s.Entries[i].page(), "/"); below {
			add(top)
		}
	}
	for _, folder := range folders {
		if top, _, _ := strings.Cut(folder.Path, "/"); top != "" && !slices.Contains(s.TaxonomyNames(), top) {
			add(folder.Path)
		}
	}
	return found
}

// FolderTitle makes a title of the name of a folder.
func FolderTitle(folder string) string {
	title := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, path.Base(folder)))
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

// sectionLists returns the lists of the sections, those at the top first. A list
// has the posts of the sections within it as well.
func (s *Site) sectionLists() []*Listing {
	posts := map[string][]int{}
	for i := range s.Entries {
		for folder := range s.sectionsAbove(s.Entries[i].page()) {
			posts[folder] = append(posts[folder], i)
		}
	}
	folders := make([]string, 0, len(s.sections))
	for folder := range s.sections {
		folders = append(folders, folder)
	}
	slices.SortFunc(folders, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	})
	within := map[string][]Link{}
	for _, folder := range folders {
		if trail := slices.Collect(s.sectionsAbove(folder)); len(trail) > 0 {
			within[trail[0]] = append(within[trail[0]], s.sections[folder])
		}
	}
	lists := make([]*Listing, len(folders))
	for i, folder := range folders {
		section := s.sections[folder]
		lists[i] = s.listing(List{
			Kind: address.KindSection, URL: section.URL, Section: folder, Title: section.Title,
			Trail: s.trail(folder), Sections: within[folder],
		}, posts[folder])
	}
	return lists
}

// sectionsAbove goes through the sections that a post or a folder is in, the
// innermost first.
func (s *Site) sectionsAbove(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, is := s.sections[dir]; is && !yield(dir) {
				return
			}
		}
	}
}

// trail returns the sections that a post or a folder is in, outermost first.
func (s *Site) trail(name string) []Link {
	var trail []Link
	for folder := range s.sectionsAbove(name) {
		trail = append(trail, s.sections[folder])
	}
	slices.Reverse(trail)
	return trail
}
