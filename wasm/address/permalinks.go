package address

import "strings"

// Permalinks are the patterns of addresses: by the kind of page, and by the folder
// that the page is in or is the list of. The folder "/" is the one of all.
type Permalinks map[string]map[string]string

// of returns the pattern for a page, "" where there is none. That of the innermost
// folder counts.
func (all Permalinks) of(kind, page string) (pattern string) {
	page = strings.ToLower(page)
	innermost := -1
	for folder, one := range all[kind] {
		if isFor(folder, page) && len(folder) > innermost {
			innermost, pattern = len(folder), one
		}
	}
	return pattern
}

// isFor reports whether the pattern of a folder is for a page.
func isFor(folder, page string) bool {
	switch folder {
	case "":
		return true
	case "/":
		return !strings.Contains(page, "/")
	case page:
		return true
	}
	return IsWithin(page, strings.TrimSuffix(folder, "/"))
}

// Add adds a pattern for pages of a kind in a folder.
func (all Permalinks) Add(kind, folder, pattern string) {
	if all[kind] == nil {
		all[kind] = map[string]string{}
	}
	all[kind][folder] = pattern
}

// Cover reports whether there are patterns already for all that one of a folder would
// be for.
func (all Permalinks) Cover(kind, folder string) bool {
	for other := range all[kind] {
		if other == folder || other == "" || other != "/" && isFor(other, folder+"a page") {
			return true
		}
	}
	return false
}

// UglyURLs are the sections whose pages are files, a.html in place of a/, where "" is
// all of them.
type UglyURLs map[string]bool

// in reports whether pages in a section are files.
func (u UglyURLs) in(section string) bool { return u[""] || u[strings.ToLower(section)] }

// has reports whether the address of a page is that of a file: the lists of sections
// and taxonomies are always in a folder.
func (u UglyURLs) has(of subject) bool {
	section, _, isBelow := strings.Cut(of.page, "/")
	if !isBelow {
		section = ""
	}
	return (of.kind == KindPage || of.kind == KindTerm) && u.in(section)
}
