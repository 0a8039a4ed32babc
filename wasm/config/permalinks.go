package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"postview/wasm/address"
)

// kindsOfPages are those that patterns may be for.
var kindsOfPages = []string{address.KindPage, address.KindHome, address.KindSection, address.KindTaxonomy, address.KindTerm}

// permalinks reads the section of this name. A pattern beside those of the kinds is
// one of posts and terms.
func (r *reader) permalinks() address.Permalinks {
	if list, isList := r.values["permalinks"].([]any); isList {
		return r.targets(list)
	}
	all := address.Permalinks{}
	add := func(folder string, pattern any, keys []string, kinds ...string) {
		text, isText := pattern.(string)
		if !isText {
			r.wrong(fmt.Sprintf("%s can’t be %v", strings.Join(keys, "."), pattern), keys...)
			return
		}
		if err := address.CheckPattern(text); err != nil {
			r.wrong(fmt.Sprintf("%s: %v: pages have their usual addresses", strings.Join(keys, "."), err), keys...)
			return
		}
		for _, kind := range kinds {
			all.Add(kind, cmp.Or(strings.Trim(folder, " /"), "/"), text)
		}
	}
	values := value[map[string]any](r, "permalinks")
	for folder, pattern := range values {
		if _, isKind := pattern.(map[string]any); !isKind {
			add(folder, pattern, []string{"permalinks", folder}, address.KindPage, address.KindTerm)
		}
	}
	for kind, patterns := range values {
		patterns, isKind := patterns.(map[string]any)
		if isKind && !slices.Contains(kindsOfPages, kind) {
			r.wrong(fmt.Sprintf("permalinks.%s: there is no such kind of page", kind), "permalinks", kind)
		}
		for folder, pattern := range patterns {
			add(folder, pattern, []string{"permalinks", kind, folder}, kind)
		}
	}
	return all
}

// targets reads patterns that are a list, each with the pages that it is for. The
// first one for a page counts.
func (r *reader) targets(list []any) address.Permalinks {
	all := address.Permalinks{}
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
		if err := address.CheckPattern(pattern); err != nil {
			r.wrong(fmt.Sprintf("permalinks: %v: pages have their usual addresses", err), "permalinks", "pattern", pattern)
			continue
		}
		for _, kind := range kinds {
			if !all.Cover(kind, folder) {
				all.Add(kind, folder, pattern)
			}
		}
	}
	return all
}

// folderOfGlob returns the folder, as [address.Permalinks] has it, whose pages a pattern of
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

// uglyURLs reads the setting, which is about all sections or names them.
func (r *reader) uglyURLs() address.UglyURLs {
	switch v := r.values["uglyurls"].(type) {
	case map[string]any:
		ugly := address.UglyURLs{}
		for section, value := range v {
			ugly[section], _ = value.(bool)
		}
		return ugly
	default:
		if value[bool](r, "uglyurls") {
			return address.UglyURLs{"": true}
		}
		return nil
	}
}
