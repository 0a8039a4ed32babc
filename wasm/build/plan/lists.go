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

// ListTitle is the title of the page of a list of a site.
func ListTitle(l *site.List, s *site.Site) string {
	return page.ListTitle(l, words.In(content.Language(s)))
}

// HasFeeds reports whether a list has feeds of its own: all have but that of all posts,
// whose feeds are the site's, and the years.
func HasFeeds(s *site.Site, l *site.List) bool {
	return !s.Settings.IsOff(FeedKind) && l.Kind != address.KindHome && l.Taxonomy != site.Years
}

// FeedAt is the claim of the feeds of a list on their places.
func FeedAt(l *site.Listing) Claim { return Claim{OfFeed, address.Unescape(l.URL)} }

// placeLists gives the pages of the lists their places. A list whose place is a post's
// or a file's has none: what the author wrote is there instead. It returns who else
// has the place of a further page, without which a list would not be whole.
func placeLists(e *content.Edition, taken Claims) (clashes []*Clash) {
	for _, l := range e.Lists {
		if other, _ := taken.Occupant(disk.PageFile(l.URL)); other.Kind != OfNobody && l.Kind != address.KindHome {
			e.Site.Displaced = true
			continue
		}
		for number := 1; number <= l.Pages; number++ {
			for _, place := range []string{disk.PageFile(l.PageURL(number)), disk.PageFile(site.AroundFile(l.PageURL(number)))} {
				if other, at := taken.Occupant(place); other.Kind != OfNobody && other != listAt(l) {
					clashes = append(clashes, &Clash{Later: other, Other: listAt(l), Place: at})
				}
				taken[place] = listAt(l)
			}
		}
		for _, name := range []string{AtomFile, RssFile} {
			if place := address.Unescape(l.FilesURL()) + name; HasFeeds(e.Site, &l.List) && taken[place].Kind == OfNobody {
				taken[place] = FeedAt(l)
			}
		}
	}
	return clashes
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

// TellUnplaced says which lists have no page, which files are left out, and why.
func TellUnplaced(c *content.Content, taken Claims, log *progress.Log) {
	for _, e := range c.Editions {
		for _, l := range e.Lists {
			if other, _ := taken.Occupant(disk.PageFile(l.URL)); other != listAt(l) {
				log.Say("%v has no page: %v is there", listAt(l), other)
			}
		}
	}
	for _, name := range c.Files {
		if other, _ := taken.Occupant(name); c.Static[name] != "" && other != StaticAt(c, name) {
			log.Say("%v is left out: %v is there", StaticAt(c, name), other)
		}
	}
}
