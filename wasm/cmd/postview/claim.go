//go:build !js

package main

import "path"

// claim says who has a place in dist/.
type claim struct {
	kind  claimKind
	owner string // by kind; the zero claim is of a place that nobody has
}

type claimKind uint8

const (
	ofNobody      claimKind = iota
	ofPost                  // a post's page, its source, and what is beside these; the owner is the path of the source
	ofFile                  // a file among the posts, by its path
	ofStatic                // a file of a folder beside the posts, by its path on the disk
	ofAlias                 // another address of a page, which is made from the owner
	ofHomeList              // the list of all posts of a language, by its address, and what it is read from
	ofSectionList           // these lists by their addresses
	ofTermsList
	ofTermList
	ofFeed    // a feed of the list at an address
	ofTerms   // the list of all terms, as a file
	ofWayHome // what leads to the list of posts in the default language
	ofViewer  // a part of Postview itself, which the owner tells
)

// String tells people who it is.
func (c claim) String() string {
	switch c.kind {
	case ofAlias:
		return "the alias of " + c.owner
	case ofHomeList:
		return "the list of posts"
	case ofSectionList:
		return "the list of the section " + c.owner
	case ofTermsList:
		return "the list of the terms of " + c.owner
	case ofTermList:
		return "the list of the posts of " + c.owner
	case ofFeed:
		return "the feed of /" + c.owner
	case ofTerms:
		return "the list of terms"
	case ofWayHome:
		return "the way to the list of posts"
	default:
		return c.owner
	}
}

// claims are the places of dist/ that somebody has.
type claims map[string]claim

// occupant returns who has a place, or is a file where the place needs a folder, and
// the place that they have; the zero claim where the place is free.
func (all claims) occupant(place string) (other claim, at string) {
	for ; place != "."; place = path.Dir(place) {
		if other := all[place]; other.kind != ofNobody {
			return other, place
		}
	}
	return claim{}, ""
}
