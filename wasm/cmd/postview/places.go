//go:build !js

package main

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// clash is an address that two want.
type clash struct {
	later claim // an alias can be left out
	other claim // who has the address
	place string
}

func (c *clash) Error() string {
	return fmt.Sprintf("%v and %v have the same address, %s%s", c.later, c.other, c.place, c.advice())
}

// advice tells what to do about a post in the place of the whole site, which has a
// name in most folders of notes.
func (c *clash) advice() string {
	source := c.later.owner
	if path.Base(c.place) != "index.html" || c.later.kind != ofPost || !strings.HasPrefix(source, "index.") {
		return ""
	}
	return "; _" + source + " would stand above the list"
}

// settled returns who has which place in dist/, as places does.
// An alias whose place another has is a problem, and left out; the error is for
// pages and files, which can't be.
func (c *content) settled(o *options) (taken claims, err error) {
	taken, clashes := c.places(o)
	for _, each := range clashes {
		if each.later.kind == ofAlias {
			c.note(each)
		} else {
			err = errors.Join(err, each)
		}
	}
	return taken, err
}

// ownFiles are those of Postview itself, each with what it is.
var ownFiles = map[string]string{
	missingPage: "the page of what is missing", "view.html": "the page that shows any post",
	workerFile: "the script that keeps what is read", offlinePage: "the page of what is not kept",
	"embed.html": "the page for frames", "frame.js": "the script for frames",
	"postview.js": "the element’s script", "icon.svg": "the site’s icon",
}

// places returns who has which place in dist/, and a [clash] for each pair of which
// one wants a place of the other.
func (c *content) places(o *options) (taken claims, clashes []*clash) {
	taken = claims{}
	for name, what := range ownFiles {
		taken[name] = claim{ofViewer, what}
	}
	for _, name := range packageFiles {
		taken[name] = claim{ofViewer, "the element’s package"}
	}
	for name, what := range c.machineFiles() {
		if !slices.Contains(c.files, name) {
			taken[name] = claim{ofViewer, what}
		}
	}
	for _, e := range c.editions {
		home := claim{ofHomeList, e.settings.Lang.Prefix}
		taken[pageFile(e.settings.Lang.Prefix)] = home
		for number := range e.site.CountParts() {
			taken[e.site.PartFile(number+1)] = home
		}
		taken[e.site.TermsFile()] = claim{ofTerms, e.settings.Lang.Prefix}
	}
	take := func(place string, who claim) (free bool) {
		other, isTaken := taken[place]
		if isTaken {
			clashes = append(clashes, &clash{who, other, place})
			return false
		}
		taken[place] = who
		return true
	}
	for _, a := range c.articles {
		who := claim{ofPost, a.Post.Path}
		take(a.Post.Path, who)
		if !o.prerender || take(pageFile(a.entry.URL), who) {
			take(aroundFile(a), who)
		}
		if o.prerender && a.embeds() && absoluteBase(o, c.settings) != nil {
			take(oEmbedFile(a.entry.URL), who)
		}
	}
	for _, f := range c.files {
		if c.static[f] == "" {
			take(f, claim{ofFile, f})
		}
	}
	for _, e := range c.editions {
		clashes = append(clashes, e.take(taken)...)
	}
	if o.prerender {
		aliases, _ := c.aliases(taken)
		for _, a := range aliases {
			if other, at := taken.occupant(a.file); other.kind != ofNobody {
				clashes = append(clashes, &clash{a.claim(), other, at})
				continue
			}
			taken[a.file] = a.claim()
		}
		for _, a := range c.pageAliases(taken) {
			if other, _ := taken.occupant(a.file); other.kind == ofNobody {
				taken[a.file] = a.claim()
			}
		}
	}
	if way := c.wayHome(); way != "" && taken[way].kind == ofNobody {
		taken[way] = claim{kind: ofWayHome}
	}
	c.takeStatic(taken)
	for place, who := range taken {
		if other, at := taken.occupant(path.Dir(place)); other.kind != ofNobody {
			clashes = append(clashes, &clash{who, other, at})
		}
	}
	slices.SortFunc(clashes, func(a, b *clash) int { return strings.Compare(a.Error(), b.Error()) })
	return taken, slices.CompactFunc(clashes, func(a, b *clash) bool {
		return a.later == b.later && a.other == b.other
	})
}
