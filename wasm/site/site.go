// Package site knows the posts together. A [Site] is all of them, newest first, with
// their lists, terms and neighbours: the builder makes it. [Surroundings] are what
// stands around one page: the builder writes them, and both fronts show a page by
// them. An [Entry] is what either knows of a post; [Links] resolves what a post
// refers to.
//
// On the ladder it stands on config and address.
package site

import (
	"cmp"
	"slices"

	"postview/wasm/address"
	"postview/wasm/config"
)

// About is what is said of a site on each of its pages.
type About struct {
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Language    string           `json:"language,omitempty"`   // BCP 47; "" is English
	Pages       bool             `json:"pages"`                // every post has a page of its own; else the shell shows them all
	Policy      string           `json:"policy,omitempty"`     // what becomes of raw HTML; "" is sanitize
	Settings    *config.Settings `json:"settings,omitempty"`   // never nil but in parts that have posts alone; shared, so not to be changed
	EmojiTable  string           `json:"emojiTable,omitempty"` // the address of the [markdown.EmojiTable], where the site has emoji
	Anywhere    bool             `json:"-"`                    // the host sends the shell for any address, where posts have no pages
}

// Site is all posts of a site, as the builder knows them. [New] makes one, and
// [Site.Describe] completes it.
type Site struct {
	*About
	Posts
	Terms     map[string][]Term // those most used, for the pages that list posts
	Displaced bool              // some lists are not there, since something else has their address

	rules    address.Rules     // those of the settings, with the sections
	folders  map[string]Folder // the address of a list → what is said of it
	sections map[string]Link   // the folder → its list
	byTag    map[string][]int  // in lower case → the indexes of the newest posts that have it

	others       []*Site                  // the site in its other languages
	translations map[string][]Translation // the address of a page → where else it is
}

// New returns the site of these entries, sorted: newest first, then by title.
func New(title string, entries []Entry) *Site {
	about := &About{Title: title, Settings: new(config.Settings)}
	s := &Site{About: about, Posts: Posts{Entries: entries, of: about}}
	slices.SortStableFunc(s.Entries, func(a, b Entry) int {
		return cmp.Or(
			b.Date.Compare(a.Date.Time),
			cmp.Compare(a.LinkTitle, b.LinkTitle),
			cmp.Compare(a.Path, b.Path),
		)
	})
	s.index()
	return s
}

// with returns the surroundings of a page that has some of the posts.
func (s *Site) with(entries []Entry) *Surroundings {
	return surroundings(s.About, entries, s.Elsewhere)
}
