package site

import (
	"cmp"
	"strconv"
)

// postsInPart is how many posts a part has, or as many as pages have of them.
const postsInPart = 5 * postsOnPage

// PartFile returns the address of a part of the list of all posts, numbered from
// 1. The first one says how many there are, in [Surroundings.Parts].
func (a *About) PartFile(number int) string { return PartFile(a.Settings.Lang.Prefix, number) }

// PartFile is that of the site whose addresses begin with the prefix.
func PartFile(prefix string, number int) string {
	if number == 1 {
		return prefix + "posts.json"
	}
	return prefix + "posts." + strconv.Itoa(number) + ".json"
}

// TermsFile returns the address of the file that has what [Site.AllTerms] returns.
func (a *About) TermsFile() string { return a.Settings.Lang.Prefix + "terms.json" }

// CountParts returns how many parts the list of this many posts has.
func (a *About) CountParts(posts int) int { return pages(posts, a.inPart()) }

// Part returns a part of the list of all posts. The first one has what is said
// of the site, the others have posts alone.
func (s *Site) Part(number int) *Surroundings {
	from := (number - 1) * s.inPart()
	posts := s.Entries[from:min(from+s.inPart(), len(s.Entries))]
	if number > 1 {
		return surroundings(new(About), posts, s.elsewhere(s.foldersOfAll(posts)))
	}
	part := s.with(posts)
	part.Parts, part.Terms = s.CountParts(len(s.Entries)), s.Terms
	part.List, part.Elsewhere = &s.home().List, s.elsewhere(append(s.atHand(), s.foldersOfAll(posts)...))
	return part
}

// PartOf returns the number of the part that has a page of the list of all posts,
// whose pages begin where parts do.
func (a *About) PartOf(page int) int { return (page-1)*a.onPage()/a.inPart() + 1 }

// ListPart returns what stands around a page of the list of all posts, where these
// have no pages of their own: s is the first part, and part the one that has it.
func (s *Surroundings) ListPart(page int, part *Surroundings) *Surroundings {
	list := *s.List
	list.Page, list.inQuery = page, true
	from := min((page-1)*s.onPage()%s.inPart(), len(part.Entries))
	shown := s.with(part.Entries[from:min(from+s.onPage(), len(part.Entries))])
	shown.List, shown.Terms = &list, s.Terms
	return shown
}

// onPage is how many posts a page of a list has.
func (a *About) onPage() int { return cmp.Or(a.Settings.Pagination.Size, postsOnPage) }

// inPart is how many posts each of the files has that list all of them: enough for
// a few pages, few enough that the first one costs little. Pages begin where parts
// do.
func (a *About) inPart() int { return max(1, postsInPart/a.onPage()) * a.onPage() }
