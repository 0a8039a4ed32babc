package resource

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/gobwas/glob"

	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/scalar"
)

// Resource is a file of a page.
type Resource struct {
	File   string // its path in the folder of the page
	Type   string // image, text and such
	Name   string // by which the page asks for it: its path, where the front matter says no other
	Title  string // likewise
	Params map[string]any
}

// Resources are those of a page, by their names.
type Resources []Resource

// Of returns the files of a page with what its front matter says of them. The error is
// for what that can't say.
func Of(p *post.Post, files []string) (Resources, error) {
	rules, err := rulesOf(p)
	all := make(Resources, len(files))
	for i, file := range files {
		all[i] = Resource{file, typeOf(file), file, file, map[string]any{}}
	}
	slices.SortFunc(all, func(a, b Resource) int { return cmp.Compare(strings.ToLower(a.File), strings.ToLower(b.File)) })
	all.sort()
	if len(rules) > 0 {
		counts := map[string]int{}
		for i := range all {
			all[i].follow(rules, counts)
		}
		all.sort()
	}
	return all, err
}

// sort sorts resources as Hugo does. What it compares them by is no order: one may be
// less than another that is less than it. So the way of sorting has to be Hugo's, too.
func (all Resources) sort() {
	sort.SliceStable(all, func(i, j int) bool {
		return all[i].Type < all[j].Type || all[i].Name < all[j].Name
	})
}

// rule is an entry of the front matter's resources. Of several for a file the first
// counts that says something.
type rule struct {
	src         glob.Glob
	key         string // what src is
	name, title *string
	params      map[string]any
}

// rulesOf reads what the front matter says of resources.
func rulesOf(p *post.Post) (rules []rule, err error) {
	var errs []error
	wrong := func(format string, args ...any) {
		errs = append(errs, p.Problem(problem.FrontMatter, fmt.Errorf("resources: "+format, args...), "resources"))
	}
	value, _ := p.Param("resources")
	entries, isList := value.([]any)
	if value != nil && !isList {
		wrong("it must be a list of entries, each with src, and with name, title or params")
	}
	for _, entry := range entries {
		values, _ := entry.(map[string]any)
		src, _ := scalar.Text(values["src"])
		if src == "" {
			wrong("an entry needs src, the name of a file or a pattern such as *.jpg")
			continue
		}
		r := rule{key: strings.ToLower(src)}
		if r.src, err = glob.Compile(r.key, '/'); err != nil {
			wrong("src %q is no pattern: %w", src, err)
			continue
		}
		if name, isText := scalar.Text(values["name"]); isText {
			name = strings.TrimPrefix(name, "/")
			r.name = &name
		}
		if title, isText := scalar.Text(values["title"]); isText {
			r.title = &title
		}
		params, _ := values["params"].(map[string]any)
		r.params = lowered(params)
		rules = append(rules, r)
	}
	return rules, errors.Join(errs...)
}

// lowered returns values with their keys in lower case.
func lowered(values map[string]any) map[string]any {
	all := map[string]any{}
	for key, value := range values {
		if inner, isMap := value.(map[string]any); isMap {
			value = lowered(inner)
		}
		all[strings.ToLower(key)] = value
	}
	return all
}

// follow takes over what the rules say of the file. The counts are of the files that a
// rule numbers.
func (r *Resource) follow(rules []rule, counts map[string]int) {
	isNamed, isTitled := false, false
	file := strings.ToLower(r.File)
	for _, rule := range rules {
		if !rule.src.Match(file) {
			continue
		}
		if rule.name != nil && !isNamed {
			r.Name, isNamed = numbered(*rule.name, "name "+rule.key, counts), true
		}
		if rule.title != nil && !isTitled {
			r.Title, isTitled = numbered(*rule.title, "title "+rule.key, counts), true
		}
		for key, value := range rule.params {
			r.Params[key] = value
		}
	}
}

// numbered returns a text with a number where it asks for one.
func numbered(text, key string, counts map[string]int) string {
	const counter = ":counter"
	if !strings.Contains(text, counter) {
		return text
	}
	counts[key]++
	return strings.ReplaceAll(text, counter, strconv.Itoa(counts[key]))
}

// Get returns the resource of a name, in any case; nil where there is none. One that has
// another name by the front matter has its path as well.
func (all Resources) Get(name string) *Resource {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	for _, of := range []func(r *Resource) string{(*Resource).name, (*Resource).file} {
		for i := range all {
			if strings.EqualFold(of(&all[i]), name) {
				return &all[i]
			}
		}
	}
	return nil
}

// Match returns the resources whose names match a pattern, in any case, or else those
// whose paths do; none for what is no pattern.
func (all Resources) Match(pattern string) (matching Resources) {
	g, err := glob.Compile(strings.ToLower("/"+strings.TrimPrefix(pattern, "/")), '/')
	if err != nil {
		return nil
	}
	for _, of := range []func(r *Resource) string{(*Resource).name, (*Resource).file} {
		for i := range all {
			if g.Match(strings.ToLower("/" + of(&all[i]))) {
				matching = append(matching, all[i])
			}
		}
		if len(matching) > 0 {
			break
		}
	}
	return matching
}

func (r *Resource) name() string { return r.Name }
func (r *Resource) file() string { return r.File }
