package address

import (
	"path"
	"slices"
	"strings"

	"postview/wasm/post"
)

// Language is one that posts of a site are written in.
type Language struct {
	Key       string `json:"key,omitempty"`    // in the settings and in names of files: de
	Name      string `json:"-"`                // as its readers call it
	Direction string `json:"-"`                // "rtl", or "ltr" or "", which are the same
	Prefix    string `json:"prefix,omitempty"` // what the addresses of its pages begin with: "de/", or ""
	Folder    string `json:"-"`                // of its posts, within that of all; "" is the whole of it
	IsDefault bool   `json:"-"`
	IsOff     bool   `json:"-"` // its posts are left out
}

// Languages are those of a site, in the order in which a reader is offered them.
// A site that says nothing of languages has none.
type Languages []Language

// Page returns the language of the source at path, nil where none has it, and the
// path of its page: that of the source without what tells the language, which is
// an end of the name, as in a.de.md, or else the folder. Sources with one page's
// path are translations of one another.
func (all Languages) Page(source string) (l *Language, page string) {
	for i := range all {
		one := &all[i]
		switch {
		case one.Folder != "" && !IsWithin(source, one.Folder):
		case l == nil, len(one.Folder) > len(l.Folder), len(one.Folder) == len(l.Folder) && one.IsDefault:
			l = one
		}
	}
	if l == nil {
		return nil, source
	}
	page = strings.TrimPrefix(source[len(l.Folder):], "/")
	name, ext := cutExt(page)
	name, key := cutExt(name)
	if i := all.Index(strings.TrimPrefix(key, ".")); i >= 0 && key != "" {
		return &all[i], name + ext
	}
	return l, page
}

// Files returns the names that a file may have which a source in a language refers
// to by name, the best first: one for that language, the name itself, one for
// another language, and those in the folders of other languages. Translations share
// what is beside them.
func (all Languages) Files(l Language, name string) []string {
	names := []string{l.file(name), name}
	below := strings.TrimPrefix(strings.TrimPrefix(name, l.Folder), "/")
	for _, other := range all {
		switch {
		case other.IsOff, other.Key == l.Key:
		case other.Folder == l.Folder:
			names = append(names, other.file(name))
		default:
			names = append(names, path.Join(other.Folder, below))
		}
	}
	return names
}

// file returns the name of a file for a language alone.
func (l Language) file(name string) string {
	before, ext := cutExt(name)
	return before + "." + l.Key + ext
}

// cutExt splits a name before its last dot.
func cutExt(name string) (before, ext string) {
	ext = path.Ext(name)
	return strings.TrimSuffix(name, ext), ext
}

// Default returns the default language, which has no key where there is none.
func (all Languages) Default() Language {
	for _, l := range all {
		if l.IsDefault {
			return l
		}
	}
	return Language{}
}

// Index returns where the language with this key is, or -1.
func (all Languages) Index(key string) int {
	return slices.IndexFunc(all, func(l Language) bool { return strings.EqualFold(l.Key, key) })
}

// Name gives a post whose title is made from its path one without what tells the
// language.
func (all Languages) Name(p *post.Post) {
	_, page := all.Page(p.Path)
	if made := post.TitleFromPath(p.Path); p.Untitled && page != p.Path && p.Title == made {
		p.Title = post.TitleFromPath(page)
		p.LinkTitle = p.Title
	}
}
