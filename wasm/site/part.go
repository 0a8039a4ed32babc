package site

import "strconv"

// postsInPart is how many posts each of the files has that list all of them:
// enough for a few pages, few enough that the first one costs little.
const postsInPart = 100

// PartFile returns the address of a part of the list of all posts, numbered from
// 1. The first one says how many there are, in [Site.Parts].
func PartFile(number int) string {
	if number == 1 {
		return "posts.json"
	}
	return "posts." + strconv.Itoa(number) + ".json"
}

// TermsFile is the address of the file that has what [Site.AllTerms] returns.
const TermsFile = "terms.json"

// CountParts returns how many parts the list of all posts has.
func (s *Site) CountParts() int { return pages(len(s.Entries), postsInPart) }

// Part returns a part of the list of all posts. The first one has what is said
// of the site, the others have posts alone.
func (s *Site) Part(number int) *Site {
	from := (number - 1) * postsInPart
	posts := s.Entries[from:min(from+postsInPart, len(s.Entries))]
	if number > 1 {
		return &Site{Entries: posts}
	}
	part := s.with(posts)
	part.Parts, part.Terms = s.CountParts(), s.Terms
	part.List = &s.home().List
	return part
}
