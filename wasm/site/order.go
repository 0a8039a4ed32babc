package site

import (
	"cmp"
	"slices"
	"strings"
)

// Names are places of names in the order of a language. A name that is not among them,
// as all where it is nil, is compared by its bytes.
type Names map[string]int

// NewNames returns the places of names by a key of each, the bytes of which are in the
// order of the names.
func NewNames(all []string, key func(name string) string) Names {
	type keyed struct{ name, key string }
	slices.Sort(all)
	all = slices.Compact(all)
	sorted := make([]keyed, len(all))
	for i, name := range all {
		sorted[i] = keyed{name, key(name)}
	}
	slices.SortFunc(sorted, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	names, place := make(Names, len(all)), 0
	for i, each := range sorted {
		if i > 0 && sorted[i-1].key != each.key {
			place++
		}
		names[each.name] = place
	}
	return names
}

func (n Names) compare(a, b string) int {
	place, known := n[a]
	other, too := n[b]
	if known && too {
		return cmp.Compare(place, other)
	}
	return cmp.Compare(a, b)
}

// byWeight puts the lightest first, and what has none last.
func byWeight(a, b int) int {
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return cmp.Compare(a, b)
}

// Collate puts the posts into Hugo's order: by weight, then the newest first, then by
// title, in the order that the names have, as those of terms and sections will be.
func (s *Site) Collate(names Names) {
	s.names, s.parts = names, nil
	slices.SortStableFunc(s.Entries, func(a, b Entry) int {
		return cmp.Or(
			byWeight(a.Weight, b.Weight),
			cmp.Compare(b.Date.Unix(), a.Date.Unix()),
			names.compare(a.LinkTitle, b.LinkTitle),
			cmp.Compare(strings.ToLower(a.Path), strings.ToLower(b.Path)),
			cmp.Compare(a.Path, b.Path),
		)
	})
	s.index()
}

// Listed is where lists have a post.
type Listed int

// Where a post is listed.
const (
	Everywhere Listed = iota
	Locally           // in the lists of its section and its terms
	Nowhere
)

// isGlobal reports whether the site as a whole lists the post: the list of all posts,
// feeds, the ways from one to the next.
func (e *Entry) isGlobal() bool { return e.Listed == Everywhere }

// isMain reports whether the list of all posts has one of those that the site lists.
func (s *Site) isMain(e *Entry) bool {
	main := s.Settings.Lists.MainSections
	if main == nil {
		return true
	}
	section, _, isBelow := strings.Cut(e.page(), "/")
	return isBelow && slices.ContainsFunc(main, func(name string) bool { return strings.EqualFold(name, section) })
}

// main returns the posts that the list of all posts has, and the others that the site
// lists.
func (s *Site) main() (main, others []int) {
	for i := range s.Entries {
		switch e := &s.Entries[i]; {
		case !e.isGlobal():
		case s.isMain(e):
			main = append(main, i)
		default:
			others = append(others, i)
		}
	}
	return main, others
}
