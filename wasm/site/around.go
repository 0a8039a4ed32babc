package site

import (
	"maps"
	"path"
	"slices"

	"postview/wasm/address"
)

// Around is what stands around one post. The [Site] that has it has the entry of
// the post and those that are named here, as far as a link to them needs it.
type Around struct {
	Path    string            `json:"path"` // of the post
	Newer   string            `json:"newer,omitempty"`
	Older   string            `json:"older,omitempty"`
	Related []string          `json:"related,omitempty"`
	Trail   []Link            `json:"trail,omitempty"` // the sections that it is in
	Named   map[string]string `json:"named,omitempty"` // what the post refers to by its name alone

	Translations []Translation `json:"translations,omitempty"`
}

// AroundFile returns the address of the file that holds the site around the page,
// or the source, at this address: both fronts look for it there.
func AroundFile(page string) string {
	page, _ = address.SplitTail(page)
	if folder, name := path.Split(page); name == "" || name == "index.html" {
		return folder + "post.json"
	}
	return page + ".post.json"
}

// AroundPost returns the site of what stands around the post of these links,
// ready to be written. It has what the links have led to so far.
func (s *Site) AroundPost(source string, links Links) *Site {
	around := &Around{Path: source, Trail: s.Trail(source), Named: links.met.named}
	folders := links.met.folders
	if e := s.ByPath(source); e != nil {
		around.Translations = s.translations[e.URL]
		folders = append(folders, s.foldersOfAll([]Entry{*e})...)
	}
	wanted := links.met.entries
	newer, older := s.Neighbours(source)
	if newer != nil {
		around.Newer = newer.Path
	}
	if older != nil {
		around.Older = older.Path
	}
	for _, e := range s.Related(source) {
		around.Related = append(around.Related, e.Path)
	}
	for _, path := range append([]string{source, around.Newer, around.Older}, around.Related...) {
		if i, ok := s.byPath[path]; ok {
			wanted[i] = true
		}
	}
	some := s.without()
	some.Around = around
	some.Elsewhere = s.elsewhere(folders)
	for _, i := range slices.Sorted(maps.Keys(wanted)) {
		e := s.Entries[i]
		if e.Path != source {
			e = e.asLink()
		}
		some.Entries = append(some.Entries, e)
	}
	for _, path := range slices.Sorted(maps.Keys(links.met.foreign)) {
		some.Entries = append(some.Entries, links.met.foreign[path])
	}
	return some
}

// Neighbours returns the posts next to the one at path in the list: the next
// newer and the next older one, nil where there is none.
func (s *Site) Neighbours(path string) (newer, older *Entry) {
	if s.Around != nil {
		return s.ByPath(s.Around.Newer), s.ByPath(s.Around.Older)
	}
	i, ok := s.byPath[path]
	if !ok {
		return nil, nil
	}
	for j := i - 1; j >= 0 && newer == nil; j-- {
		newer = s.readable(j)
	}
	for j := i + 1; j < len(s.Entries) && older == nil; j++ {
		older = s.readable(j)
	}
	return newer, older
}

func (s *Site) readable(i int) *Entry {
	if s.Entries[i].Error != "" {
		return nil
	}
	return &s.Entries[i]
}

// Trail returns the sections that the post at path is in, outermost first.
func (s *Site) Trail(path string) []Link {
	if s.Around != nil {
		return s.Around.Trail
	}
	return s.findTrail(path)
}

const (
	relatedPosts = 3   // to a post, at most
	relatedAmong = 500 // the newest posts of a tag, so that a tag of all posts costs no more
)

// Related returns the posts that share most tags with the one at path: where
// they share as many, the newest.
func (s *Site) Related(path string) []*Entry {
	if s.Around != nil {
		var related []*Entry
		for _, path := range s.Around.Related {
			if e := s.ByPath(path); e != nil {
				related = append(related, e)
			}
		}
		return related
	}
	return s.findRelated(path)
}
