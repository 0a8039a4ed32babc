package plan

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
)

// posts gives each post its address: the one that it asks for or, where another has
// that, one by its name. Of two posts that with the earlier date comes first.
func (s *settling) posts() {
	all := make([]*content.Article, len(s.Articles))
	for i := range all {
		all[i] = &s.Articles[i]
	}
	slices.SortFunc(all, func(a, b *content.Article) int {
		switch one, other := a.Entry.Date, b.Entry.Date; {
		case one.IsZero() && !other.IsZero():
			return 1
		case other.IsZero() && !one.IsZero():
			return -1
		default:
			return cmp.Or(one.Compare(other.Time), cmp.Compare(a.Post.Path, b.Post.Path))
		}
	})
	for _, a := range all {
		s.post(a)
	}
}

// post gives a post its address, and takes the places that go with it.
func (s *settling) post(a *content.Article) {
	who, wanted := Claim{OfPost, a.Post.Path}, a.Entry.URL
	var clash *Clash
	for at := range addresses(a) {
		a.Entry.URL = at
		places := s.placesOf(*a)
		inTheWay := slices.IndexFunc(places, func(place string) bool {
			other, _ := s.occupant(place)
			return !s.canHave(place, who) || other.Kind == OfFile && place == disk.PageFile(at)
		})
		if inTheWay < 0 {
			for _, place := range places {
				s.need(place, who)
			}
			break
		}
		if clash == nil {
			clash = &Clash{Later: who}
			clash.Other, clash.Place = s.occupant(places[inTheWay])
		}
	}
	if a.Entry.URL != wanted {
		clash.Instead = a.Entry.URL
		s.clashes = append(s.clashes, clash)
	}
}

// placesOf returns the places that go with the address of a post.
func (s *settling) placesOf(a content.Article) (places []string) {
	if s.Prerender {
		places = append(places, disk.PageFile(a.Entry.URL))
	}
	places = append(places, AroundFile(a, s.Options))
	if s.Prerender && Embeds(a) && AbsoluteBase(s.Options, s.Settings) != nil {
		places = append(places, OEmbedFile(a.Entry.URL))
	}
	return places
}

// addresses goes through those that a post may have, the best first: there is no end
// of them.
func addresses(a *content.Article) iter.Seq[string] {
	usual := a.Settings.UsualPermalink(a.Post.Path)
	name := strings.ToLower(strings.TrimSuffix(path.Base(a.Post.Path), path.Ext(a.Post.Path)))
	if usual == a.Settings.Lang.Prefix { // an index.md, where another file has the text of the home
		usual += name + "/"
	}
	return func(yield func(string) bool) {
		next := yield(a.Entry.URL) && yield(address.Escape(usual))
		for n := 2; next; n++ {
			end := "-" + strconv.Itoa(n) + "/"
			next = yield(address.Escape(strings.TrimSuffix(usual, "/")+end)) && yield(address.Escape(name+end))
		}
	}
}
