package cascade

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"postview/wasm/post"
	"postview/wasm/problem"
)

// fixed are keys that make the tree of pages, which no page inherits.
var fixed = []string{"kind", "path", "lang", "cascade"}

// Read reads the value of cascade, keys in lower case: a map, or a list of them, on a
// site in these languages. The error tells each part that can't be used, or that may be
// meant otherwise. The rest is in the rules.
func Read(value any, languages []string) (rules []Rule, err error) {
	r := &reader{languages: languages}
	list, isList := value.([]any)
	if !isList && value != nil {
		list = []any{value}
	}
	for _, each := range list {
		values, isMap := each.(map[string]any)
		if !isMap {
			r.errs = append(r.errs, fmt.Errorf("cascade can’t be %v: it is a map of front matter, or a list of these", each))
			continue
		}
		values = maps.Clone(values)
		post.LowerKeys(values) // which those of a map in a list are not yet
		if rule, ok := r.rule(values); ok {
			rules = append(rules, rule)
		}
	}
	return rules, errors.Join(r.errs...)
}

// rule reads one map. It returns false for a rule that says nothing.
func (r *reader) rule(said map[string]any) (rule Rule, ok bool) {
	rule.Values, ok = map[string]any{}, true
	for _, key := range slices.Sorted(maps.Keys(said)) {
		switch value := said[key]; {
		case key == "target", key == "_target":
			if rule.target, ok = r.target(value); !ok {
				return rule, false
			}
		case key == "params":
			params, isMap := value.(map[string]any)
			if !isMap && value != nil {
				r.errs = append(r.errs, errors.New("cascade: params is not a map"))
			}
			maps.Copy(rule.Values, params)
		case slices.Contains(fixed, key):
			r.errs = append(r.errs, fmt.Errorf("cascade: %s is not inherited", key))
		case key == "sites":
			r.errs = append(r.errs, errors.New("cascade: sites is not followed: which language a post is of is told by its name or its folder"))
		case rule.Values[key] == nil: // else params has it
			rule.Values[key] = value
		}
	}
	r.check(rule.Values)
	return rule, len(rule.Values) > 0
}

// check takes out the values that no page could have, as a date that is none. They are
// told here, and not for each page.
func (r *reader) check(values map[string]any) {
	for len(values) > 0 {
		p, err := post.ParseWith(values, "", nil)
		all := p.Oddities()
		if wrong := new(problem.Problem); errors.As(err, &wrong) && values[wrong.Key] != nil {
			all = []*problem.Problem{wrong}
		}
		for _, wrong := range all {
			r.errs = append(r.errs, fmt.Errorf("cascade: %w", wrong.Err))
			delete(values, wrong.Key)
		}
		if len(all) == 0 {
			return
		}
	}
}
