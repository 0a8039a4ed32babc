package site

// Narrow returns the site of a page of the list of s, with the posts that a
// reader has chosen among those of the whole site that are there so far, the
// newest first. whole says that there are no others.
func (s *Site) Narrow(c Choice, page int, entries []Entry, whole bool) *Site {
	list := *s.List
	list.Choice, list.Page, list.More, list.Found = c, page, !whole, 0
	var chosen []Entry
	for i := range entries {
		if e := &entries[i]; list.has(e) && c.has(e) {
			if list.Found++; pages(list.Found, postsOnPage) == page {
				chosen = append(chosen, *e)
			}
		}
	}
	list.Pages = pages(list.Found, postsOnPage)
	narrowed := s.with(chosen)
	narrowed.List, narrowed.Terms = &list, s.Terms
	return narrowed
}
