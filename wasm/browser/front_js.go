package browser

import (
	"context"
	"net/url"
	"strings"
	"syscall/js"

	"postview/wasm/page"
	"postview/wasm/site"
	"postview/wasm/words"
)

// front shows a site in place: it takes the reader's clicks on links to posts
// and to the list, and keeps history, scroll position, focus and title as if
// every view were a page of its own.
type front struct {
	main  js.Value // the element that holds the view
	shown string   // the URL of the view, without its fragment
	files files

	loaded string // the address at which the browser has the page that was loaded, without its query
	own    string // that which the page says it has

	words *words.Words
	lang  string   // of the page that was loaded
	leave js.Value // begins the transition to the next view

	visits visits
	cancel context.CancelFunc // ends the navigation under way
	found  string             // the posts of the list that is shown, as they were put there
}

// opened is the page's front; a page has one at most.
var opened *front

// open starts the front of a site.
func open(request js.Value) (any, error) {
	if opened != nil {
		return nil, nil // the first one has taken the reader's clicks
	}
	root := document().Get("documentElement")
	dataset := root.Get("dataset")
	f := &front{
		main:   request.Get("main"),
		shown:  withoutFragment(location().Get("href").String()),
		words:  words.In(text(root, "lang")),
		lang:   text(root, "lang"),
		leave:  request.Get("leave"),
		cancel: func() {},
	}
	f.files = files{
		root:  text(request, "root"),
		ahead: request.Get("ahead"),
		known: map[string]*site.Surroundings{},
		pages: text(dataset, "renderer") == "prerender",
		homes: strings.Split(strings.ReplaceAll(text(dataset, "homes"), "./", ""), " "),

		anywhere: dataset.Get("anywhere").Type() == js.TypeString,
	}
	f.loaded, _, _ = strings.Cut(strings.TrimPrefix(f.shown, f.files.root), "?")
	f.own = text(dataset, "address")
	opened = f
	keepLinks("a[href]:not([href^='#'], main *), link[rel=icon]", f.shown) // a style sheet would be fetched again
	f.visits.begin()
	listen(document(), "click", f.click)
	listen(js.Global(), "popstate", func(js.Value) { f.travel() })
	listen(js.Global(), "beforeunload", func(js.Value) { f.visits.hide() })
	listen(js.Global(), "pagehide", func(js.Value) { f.visits.hide() }) // Safari on a phone tells this alone
	listen(js.Global(), "pageshow", func(js.Value) { f.visits.take() })
	if request.Get("show").Truthy() {
		f.visits.ahead = true
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		f.cancel = cancel
		way := &showing{returns: true}
		if view, _ := f.view(ctx, f.shown, "", way); ctx.Err() == nil {
			f.put(&view, way)
			f.main.Call("removeAttribute", "aria-busy")
		}
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
	shown := f.shown
	clear(f.files.known)
	view, _ := f.view(context.Background(), shown, "reload", nil)
	if shown == f.shown { // else the reader has gone on
		y := scrolled()
		f.present(&view)
		js.Global().Call("scrollTo", 0, y)
	}
	return nil, nil
}

// keepLinks makes links absolute, which are those of the page at an address: they
// lead to where they led, though the page gets another address without being loaded
// again.
func keepLinks(selector, address string) {
	base, err := url.Parse(address)
	if err != nil {
		return
	}
	links := document().Call("querySelectorAll", selector)
	for i := range links.Length() {
		link := links.Index(i)
		if to, err := base.Parse(link.Call("getAttribute", "href").String()); err == nil {
			link.Set("href", to.String())
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

// retry loads again what failed: of a list that has not all of its posts, the
// others.
func (f *front) retry() {
	way := &showing{landed: f.main.Call("querySelector", ".count").Truthy()}
	if way.landed {
		f.found = "" // so that what fails again is told again
		focus(f.main.Call("querySelector", ".title"))
	} else {
		clear(f.files.known)
	}
	go f.guard(f.shown, func(ctx context.Context) {
		if view, _ := f.view(ctx, f.shown, "reload", way); ctx.Err() == nil {
			f.put(&view, way)
		}
	})
}

// visit goes to a view of this site and adds it to the history.
func (f *front) visit(href string) {
	f.guard(href, func(ctx context.Context) {
		way := &showing{to: href}
		view, known := f.view(ctx, withoutFragment(href), "", way)
		if ctx.Err() != nil {
			return
		}
		if !known {
			location().Call("assign", href)
			return
		}
		if f.leaves(ctx, way) {
			f.put(&view, way)
		}
	})
}

// travel follows the history: the address has changed already.
func (f *front) travel() {
	href := location().Get("href").String()
	left := f.shown
	elsewhere := withoutFragment(href) != left
	again := f.visits.arrive(elsewhere)
	if !elsewhere {
		if again {
			f.visits.restore()
		}
		return
	}
	f.shown = withoutFragment(href)
	keepLinks("main a[href]", left) // until the next view is there
	go f.guard(href, func(ctx context.Context) {
		way := &showing{left: left, returns: true}
		view, known := f.view(ctx, withoutFragment(href), "", way)
		if ctx.Err() != nil {
			return
		}
		if !known {
			location().Call("reload")
			return
		}
		if f.leaves(ctx, way) {
			f.put(&view, way)
		}
	})
}

// showing is how what a navigation leads to is shown.
type showing struct {
	to       string  // the URL that comes into the history
	returns  bool    // to where the reader was in the view
	left     string  // the URL from which
	landed   bool    // the view is there: what comes now is more of the same list
	scrolled float64 // how far it was
}

// put shows a view, or more of the list that it has shown. The reader begins at its
// top, or at the element that the fragment names, with the focus on its heading.
func (f *front) put(view *page.View, way *showing) {
	if way.landed {
		f.update(view)
		if way.returns && scrolled() == way.scrolled { // else the reader has gone on
			f.visits.restore()
		}
		return
	}
	way.landed = true
	if way.to != "" {
		f.visits.push(way.to, false)
		f.shown = withoutFragment(way.to)
	}
	f.present(view)
	f.visits.ahead = view.Kind == page.KindError // a failure is nobody's place
	if way.returns {
		f.focusLink(way.left)
		f.visits.restore()
		way.scrolled = scrolled()
		return
	}
	focus(f.main.Call("querySelector", ".title"))
	scrollTo(way.to)
}

// leaves waits until the view shown may give way to the next, and reports whether
// that one is still wanted.
func (f *front) leaves(ctx context.Context, way *showing) bool {
	if !way.landed && f.leave.Truthy() {
		_, _ = await(f.leave.Invoke()) // without a transition the next view comes all the same
	}
	return ctx.Err() == nil
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

// present puts a view into the page.
func (f *front) present(view *page.View) {
	replace(f.main, view.HTML)
	f.found = view.Found.String()
	title := view.Title
	if name := text(document().Call("querySelector", ".site-title"), "textContent"); name != "" && title != name {
		title += " · " + name
	}
	document().Set("title", title)
	dataset := document().Get("documentElement").Get("dataset")
	dataset.Set("renderer", "wasm")
	dataset.Set("view", string(view.Kind))
	f.name()
	f.tell()
}

// name has the page say the address of what it shows.
func (f *front) name() {
	r, _ := f.route(f.shown)
	document().Get("documentElement").Get("dataset").Set("address", r.address)
}

// tell tells the page's scripts that there is something new in the view.
func (f *front) tell() {
	js.Global().Call("dispatchEvent", js.Global().Get("Event").New("postview-show"))
}

// focus puts the focus on an element, if there is one, where the page is.
func focus(element js.Value) {
	if element.Truthy() {
		element.Call("focus", map[string]any{"preventScroll": true})
	}
}

// focusLink puts the focus where the reader left the view to which they return.
func (f *front) focusLink(href string) {
	left, _ := f.route(href)
	links := f.main.Call("querySelectorAll", "a[href]")
	for i := range links.Length() {
		link := links.Index(i)
		if to, _ := f.route(link.Get("href").String()); to.address == left.address && to.query.Encode() == left.query.Encode() {
			focus(link)
			return
		}
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
