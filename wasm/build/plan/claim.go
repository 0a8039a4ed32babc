package plan

import (
	"path"
)

// Claim says who has a place in dist/.
type Claim struct {
	Kind  Kind
	Owner string // by kind; the zero claim is of a place that nobody has
}

// Kind is what somebody is that may have a place.
type Kind uint8

const (
	OfNobody      Kind = iota
	OfPost             // a post's page, its source, and what is beside these; the owner is the path of the source
	OfFile             // a file among the posts, by its path
	OfStatic           // a file of a folder beside the posts, by its path on the disk
	OfAlias            // another address of a page, which is made from the owner
	OfHomeList         // the list of all posts of a language, by its address, and what it is read from
	OfSectionList      // these lists by their addresses
	OfTermsList
	OfTermList
	OfFeed    // a feed of the list at an address
	OfTerms   // the list of all terms, as a file
	OfWayHome // what leads to the list of posts in the default language
	OfViewer  // a part of Postview itself, which the owner tells
)

// String tells people who it is.
func (c Claim) String() string {
	switch c.Kind {
	case OfAlias:
		return "the alias of " + c.Owner
	case OfHomeList:
		return "the list of posts"
	case OfSectionList:
		return "the list of the section " + c.Owner
	case OfTermsList:
		return "the list of the terms of " + c.Owner
	case OfTermList:
		return "the list of the posts of " + c.Owner
	case OfFeed:
		return "the feed of /" + c.Owner
	case OfTerms:
		return "the list of terms"
	case OfWayHome:
		return "the way to the list of posts"
	default:
		return c.Owner
	}
}

// Claims are the places of dist/ that somebody has.
type Claims map[string]Claim

// Occupant returns who has a place, or is a file where the place needs a folder, and
// the place that they have; the zero claim where the place is free.
func (all Claims) Occupant(place string) (other Claim, at string) {
	for ; place != "."; place = path.Dir(place) {
		if other := all[place]; other.Kind != OfNobody {
			return other, place
		}
	}
	return Claim{}, ""
}
