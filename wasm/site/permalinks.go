package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The kinds of pages that have addresses of their own, beside those of lists that
// are called as in Hugo: [ListSection] and [ListTerm].
const (
	kindPage     = "page"
	kindTaxonomy = "taxonomy"
)

// Permalinks are the patterns of addresses: by the kind of page, and by the folder
// that the page is in or is the list of. The folder "/" is the one of all.
type Permalinks map[string]map[string]string

// of returns the pattern for a page, "" where there is none. That of the innermost
// folder counts.
func (all Permalinks) of(kind, page string) (pattern string) {
	page = strings.ToLower(page)
	innermost := -1
	for folder, one := range all[kind] {
		if isFor(folder, page) && len(folder) > innermost {
			innermost, pattern = len(folder), one
		}
	}
	return pattern
}

// isFor reports whether the pattern of a folder is for a page.
func isFor(folder, page string) bool {
	switch folder {
	case "":
		return true
	case "/":
		return !strings.Contains(page, "/")
	case page:
		return true
	}
	return isWithin(page, strings.TrimSuffix(folder, "/"))
}

// add adds a pattern for pages of a kind in a folder.
func (all Permalinks) add(kind, folder, pattern string) {
	if all[kind] == nil {
		all[kind] = map[string]string{}
	}
	all[kind][folder] = pattern
}

// cover reports whether there are patterns already for all that one of a folder would
// be for.
func (all Permalinks) cover(kind, folder string) bool {
	for other := range all[kind] {
		if other == folder || other == "" || other != "/" && isFor(other, folder+"a page") {
			return true
		}
	}
	return false
}

// kindsOfPages are those that patterns may be for.
var kindsOfPages = []string{kindPage, ListHome, ListSection, kindTaxonomy, ListTerm}

// permalinks reads the section of this name. A pattern beside those of the kinds is
// one of posts and terms.
func (r *reader) permalinks() Permalinks {
	if list, isList := r.values["permalinks"].([]any); isList {
		return r.targets(list)
	}
	all := Permalinks{}
	add := func(kind, folder string, pattern any) {
		if text, isText := pattern.(string); isText {
			all.add(kind, cmp.Or(strings.Trim(folder, " /"), "/"), text)
		} else {
			r.wrong(fmt.Sprintf("permalinks.%s can’t be %v", folder, pattern), "permalinks", folder)
		}
	}
	values := value[map[string]any](r, "permalinks")
	for folder, pattern := range values {
		if _, isKind := pattern.(map[string]any); !isKind {
			add(kindPage, folder, pattern)
			add(ListTerm, folder, pattern)
		}
	}
	for kind, patterns := range values {
		patterns, isKind := patterns.(map[string]any)
		if isKind && !slices.Contains(kindsOfPages, kind) {
			r.wrong(fmt.Sprintf("permalinks.%s: there is no such kind of page", kind), "permalinks", kind)
		}
		for folder, pattern := range patterns {
			add(kind, folder, pattern)
		}
	}
	return all
}

// targets reads patterns that are a list, each with the pages that it is for. The
// first one for a page counts.
func (r *reader) targets(list []any) Permalinks {
	all := Permalinks{}
	for _, each := range list {
		rule, _ := each.(map[string]any)
		target, _ := rule["target"].(map[string]any)
		pattern, isText := rule["pattern"].(string)
		folder, isFolder := folderOfGlob(target["path"])
		kinds := kindsOfPages
		if kind, said := target["kind"]; said {
			kinds = []string{strings.ToLower(fmt.Sprint(kind))}
		}
		for key := range target {
			isFolder = isFolder && (key == "path" || key == "kind")
		}
		if !isText || !isFolder || !slices.Contains(kindsOfPages, kinds[0]) {
			r.wrong(fmt.Sprintf("permalinks: a target can be a kind of page and a folder, as in /posts/**, not %v", target), "permalinks")
			continue
		}
		for _, kind := range kinds {
			if !all.cover(kind, folder) {
				all.add(kind, folder, pattern)
			}
		}
	}
	return all
}

// folderOfGlob returns the folder, as [Permalinks] has it, whose pages a pattern of
// paths is for.
func folderOfGlob(glob any) (folder string, isFolder bool) {
	path, _ := glob.(string)
	path = strings.Trim(strings.ToLower(path), "/")
	switch folder, isFolder = strings.CutSuffix(path, "**"); {
	case glob == nil, path == "**":
		return "", true
	case path == "*":
		return "/", true
	}
	if one, below, isBoth := strings.Cut(strings.Trim(path, "{}"), ","); isBoth && below == one+"/**" {
		folder, isFolder = one, true
	}
	return folder, isFolder && !strings.ContainsAny(folder, `*?[]{},!\`)
}

// UglyURLs are the sections whose pages are files, a.html in place of a/, where "" is
// all of them.
type UglyURLs map[string]bool

// uglyURLs reads the setting, which is about all sections or names them.
func (r *reader) uglyURLs() UglyURLs {
	switch v := r.values["uglyurls"].(type) {
	case map[string]any:
		ugly := UglyURLs{}
		for section, value := range v {
			ugly[section], _ = value.(bool)
		}
		return ugly
	default:
		if value[bool](r, "uglyurls") {
			return UglyURLs{"": true}
		}
		return nil
	}
}

// in reports whether pages in a section are files.
func (u UglyURLs) in(section string) bool { return u[""] || u[strings.ToLower(section)] }

// has reports whether the address of a page is that of a file: the lists of sections
// and taxonomies are always in a folder.
func (u UglyURLs) has(of subject) bool {
	section, _, isBelow := strings.Cut(of.page, "/")
	if !isBelow {
		section = ""
	}
	return (of.kind == kindPage || of.kind == ListTerm) && u.in(section)
}
