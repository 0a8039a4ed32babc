package cascade

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Page is one that inherits. It need not have a source.
type Page struct {
	Kind     string // as in [postview/wasm/address]
	Path     string // without its ending, that of a bundle or a list its folder; "" is the home
	Language string
}

// path is the page's path as Hugo writes it: /posts/a.
func (p Page) path() string { return logical(p.Path) }

// logical returns the path that Hugo has for a folder or a page.
func logical(name string) string {
	return "/" + strings.ToLower(strings.ReplaceAll(strings.Trim(name, "/"), " ", "-"))
}

// Rule is values that pages inherit which are of its target. The zero target is every
// page.
type Rule struct {
	Values map[string]any
	target target
}

// Rules are those of a site. The zero value has none.
type Rules struct {
	Environment string              // that of the build
	settings    map[string][]Rule   // of the configuration, by the language of the pages
	folders     map[string][]folder // by the logical path
}

// folder is what an _index.md says, which is for pages in its language, unless a target
// says otherwise.
type folder struct {
	language string
	rules    []Rule
}

// Add adds the rules of the _index.md of a folder.
func (r *Rules) Add(name, language string, rules []Rule) {
	if len(rules) == 0 {
		return
	}
	if r.folders == nil {
		r.folders = map[string][]folder{}
	}
	at := logical(name)
	r.folders[at] = append(r.folders[at], folder{language, rules})
}

// AddSettings adds the rules of the configuration for pages in a language.
func (r *Rules) AddSettings(language string, rules []Rule) {
	if r.settings == nil {
		r.settings = map[string][]Rule{}
	}
	r.settings[language] = append(r.settings[language], rules...)
}

// Of returns what a page inherits, by the keys that [postview/wasm/post.Post.Param]
// knows, nil for nothing. What is nearer counts: the page's own rules, then those of
// the innermost folder, outwards, then the configuration's; of those in one place the
// first. A value takes the place of another as a whole.
func (r *Rules) Of(p Page, own []Rule) (inherited map[string]any) {
	take := func(rules []Rule, language string) {
		for _, rule := range rules {
			if !rule.target.has(p, language, r.Environment) {
				continue
			}
			if inherited == nil {
				inherited = map[string]any{}
			}
			for key, value := range rule.Values {
				if _, known := inherited[key]; !known {
					inherited[key] = value
				}
			}
		}
	}
	take(own, p.Language)
	if len(r.folders) > 0 {
		for at := p.path(); ; at = path.Dir(at) {
			for _, f := range r.folders[at] {
				take(f.rules, f.language)
			}
			if at == "/" {
				break
			}
		}
	}
	take(r.settings[p.Language], "")
	return inherited
}

// IsEmpty reports whether no page inherits anything.
func (r *Rules) IsEmpty() bool {
	return len(r.folders) == 0 && !slices.ContainsFunc(slices.Collect(maps.Values(r.settings)), func(rules []Rule) bool { return len(rules) > 0 })
}
