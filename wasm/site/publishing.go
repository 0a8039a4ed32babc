package site

import (
	"fmt"
	"slices"
	"strings"
)

// Publishing is what the settings say of what is made of a site. The zero value is
// Hugo's default, but for robots.txt, which every site has unless it says otherwise.
type Publishing struct {
	Off       []string // disableKinds: the kinds of pages that are not made, in lower case
	Shown     []string // the posts that are hidden by default but are shown, by [post.Post.Hidden]
	Ignored   []string // ignoreFiles: patterns of the names of files
	Static    []string // staticDir: the folders of files that are published as they are; nil is Hugo's default
	NoAliases bool     // aliases have no pages
	NoWayHome bool     // nothing leads to the list of posts in the default language
	TimeZone  string   // of dates that are written without one; "" is UTC
}

// IsOff reports whether pages of a kind, which is in lower case, are not made.
func (s Settings) IsOff(kind string) bool { return slices.Contains(s.Publishing.Off, kind) }

// publishing reads the settings that say what is made.
func (r *reader) publishing() Publishing {
	p := Publishing{
		NoAliases: value[bool](r, "disablealiases"),
		NoWayHome: value[bool](r, "disabledefaultlanguageredirect") || value[bool](r, "disabledefaultsiteredirect"),
		TimeZone:  value[string](r, "timezone"),
		Ignored:   r.texts("ignorefiles"),
		Static:    r.texts("staticdir"),
	}
	for _, hidden := range [][2]string{{"builddrafts", "draft"}, {"buildfuture", "future"}, {"buildexpired", "expired"}} {
		if value[bool](r, hidden[0]) {
			p.Shown = append(p.Shown, hidden[1])
		}
	}
	for _, kind := range r.texts("disablekinds") {
		if kind = strings.ToLower(kind); kind == "taxonomyterm" { // as it was called once
			kind = kindTaxonomy
		}
		p.Off = append(p.Off, kind)
	}
	if robots, said := r.values["enablerobotstxt"]; said && robots == false {
		p.Off = append(p.Off, "robotstxt")
	}
	if sitemap := r.within(value[map[string]any](r, "sitemap"), "sitemap"); value[bool](&sitemap, "disable") {
		p.Off = append(p.Off, "sitemap")
	}
	return p
}

// texts reads a list of texts, which may be one text alone.
func (r *reader) texts(key string) (texts []string) {
	if text, isText := r.values[key].(string); isText {
		return []string{text}
	}
	for _, each := range value[[]any](r, key) {
		texts = append(texts, fmt.Sprint(each))
	}
	return texts
}

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
	"staticDir":           "files are those of the folder of posts",
	"versions":            "there is one site",
}

// notFollowed returns the settings that are there and say nothing, as errors.
func (r reader) notFollowed() (all []*SettingError) {
	note := func(name, value, instead string) {
		all = append(all, &SettingError{
			File: r.name, Keys: strings.Split(strings.ToLower(name), "."),
			Problem: name + value + " is not followed: " + instead,
		})
	}
	for name, instead := range notFollowed {
		if has(r.values, strings.Split(strings.ToLower(name), ".")) {
			note(name, "", instead)
		}
	}
	for _, kind := range r.texts("disablekinds") {
		if slices.Contains([]string{kindPage, ListHome, "404"}, strings.ToLower(kind)) {
			note("disableKinds", ": "+kind, "a site has its pages, their list and 404.html")
		}
	}
	for key, language := range value[map[string]any](&r, "languages") {
		if of, _ := language.(map[string]any); of["baseurl"] != nil {
			note("languages."+key+".baseURL", "", "all languages are on one host")
		}
	}
	slices.SortFunc(all, func(a, b *SettingError) int { return strings.Compare(a.Problem, b.Problem) })
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
