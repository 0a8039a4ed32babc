package site

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"postview/wasm/address"
	"postview/wasm/post"
	"postview/wasm/problem"
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
			index = *said.Post
			if !index.Untitled {
				title = cmp.Or(said.Title, title)
			}
		}
		index.Title = title
		if index.Date.IsZero() {
			index.Date = newest
		}
		permalink, err := s.rules.ListPermalink(kind, folder, &index)
		own := address.Escape(permalink)
		other, isTaken := has[own]
		switch {
		case err != nil:
			errs = append(errs, err)
		case isTaken && own != usual:
			errs = append(errs, wrongAddress(kind, &index, fmt.Errorf("%s has the same address: /%s", other, permalink)))
		case own == usual:
		case !address.CanBeFile(permalink):
			errs = append(errs, wrongAddress(kind, &index, address.NoFile("address", permalink)))
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

// wrongAddress returns what is wrong with the address of a list: it is by the list's
// _index.md, or else by the pattern of the settings for lists of this kind.
func wrongAddress(kind string, index *post.Post, err error) error {
	if index.BodyLine > 0 { // it was read
		return index.Problem(problem.Address, err, "url", "slug")
	}
	key := "permalinks." + kind
	return &problem.Problem{Kind: problem.Settings, Key: key, Err: fmt.Errorf("%s: %s: %w", key, index.Path, err)}
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
