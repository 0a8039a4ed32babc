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
	source string // the path of the one that came later
	alias  bool   // it is an alias of source that came, which can be left out
	other  string // what has the address
	place  string // in dist/
}

func (c *clash) Error() string {
	source := c.source
	if c.alias {
		source = aliasOf(source)
	}
	return fmt.Sprintf("%s and %s have the same address, %s%s", source, c.other, c.place, c.advice())
}

// advice tells what to do about a post in the place of the whole site, which has a
// name in most folders of notes.
func (c *clash) advice() string {
	if path.Base(c.place) != "index.html" || !strings.HasPrefix(c.source, "index.") || !isPost(c.source) {
		return ""
	}
	return "; _" + c.source + " would stand above the list"
}

// settled returns what the pages and files of dist/ are made from, as places does.
// An alias whose place another has is a problem, and left out; the error is for
// pages and files, which can't be.
func (c *content) settled(o *options) (taken map[string]string, err error) {
	taken, clashes := c.places(o)
	for _, each := range clashes {
		if each.alias {
			c.note(each)
		} else {
			err = errors.Join(err, each)
		}
	}
	return taken, err
}

// places returns what the pages and files of dist/ are made from, by their paths
// there, and a [clash] for each pair of which one wants a place of the other.
func (c *content) places(o *options) (taken map[string]string, clashes []*clash) {
	taken = map[string]string{
		missingPage: "the page of what is missing", "view.html": "the page that shows any post",
		workerFile: "the script that keeps what is read", offlinePage: "the page of what is not kept",
		"embed.html": "the page for frames", "frame.js": "the script for frames",
		"postview.js": "the element’s script", "icon.svg": "the site’s icon",
	}
	for _, name := range packageFiles {
		taken[name] = "the element’s package"
	}
	for name, what := range c.machineFiles() {
		if !slices.Contains(c.files, name) {
			taken[name] = what
		}
	}
	for _, e := range c.editions {
		taken[pageFile(e.settings.Lang.Prefix)] = "the list of posts"
		for number := range e.site.CountParts() {
			taken[e.site.PartFile(number+1)] = "the list of posts"
		}
		taken[e.site.TermsFile()] = "the list of terms"
	}
	take := func(place, source string) (free bool) {
		other, isTaken := taken[place]
		if isTaken {
			clashes = append(clashes, &clash{source: source, other: other, place: place})
			return false
		}
		taken[place] = source
		return true
	}
	for _, a := range c.articles {
		take(a.Post.Path, a.Post.Path)
		if !o.prerender || take(pageFile(a.entry.URL), a.Post.Path) {
			take(aroundFile(a), a.Post.Path)
		}
		if o.prerender {
			if a.embeds() && absoluteBase(o, c.settings) != nil {
				take(oEmbedFile(a.entry.URL), a.Post.Path)
			}
		}
	}
	for _, f := range c.files {
		if c.static[f] == "" {
			take(f, f)
		}
	}
	for _, e := range c.editions {
		clashes = append(clashes, e.take(taken)...)
	}
	if o.prerender {
		aliases, _ := c.aliases(taken)
		for _, a := range aliases {
			if other, at := occupant(taken, a.file); other != "" {
				clashes = append(clashes, &clash{a.of, true, other, at})
				continue
			}
			taken[a.file] = a.String()
		}
		for _, a := range c.pageAliases(taken) {
			if other, _ := occupant(taken, a.file); other == "" {
				taken[a.file] = a.String()
			}
		}
	}
	if way := c.wayHome(); way != "" && taken[way] == "" {
		taken[way] = ofWayHome
	}
	c.takeStatic(taken)
	for place, source := range taken {
		if other, at := occupant(taken, path.Dir(place)); other != "" {
			clashes = append(clashes, &clash{source: source, other: other, place: at})
		}
	}
	slices.SortFunc(clashes, func(a, b *clash) int { return strings.Compare(a.Error(), b.Error()) })
	return taken, slices.CompactFunc(clashes, func(a, b *clash) bool {
		return a.source == b.source && a.alias == b.alias && a.other == b.other
	})
}

// occupant returns what has a place, or is a file where the place needs a folder,
// and the place that it has; "" where the place is free.
func occupant(taken map[string]string, place string) (other, at string) {
	for ; place != "."; place = path.Dir(place) {
		if other := taken[place]; other != "" {
			return other, place
		}
	}
	return "", ""
}
