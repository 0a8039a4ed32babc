package config

import (
	"maps"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/problem"
)

// notFollowed are the settings that say in Hugo what is published, or where, and say
// nothing here, by their names, and what there is in their place.
var notFollowed = map[string]string{
	"author":                              "the authors of a post are in its front matter",
	"canonifyURLs":                        "links are relative to the page, and lead to the same",
	"capitalizeListTitles":                "a list is called by its folder, or as its _index.md says",
	"contentTypes":                        "posts are what Hugo takes for posts by default",
	"copyright":                           "no page shows it",
	"defaultContentRole":                  "there is one site",
	"defaultContentRoleInSubdir":          "there is one site",
	"defaultContentVersion":               "there is one site",
	"defaultContentVersionInSubdir":       "there is one site",
	"defaultOutputFormat":                 "each page is HTML, and lists have feeds",
	"enableGitInfo":                       "when a post was changed is in its front matter",
	"frontmatter":                         "dates are those that Hugo takes by default",
	"menus":                               "readers have the lists of the site in place of a menu",
	"module.mounts.sites.complements":     "a mount is for the languages of its matrix",
	"module.mounts.sites.matrix.roles":    "there is one site",
	"module.mounts.sites.matrix.versions": "there is one site",
	"outputFormats":                       "each page is HTML, and lists have feeds",
	"outputs":                             "each page is HTML, and lists have feeds",
	"page":                                "the neighbours of a post are by its date",
	"privacy.instagram":                   "shortcodes show what they do by default",
	"privacy.vimeo":                       "shortcodes show what they do by default",
	"privacy.x":                           "shortcodes show what they do by default",
	"privacy.youTube":                     "shortcodes show what they do by default",
	"publishDir":                          "--out names the folder that is made",
	"refLinksErrorLevel":                  "a reference that leads nowhere is told, and the post is shown",
	"refLinksNotFoundURL":                 "a reference that leads nowhere is told, and the post is shown",
	"related":                             "readers have the tags of a post, and its neighbours, in place of related posts",
	"renderSegments":                      "all of the site is made",
	"roles":                               "there is one site",
	"sectionPagesMenu":                    "readers have the lists of the site in place of a menu",
	"segments":                            "all of the site is made",
	"services.rss":                        "feeds have the newest posts",
	"services.disqus":                     "readers write no comments",
	"services.googleAnalytics":            "nobody counts readers",
	"sitemap.changeFreq":                  "the sitemap tells when a page was changed",
	"sitemap.filename":                    "the sitemap is sitemap.xml",
	"sitemap.priority":                    "the sitemap tells when a page was changed",
	"titleCaseStyle":                      "a list is called by its folder, or as its _index.md says",
	"versions":                            "there is one site",
}

// kinds are those of pages and files that disableKinds may name. The last is what Hugo
// called taxonomy once.
var kinds = []string{address.KindPage, address.KindHome, address.KindSection, address.KindTaxonomy, address.KindTerm, "rss", "sitemap", "robotstxt", "404", "taxonomyterm"}

// usual are the values of these settings that Hugo has by default, where they are not
// those of their types.
var usual = map[string]any{
	"capitalizeListTitles": true, "publishDir": "public", "sitemap.filename": "sitemap.xml", "sitemap.priority": -1,
	"titleCaseStyle": "AP",
}

// notFollowed returns the settings that are there and say nothing, as problems: each
// once, where the site says it or else the first language.
func (r reader) notFollowed() (all []*problem.Problem) {
	note := func(name, value, instead string) {
		p := unusable(r.name, name+value+" is not followed: "+instead, strings.ToLower(name))
		p.Kind = problem.NotFollowed
		all = append(all, p)
	}
	languages := value[map[string]any](&r, "languages")
	for name, instead := range notFollowed {
		if saysMore(r.values, name) {
			note(name, "", instead)
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(languages)) {
			if of, _ := languages[key].(map[string]any); saysMore(of, name) {
				note("languages."+key+"."+name, "", instead)
				break
			}
		}
	}
	for _, kind := range r.texts("disablekinds") {
		if slices.Contains([]string{address.KindPage, address.KindHome, "404"}, strings.ToLower(kind)) {
			note("disableKinds", ": "+kind, "a site has its pages, their list and 404.html")
		} else if !slices.Contains(kinds, strings.ToLower(kind)) {
			all = append(all, unusable(r.name, "disableKinds: there is no kind "+kind+": there are "+strings.Join(kinds, ", "), "disablekinds"))
		}
	}
	for key, language := range languages {
		if of, _ := language.(map[string]any); of["baseurl"] != nil {
			note("languages."+key+".baseURL", "", "all languages are on one host")
		}
	}
	slices.SortFunc(all, problem.Compare)
	return all
}

// saysMore reports whether a setting that is not followed says anything but what Hugo
// does by default.
func saysMore(values map[string]any, name string) bool {
	var value any = values
	for key := range strings.SplitSeq(strings.ToLower(name), ".") {
		value = valueOf(value, key)
	}
	return !isIdle(value) && value != usual[name] || value == false && usual[name] == true
}

// valueOf returns what a key leads to in a map, or in the first map of a list that has
// it, whose keys may be in any case.
func valueOf(values any, key string) any {
	switch v := values.(type) {
	case map[string]any:
		for name, value := range v {
			if strings.EqualFold(name, key) {
				return value
			}
		}
	case []any:
		for _, each := range v {
			if value := valueOf(each, key); value != nil {
				return value
			}
		}
	}
	return nil
}

// isIdle reports whether a value is that of a setting which nobody has made.
func isIdle(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for _, inner := range v {
			if !isIdle(inner) {
				return false
			}
		}
		return true
	case []any:
		return len(v) == 0
	}
	return value == nil || value == false || value == ""
}
