package plan

import (
	"fmt"
	"postview/wasm/post"
	"postview/wasm/problem"
	"slices"
)

// Clash is a place that two want.
type Clash struct {
	Later   Claim // who does not have it
	Other   Claim // who does
	Place   string
	Instead string // the address that a post has in place of it
}

// tell notes the clashes, each once.
func (s *settling) tell() {
	sources := map[string]*post.Post{}
	for _, a := range s.Articles {
		sources[a.Post.Path] = a.Post
	}
	for _, e := range s.Editions {
		for _, l := range e.Lists {
			if l.Index != nil {
				sources[l.Index.Path] = l.Index
			}
		}
	}
	told := map[[2]Claim]bool{}
	for _, c := range slices.Backward(s.clashes) { // the page of a post tells more than its source
		if pair := [2]Claim{c.Later, c.Other}; !told[pair] {
			told[pair] = true
			s.Note(c.problem(sources))
		}
	}
}

// problem returns what to tell of the clash. What it is made from is among the sources.
func (c *Clash) problem(sources map[string]*post.Post) *problem.Problem {
	for _, both := range [][2]Claim{{c.Later, c.Other}, {c.Other, c.Later}} {
		one, other := both[0], both[1]
		err := fmt.Errorf("%v has the same address: %s%s", other, c.Place, c.so())
		source := sources[one.Owner]
		switch {
		case one.Kind == OfPost && source != nil:
			return source.Problem(problem.Address, err, "url", "slug")
		case one.Kind == OfAlias && source != nil:
			return source.Problem(problem.Address, err, "aliases")
		case one.Kind == OfFile, one.Kind == OfStatic:
			return &problem.Problem{File: one.Owner, Kind: problem.Address, Err: err}
		}
	}
	return &problem.Problem{Kind: problem.Address, Err: fmt.Errorf("%v and %v have the same address: %s", c.Later, c.Other, c.Place)}
}

// so tells what became of who does not have the place.
func (c *Clash) so() string {
	switch {
	case c.Instead != "":
		return "; the page of " + c.Later.Owner + " is at " + c.Instead
	case c.Later.Kind == OfFile, c.Later.Kind == OfStatic:
		return "; the file is left out"
	case c.Later.Kind == OfAlias:
		return "; the alias is left out"
	case c.Other.Kind == OfPost:
		return "; that page of the list is left out"
	default:
		return ""
	}
}
