package inspect

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/problem"
)

// inspect finds what is wrong with the references of a post. Its source is read for one
// that has a fault alone.
func (i *inspector) inspect(a content.Article) {
	var whole, prose *positions
	note := func(kind problem.Kind, message string, at func(*source) *positions, found **positions, place func(*positions) (line, column int)) {
		if message == "" {
			return
		}
		if *found == nil {
			*found = at(i.source(a))
		}
		line, column := place(*found)
		i.problems = append(i.problems, &problem.Problem{File: a.Post.Path, Line: line, Column: column, Kind: kind, Err: errors.New(message)})
	}
	page := &url.URL{Path: "/" + address.Unescape(a.Entry.URL)}
	for _, author := range a.Post.Authors {
		for _, ref := range []string{author.URL, author.Avatar} {
			kind, message := i.written(page, a, ref)
			note(kind, message, (*source).all, &whole, func(p *positions) (int, int) { return p.of(ref) })
		}
	}
	isInText := map[string]bool{}
	for _, ref := range a.Seen().References {
		if ref.IsName {
			continue
		}
		isInText[address.Unescape(ref.Written)] = true
		kind, message := i.reference(page, a, ref)
		note(kind, message, (*source).prose, &prose, func(p *positions) (int, int) { return p.of(cmp.Or(a.Refs[ref.Written], ref.Written)) })
	}
	for _, ref := range slices.Sorted(maps.Keys(a.Refs)) {
		if !isInText[address.Unescape(ref)] { // it is outside of a link
			kind, message := i.written(page, a, ref)
			note(kind, message, (*source).prose, &prose, func(p *positions) (int, int) { return p.of(a.Refs[ref]) })
		}
	}
	for _, ref := range a.Seen().References {
		if ref.IsName {
			kind, message := i.name(page, a, ref)
			name, _ := address.SplitTail(ref.Written)
			note(kind, message, (*source).prose, &prose, func(p *positions) (int, int) { return p.named(address.Unescape(name)) })
		}
	}
	i.pictures(page, a)
}

// name returns what is wrong with a name that a note uses, "" if nothing is.
func (i *inspector) name(page *url.URL, a content.Article, ref content.Reference) (kind problem.Kind, message string) {
	name, tail := address.SplitTail(ref.Written)
	to := a.Site.Links(a.Post.Path, a.Entry.URL, nil).Note(ref.Written)
	if to.URL == "" {
		return problem.Link, "no such note or file: [[" + address.Unescape(name) + "]]"
	}
	return i.written(page, a, "/"+address.Escape(to.File)+tail)
}

// written is reference for one that is not in the text.
func (i *inspector) written(page *url.URL, a content.Article, ref string) (kind problem.Kind, message string) {
	if ref == "" {
		return "", ""
	}
	leads := i.links.Leads(a.Edition, a.Post.Path, a.Entry.URL, []string{ref})
	to := a.Site.Links(a.Post.Path, a.Entry.URL, leads).Resolve(ref)
	return i.reference(page, a, content.Reference{Written: ref, URL: to.URL})
}

// reference returns what is wrong with a reference of a page, "" if nothing is.
func (i *inspector) reference(page *url.URL, a content.Article, to content.Reference) (kind problem.Kind, message string) {
	ref := to.Written
	written, err := url.Parse(ref)
	switch {
	case err != nil:
		return problem.Link, "not an address: " + ref
	case ref == "", (written.Scheme != "" || written.Host != "") && !i.links.OfSite(a.Edition, ref):
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
	if _, err := os.Stat(i.Sources.Path(source)); err == nil {
		if i.BundleOf(source) != "" {
			return "beside an index.md, Markdown has no page of its own: " + ref
		}
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
	return who.Owner, found || slices.ContainsFunc(i.Pageless, func(a content.Article) bool { // something else is there, as its author says
		return !a.Entry.Unlinked && strings.Trim(address.Unescape(a.Entry.URL), "/") == strings.Trim(place, "/")
	})
}

// hasAnchor reports whether a fragment leads somewhere. What is not a post is not
// looked into; #top and the empty one lead to the top of any page.
func (i *inspector) hasAnchor(source, fragment string) bool {
	seen := i.articles[source]
	fragment, _, _ = strings.Cut(fragment, ":~:") // after which there is text to be found
	return seen == nil || seen.IDs == nil || slices.Contains([]string{"", "top"}, fragment) || seen.IDs[fragment]
}
