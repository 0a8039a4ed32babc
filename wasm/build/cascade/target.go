package cascade

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gobwas/glob"

	"postview/wasm/address"
	"postview/wasm/scalar"
)

// target is which pages a rule is for. What it does not say is any.
type target struct {
	path, kind, environment glob.Glob
	languages               patterns // nil: that of the file which says it
}

// kinds are those of pages that inherit.
var kinds = []string{address.KindPage, address.KindHome, address.KindSection, address.KindTaxonomy, address.KindTerm}

// has reports whether a page is one of the target's, which was said in a language: ""
// in one of all.
func (t target) has(p Page, language, environment string) bool {
	matches := func(g glob.Glob, value string) bool { return g == nil || g.Match(value) }
	isIts := language == "" || language == p.Language
	if t.languages != nil {
		isIts = t.languages.match(p.Language)
	}
	return isIts && matches(t.kind, p.Kind) && matches(t.path, p.path()) && matches(t.environment, environment)
}

// reader reads rules, and notes what is wrong with them.
type reader struct {
	languages []string // of the site
	errs      []error
	isLost    bool // nobody knows for which pages the rule is
}

// odd notes what Hugo takes without a word.
func (r *reader) odd(format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("cascade: target: "+format, args...))
}

// wrong notes what makes a target useless.
func (r *reader) wrong(format string, args ...any) {
	r.odd(format, args...)
	r.isLost = true
}

// target reads a target. It returns false for one that can't be used.
func (r *reader) target(value any) (t target, ok bool) {
	r.isLost = false
	said, isMap := value.(map[string]any)
	if !isMap {
		r.wrong("%v is not a map", value)
	}
	for _, key := range slices.Sorted(maps.Keys(said)) {
		switch value := said[key]; key {
		case "path":
			if t.path = r.glob(key, value, '/'); t.path != nil && !strings.ContainsAny(text(value)[:1], "/*?{[") {
				r.odd("no page has the path %v: paths begin with a slash", value)
			}
		case "kind":
			if t.kind = r.glob(key, value, '/'); t.kind != nil && !slices.ContainsFunc(kinds, t.kind.Match) {
				r.wrong("there is no kind of page %v: there are %s", value, strings.Join(kinds, ", "))
			}
		case "environment":
			t.environment = r.glob(key, value, '/')
		case "lang":
			t.languages = append(t.languages, r.patternsOfLanguages(key, value)...)
		case "sites":
			r.sites(&t, value)
		default:
			r.odd("there is no %s: there are path, kind, environment and sites", key)
		}
	}
	return t, !r.isLost
}

// sites reads the matrix of sites. There is one site in each language here. Roles and
// versions tell no pages apart then: with Hugo, too, what is for none that the site has
// is for all.
func (r *reader) sites(t *target, value any) {
	sites, _ := value.(map[string]any)
	matrix, isMap := sites["matrix"].(map[string]any)
	if !isMap {
		r.wrong("sites can’t be %v: it has a matrix of languages", value)
		return
	}
	for _, key := range slices.Sorted(maps.Keys(matrix)) {
		switch key {
		case "languages":
			t.languages = append(t.languages, r.patternsOfLanguages(key, matrix[key])...)
		case "roles", "versions":
		default:
			r.odd("sites: there is no %s: there are languages, roles and versions", key)
		}
	}
}

// patternsOfLanguages reads those of a target. As with Hugo, what no language matches is
// for all of them.
func (r *reader) patternsOfLanguages(key string, value any) patterns {
	all := r.patterns(key, value)
	if all == nil || slices.ContainsFunc(r.languages, all.match) {
		return all
	}
	r.odd("%s: no language is %v: Hugo takes that for all of them", key, value)
	return r.patterns(key, "**")
}

// glob reads a pattern, nil for none.
func (r *reader) glob(key string, value any, separator rune) glob.Glob {
	pattern := text(value)
	if pattern == "" {
		r.wrong("%s can’t be %v", key, value)
		return nil
	}
	g, err := glob.Compile(strings.ToLower(pattern), separator)
	if err != nil {
		r.wrong("%s %q: %v", key, pattern, err)
		return nil
	}
	return g
}

func text(value any) string {
	s, _ := scalar.Text(value)
	return s
}

// patterns are those of languages.
type patterns []pattern

type pattern struct {
	glob.Glob
	isNot bool
}

// patterns reads one pattern or a list of them, each of which may begin with "! ".
func (r *reader) patterns(key string, value any) (all patterns) {
	list, isList := value.([]any)
	if !isList {
		list = []any{value}
	}
	for _, each := range list {
		written, isNot := strings.CutPrefix(strings.TrimSpace(text(each)), "! ")
		if strings.ContainsAny(written[:min(1, len(written))], "<>") {
			r.wrong("%s %q: languages have no range", key, written)
			continue
		}
		if g := r.glob(key, written, '.'); g != nil {
			all = append(all, pattern{g, isNot})
		}
	}
	return all
}

// match reports whether a language is one of them, and none that it must not be.
func (all patterns) match(name string) (is bool) {
	for i, p := range all {
		switch matches := p.Match(strings.ToLower(name)); {
		case !p.isNot:
			is = is || matches
		case i == 0:
			is = !matches
		default:
			is = is && !matches
		}
	}
	return is
}
