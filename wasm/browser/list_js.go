package browser

import (
	"context"
	"syscall/js"

	"postview/wasm/page"
	"postview/wasm/site"
)

// list makes the view of a list.
func (f *front) list(ctx context.Context, s *site.Surroundings, r *route, way *showing) (page.View, error) {
	o := page.Options{Around: s, Address: r.address}
	if choice := s.ParseChoice(r.query); len(choice) > 0 {
		f.narrow(ctx, s.Narrow(choice, r.page), &o, way)
	} else if !s.Pages {
		part, err := f.files.read(ctx, s.PartFile(s.PartOf(r.page)))
		if err != nil {
			return page.View{}, err
		}
		o.Around = s.ListPart(r.page, part)
	}
	return page.List(o), nil
}

// narrow narrows the list of the options. It shows what there is on the way, where
// that is not nil. Where a file can't be had it keeps to what there is, and says so.
func (f *front) narrow(ctx context.Context, n *site.Narrowing, o *page.Options, way *showing) {
	err := f.files.each(ctx, n.Terms(), n.Term, true, func(i int, s *site.Surroundings, _ bool) { n.TakeTerm(i, s) })
	if err == nil {
		news := false
		err = f.files.each(ctx, n.Files(), n.File, false, func(i int, s *site.Surroundings, more bool) {
			news = n.Take(i, s) || news
			if news && !more && way != nil && ctx.Err() == nil {
				news = false
				o.Around = n.Page(false)
				view := page.List(*o)
				f.put(&view, way)
			}
		})
	}
	if o.Around = n.Page(true); err != nil {
		if isMissing(err) {
			clear(f.files.known) // the site has changed
		}
		o.Trouble = &page.Trouble{Title: f.words.NotSearched, Reason: err.Error(), Advice: f.words.Connect, Retry: true, Heading: 2}
	}
}

// update puts a list into the view of the same list, whose form stays.
func (f *front) update(view *page.View) {
	if view.Kind != page.KindList {
		f.present(view)
		return
	}
	f.main.Call("querySelector", ".count").Set("textContent", view.Count)
	if found := view.Found.String(); found != f.found {
		focused := document().Get("activeElement")
		replace(f.main.Call("querySelector", ".found"), view.Found)
		f.found = found
		if link := text(focused, "href"); link != "" && !focused.Get("isConnected").Bool() {
			f.focusLink(link)
		}
	}
	f.tell()
}

// narrow narrows the list that is shown, within its view.
func narrow(request js.Value) (any, error) {
	f, href := opened, text(request, "href")
	f.guard(href, func(ctx context.Context) {
		f.found = "" // its links may lead from another page of the list
		keepLinks("main a[href]", f.shown)
		f.visits.push(href, request.Get("replace").Bool())
		f.shown = href
		f.name()
		way := &showing{landed: true}
		if view, _ := f.view(ctx, href, "", way); ctx.Err() == nil {
			f.put(&view, way)
		}
	})
	return nil, nil
}
