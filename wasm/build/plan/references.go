package plan

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/site"
)

// References finds where references of posts and of lists lead, among all pages and
// files that have a place in dist/.
type References struct {
	content  *content.Content
	taken    Claims
	editions map[*content.Edition]*pageNames
	files    *bundled
}

// pageNames are the pages of an edition as Hugo's references name them.
type pageNames struct {
	bases  []*url.URL        // as [content.Bases] has them
	byKey  map[string]string // [content.PageKey] → the address
	byName map[string]string // the last part of it → likewise, where one page alone has it
	byText map[string]string // the source of the text of a list → the address of the list
}

// NewReferences returns what finds them.
func NewReferences(c *content.Content, o *content.Options, taken Claims) *References {
	r := &References{c, taken, map[*content.Edition]*pageNames{}, newBundled(c)}
	for _, e := range c.Editions {
		names := &pageNames{content.Bases(o, e.Settings), map[string]string{"": e.Settings.Lang.Prefix}, map[string]string{}, map[string]string{}}
		isShared := map[string]bool{}
		for _, a := range c.In(e) {
			_, page := c.Settings.Languages.Page(a.Post.Path)
			key, at := content.PageKey(page), e.Site.PageURL(a.Post.Path)
			name := path.Base(key)
			isShared[name] = names.byName[name] != ""
			names.byKey[key], names.byName[name] = at, at
		}
		for name, is := range isShared {
			if is {
				delete(names.byName, name)
			}
		}
		for _, l := range Placed(e, taken) {
			key := content.PageKey(l.ContentFolder())
			if name := path.Base(key); !isShared[name] && names.byName[name] == "" {
				names.byName[name] = l.URL
			}
			if _, isPost := names.byKey[key]; !isPost {
				names.byKey[key] = l.URL
			}
			if l.Index != nil {
				names.byText[l.Index.Path] = l.URL
			}
		}
		r.editions[e] = names
	}
	return r
}

// Leads returns where references lead on the page at an address that is made of a
// source: those whose words alone don't tell.
func (r *References) Leads(e *content.Edition, source, at string, refs []string) site.Leads {
	leads, links := site.Leads{}, e.Site.Links(source, at, site.Leads{})
	for _, ref := range refs {
		target, _ := address.SplitTail(ref)
		if _, known := leads[target]; known || target == "" {
			continue
		}
		if to, found := r.find(e, source, at, target); found && links.Resolve(target).URL != address.Relative(at, to) {
			leads[target] = to
			if page := r.pageOf(to); page != "" {
				leads[to] = page
			}
		}
	}
	return leads
}

// pageOf returns the address that a post would have as a page, where posts have none and
// links name their sources; "" for what is no such link.
func (r *References) pageOf(to string) string {
	_, source, isShown := strings.Cut(to, "?src=")
	for _, e := range r.content.Editions {
		if post := e.Site.ByPath(address.Unescape(source)); isShown && post != nil {
			return post.URL
		}
	}
	return ""
}

// LeadAuthors has the references to authors lead where they should, which cards in lists
// show as well.
func (r *References) LeadAuthors() {
	for _, a := range r.content.Articles {
		var refs []string
		for _, author := range a.Entry.Authors {
			refs = append(refs, author.URL, author.Avatar)
		}
		if leads := r.Leads(a.Edition, a.Post.Path, a.Entry.URL, refs); len(leads) > 0 {
			a.Site.ByPath(a.Post.Path).Leads = leads
		}
	}
}

// LeadLists has the references in the texts of lists lead where they should.
func (r *References) LeadLists(e *content.Edition, lists []*site.Listing) {
	for _, l := range lists {
		l.Lead(func(source, text string) site.Leads {
			return r.Leads(e, source, l.URL, content.NewOutline(text).References)
		})
	}
}

// OfSite reports whether an absolute URL is one of the site itself.
func (r *References) OfSite(e *content.Edition, ref string) bool {
	_, is := content.OfSite(r.editions[e].bases, ref)
	return is
}

