package page

import "postview/wasm/safehtml"

// items are the items of a list.
type items struct{ safehtml.Builder }

func (i *items) add(item safehtml.HTML) { i.Add(safehtml.Format(`<li>%s</li>`, item)) }

// list returns the list, of a class, or nothing where there is nothing to list.
func (i *items) list(class string) safehtml.HTML {
	rows := i.HTML()
	if rows.IsEmpty() {
		return rows
	}
	return safehtml.Format(`<ul class="%s" part="%s">%s</ul>`, class, class, rows)
}

// linked is content that leads where the reference says, if that can be a link.
func linked(class, ref string, content safehtml.HTML) safehtml.HTML {
	if !safehtml.IsLink(ref) {
		return safehtml.Format(`<span class="%s">%s</span>`, class, content)
	}
	return safehtml.Format(`<a class="%s" href="%s">%s</a>`, class, ref, content)
}
