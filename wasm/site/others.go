//go:build !js

package site

import "path"

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
