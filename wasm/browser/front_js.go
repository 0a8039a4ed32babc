package browser

import (
	"context"
	"errors"
	"net/url"
	"path"
	"strings"
	"syscall/js"

	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// front shows a site in place: it takes the reader's clicks on links to posts
// and to the list, and keeps history, scroll position, focus and title as if
// every view were a page of its own.
type front struct {
	root  string   // URL of the site, with a slash at its end
	main  js.Value // the element that holds the view
	site  *site.Site
	list  error // why there is no list of posts
	rules markdown.Options
	shown string // the URL of the view, without its fragment

	visits visits
	cancel context.CancelFunc // ends the navigation under way
}

// opened is the page's front; a page has one at most.
var opened *front

// open starts the front of a site:
//
//	{
//	  main: Element,  // holds the view
//	  root: string,   // URL of the site
//	  show: boolean,  // show the page's own address now; else it is there already
//	}
func open(request js.Value) (any, error) {
	f := &front{root: text(request, "root"), main: request.Get("main"), cancel: func() {}}
	f.list = f.load("")
	if f.list != nil && !request.Get("show").Truthy() {
		return nil, f.list
	}
	if opened != nil {
		return nil, nil // the first one has taken the reader's clicks
	}
	opened = f
	f.shown = withoutFragment(location().Get("href").String())
	f.fixShell()
	f.visits.begin()
	listen(document(), "click", f.click)
	listen(js.Global(), "popstate", func(js.Value) { f.travel() })
	listen(js.Global(), "beforeunload", func(js.Value) { f.visits.hide() })
	listen(js.Global(), "pagehide", func(js.Value) { f.visits.hide() }) // Safari on a phone tells this alone
	listen(js.Global(), "pageshow", func(js.Value) { f.visits.take() })
	if request.Get("show").Truthy() {
		f.present(f.view(context.Background(), f.shown, ""))
		f.visits.restore()
	}
	return nil, nil
}

// refresh shows the present view anew, for live reload: the reader keeps their
// place. It opens the site when that is not open yet, from the same request.
func refresh(request js.Value) (any, error) {
	if opened == nil {
		if _, err := open(request); err != nil {
			return nil, err
		}
	}
	f := opened
	f.list = f.load("reload")
	shown := f.shown
	view := f.view(context.Background(), shown, "reload")
	if shown == f.shown { // else the reader has gone on
		y := place()
		f.present(view)
		js.Global().Call("scrollTo", 0, y)
	}
	return nil, nil
}

// load reads the list of posts.
func (f *front) load(cache string) error {
	data, err := fetch(context.Background(), request{url: f.root + "posts.json", cache: cache})
	if err == nil {
		var s *site.Site
		if s, err = site.Decode(data); err == nil {
			f.site = s
		}
	}
	if f.site == nil {
		f.site = site.New("", nil)
	}
	f.rules, _ = f.site.Settings.Markdown(f.site.Policy != string(safehtml.Omit)) // the builder has told what can't be used
	f.rules.Readers.ColourLater = true
	if f.site.Settings.Emoji {
		f.rules.Config.Emojis = f.emojis()
	}
	return err
}

// emojis reads the table of emoji. Without it their short names stay.
func (f *front) emojis() markdown.Emojis {
	data, err := fetch(context.Background(), request{url: f.root + f.site.Settings.EmojiTable})
	if err != nil {
		return nil
	}
	table, err := site.DecodeEmojiTable(data)
	if err != nil {
		return nil
	}
	return table
}

// fixShell makes the links around the view, and that to the icon, absolute: they
// are relative to the page that was loaded, whose address changes without it
// being loaded again. A style sheet would be fetched again.
func (f *front) fixShell() {
	links := document().Call("querySelectorAll", "a[href], link[rel=icon]")
	for i := range links.Length() {
		if link := links.Index(i); !f.main.Call("contains", link).Bool() && !strings.HasPrefix(link.Call("getAttribute", "href").String(), "#") {
			link.Set("href", link.Get("href"))
		}
	}
}

// click takes a click on a link that leads to a view of this site. All others
// are the browser's.
func (f *front) click(event js.Value) {
	if event.Get("defaultPrevented").Bool() || event.Get("button").Int() != 0 || modified(event) {
		return
	}
	target := event.Get("target")
	if button := target.Call("closest", "[data-action=retry]"); button.Truthy() && f.main.Call("contains", button).Bool() {
		f.retry()
		return
	}
	link := target.Call("closest", "a[href]")
	if !link.Truthy() || link.Call("hasAttribute", "download").Bool() || !ownWindow(link) {
		return
	}
	href := link.Get("href")
	if href.Type() != js.TypeString {
		return
	}
	if withoutFragment(href.String()) == f.shown && strings.Contains(href.String(), "#") {
		f.visits.leave() // the browser scrolls before it tells
		return
	}
	if _, ok := f.route(href.String()); !ok {
		return
	}
	event.Call("preventDefault")
	go f.visit(href.String())
}

func modified(event js.Value) bool {
	for _, key := range []string{"ctrlKey", "metaKey", "shiftKey", "altKey"} {
		if event.Get(key).Bool() {
			return true
		}
	}
	return false
}

func ownWindow(link js.Value) bool {
	target := text(link, "target")
	return target == "" || target == "_self"
}

// retry loads again what failed.
func (f *front) retry() {
	go f.guard(f.shown, func(ctx context.Context) {
		if f.list != nil {
			f.list = f.load("reload")
		}
		f.show(f.view(ctx, f.shown, "reload"), "")
	})
}

// visit goes to a view of this site and adds it to the history.
func (f *front) visit(href string) {
	f.guard(href, func(ctx context.Context) {
		address := withoutFragment(href)
		view := f.view(ctx, address, "")
		if ctx.Err() != nil {
			return
		}
		f.visits.push(href)
		f.shown = address
		f.show(view, fragment(href))
	})
}

// travel follows the history: the address has changed already.
func (f *front) travel() {
	href := location().Get("href").String()
	left := f.shown
	again := f.visits.arrive()
	if withoutFragment(href) == f.shown {
		if again {
			f.visits.restore()
		}
		return
	}
	f.shown = withoutFragment(href)
	go f.guard(href, func(ctx context.Context) {
		view := f.view(ctx, withoutFragment(href), "")
		if ctx.Err() != nil {
			return
		}
		f.present(view)
		f.focusLink(left)
		f.visits.restore()
	})
}

// guard runs one navigation, ending the one before it. While it runs the page
// says that it is busy; when it fails within, the browser loads href instead.
func (f *front) guard(href string, navigate func(ctx context.Context)) {
	f.cancel()
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	f.main.Call("setAttribute", "aria-busy", "true")
	going := f.main.Get("dataset")
	going.Set("going", href) // where the page goes on by itself if the program ends on the way
	_, err := recovered(func() (any, error) { navigate(ctx); return nil, nil })
	if ctx.Err() == nil {
		f.main.Call("removeAttribute", "aria-busy")
		going.Delete("going")
	}
	cancel()
	if err != nil {
		js.Global().Get("console").Call("error", err.Error())
		location().Call("assign", href)
	}
}

// show presents a view that the reader went to: from its top, or from the
// element that the fragment names, with the focus on its heading.
func (f *front) show(view page.View, fragment string) {
	f.present(view)
	if heading := f.main.Call("querySelector", ".title"); heading.Truthy() {
		heading.Call("focus", map[string]any{"preventScroll": true})
	}
	target := js.Null()
	if fragment != "" {
		target = document().Call("getElementById", fragment)
	}
	if target.Truthy() {
		target.Call("scrollIntoView")
		return
	}
	js.Global().Call("scrollTo", 0, 0)
}

// present puts a view into the page.
func (f *front) present(view page.View) {
	replace(f.main, view.HTML)
	title := view.Title
	if f.site.Title != "" && title != f.site.Title {
		title += " · " + f.site.Title
	}
	document().Set("title", title)
	root := document().Get("documentElement")
	root.Get("dataset").Set("renderer", "wasm")
	root.Get("dataset").Set("view", string(view.Kind))
	f.main.Call("dispatchEvent", js.Global().Get("CustomEvent").New("postview-show", map[string]any{"bubbles": true}))
}

// focusLink puts the focus where the reader left the view to which they return.
func (f *front) focusLink(href string) {
	links := f.main.Call("querySelectorAll", "a[href]")
	for i := range links.Length() {
		if link := links.Index(i); withoutFragment(link.Get("href").String()) == href {
			link.Call("focus", map[string]any{"preventScroll": true})
			return
		}
	}
}

// route is what an address of the site shows.
type route struct {
	address string // relative to the root, without its query
	source  string // the path of the post; "" is the list
}

// route returns what the URL shows, or false when that is not for the front: a
// file, another site, a page that is not of a post.
func (f *front) route(href string) (route, bool) {
	rest, ok := strings.CutPrefix(withoutFragment(href), f.root)
	if !ok {
		return route{}, false
	}
	address, query, _ := strings.Cut(rest, "?")
	values, _ := url.ParseQuery(query)
	isShell := address == "" || address == "index.html"
	source := values.Get("src")
	switch {
	case values.Has("src") && (isShell || address == "view.html" && !isForeign(source)):
		return route{address, source}, true
	case isShell:
		return route{address, ""}, true
	}
	e, ok := f.site.ByURL(address)
	return route{address, e.Path}, ok
}

// isForeign reports whether a source is of another site. Those are for view.html, loaded anew.
func isForeign(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "//")
}

