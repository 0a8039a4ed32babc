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
	words *words.Words
	lang  string   // of the page that was loaded
	leave js.Value // begins the transition to the next view

	visits  visits
	cancel  context.CancelFunc // ends the navigation under way
	going   string             // the URL to which that goes, while the history does not know
	inPlace bool               // the list that it shows is in the view already
}

// opened is the page's front; a page has one at most.
var opened *front

// open starts the front of a site:
//
//	{
//	  main: Element,  // holds the view
//	  root: string,   // URL of the site
//	  show: boolean,  // show the page's own address now; else it is there already
//	  leave?: () => Promise<void>,  // begins the transition from a view to the next, which is put in place after
//	  ahead?: (url: string) => {abort, answer} | undefined,  // gives the fetch of a file that was begun before, once
//	}
func open(request js.Value) (any, error) {
	if opened != nil {
		return nil, nil // the first one has taken the reader's clicks
	}
	root := document().Get("documentElement")
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
		known: map[string]*site.Site{},
		pages: text(root.Get("dataset"), "renderer") == "prerender",
	}
	opened = f
	f.fixShell()
	f.visits.begin()
	listen(document(), "click", f.click)
	listen(js.Global(), "popstate", func(js.Value) { f.travel() })
	listen(js.Global(), "beforeunload", func(js.Value) { f.visits.hide() })
	listen(js.Global(), "pagehide", func(js.Value) { f.visits.hide() }) // Safari on a phone tells this alone
	listen(js.Global(), "pageshow", func(js.Value) { f.visits.take() })
	if request.Get("show").Truthy() {
		f.going, f.inPlace = "", false
		view, _ := f.view(context.Background(), f.shown, "")
		f.present(view)
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
	shown := f.shown
	f.going, f.inPlace = "", true
	view, _ := f.view(context.Background(), shown, "reload")
	if shown == f.shown { // else the reader has gone on
		y := place()
		f.present(view)
		js.Global().Call("scrollTo", 0, y)
	}
	return nil, nil
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
		f.going, f.inPlace = "", false
		view, _ := f.view(ctx, f.shown, "reload")
		f.show(view, "")
	})
}

// visit goes to a view of this site and adds it to the history.
func (f *front) visit(href string) {
	f.guard(href, func(ctx context.Context) {
		f.going, f.inPlace = href, false
		view, known := f.view(ctx, withoutFragment(href), "")
		if ctx.Err() != nil {
			return
		}
		if !known {
			location().Call("assign", href)
			return
		}
		if !f.leaves(ctx) {
			return
		}
		f.arrive()
		f.show(view, fragment(href))
	})
}

// arrive adds the view to the history to which the reader is going, if it is not
// there yet.
func (f *front) arrive() {
	if f.going != "" {
		f.visits.push(f.going, false)
		f.shown, f.going = withoutFragment(f.going), ""
	}
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
	f.keepLinks(left)
	go f.guard(href, func(ctx context.Context) {
		f.going, f.inPlace = "", false
		view, known := f.view(ctx, withoutFragment(href), "")
		if ctx.Err() != nil {
			return
		}
		if !known {
			location().Call("reload")
			return
		}
		if !f.leaves(ctx) {
			return
		}
		f.present(view)
		f.focusLink(left)
		f.visits.restore()
	})
}

// keepLinks makes the links of the view absolute, which is that of the page at
// address: until the next one is there they lead to where they led.
func (f *front) keepLinks(address string) {
	base, err := url.Parse(address)
	if err != nil {
		return
	}
	links := f.main.Call("querySelectorAll", "a[href]")
	for i := range links.Length() {
		link := links.Index(i)
		if to, err := base.Parse(link.Call("getAttribute", "href").String()); err == nil {
			link.Set("href", to.String())
		}
	}
}

// leaves waits until the view shown may give way to the next, and reports whether
// that one is still wanted.
func (f *front) leaves(ctx context.Context) bool {
	if !f.inPlace && f.leave.Truthy() {
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

// show presents a view that the reader went to: from its top, or from the
// element that the fragment names, with the focus on its heading.
func (f *front) show(view page.View, fragment string) {
	f.present(view)
	focus(f.main.Call("querySelector", ".title"))
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
	if name := text(document().Call("querySelector", ".site-title"), "textContent"); name != "" && title != name {
		title += " · " + name
	}
	document().Set("title", title)
	root := document().Get("documentElement")
	root.Get("dataset").Set("renderer", "wasm")
	root.Get("dataset").Set("view", string(view.Kind))
	f.tell()
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
	links := f.main.Call("querySelectorAll", "a[href]")
	for i := range links.Length() {
		if link := links.Index(i); withoutFragment(link.Get("href").String()) == href {
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
