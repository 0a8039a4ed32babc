package page

import "postview/wasm/safehtml"

// pager leads to the other pages of a list: the ones beside it, and by number the
// first, the last and those around it. Style sheets show the gaps between these.
func pager(o *Options) safehtml.HTML {
	l, say := o.Around.List, o.words()
	if l.Pages < 2 {
		return safehtml.HTML{}
	}
	var numbers items
	last := 0
	for _, page := range [...]int{1, l.Page - 1, l.Page, l.Page + 1, l.Pages} {
		if page <= last || page > l.Pages {
			continue
		}
		gap, current := "", "false"
		if page > last+1 {
			gap = "…"
		}
		if page == l.Page {
			current = "page"
		}
		last = page
		numbers.add(safehtml.Format(`<a href="%s" aria-current="%s" data-gap="%s">%s</a>`, o.to(l.PageURL(page)), current, gap, page))
	}
	return safehtml.Format(`<nav class="pager" aria-label="%s">%s%s%s</nav>`, say.Pages,
		beside("prev", say.Newer, l.Page-1, o), numbers.list("numbers"), beside("next", say.Older, l.Page+1, o))
}

func beside(rel, word string, page int, o *Options) safehtml.HTML {
	if l := o.Around.List; page >= 1 && page <= l.Pages {
		return safehtml.Format(`<a rel="%s" href="%s">%s</a>`, rel, o.to(l.PageURL(page)), word)
	}
	return safehtml.HTML{}
}
