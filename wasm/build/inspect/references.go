package inspect

import (
	"errors"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/problem"
	"postview/wasm/site"
)

// inspect finds what is wrong with the references of a post. Its source is read for one
// that has a fault alone.
func (i *inspector) inspect(a content.Article) {
	var whole, prose *positions
	note := func(kind problem.Kind, message, ref string, at func(*source) *positions, found **positions) {
		if message == "" {
			return
		}
		if *found == nil {
			*found = at(i.source(a))
		}
		line, column := (*found).of(ref)
		i.problems = append(i.problems, &problem.Problem{File: a.Post.Path, Line: line, Column: column, Kind: kind, Err: errors.New(message)})
	}
	links := a.Site.Links(a.Post.Path, a.Entry.URL)
	page := &url.URL{Path: "/" + address.Unescape(a.Entry.URL)}
	for _, author := range a.Post.Authors {
		for _, ref := range []string{author.URL, author.Avatar} {
			kind, message := i.reference(page, content.Reference{Written: ref, URL: links.Resolve(ref).URL})
			note(kind, message, ref, (*source).all, &whole)
		}
	}
	for _, ref := range a.Seen().References {
		if ref.IsName {
			continue
		}
		kind, message := i.reference(page, ref)
		note(kind, message, ref.Written, (*source).prose, &prose)
	}
	i.names(page, a, links)
	i.pictures(page, a)
}

// names finds the names that a note uses and nothing has.
func (i *inspector) names(page *url.URL, a content.Article, links site.Links) {
	var at *positions
	for _, ref := range a.Seen().References {
		if !ref.IsName {
			continue
		}
		name, tail := address.SplitTail(ref.Written)
		name = address.Unescape(name)
		kind, message := problem.Link, "no such note or file: [["+name+"]]"
		if to := links.Note(ref.Written); to.URL != "" {
			kind, message = i.reference(page, content.Reference{Written: "/" + address.Escape(to.File) + tail, URL: to.URL})
		}
		if message == "" {
			continue
		}
		if at == nil {
			at = i.source(a).prose()
		}
		line, column := at.named(name)
		i.problems = append(i.problems, &problem.Problem{File: a.Post.Path, Line: line, Column: column, Kind: kind, Err: errors.New(message)})
	}
}

// reference returns what is wrong with a reference of a page, "" if nothing is.
func (i *inspector) reference(page *url.URL, to content.Reference) (kind problem.Kind, message string) {
	ref := to.Written
	written, err := url.Parse(ref)
	switch {
	case err != nil:
		return problem.Link, "not an address: " + ref
	case ref == "", written.Scheme != "", written.Host != "":
		return "", ""
	}
	target, err := page.Parse(to.URL)
	if err != nil {
		return problem.Link, "not an address: " + ref
	}
	if target.RawQuery != "" && path.Base(written.Path) != "view.html" {
		if source := target.Query().Get("src"); source != "" {
			return problem.Link, i.missingPost(source, ref)
		}
	}
	source, found := i.sourceOf(strings.TrimPrefix(target.Path, "/"))
	switch {
	case !found && path.Ext(written.Path) != "":
		return problem.File, "no such file: " + ref
	case !found:
		return problem.Link, "no such page: " + ref
	case !i.hasAnchor(source, target.Fragment):
		return problem.Anchor, "no such anchor: " + ref
	}
	return "", ""
}

// missingPost tells why there is no page of a source.
func (i *inspector) missingPost(source, ref string) string {
	if _, err := os.Stat(filepath.Join(i.options.Content, filepath.FromSlash(source))); err == nil {
		return "not on the site, as a draft, for its date, or as a page of a section: " + ref
	}
	return "no such post: " + ref
}

// sourceOf returns what is at a path of the site, where hosts send a folder's
// index.html for the folder.
func (i *inspector) sourceOf(place string) (source string, found bool) {
	who, found := i.places[place]
	if !found {
		who, found = i.places[path.Join(place, "index.html")]
	}
	return who.Owner, found
}

// hasAnchor reports whether a fragment leads somewhere. What is not a post is not
// looked into; #top and the empty one lead to the top of any page.
func (i *inspector) hasAnchor(source, fragment string) bool {
	seen := i.articles[source]
	fragment, _, _ = strings.Cut(fragment, ":~:") // after which there is text to be found
	return seen == nil || seen.IDs == nil || slices.Contains([]string{"", "top"}, fragment) || seen.IDs[fragment]
}
