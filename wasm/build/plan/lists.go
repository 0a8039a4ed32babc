package plan

import (
	"cmp"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/build/progress"
	"postview/wasm/page"
	"postview/wasm/site"
	"postview/wasm/words"
)

// listTitle is the title of a list's page.
func listTitle(l *site.Listing, e *content.Edition) string {
	return page.ListTitle(&l.List, words.In(content.Language(e.Site)))
}

// HasFeeds reports whether a list has feeds of its own.
func HasFeeds(s *site.Site, l *site.List) bool {
	return !s.Settings.IsOff(FeedKind) && (l.Kind == address.KindSection || l.Kind == address.KindTerm && l.Taxonomy != site.Years)
}

// FeedAt is the claim of the feeds of a list on their places.
func FeedAt(l *site.Listing) Claim { return Claim{OfFeed, address.Unescape(l.URL)} }

// lists gives the pages of the lists their places. A list whose place is a post's or
// a file's has none, and so has a further page of it: what the author wrote is there.
func (s *settling) lists(e *content.Edition) {
	for _, l := range e.Lists {
		who := listAt(l)
		if other, _ := s.occupant(disk.PageFile(l.URL)); other.Kind != OfNobody && l.Kind != address.KindHome {
			e.Site.Displaced = true
			continue
		}
		for number := 1; number <= l.Pages; number++ {
			page, around := disk.PageFile(l.PageURL(number)), disk.PageFile(site.AroundFile(l.PageURL(number)))
			if other, at := s.occupant(page); other.Kind != OfNobody && other != who {
				s.clashes = append(s.clashes, &Clash{Later: who, Other: other, Place: at})
			} else if s.canHave(around, who) {
				s.need(page, who)
				s.need(around, who)
			}
		}
		for _, name := range []string{AtomFile, RssFile} {
			place := address.Unescape(l.FilesURL()) + name
			if other, _ := s.occupant(place); HasFeeds(e.Site, &l.List) && other.Kind == OfNobody {
				s.put(place, FeedAt(l))
			}
		}
	}
}

// listAt is the claim of a list on the places of its pages.
func listAt(l *site.Listing) Claim {
	kinds := map[string]Kind{address.KindHome: OfHomeList, address.KindSection: OfSectionList, site.ListTerms: OfTermsList}
	return Claim{cmp.Or(kinds[l.Kind], OfTermList), address.Unescape(l.URL)}
}

// Placed returns the lists that have their places.
func Placed(e *content.Edition, taken Claims) (lists []*site.Listing) {
	for _, l := range e.Lists {
		if taken[disk.PageFile(l.URL)] == listAt(l) {
			lists = append(lists, l)
		}
	}
	return lists
}

// HasPage reports whether a page of a list, which are numbered from 1, has its place.
func HasPage(l *site.Listing, number int, taken Claims) bool {
	return taken[disk.PageFile(l.PageURL(number))] == listAt(l)
}

// TellUnplaced says which lists have no page, and why.
func TellUnplaced(c *content.Content, taken Claims, log *progress.Log) {
	for _, e := range c.Editions {
		for _, l := range e.Lists {
			if other, _ := taken.Occupant(disk.PageFile(l.URL)); other != listAt(l) {
				log.Say("%v has no page: %v is there", listAt(l), other)
			}
		}
	}
}
