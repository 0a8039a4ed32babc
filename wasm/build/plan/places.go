package plan

import (
	"path"
	"slices"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/site"
)

// Settled gives the posts their addresses, makes the site of them, and returns who has
// which place in dist/. Of two who want one the later has another or none, which is a
// problem of the content: nothing ends for it.
func Settled(c *content.Content, o *content.Options) Claims {
	s := &settling{Content: c, Options: o, taken: Claims{}, folders: map[string]bool{}}
	s.needed()
	s.files()
	s.posts()
	c.Describe(o)
	for _, e := range c.Editions {
		s.lists(e)
	}
	s.resources()
	s.replaceable()
	s.aliases()
	s.static()
	s.tell()
	return s.taken
}

// settling is who has which place so far.
type settling struct {
	*content.Content
	*content.Options
	taken   Claims
	folders map[string]bool // that a place is in
	clashes []*Clash
}

// occupant returns who has a place, or is in the way of it: as a file where it needs a
// folder, or the other way round.
func (s *settling) occupant(place string) (other Claim, at string) {
	if other, at = s.taken.Occupant(place); other.Kind != OfNobody || !s.folders[place] {
		return other, at
	}
	for within := range s.taken {
		if address.IsWithin(within, place) && (at == "" || within < at) {
			other, at = s.taken[within], within
		}
	}
	return other, at
}

// put gives somebody a place that is free.
func (s *settling) put(place string, who Claim) {
	s.taken[place] = who
	for folder := path.Dir(place); folder != "." && !s.folders[folder]; folder = path.Dir(folder) {
		s.folders[folder] = true
	}
}

// take gives somebody a place if it is free.
func (s *settling) take(place string, who Claim) {
	switch other, at := s.occupant(place); other {
	case Claim{}:
		s.put(place, who)
	case who:
	default:
		s.clashes = append(s.clashes, &Clash{Later: who, Other: other, Place: at})
	}
}

// canHave reports whether somebody can have a place that their page needs: a file of
// the author's gives way to it.
func (s *settling) canHave(place string, who Claim) bool {
	other, at := s.occupant(place)
	return other == who && at == place || other.Kind == OfNobody || other.Kind == OfFile
}

// need gives somebody such a place.
func (s *settling) need(place string, who Claim) {
	for {
		other, at := s.occupant(place)
		if other.Kind != OfFile {
			s.put(place, who)
			return
		}
		delete(s.taken, at)
		s.clashes = append(s.clashes, &Clash{Later: other, Other: who, Place: place})
	}
}

// needed takes the places without which the site would not work.
func (s *settling) needed() {
	for name, what := range ownFiles {
		s.put(name, Claim{OfViewer, what})
	}
	if !s.Prerender { // hosts send it for every post
		s.put(MissingPage, Claim{OfViewer, replaceable[MissingPage]})
	}
	for _, e := range s.Editions {
		about, home := site.About{Settings: e.Settings}, Claim{OfHomeList, e.Settings.Lang.Prefix}
		s.put(disk.PageFile(e.Settings.Lang.Prefix), home)
		for number := range about.CountParts(len(s.In(e))) {
			s.put(about.PartFile(number+1), home)
		}
		s.put(about.TermsFile(), Claim{OfTerms, e.Settings.Lang.Prefix})
	}
}

// files takes the places of the author's files among the posts.
func (s *settling) files() {
	for _, a := range s.Articles {
		s.take(address.SourceFile(a.Post.Path), Claim{OfPost, a.Post.Path})
	}
	for _, name := range s.Files {
		if s.Static[name] == "" {
			s.take(name, Claim{OfFile, name})
		}
	}
}

// replaceable takes the places of what the site works without, where the author has
// nothing.
func (s *settling) replaceable() {
	for _, files := range []map[string]string{replaceable, MachineFiles(s.Content)} {
		for name, what := range files {
			if other, _ := s.occupant(name); other.Kind == OfNobody && !slices.Contains(s.Files, name) {
				s.put(name, Claim{OfViewer, what})
			}
		}
	}
}

// aliases takes the places of what leads to other pages.
func (s *settling) aliases() {
	if s.Prerender {
		aliases, wrong := Aliases(s.Content, s.taken)
		for _, p := range wrong {
			s.Note(p)
		}
		for _, a := range aliases {
			s.take(a.File, a.Claim())
		}
		for _, a := range PageAliases(s.Content, s.taken) {
			if other, _ := s.occupant(a.File); other.Kind == OfNobody {
				s.put(a.File, a.Claim())
			}
		}
	}
	if way := WayHome(s.Content); way != "" && s.taken[way].Kind == OfNobody {
		s.put(way, Claim{Kind: OfWayHome})
	}
}

// static gives the files beside the posts the places that are left. A page counts
// more, which in Hugo is a matter of chance.
func (s *settling) static() {
	for _, name := range s.Files {
		if s.Static[name] != "" {
			s.take(name, StaticAt(s.Content, name))
		}
	}
}
