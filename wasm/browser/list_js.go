package browser

import (
	"context"
	"syscall/js"

	"postview/wasm/page"
	"postview/wasm/site"
)

// list makes the view of a list. To narrow it, it reads one part of all posts
// after the other until there are enough for the page that is shown, and shows
// what there is on the way.
func (f *front) list(ctx context.Context, s *site.Site, r *route) (page.View, error) {
	o := page.Options{Site: s, Address: r.address}
	if len(r.choice) == 0 && s.Pages {
		return page.List(o), nil
	}
	var chosen []site.Entry
	number, parts := 1, 1
	if len(r.choice) == 0 {
		number = s.PartOf(r.page)
	}
	for {
		part, err := f.files.read(ctx, s.PartFile(number))
		if err != nil {
			return page.View{}, err
		}
		if len(r.choice) == 0 {
			o.Site = s.ListPart(r.page, part)
			return page.List(o), nil
		}
		parts = max(parts, part.Parts)
		chosen = append(chosen, s.List.Choose(r.choice, part.Entries)...)
		o.Site = s.Narrow(r.choice, r.page, chosen, number == parts)
		if number == parts || o.Site.List.Pages > r.page {
			return page.List(o), nil
		}
		if ctx.Err() == nil {
			f.showSoFar(page.List(o))
		}
		number++
	}
}

// showSoFar shows a list while more of it is on its way.
func (f *front) showSoFar(view page.View) {
	f.arrive()
	if f.inPlace {
		f.update(view)
		return
	}
	f.present(view)
	f.inPlace = true
}

// update puts a list into the view of the same list, whose form stays.
func (f *front) update(view page.View) {
	if view.Kind != page.KindList {
		f.present(view)
		return
	}
	f.main.Call("querySelector", ".count").Set("textContent", view.Count)
	replace(f.main.Call("querySelector", ".found"), view.Found)
	f.tell()
}

// narrow narrows the list that is shown, within its view:
//
//	{
//	  href: string,    // the address of the list, with what it is narrowed to
//	  replace: boolean // the present entry of the history is replaced
//	}
func narrow(request js.Value) (any, error) {
	f, href := opened, text(request, "href")
	before, _ := f.route(f.shown)
	now, _ := f.route(href)
	f.guard(href, func(ctx context.Context) {
		f.visits.push(href, request.Get("replace").Bool())
		f.shown, f.going = href, ""
		f.inPlace = before.address == now.address // else what the view refers to would lead elsewhere
		if view, _ := f.view(ctx, href, ""); ctx.Err() == nil {
			f.showSoFar(view)
		}
	})
	return nil, nil
}
