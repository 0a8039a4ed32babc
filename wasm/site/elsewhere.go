package site

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"postview/wasm/address"
	"postview/wasm/post"
)

// findAddresses finds the lists whose address is not the usual one, by their
// _index.md or by the settings. Those that can't have theirs keep the usual one.
func (s *Site) findAddresses() error {
	var errs []error
	has := map[string]string{} // the address → the folder whose list is there
	find := func(kind, folder, title string, newest post.Date) {
		usual := s.usualURL(folder)
		if s.isNowhere(usual) {
			return
		}
		index := post.Post{Path: folder}
		if said := s.folders[usual]; said.Post != nil {
			index, title = *said.Post, cmp.Or(said.Title, title)
		}
		index.Title = title
		if index.Date.IsZero() {
			index.Date = newest
		}
		permalink, err := s.Settings.ListPermalink(kind, folder, &index)
		own := address.Escape(permalink)
		other, isTaken := has[own]
		switch {
		case err != nil:
			errs = append(errs, err)
		case isTaken && own != usual:
			errs = append(errs, fmt.Errorf("%s and %s have the same address, /%s", index.Path, other, permalink))
		case own == usual:
		case !address.CanBeFile(permalink):
			errs = append(errs, fmt.Errorf("%s: the address %.60q… is too long for a file, or has a sign that none may have", index.Path, permalink))
		default:
			s.Elsewhere[usual] = own
		}
		has[s.folderURL(folder)] = index.Path
	}
	for _, folder := range slices.Sorted(maps.Keys(s.sections)) {
		list := s.sections[folder]
		find(address.KindSection, folder, list.Title, s.newestIn(folder))
		s.sections[folder] = Link{s.folderURL(folder), list.Title}
	}
	for _, taxonomy := range s.TaxonomyNames() {
		if s.Settings.IsOff(address.KindTaxonomy) {
			s.Elsewhere[s.usualURL(taxonomy)] = ""
		}
		find(address.KindTaxonomy, taxonomy, FolderTitle(taxonomy), post.Date{})
		for _, term := range s.terms(taxonomy) {
			find(address.KindTerm, termFolder(taxonomy, term.Name), term.Name, s.Entries[term.posts[0]].Date)
		}
	}
	return errors.Join(errs...)
}

// newestIn returns the date of the newest post in a folder.
func (s *Site) newestIn(folder string) post.Date {
	for i := range s.Entries {
		if address.IsWithin(s.Entries[i].page(), folder) {
			return s.Entries[i].Date
		}
	}
	return post.Date{}
}

// isNowhere reports whether the list with this usual address has none.
func (s *Site) isNowhere(usual string) bool {
	own, isElsewhere := s.Elsewhere[usual]
	return isElsewhere && own == ""
}

// elsewhere returns what a page needs of Elsewhere that leads to the lists of these
// folders, and to those of the taxonomies.
func (s *Site) elsewhere(folders []string) map[string]string {
	if len(s.Elsewhere) == 0 && !s.Displaced {
		return nil
	}
	some := map[string]string{}
	for _, folder := range slices.Concat(folders, s.TaxonomyNames()) {
		usual := s.usualURL(folder)
		if own, isElsewhere := s.Elsewhere[usual]; isElsewhere {
			some[usual] = own
		}
	}
	return some
}

// foldersOf returns the folders that Hugo has the lists of terms for.
func foldersOf(taxonomy string, terms []Term) []string {
	folders := make([]string, len(terms))
	for i, term := range terms {
		folders[i] = termFolder(taxonomy, term.Name)
	}
	return folders
}

// foldersOfAll returns the folders that Hugo has the lists of the terms of posts for,
// as far as they may be elsewhere.
func (s *Site) foldersOfAll(posts []Entry) (folders []string) {
	if len(s.Elsewhere) == 0 {
		return nil
	}
	for i := range posts {
		for _, taxonomy := range s.TaxonomyNames() {
			folders = append(folders, foldersOf(taxonomy, Named(posts[i].In(taxonomy)))...)
		}
	}
	return folders
}

// atHand returns the folders of the terms that a page of a list has at hand.
func (s *Site) atHand() (folders []string) {
	for taxonomy, terms := range s.Terms {
		folders = append(folders, foldersOf(taxonomy, terms)...)
	}
	return folders
}
