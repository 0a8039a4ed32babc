package site

import (
	"path"
	"strings"

	"postview/wasm/address"
)

// Posts are posts of a site, the newest first, which are found by their paths and
// their addresses: all of them, or those that a page needs.
type Posts struct {
	Entries   []Entry           `json:"posts"`
	Elsewhere map[string]string `json:"elsewhere,omitzero"` // the usual address of a list → its own, where that is another; "" is none. Where it is nil each list is at the usual one

	of     *About
	notes  Notes
	abroad abroad         // nil where there is nothing in another language
	byPath map[string]int // the source's path, and that of its page → its index in Entries
	byName map[string]int // the source's name → its index plus one, 0 where several have it
	byURL  map[string]int // the page's address or an alias, without slashes at its ends → likewise
}

// abroad finds what the site has in another language.
type abroad interface {
	// has reports whether there is a source at a path, which the site has not.
	has(file string) bool
	// find returns a post by its source or by that of its page, and its address.
	find(file, url string) (found Target, at string)
}

// index makes the posts findable.
func (p *Posts) index() {
	p.byPath = make(map[string]int, len(p.Entries))
	p.byName = make(map[string]int, len(p.Entries))
	p.byURL = make(map[string]int, len(p.Entries))
	for i, e := range p.Entries {
		p.byPath[e.Path] = i
		name := path.Base(e.page())
		if _, taken := p.byName[name]; taken {
			p.byName[name] = 0
		} else {
			p.byName[name] = i + 1
		}
		p.byURL[addressKey(e.URL)] = i
	}
	for i, e := range p.Entries {
		if _, taken := p.byPath[e.Page]; e.Page != "" && !taken {
			p.byPath[e.Page] = i
		}
		for _, alias := range e.Aliases {
			if _, taken := p.byURL[addressKey(alias)]; !taken {
				p.byURL[addressKey(alias)] = i
			}
		}
	}
}

// ByPath returns the entry of the source at path, nil where there is none.
func (p *Posts) ByPath(path string) *Entry {
	if i, ok := p.byPath[path]; ok {
		return &p.Entries[i]
	}
	return nil
}

// ByURL returns the entry whose page, or one of whose aliases, is at address,
// which is relative to the root; nil where there is none.
func (p *Posts) ByURL(address string) *Entry {
	if i, ok := p.byURL[addressKey(address)]; ok {
		return &p.Entries[i]
	}
	return nil
}

// PageURL returns the address, relative to the root, at which a reader finds the
// post of the source at path: that of its page, at which a host may have the shell in
// its place, or else the shell that shows it.
func (p *Posts) PageURL(path string) string {
	e := p.ByPath(path)
	switch {
	case e != nil && (p.of.Pages || p.of.Anywhere):
		return e.URL
	case p.of.Pages:
		return "view.html?src=" + address.EscapeQuery(path)
	default:
		return p.of.Settings.Lang.Prefix + "?src=" + address.EscapeQuery(path)
	}
}

// addressKey makes addresses comparable: unescaped, without the slashes at the
// ends and without index.html.
func addressKey(url string) string {
	return strings.Trim(strings.TrimSuffix(address.Unescape(url), "index.html"), "/")
}

// neighbours returns the posts next to the one at path, nil where there is none: the
// next newer and the next older one.
func (p *Posts) neighbours(path string) (newer, older *Entry) {
	i, ok := p.byPath[path]
	if !ok {
		return nil, nil
	}
	for j := i - 1; j >= 0 && newer == nil; j-- {
		newer = p.readable(j)
	}
	for j := i + 1; j < len(p.Entries) && older == nil; j++ {
		older = p.readable(j)
	}
	return newer, older
}

func (p *Posts) readable(i int) *Entry {
	if p.Entries[i].Error != "" {
		return nil
	}
	return &p.Entries[i]
}
