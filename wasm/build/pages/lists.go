package pages

import (
	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/page"
	"postview/wasm/site"
)

// allTerms is how many terms of each taxonomy readers are offered.
const allTerms = 2000

// writeListPages writes the pages of the lists that have their places.
func writeListPages(w *out.Writer, shell *shell, e *content.Edition, now *Set, o *content.Options) {
	p := now.Published.Of(e)
	type listPage struct {
		*site.Listing
		number int
	}
	var pages []listPage
	for _, l := range plan.Placed(e, now.Taken) {
		for number := 1; number <= l.Pages; number++ {
			if plan.HasPage(l, number, now.Taken) {
				pages = append(pages, listPage{l, number})
			}
		}
	}
	w.Each(len(pages), func(i int) {
		each := pages[i]
		s, at := each.Page(each.number), each.PageURL(each.number)
		view := page.List(page.Options{Around: s, Address: at, Sanitize: o.Sanitizer()})
		writePage(w, shell, at, view, p.ListHead(s.List, view)...)
		w.JSON(address.Unescape(site.AroundFile(at)), s)
	})
}

// writeParts writes the files that list all posts and their terms.
func writeParts(w *out.Writer, s *site.Site) {
	for number := 1; number <= s.CountParts(len(s.Entries)); number++ {
		w.JSON(s.PartFile(number), s.Part(number))
	}
	w.JSON(s.TermsFile(), s.AllTerms(allTerms))
}
