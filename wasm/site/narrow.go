package site

// Choose returns those of the posts that are on the list and that a reader has
// chosen.
func (l *List) Choose(c Choice, posts []Entry) (chosen []Entry) {
	for i := range posts {
		if e := &posts[i]; l.has(e) && c.has(e) {
			chosen = append(chosen, *e)
		}
	}
	return chosen
}

// Narrow returns the site of a page of the list of s that is narrowed to the
// posts that were chosen of it so far. whole says that there are no others.
func (s *Site) Narrow(c Choice, page int, chosen []Entry, whole bool) *Site {
	list := *s.List
	list.Choice, list.Page, list.More = c, page, !whole
	list.Found, list.Pages = len(chosen), pages(len(chosen), s.onPage())
	from := min((page-1)*s.onPage(), len(chosen))
	narrowed := s.with(chosen[from:min(from+s.onPage(), len(chosen))])
	narrowed.List, narrowed.Terms = &list, s.Terms
	return narrowed
}
