package config

import (
	"fmt"
	"strings"

	"postview/wasm/address"
)

// Pagination says how lists are cut into pages. The zero value is Postview's
// default, which is Hugo's but for the size.
type Pagination struct {
	Size      int    `json:"size,omitempty"` // how many posts a page has; 0 is the usual size
	Path      string `json:"-"`              // what stands before the number in the address of a page; "" is "page"
	NoAliases bool   `json:"-"`              // the first page has no other address, page/1/
}

// pagination reads the section of this name.
func (r *reader) pagination() Pagination {
	of := r.within(value[map[string]any](r, "pagination"), "pagination")
	p := Pagination{
		Size:      of.number("pagersize"),
		Path:      strings.Trim(address.FolderURL(value[string](&of, "path")), "/"),
		NoAliases: value[bool](&of, "disablealiases"),
	}
	if p.Size < 0 {
		of.wrong(fmt.Sprintf("pagerSize can’t be %d", p.Size), "pagersize")
		p.Size = 0
	}
	r.errs = append(r.errs, of.errs...)
	return p
}
