package site

import "postview/wasm/address"

// Narrowing finds the posts of a list that a reader has chosen. They are among
// those of the list itself, and among those of each term that was chosen: the
// shortest of these lists has the least to read. First of all the files of the terms
// are read, each taken by TakeTerm, then those of the list, each taken by Take.
type Narrowing struct {
	list   *Surroundings // of the page that is narrowed
	choice Choice
	page   int

	terms  Choice // those of the choice that have lists
	isOne  bool   // a single term was chosen of all posts, whose own list is the answer
	isDone bool   // the lists of the terms were the answer
	from   *List  // the one that is read
	parts  [][]Entry
	left   int // of the parts, which are still nil
	found  int
	posts  []Entry // on the page, where they were there as such
}

// Narrow begins to narrow the list of s to what was chosen, for a page of that.
func (s *Surroundings) Narrow(c Choice, page int) *Narrowing {
	n := &Narrowing{list: s, choice: c, page: page, from: s.List, left: 1}
	n.isOne = s.List.Kind == address.KindHome && len(c) == 1
	for _, chosen := range c {
		if chosen.Name != Query && s.Pages && s.TermURL(chosen.Name, chosen.Value) != "" {
			n.terms = append(n.terms, chosen)
		}
	}
	return n
}

// Terms returns how many terms have files, which tell how long their lists are.
func (n *Narrowing) Terms() int { return len(n.terms) }

// Term returns the file of a term, by its index.
func (n *Narrowing) Term(i int) string {
	l, number := *n.from, 1
	if n.isOne {
		number = n.page
	}
	l.URL = n.list.TermURL(n.terms[i].Name, n.terms[i].Value)
	return AroundFile(l.PageURL(number))
}

// TakeTerm takes what is in the file of a term: nil where there is none, since no
// post has it, or since its list is elsewhere. What is there may be something else,
// a post that the list gave way to.
func (n *Narrowing) TakeTerm(i int, page *Surroundings) {
	if page == nil {
		if n.list.Elsewhere == nil && (!n.isOne || n.page == 1) { // else it may be the page alone that is not there
			n.isDone = true
		}
		return
	}
	l := page.List
	if l == nil || l.Kind != address.KindTerm || l.Taxonomy != n.terms[i].Name {
		return
	}
	if n.isOne {
		n.isDone, n.found, n.posts = true, l.Count, page.Entries
		n.learn(page)
	} else if l.Count < n.from.Count {
		n.from = l
	}
}

// Files returns how many files list the posts among which the chosen ones are.
// There is none where the terms were the answer.
func (n *Narrowing) Files() int {
	n.left = n.from.Pages
	if n.from.Kind == address.KindHome {
		n.left = max(n.list.Parts, pages(n.from.Count, n.list.inPart()))
	}
	if n.isDone {
		n.left = 0
	}
	n.parts = make([][]Entry, n.left)
	return n.left
}

// File returns the file at an index, in the order of the list.
func (n *Narrowing) File(i int) string {
	if n.from.Kind == address.KindHome {
		return n.list.PartFile(i + 1)
	}
	return AroundFile(n.from.PageURL(i + 1))
}

// Take takes the posts that are in the file at an index. It reports
// whether any of them was chosen.
func (n *Narrowing) Take(i int, part *Surroundings) bool {
	before, posts := n.found, []Entry{}
	for j := range part.Entries {
		if e := &part.Entries[j]; n.list.List.has(e) && n.choice.has(e) {
			n.found++
			if len(posts) < n.page*n.list.onPage() { // no page needs more of it
				posts = append(posts, *e)
			}
		}
	}
	n.parts[i] = posts
	n.left--
	n.learn(part)
	return n.found > before
}

// learn takes over where the lists of the terms are that posts of a file have.
func (n *Narrowing) learn(from *Surroundings) {
	for usual, own := range from.Elsewhere {
		if n.list.Elsewhere != nil { // else the site has changed
			n.list.Elsewhere[usual] = own
		}
	}
}

// Page returns what stands around the page of the narrowed list, as far as it is known:
// where files are still to be taken, its list says that there may be more. Of the
// posts it has those before which none can come any more, so that none moves, or
// all where no file is still to come.
func (n *Narrowing) Page(all bool) *Surroundings {
	posts, onPage := n.posts, n.list.onPage()
	if posts == nil {
		for _, part := range n.parts {
			if part == nil && !all || len(posts) >= n.page*onPage {
				break
			}
			posts = append(posts, part...)
		}
		from := min((n.page-1)*onPage, len(posts))
		posts = posts[from:min(from+onPage, len(posts))]
	}
	page, list := n.list.with(posts), *n.list.List
	list.Choice, list.Page, list.More = n.choice, n.page, n.left > 0
	list.Count = max(list.Count, list.All)
	list.Found, list.Pages = n.found, pages(n.found, onPage)
	page.List, page.Terms = &list, n.list.Terms
	return page
}
