package site

import (
	"cmp"
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
	byPath map[string]int // the source's path, and that of its page → its index in Entries
	byURL  map[string]int // the page's address or an alias, without slashes at its ends → likewise
}

// index makes the posts findable.
func (p *Posts) index() {
	p.byPath = make(map[string]int, len(p.Entries))
	p.byURL = make(map[string]int, len(p.Entries))
	for i, e := range p.Entries {
		p.byPath[e.Path] = i
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

// BySource returns the entry of the source that a reference names, with or without
// .md or, for a bundle, by its folder; nil where there is none.
func (p *Posts) BySource(name string) *Entry {
	name = strings.TrimSuffix(name, "/")
	return cmp.Or(p.ByPath(name), p.ByPath(name+".md"), p.ByPath(name+"/index.md"))
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