// view makes the view of a URL. What goes wrong becomes a view as well.
func (f *front) view(ctx context.Context, href, cache string) page.View {
	r, ok := f.route(href)
	home := site.Relative(r.address, "")
	say := words.In(f.site.Language)
	switch {
	case f.list != nil && r.source == "":
		return page.Failure(page.Trouble{
			Title:  say.CantList,
			Reason: f.list.Error(),
			Advice: say.Connect,
			Retry:  true,
		}, say)
	case !ok:
		return page.Failure(page.Missing(href, f.root, say), say)
	case r.source == "":
		return page.List(f.site, r.address)
	case isForeign(r.source):
		return page.Failure(page.Trouble{
			Title:  say.OfAnotherSite,
			Reason: r.source,
			Advice: say.OnlyOfThisSite,
			Home:   home,
		}, say)
	}
	source := strings.TrimPrefix(path.Clean("/"+r.source), "/")
	reference := site.Relative(r.address, site.SourceURL(source))
	data, err := fetch(ctx, request{url: f.root + site.SourceURL(source), cache: cache})
	if err != nil {
		return page.Failure(fetchTrouble(err, source, reference, home, say), say)
	}
	rules := f.rules
	rules.Shortcodes.ReadFile = func(name string) (string, error) {
		included, err := fetch(ctx, request{url: f.root + site.SourceURL(site.IncludePath(source, name)), cache: cache})
		return string(included), err
	}
	return page.Post(page.Read(source, data, rules), page.Options{
		Site:    f.site,
		Address: r.address,
		Links:   f.site.Links(source, r.address),
		Source:  reference,
	})
}

// fetchTrouble puts a source that could not be had into words.
func fetchTrouble(err error, source, reference, home string, say *words.Words) page.Trouble {
	failed := new(fetchError)
	if errors.As(err, &failed) && failed.kind == kindMissing {
		return page.Missing(source, home, say)
	}
	return page.Trouble{
		Title:  say.CantLoad,
		Reason: err.Error(),
		Advice: say.Connect,
		Retry:  true,
		Source: reference,
		Home:   home,
	}
}

func withoutFragment(href string) string {
	before, _, _ := strings.Cut(href, "#")
	return before
}

// fragment returns the fragment of a URL as the id that it names.
func fragment(href string) string {
	_, after, _ := strings.Cut(href, "#")
	if id, err := url.PathUnescape(after); err == nil {
		return id
	}
	return after
}
