//go:build !js

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"time"

	"postview/wasm/address"
	"postview/wasm/page"
	"postview/wasm/post"
	"postview/wasm/site"
)

// allTerms is how many terms of each taxonomy readers are offered.
const allTerms = 2000

// readFolders reads and renders the files that are about their folders, which
// addresses of posts may depend on.
func (c *content) readFolders(root *os.Root, o *options) {
	for _, e := range c.editions {
		e.settings.Sections = map[string]string{}
	}
	for _, name := range c.sections {
		e := c.edition(name)
		_, index := c.settings.Languages.Page(name)
		if e == nil || path.Base(index) != "_index.md" {
			continue
		}
		source, err := root.ReadFile(name)
		if err != nil {
			c.note(fmt.Errorf("%s: %w", name, errors.Unwrap(err)))
			continue
		}
		rules := e.markdown
		rules.Shortcodes.ReadFile = includes(root, name)
		read := page.Read(name, source, rules)
		if c.note(read.Err); read.Err == nil {
			folder := folderOf(path.Dir(index), read)
			folder.Hidden = !e.shows(read.Post.Hidden(time.Now().In(e.zone)), o)
			e.folders = append(e.folders, folder)
			if o.whole {
				e.indexes = append(e.indexes, read)
			}
			if !folder.Hidden {
				e.settings.Sections[strings.ToLower(folder.Path)] = sectionName(read.Post)
			}
		}
	}
}

// sectionName is what addresses call a section by its _index.md, "" where that does
// not say it.
func sectionName(index *post.Post) string {
	if index.Slug == "" && index.Untitled {
		return ""
	}
	return cmp.Or(index.Slug, index.Title)
}

func folderOf(dir string, index page.Article) site.Folder {
	folder := site.Folder{
		Path:        strings.TrimPrefix(dir, "."),
		Description: index.Post.Lead(),
		Text:        index.Document.HTML,
		Post:        index.Post,
	}
	if !index.Post.Untitled {
		folder.Title = index.Post.Title
	}
	return folder
}

// take gives the pages of the lists their places. A list whose place is a post's
// or a file's has none: what the author wrote is there instead. It returns who else
// has the place of a further page, without which a list would not be whole.
func (e *edition) take(taken claims) (clashes []*clash) {
	for _, l := range e.lists {
		if other, _ := taken.occupant(pageFile(l.URL)); other.kind != ofNobody && l.Kind != address.KindHome {
			e.site.Displaced = true
			continue
		}
		for number := 1; number <= l.Pages; number++ {
			for _, place := range []string{pageFile(l.PageURL(number)), pageFile(site.AroundFile(l.PageURL(number)))} {
				if other, at := taken.occupant(place); other.kind != ofNobody && other != listAt(l) {
					clashes = append(clashes, &clash{other, listAt(l), at})
				}
				taken[place] = listAt(l)
			}
		}
		for _, name := range []string{atomFile, rssFile} {
			if place := address.Unescape(l.FilesURL()) + name; hasFeeds(e.site, &l.List) && taken[place].kind == ofNobody {
				taken[place] = feedAt(l)
			}
		}
	}
	return clashes
}

// listAt is the claim of a list on the places of its pages.
func listAt(l *site.Listing) claim {
	kinds := map[string]claimKind{address.KindHome: ofHomeList, address.KindSection: ofSectionList, site.ListTerms: ofTermsList}
	return claim{cmp.Or(kinds[l.Kind], ofTermList), address.Unescape(l.URL)}
}

// placed returns the lists that have their places.
func (e *edition) placed(taken claims) (lists []*site.Listing) {
	for _, l := range e.lists {
		if taken[pageFile(l.URL)] == listAt(l) {
			lists = append(lists, l)
		}
	}
	return lists
}

// tellUnplaced says which lists have no page, which files are left out, and why.
func (c *content) tellUnplaced(taken claims, log *log) {
	for _, e := range c.editions {
		for _, l := range e.lists {
			if other, _ := taken.occupant(pageFile(l.URL)); other != listAt(l) {
				log.say("%v has no page: %v is there", listAt(l), other)
			}
		}
	}
	for _, name := range c.files {
		if other, _ := taken.occupant(name); c.static[name] != "" && other != c.staticAt(name) {
			log.say("%v is left out: %v is there", c.staticAt(name), other)
		}
	}
}

// listPages writes the pages of the lists.
func (w *writer) listPages(shell *shell, lists []*site.Listing, p *publication, o *options) {
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
	w.each(len(pages), func(i int) {
		each := pages[i]
		s, at := each.Page(each.number), each.PageURL(each.number)
		view := page.List(page.Options{Around: s, Address: at, Sanitize: o.sanitizer()})
		w.page(shell, at, view, p.listHead(s.List, view)...)
		w.json(address.Unescape(site.AroundFile(at)), s)
	})
}

// writeParts writes the files that list all posts and their terms.
func (w *writer) writeParts(s *site.Site) {
	for number := 1; number <= s.CountParts(); number++ {
		w.json(s.PartFile(number), s.Part(number))
	}
	w.json(s.TermsFile(), s.AllTerms(allTerms))
}

// writeAround writes what the program needs to show a post, which was shown with
// these options: they have met what its references lead to.
func (w *writer) writeAround(a article, o page.Options) {
	a.site.Widen(o.Around, o.Links)
	w.json(aroundFile(a), o.Around)
}

// aroundFile is the place of what stands around a post: beside its page, or
// beside its source where it has none.
func aroundFile(a article) string {
	at := a.entry.URL
	if !a.site.Pages {
		at = address.Escape(a.Post.Path)
	}
	return address.Unescape(site.AroundFile(at))
}

func (w *writer) json(name string, value any) {
	data, err := json.Marshal(value)
	w.note(err)
	w.write(name, data)
}
