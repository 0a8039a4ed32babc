package config

import (
	"regexp"
	"slices"
	"strings"

	"postview/wasm/address"
)

// Publishing is what the settings say of what is made of a site. The zero value is
// Hugo's default, but for robots.txt, which every site has unless it says otherwise.
type Publishing struct {
	Off       []string // disableKinds: the kinds of pages that are not made, in lower case
	Shown     []string // the posts that are hidden by default but are shown, by [post.Post.Hidden]
	Ignored   []string // ignoreFiles: patterns of the names of files
	NoAliases bool     // aliases have no pages
	NoWayHome bool     // nothing leads to the list of posts in the default language
	HTML      bool     // security.allowContent: a file of HTML is a post
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
		HTML:      r.allows("text/html"),
	}
	for _, hidden := range [][2]string{{"builddrafts", "draft"}, {"buildfuture", "future"}, {"buildexpired", "expired"}} {
		if value[bool](r, hidden[0]) {
			p.Shown = append(p.Shown, hidden[1])
		}
	}
	for _, kind := range r.texts("disablekinds") {
		if kind = strings.ToLower(kind); kind == "taxonomyterm" { // as it was called once
			kind = address.KindTaxonomy
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

// allows reports whether the settings allow posts in a format, as Hugo has it: no
// pattern after "! " may match and, where there are others, one of these has to.
func (r *reader) allows(format string) bool {
	security := r.within(value[map[string]any](r, "security"), "security")
	allowed, isDenied, isList := false, false, false
	patterns := security.texts("allowcontent")
	for _, pattern := range patterns {
		pattern, denies := strings.CutPrefix(strings.TrimSpace(pattern), "! ")
		expr, err := regexp.Compile(pattern)
		if err != nil {
			security.wrong("allowContent: "+err.Error(), "allowcontent")
			continue
		}
		matches := expr.MatchString(format)
		isList, allowed, isDenied = isList || !denies, allowed || matches && !denies, isDenied || matches && denies
	}
	for _, err := range security.errs {
		r.note(err)
	}
	return !isDenied && (allowed || !isList && len(patterns) > 0)
}
