package config

import (
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/problem"
)

// notFollowed are the settings that say in Hugo what is published, or where, and say
// nothing here, by their names, and what there is in their place.
var notFollowed = map[string]string{
	"cascade":             "front matter is that of each post",
	"enableGitInfo":       "when a post was changed is in its front matter",
	"frontmatter":         "dates are those that Hugo takes by default",
	"mainSections":        "the list of posts has those of all sections",
	"module.mounts":       "posts are those of the one folder",
	"outputs":             "each page is HTML, and lists have feeds",
	"params.mainSections": "the list of posts has those of all sections",
	"roles":               "there is one site",
	"sitemap.changeFreq":  "the sitemap tells when a page was changed",
	"sitemap.filename":    "the sitemap is sitemap.xml",
	"sitemap.priority":    "the sitemap tells when a page was changed",
	"versions":            "there is one site",
}

// notFollowed returns the settings that are there and say nothing, as problems.
func (r reader) notFollowed() (all []*problem.Problem) {
	note := func(name, value, instead string) {
		p := unusable(r.name, name+value+" is not followed: "+instead, strings.ToLower(name))
		p.Kind = problem.NotFollowed
		all = append(all, p)
	}
	for name, instead := range notFollowed {
		if has(r.values, strings.Split(strings.ToLower(name), ".")) {
			note(name, "", instead)
		}
	}
	for _, kind := range r.texts("disablekinds") {
		if slices.Contains([]string{address.KindPage, address.KindHome, "404"}, strings.ToLower(kind)) {
			note("disableKinds", ": "+kind, "a site has its pages, their list and 404.html")
		}
	}
	for key, language := range value[map[string]any](&r, "languages") {
		if of, _ := language.(map[string]any); of["baseurl"] != nil {
			note("languages."+key+".baseURL", "", "all languages are on one host")
		}
	}
	slices.SortFunc(all, problem.Compare)
	return all
}

// has reports whether there is a value to which the keys lead.
func has(values map[string]any, keys []string) bool {
	value, isThere := values[keys[0]]
	if len(keys) == 1 {
		return isThere
	}
	inner, _ := value.(map[string]any)
	return has(inner, keys[1:])
}
