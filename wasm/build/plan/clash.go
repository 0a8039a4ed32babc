package plan

import (
	"fmt"
	"path"
	"strings"

	"postview/wasm/build/content"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// Clash is an address that two want.
type Clash struct {
	*problem.Problem       // of the file of the one or, where that is made from none, of the other's
	Later            Claim // an alias can be left out
	Other            Claim // who has the address
	Place            string
}

// tell makes the problems of the clashes.
func tell(clashes []*Clash, c *content.Content) {
	if len(clashes) == 0 {
		return
	}
	sources := map[string]*post.Post{}
	for _, a := range c.Articles {
		sources[a.Post.Path] = a.Post
	}
	for _, e := range c.Editions {
		for _, l := range e.Lists {
			if l.Index != nil {
				sources[l.Index.Path] = l.Index
			}
		}
	}
	for _, each := range clashes {
		each.Problem = each.problem(sources)
	}
}

// problem returns what to tell of the clash. What it is made from is among the sources.
func (c *Clash) problem(sources map[string]*post.Post) *problem.Problem {
	for _, both := range [][2]Claim{{c.Later, c.Other}, {c.Other, c.Later}} {
		one, other := both[0], both[1]
		err := fmt.Errorf("%v has the same address: %s%s", other, c.Place, c.advice())
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

// advice tells what to do about a post in the place of the whole site, which has a
// name in most folders of notes.
func (c *Clash) advice() string {
	source := c.Later.Owner
	if path.Base(c.Place) != "index.html" || c.Later.Kind != OfPost || !strings.HasPrefix(source, "index.") {
		return ""
	}
	return "; _" + source + " would stand above the list"
}
