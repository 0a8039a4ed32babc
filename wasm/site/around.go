package site

import (
	"maps"
	"slices"
	"strings"
)

// Around returns what stands around the page of the post at source, whose references
// lead there.
func (s *Site) Around(source string, leads Leads) *Surroundings {
	ways := &Ways{Path: source, Trail: s.Trail(source), Leads: leads}
	if e := s.ByPath(source); e != nil {
		ways.Translations = s.translations[e.URL]
	}
	newer, older := s.Neighbours(source)
	if newer != nil {
		ways.Newer = newer.Path
	}
	if older != nil {
		ways.Older = older.Path
	}
	for _, e := range s.Related(source) {
		ways.Related = append(ways.Related, e.Path)
	}
	around := s.with(nil)
	around.Ways = ways
	s.Widen(around, nil)
	return around
}

// Widen adds to what stands around a post what its references lead to, so that they
// lead there without the whole site.
func (s *Site) Widen(around *Surroundings, targets []Target) {
	ways := around.Ways
	var folders []string
	ways.Named = map[string]string{}
	paths := append([]string{ways.Path, ways.Newer, ways.Older}, ways.Related...)
	for _, to := range targets {
		if to.Folder != nil {
			folders = append(folders, *to.Folder)
		}
		if to.File != "" {
			ways.Named[to.Name] = to.File
		}
		if to.Post != nil {
			paths = append(paths, to.Post.Path)
		}
	}
	if e := s.ByPath(ways.Path); e != nil {
		folders = append(folders, s.foldersOfAll([]Entry{*e})...)
	}
	around.Elsewhere = s.elsewhere(folders)
	wanted := map[int]bool{}
	for _, path := range paths {
		if i, ok := s.byPath[path]; ok {
			wanted[i] = true
		}
	}
	around.Entries = nil
	for _, i := range slices.Sorted(maps.Keys(wanted)) {
		e := s.Entries[i]
		if e.Path != ways.Path {
			e = e.asLink()
		}
		around.Entries = append(around.Entries, e)
	}
	around.index()
}

// Neighbours returns the posts next to the one at path in the list: the next
// newer and the next older one, nil where there is none.
func (s *Site) Neighbours(path string) (newer, older *Entry) { return s.neighbours(path) }

// Trail returns the sections that the post at path is in, outermost first: none where
// posts have no pages, and so sections neither.
func (s *Site) Trail(path string) []Link {
	if !s.Pages {
		return nil
	}
	if e := s.ByPath(path); e != nil {
		path = e.page()
	}
	return s.trail(path)
}

const (
	relatedPosts = 3   // to a post, at most
	relatedAmong = 500 // the newest posts of a tag, so that a tag of all posts costs no more
)

// Related returns the posts that share most tags with the one at path: where
// they share as many, the newest.
func (s *Site) Related(path string) []*Entry {
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
