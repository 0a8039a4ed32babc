//go:build !js

package site

import (
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
)

// findTrail is for [Site.Trail]. Where posts have no pages, sections have none.
func (s *Site) findTrail(path string) []Link {
	if !s.Pages {
		return nil
	}
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
	var sharing []int // the posts, each as often as it shares a tag
	for _, tag := range s.Entries[self].Tags {
		sharing = append(sharing, s.byTag[strings.ToLower(tag)]...)
	}
	slices.Sort(sharing)
	type match struct{ post, tags int }
	var best []match
	for len(sharing) > 0 {
		m := match{post: sharing[0]}
		for m.tags < len(sharing) && sharing[m.tags] == m.post {
			m.tags++
		}
		sharing = sharing[m.tags:]
		if m.post == self {
			continue
		}
		at := len(best)
		for at > 0 && best[at-1].tags < m.tags {
			at--
		}
		if best = slices.Insert(best, at, m); len(best) > relatedPosts {
			best = best[:relatedPosts]
		}
	}
	related := make([]*Entry, len(best))
	for i, m := range best {
		related[i] = &s.Entries[m.post]
	}
	return related
}

// foreign returns the site in the language of the source at a path, nil where it is
// of this one or there is none.
func (s *Site) foreign(file string) *Site {
	for _, other := range s.others {
		if i, found := other.byPath[address.Unescape(file)]; found && other.Entries[i].Path == address.Unescape(file) {
			return other
		}
	}
	return nil
}

// findForeign is find for what the site has in another language alone. It returns
// the address.
func (s *Site) findForeign(met *met, file, place string) (url string, found bool) {
	_, page := s.Settings.Languages.Page(file)
	others := s.others
	if other := s.foreign(file); other != nil {
		page, others = file, []*Site{other}
	}
	for _, other := range others {
		if i, found := other.find(newMet(), page, place); found {
			e := &other.Entries[i]
			met.foreign[e.Path] = e.asLink()
			if name := address.Unescape(file); name != e.Path {
				met.named[path.Base(name)] = e.Path // since its page may be in another folder
			}
			return other.PageURL(e.Path), true
		}
	}
	return "", false
}
