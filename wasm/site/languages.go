package site

import (
	"cmp"
	"fmt"
	"maps"
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
	Elsewhere string `json:"-"`                // the folder of its posts, where that is not within the one of all
	IsDefault bool   `json:"-"`
	IsOff     bool   `json:"-"` // its posts are left out

	weight int
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
		case one.Folder != "" && !isWithin(source, one.Folder):
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
	if i := all.index(strings.TrimPrefix(key, ".")); i >= 0 && key != "" {
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

// home returns the default language, which has no key where there is none.
func (all Languages) home() Language {
	for _, l := range all {
		if l.IsDefault {
			return l
		}
	}
	return Language{}
}

// index returns where the language with this key is, or -1.
func (all Languages) index(key string) int {
	return slices.IndexFunc(all, func(l Language) bool { return strings.EqualFold(l.Key, key) })
}

// languages reads the languages of a configuration.
func (r *reader) languages() (all Languages) {
	disabled := value[[]any](r, "disablelanguages")
	for key, values := range value[map[string]any](r, "languages") {
		if strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || key == "" {
			r.wrong(fmt.Sprintf("languages: %q can’t be a language", key), "languages", key)
			continue
		}
		own, _ := values.(map[string]any)
		of := r.within(own, "languages", key)
		folder, elsewhere := of.folder(value[string](r, "contentdir"))
		all = append(all, Language{
			Key:       key,
			Name:      cmp.Or(value[string](&of, "label"), value[string](&of, "languagename"), key),
			Direction: cmp.Or(value[string](&of, "direction"), value[string](&of, "languagedirection")),
			Prefix:    key + "/",
			Folder:    folder,
			Elsewhere: elsewhere,
			IsOff:     value[bool](&of, "disabled") || slices.Contains(disabled, any(key)),
			weight:    of.number("weight"),
		})
		r.errs = append(r.errs, of.errs...)
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b Language) int {
		if (a.weight == 0) != (b.weight == 0) {
			return b.weight - a.weight // what has none comes last
		}
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.Key, b.Key))
	})
	name := cmp.Or(value[string](r, "defaultcontentlanguage"), "en")
	home := all.index(name)
	if home < 0 {
		r.wrong(fmt.Sprintf("defaultContentLanguage can’t be %s, which is not among the languages", name), "defaultcontentlanguage")
		home = 0
	}
	all[home].IsDefault, all[home].IsOff = true, false
	if !value[bool](r, "defaultcontentlanguageinsubdir") {
		all[home].Prefix = ""
	}
	return all
}

// folder returns the folder of a language's posts within that of all posts, or else
// where it is.
func (r *reader) folder(ofAll string) (folder, elsewhere string) {
	ofAll = path.Clean(cmp.Or(ofAll, "content"))
	own := path.Clean(cmp.Or(value[string](r, "contentdir"), ofAll))
	if own != ofAll && !isWithin(own, ofAll) {
		return "", own
	}
	return strings.TrimPrefix(strings.TrimPrefix(own, ofAll), "/"), ""
}

// inLanguage returns the values of a configuration with those of a language, which
// take their place: all of a section, but of params those of the same name. Hugo knows the language's code as locale, languageCode, or else by
// the language's name; what the whole site says of it is about the default one.
func inLanguage(values map[string]any, l Language) map[string]any {
	languages, _ := values["languages"].(map[string]any)
	language, _ := languages[l.Key].(map[string]any)
	all := maps.Clone(values)
	for key, value := range language {
		if key == "params" {
			value = merged(all[key], value)
		}
		all[key] = value
	}
	codes := []any{language["locale"], values["locale"], all["languagecode"], values["defaultcontentlanguage"]}
	if l.Key != "" && !l.IsDefault {
		codes = []any{language["locale"], language["languagecode"]}
	}
	codes = append(codes, l.Key)
	for _, code := range codes {
		if code != nil && code != "" {
			all["languagecode"] = code
			break
		}
	}
	return all
}

// merged returns a value in place of another: where both are maps, what is in either.
func merged(other, value any) any {
	inner, isMap := value.(map[string]any)
	outer, wasMap := other.(map[string]any)
	if !isMap || !wasMap {
		return value
	}
	all := maps.Clone(outer)
	for key, value := range inner {
		all[key] = merged(outer[key], value)
	}
	return all
}

// Name gives a post whose title is made from its path one without what tells the
// language.
func (s Settings) Name(p *post.Post) {
	if page := s.page(p.Path); p.Untitled && page != p.Path {
		p.Title = post.TitleFromPath(page)
		p.LinkTitle = p.Title
	}
}

// localize says what the entry of a post has by its language: the page that it is
// of, and aliases below the prefix.
func (s Settings) localize(e *Entry, p *post.Post) {
	e.Key = keyOf(p)
	e.Aliases = s.aliases(e.Aliases, s.page(p.Path))
	if page := s.page(p.Path); page != p.Path {
		e.Page = page
	}
}

// aliases returns those of a page, or of the list of a folder, as Hugo has them: in
// the language of s, and files where the settings want ugly ones.
func (s Settings) aliases(written []string, page string) []string {
	section, _, _ := strings.Cut(page, "/")
	isUgly := s.UglyURLs.in(section)
	if s.Lang.Prefix == "" && !isUgly {
		return written
	}
	aliases := slices.Clone(written)
	for i, alias := range aliases {
		if strings.HasPrefix(alias, "/") {
			alias = "/" + s.Lang.Prefix + alias[1:]
		}
		if ext := path.Ext(alias); isUgly && ext != ".html" && ext != ".htm" {
			alias = strings.TrimSuffix(alias, "/") + ".html"
		}
		aliases[i] = alias
	}
	return aliases
}

// page returns the path of the page that the source is of.
func (e *Entry) page() string { return cmp.Or(e.Page, e.Path) }

// useHooks turns Hugo's render hooks on for a site of several languages on one
// host, unless the site itself says what is to be.
func (s *Settings) useHooks(languages map[string]any) {
	if len(languages) < 2 {
		return
	}
	for _, language := range languages {
		if l, _ := language.(map[string]any); l["baseurl"] != nil {
			return
		}
	}
	goldmark := section(&s.Markup, "goldmark")
	if goldmark["duplicateresourcefiles"] == true {
		return
	}
	hooks := section(&goldmark, "renderhooks")
	for _, name := range []string{"link", "image"} {
		hook := section(&hooks, name)
		if hook["enabledefault"] == nil && (hook["useembedded"] == nil || hook["useembedded"] == "auto") {
			hook["useembedded"] = "fallback"
		}
	}
}

// section returns the map of a name within another, made where there is none.
func section(of *map[string]any, name string) map[string]any {
	if *of == nil {
		*of = map[string]any{}
	}
	inner, ok := (*of)[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		(*of)[name] = inner
	}
	return inner
}