// find returns the address that a target leads to, where there is a page or a file:
// what stands at one of the ways that it may mean, or the page that it names in Hugo.
// Where Hugo looks links up, the page comes first.
func (r *References) find(e *content.Edition, source, at, target string) (to string, found bool) {
	bases := r.editions[e].bases
	if _, own := content.OfSite(bases, target); !own && (address.HasScheme(target) || strings.HasPrefix(target, "//")) {
		return "", false
	}
	plain := address.Unescape(target)
	if e.Markdown.Config.RenderHooks.Link && path.Clean(plain) != "." { // which Hugo takes for the home
		if to, found = r.named(e, source, plain); found {
			return to, true
		}
	}
	ways := r.content.Ways(bases, source, at, target)
	for _, way := range ways {
		if to, found = r.at(e, way); found {
			return to, true
		}
	}
	if to, found = r.named(e, source, plain); found {
		return to, true
	}
	if to, found = r.byName(e, plain); found {
		return to, true
	}
	if to, found = r.files.named(source, plain); found {
		return to, true
	}
	if name := strings.TrimPrefix(path.Clean("/"+plain), "/"); r.taken[name].Kind == OfStatic {
		return address.Escape(name), true // from Hugo's folder assets
	}
	return r.abroad(e, ways)
}

// at returns the address of what a way leads to.
func (r *References) at(e *content.Edition, way content.Way) (to string, found bool) {
	path := strings.TrimSuffix(address.Unescape(way.Path), "/")
	own, isOwn := r.editions[e].byKey[content.PageKey(path)]
	finders := []func(e *content.Edition, path string) (string, bool){r.placed, r.sourced}
	if way.OfSource {
		slices.Reverse(finders)
		if isOwn && e.Settings.Lang.Prefix != "" { // at the address may be a page in another language
			finders = finders[:1]
		}
	}
	for _, find := range finders {
		if to, found = find(e, path); found {
			return to, true
		}
	}
	return own, isOwn
}

// sourced returns the address of the page of a source, or of the list that it is the
// text of, in any language.
func (r *References) sourced(e *content.Edition, name string) (to string, found bool) {
	if post := e.Site.BySource(name); post != nil {
		return e.Site.PageURL(post.Path), true
	}
	if path.Base(name) == "_index.md" {
		return r.named(e, name, "/"+name)
	}
	for _, other := range r.content.Editions {
		if to, found = r.editions[other].byText[name]; found {
			return to, true
		}
		if post := other.Site.ByPath(name); post != nil && post.Path == name {
			return other.Site.PageURL(name), true
		}
	}
	return "", false
}

// placed returns the address of what has a place: a file or a page.
func (r *References) placed(e *content.Edition, place string) (to string, found bool) {
	for _, name := range e.FilesFor(place) {
		if who, isThere := r.taken[name]; isThere && (who.Kind != OfPost || !content.IsPost(name)) {
			return address.Escape(name), true
		}
	}
	for _, other := range r.content.Editions {
		if post := other.Site.ByURL(address.Escape(place)); post != nil {
			return other.Site.PageURL(post.Path), true
		}
	}
	if _, isThere := r.taken[path.Join(place, "index.html")]; isThere && place != "" {
		return address.Escape(place) + "/", true
	}
	_, isThere := r.taken["index.html"]
	return "", isThere && place == ""
}

// named returns the address of the page that a path names as in Hugo's references,
// without regard to its case.
func (r *References) named(e *content.Edition, source, name string) (to string, found bool) {
	e, name = r.ofLanguage(e, name)
	_, page := r.content.Settings.Languages.Page(source)
	for _, candidate := range content.Candidates(page, name) {
		if to, found = r.editions[e].byKey[content.PageKey(candidate)]; found {
			return to, true
		}
	}
	return "", false
}

// byName returns the address of the only page that has a name.
func (r *References) byName(e *content.Edition, name string) (to string, found bool) {
	if e, name = r.ofLanguage(e, name); strings.Contains(name, "/") {
		return "", false
	}
	to, found = r.editions[e].byName[content.PageKey(name)]
	return to, found
}

// ofLanguage returns the edition of the language that a name tells, and the name
// without it, or else both as they are.
func (r *References) ofLanguage(e *content.Edition, name string) (*content.Edition, string) {
	source := strings.TrimPrefix(name, "/")
	if _, page := r.content.Settings.Languages.Page(source); page != source {
		if other := r.content.Edition(source); other != nil {
			return other, name[:len(name)-len(source)] + page
		}
	}
	return e, name
}

// abroad returns the address of a page that is there in another language alone.
func (r *References) abroad(e *content.Edition, ways []content.Way) (to string, found bool) {
	for _, way := range ways {
		_, page := r.content.Settings.Languages.Page(strings.TrimSuffix(address.Unescape(way.Path), "/"))
		for _, other := range r.content.Editions {
			if to, found = r.editions[other].byKey[content.PageKey(page)]; found && other != e {
				return to, true
			}
		}
	}
	return "", false
}
