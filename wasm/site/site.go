// Package site knows the posts together: a [Site] is their list, newest first,
// with its lists, terms and neighbours; an [Entry] is what the list knows of one
// post; [Links] resolves what a post refers to.
//
// On the ladder it stands on config and address. Both fronts use it: the builder
// makes a Site from the posts and writes it as posts.json, the browser reads that.
package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/config"
)

// Site is a list of posts, newest first: all of a site, or those that a page of
// it needs. [New] or [Decode] makes one.
type Site struct {
	Title       string            `json:"title,omitempty"`
	Description string            `json:"description,omitempty"`
	Language    string            `json:"language,omitempty"` // BCP 47; "" is English
	Pages       bool              `json:"pages"`              // every post has a page of its own; else the shell shows them all
	Policy      string            `json:"policy,omitempty"`   // what becomes of raw HTML; "" is sanitize
	Settings    config.Settings   `json:"settings,omitzero"`
	Parts       int               `json:"parts,omitempty"`  // how many files list all posts, see [PartFile]
	List        *List             `json:"list,omitempty"`   // of the page that lists these posts
	Around      *Around           `json:"around,omitempty"` // of the post whose surroundings these are
	Terms       map[string][]Term `json:"terms,omitempty"`  // those most used, for a page that lists posts
	Entries     []Entry           `json:"posts"`
	Elsewhere   map[string]string `json:"elsewhere,omitzero"` // the usual address of a list → its own, where that is another; "" is none. Where it is nil each list is at the usual one
	Anywhere    bool              `json:"-"`                  // the host sends the shell for any address, where posts have no pages
	Displaced   bool              `json:"-"`                  // some lists are not there, since something else has their address

	folders  map[string]Folder // the address of a list → what is said of it
	sections map[string]Link   // the folder → its list
	byTag    map[string][]int  // in lower case → the indexes of the newest posts that have it

	others       []*Site                  // the site in its other languages
	translations map[string][]Translation // the address of a page → where else it is

	byPath map[string]int // the source's path, and that of its page → its index in Entries
	byName map[string]int // the source's name → its index plus one, 0 where several have it
	byURL  map[string]int // the page's address or an alias, without slashes at its ends → likewise
}

// New returns the site of these entries, sorted: newest first, then by title.
func New(title string, entries []Entry) *Site {
	s := &Site{Title: title, Entries: entries}
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

// Decode reads a site from its JSON.
func Decode(data []byte) (*Site, error) {
	s := new(Site)
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("read the list of posts: %w", err)
	}
	s.index()
	return s, nil
}

// with returns the site with some of its posts alone.
func (s *Site) with(entries []Entry) *Site {
	some := s.without()
	some.Entries = entries
	some.index()
	return some
}

// without returns what is said of the site, without a post.
func (s *Site) without() *Site {
	return &Site{
		Title: s.Title, Description: s.Description, Language: s.Language,
		Pages: s.Pages, Anywhere: s.Anywhere, Policy: s.Policy, Settings: s.Settings, Elsewhere: s.Elsewhere,
	}
}

func (s *Site) index() {
	s.byPath = make(map[string]int, len(s.Entries))
	s.byName = make(map[string]int, len(s.Entries))
	s.byURL = make(map[string]int, len(s.Entries))
	for i, e := range s.Entries {
		s.byPath[e.Path] = i
		name := path.Base(e.page())
		if _, taken := s.byName[name]; taken {
			s.byName[name] = 0
		} else {
			s.byName[name] = i + 1
		}
		s.byURL[addressKey(e.URL)] = i
	}
	if s.Around != nil {
		s.byName = make(map[string]int, len(s.Around.Named))
		for name, path := range s.Around.Named {
			if i, ok := s.byPath[path]; ok {
				s.byName[name] = i + 1
			}
		}
	}
	for i, e := range s.Entries {
		if _, taken := s.byPath[e.Page]; e.Page != "" && !taken {
			s.byPath[e.Page] = i
		}
		for _, alias := range e.Aliases {
			if _, taken := s.byURL[addressKey(alias)]; !taken {
				s.byURL[addressKey(alias)] = i
			}
		}
	}
}

// ByPath returns the entry of the source at path, nil where there is none.
func (s *Site) ByPath(path string) *Entry {
	if i, ok := s.byPath[path]; ok {
		return &s.Entries[i]
	}
	return nil
}

// ByURL returns the entry whose page, or one of whose aliases, is at address,
// which is relative to the root; nil where there is none.
func (s *Site) ByURL(address string) *Entry {
	if i, ok := s.byURL[addressKey(address)]; ok {
		return &s.Entries[i]
	}
	return nil
}

// PageURL returns the address, relative to the root, at which a reader finds the
// post of the source at path: that of its page, at which a host may have the shell in
// its place, or else the shell that shows it.
func (s *Site) PageURL(path string) string {
	e := s.ByPath(path)
	switch {
	case e != nil && (s.Pages || s.Anywhere):
		return e.URL
	case s.Pages:
		return "view.html?src=" + address.EscapeQuery(path)
	default:
		return s.Settings.Lang.Prefix + "?src=" + address.EscapeQuery(path)
	}
}

// addressKey makes addresses comparable: unescaped, without the slashes at the
// ends and without index.html.
func addressKey(url string) string {
	return strings.Trim(strings.TrimSuffix(address.Unescape(url), "index.html"), "/")
}
