package check

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/problem"
)

// checkReferences finds links and pictures of a post that lead nowhere.
func (c *checker) checkReferences(a *content.Article) {
	inText := c.outlines[a.Post.Path].References
	check := func(ref string, at *positions) {
		if kind, message := c.reference(a, ref); message != "" {
			line, column := at.of(cmp.Or(a.Refs[ref], ref))
			c.problems = append(c.problems, &problem.Problem{File: a.Post.Path, Line: line, Column: column, Kind: kind, Err: errors.New(message)})
		}
	}
	at := inSource(a)
	for _, author := range a.Post.Authors {
		check(author.URL, at)
		check(author.Avatar, at)
	}
	at = inProse(a)
	for _, ref := range inText {
		check(ref, at)
	}
	for _, ref := range slices.Sorted(maps.Keys(a.Refs)) {
		if !slices.ContainsFunc(inText, func(other string) bool { return isSame(ref, other) }) {
			check(ref, at) // outside of a link
		}
	}
	c.checkNames(a)
}

// checkNames finds the names that a note uses and nothing has.
func (c *checker) checkNames(a *content.Article) {
	at, links := inProse(a), a.Site.Links(a.Post.Path, a.Entry.URL, nil)
	for _, ref := range c.outlines[a.Post.Path].Names {
		name, tail := address.SplitTail(ref)
		name = address.Unescape(name)
		kind, message := problem.Link, "no such note or file: [["+name+"]]"
		if to := links.Note(ref); to.URL != "" {
			kind, message = c.reference(a, "/"+address.Escape(to.File)+tail)
		}
		if line, column := at.named(name); message != "" {
			c.problems = append(c.problems, &problem.Problem{File: a.Post.Path, Line: line, Column: column, Kind: kind, Err: errors.New(message)})
		}
	}
}

// isSame reports whether two references are one, whatever of them is escaped.
func isSame(a, b string) bool { return a == b || address.Unescape(a) == address.Unescape(b) }

// reference returns what is wrong with a reference of a post, "" if nothing is.
func (c *checker) reference(a *content.Article, ref string) (kind problem.Kind, message string) {
	written, err := url.Parse(ref)
	switch {
	case err != nil:
		return problem.Link, "not an address: " + ref
	case ref == "", (written.Scheme != "" || written.Host != "") && !c.links.OfSite(a.Edition, ref):
		return "", ""
	}
	links := a.Site.Links(a.Post.Path, a.Entry.URL, c.links.Leads(a.Edition, a.Post.Path, a.Entry.URL, []string{ref}))
	page := &url.URL{Path: "/" + address.Unescape(a.Entry.URL)}
	target, err := page.Parse(links.Resolve(ref).URL)
	if err != nil {
		return problem.Link, "not an address: " + ref
	}
	if source := target.Query().Get("src"); source != "" && path.Base(written.Path) != "view.html" {
		return problem.Link, c.missingPost(source, ref)
	}
	source, found := c.sourceOf(strings.TrimPrefix(target.Path, "/"))
	switch {
	case !found && path.Ext(written.Path) != "":
		return problem.File, "no such file: " + ref
	case !found:
		return problem.Link, "no such page: " + ref
	case !c.hasAnchor(source, target.Fragment):
		return problem.Anchor, "no such anchor: " + ref
	}
	return "", ""
}

// missingPost tells why there is no page of a source.
func (c *checker) missingPost(source, ref string) string {
	if _, err := os.Stat(filepath.Join(c.options.Content, filepath.FromSlash(source))); err == nil {
		return "not on the site, as a draft, for its date, or as a page of a section: " + ref
	}
	return "no such post: " + ref
}

// sourceOf returns what is at a path of the site, where hosts send a folder's
// index.html for the folder.
func (c *checker) sourceOf(place string) (source string, found bool) {
	for _, name := range []string{place, path.Join(place, "index.html")} {
		if who, found := c.places[name]; found {
			return who.Owner, true
		}
	}
	return "", false
}

// hasAnchor reports whether a fragment leads somewhere. What is not a post is not
// looked into; #top and the empty one lead to the top of any page.
func (c *checker) hasAnchor(source, fragment string) bool {
	o := c.outlines[source]
	fragment, _, _ = strings.Cut(fragment, ":~:") // after which there is text to be found
	return o == nil || slices.Contains([]string{"", "top"}, fragment) || o.Ids[fragment]
}
