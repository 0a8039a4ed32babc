package pages

import (
	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/machines"
	"postview/wasm/build/out"
	"postview/wasm/page"
	"postview/wasm/site"
)

// allTerms is how many terms of each taxonomy readers are offered.
const allTerms = 2000

// writeListPages writes the pages of the lists.
func writeListPages(w *out.Writer, shell *shell, lists []*site.Listing, p *machines.Publication, o *content.Options) {
	type listPage struct {
		*site.Listing
		number int
	}
	var pages []listPage
	for _, l := range lists {
		for number := 1; number <= l.Pages; number++ {
			pages = append(pages, listPage{l, number})
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
	for number := 1; number <= s.CountParts(); number++ {
		w.JSON(s.PartFile(number), s.Part(number))
	}
	w.JSON(s.TermsFile(), s.AllTerms(allTerms))
}
