package browser

import (
	"cmp"
	"context"
	"net/url"
	"strconv"
	"strings"

	"postview/wasm/address"
	"postview/wasm/page"
)

// route is what an address of the site shows.
type route struct {
	address string // relative to the root, without its query
	source  string // the path of the post, where the query has it
	query   url.Values
	page    int // of the list, where the query has it, or 1
}

// route returns what the URL may show, or false when that is not for the front:
// a file, another site, a page that is made for something else. What the page is that
// was loaded it says itself; other URLs are those of links of the site.
func (f *front) route(href string) (r route, ok bool) {
	rest, within := strings.CutPrefix(withoutFragment(href), f.files.root)
	address, query, _ := strings.Cut(rest, "?")
	isLoaded := within && address == f.loaded
	if isLoaded {
		address = f.own
	}
	values, _ := url.ParseQuery(query)
	r = route{address: address, source: values.Get("src"), query: values, page: 1}
	if page, _ := strconv.Atoi(values.Get("page")); page > 1 {
		r.page = page
	}
	switch address {
	case "view.html":
		return r, within && r.source != "" && !isForeign(r.source)
	case "embed.html":
		return r, false
	}
	return r, within && (isLoaded || address == "" || strings.HasSuffix(address, "/") || strings.HasSuffix(address, ".html"))
}

// isForeign reports whether a source is of another site. Those are for view.html, loaded anew.
func isForeign(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "//")
}

// view makes the view of a URL. What goes wrong becomes a view as well; known is
// false where the site has no such page, as far as the front can tell. A list
// that takes its time is shown on the way, where that is not nil.
func (f *front) view(ctx context.Context, href, cache string, way *showing) (view page.View, known bool) {
	f.files.cache = cache
	r, ok := f.route(href)
	switch {
	case !ok:
		return f.trouble(&r, &fetchError{href, kindMissing, href}), false
	case isForeign(r.source):
		return f.trouble(&r, &fetchError{r.source, kindCORS, r.source}), true
	}
	source := f.files.source(&r)
	begun := f.files.begin(ctx, source)
	s, err := f.files.of(ctx, &r)
	if err != nil {
		return f.trouble(&r, err), !isMissing(err)
	}
	if r.source == "" && cmp.Or(s.Language, "en") != f.lang {
		return page.View{}, false // what is around it would go on in the language of before
	}
	f.files.around = s
	if r.source == "" && s.List != nil {
		if view, err = f.list(ctx, s, &r, way); err != nil {
			return f.trouble(&r, err), true
		}
		return view, true
	}
	if r.source == "" && s.Ways != nil {
		r.source = s.Ways.Path
	}
	if found := f.files.source(&r); found != source {
		source = found
		begun = f.files.begin(ctx, source)
	}
	r.source = source
	data, err := begun()
	if err != nil {
		return f.trouble(&r, err), true
	}
	return page.Post(page.Read(source, data, f.files.rules(ctx, s, source)), page.Options{
		Around:  s,
		Address: r.address,
		Links:   s.Links(source, r.address),
		Source:  address.Relative(r.address, address.Escape(address.SourceFile(source))),
	}), true
}

// trouble puts what could not be had into words.
func (f *front) trouble(r *route, err error) page.View {
	say := f.words
	t := page.Trouble{Title: say.CantLoad, Reason: err.Error(), Advice: say.Connect, Home: address.Relative(r.address, "")}
	failed, _ := err.(*fetchError)
	switch {
	case isForeign(r.source):
		t.Title, t.Reason, t.Advice = say.OfAnotherSite, r.source, say.OnlyOfThisSite
	case r.source == "" && f.files.home(r.address) == r.address:
		t.Title, t.Home, t.Retry = say.CantList, "", true
	case failed != nil && failed.kind == kindMissing:
		t.Title, t.Reason, t.Advice = say.NoSuchPost, r.source, say.Gone
		if r.source == "" {
			t.Reason = r.address
		}
	default:
		t.Retry = true
		if r.source != "" {
			t.Source = address.Relative(r.address, address.Escape(r.source))
		}
	}
	return page.Failure(t, say)
}
