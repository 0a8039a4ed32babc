//go:build !js

package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// findTrail is for [Site.Trail].
func (s *Site) findTrail(path string) []Link {
	if e := s.ByPath(path); e != nil {
		path = e.page()
	}
	return s.trail(path)
}

// findRelated is for [Site.Related].
func (s *Site) findRelated(path string) []*Entry {
	self, ok := s.byPath[path]
	if !ok || s.byTag == nil {
		return nil
	}
	shared := map[int]int{}
	for _, tag := range s.Entries[self].Tags {
		for _, i := range s.byTag[strings.ToLower(tag)] {
			if i != self {
				shared[i]++
			}
		}
	}
	var best []int
	for i := range shared {
		at, _ := slices.BinarySearchFunc(best, i, func(a, b int) int {
			return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b))
		})
		if best = slices.Insert(best, at, i); len(best) > relatedPosts {
			best = best[:relatedPosts]
		}
	}
	related := make([]*Entry, len(best))
	for j, i := range best {
		related[j] = &s.Entries[i]
	}
	return related
}

// foreign returns the site in the language of the source at a path, nil where it is
// of this one or there is none.
func (s *Site) foreign(file string) *Site {
	for _, other := range s.others {
		if i, found := other.byPath[unescape(file)]; found && other.Entries[i].Path == unescape(file) {
			return other
		}
	}
	return nil
}

// findForeign is find for what the site has in another language alone. It returns
// the address.
func (s *Site) findForeign(met *met, file, place string) (address string, found bool) {
	page, others := s.Settings.page(file), s.others
	if other := s.foreign(file); other != nil {
		page, others = file, []*Site{other}
	}
	for _, other := range others {
		if i, found := other.find(newMet(), page, place); found {
			e := &other.Entries[i]
			met.foreign[e.Path] = e.asLink()
			if name := unescape(file); name != e.Path {
				met.named[path.Base(name)] = e.Path // since its page may be in another folder
			}
			return other.PageURL(e.Path), true
		}
	}
	return "", false
}
