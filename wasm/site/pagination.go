package site

import (
	"cmp"
	"fmt"
	"strings"
)

// Pagination says how lists are cut into pages. The zero value is Postview's
// default, which is Hugo's but for the size.
type Pagination struct {
	Size      int    `json:"size,omitempty"` // how many posts a page has; 0 is [postsOnPage]
	Path      string `json:"-"`              // what stands before the number in the address of a page; "" is "page"
	NoAliases bool   `json:"-"`              // the first page has no other address, page/1/
}

// pagination reads the section of this name.
func (r *reader) pagination() Pagination {
	of := r.within(value[map[string]any](r, "pagination"), "pagination")
	p := Pagination{
		Size:      of.number("pagersize"),
		Path:      strings.Trim(folderURL(value[string](&of, "path")), "/"),
		NoAliases: value[bool](&of, "disablealiases"),
	}
	if p.Size < 0 {
		of.wrong(fmt.Sprintf("pagerSize can’t be %d", p.Size), "pagersize")
		p.Size = 0
	}
	r.errs = append(r.errs, of.errs...)
	return p
}

// onPage is how many posts a page of a list has.
func (s *Site) onPage() int { return cmp.Or(s.Settings.Pagination.Size, postsOnPage) }

// inPart is how many posts each of the files has that list all of them: enough for
// a few pages, few enough that the first one costs little. Pages begin where parts
// do.
func (s *Site) inPart() int { return max(1, postsInPart/s.onPage()) * s.onPage() }

// Alias returns the address at which Hugo has another page that leads to the list,
// "" where the settings want none.
func (l *Listing) Alias() string {
	if l.site.Settings.Pagination.NoAliases {
		return ""
	}
	return l.numbered("1")
}
