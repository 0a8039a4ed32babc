package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"postview/wasm/problem"
	"postview/wasm/scalar"
)

// reader reads values and notes those of another type than they should have.
type reader struct {
	name   string
	in     string   // what leads to the values, for messages: "pagination: " or ""
	keys   []string // the same
	values map[string]any
	errs   []error
}

// within returns a reader of values that are a part of those of r, of which the keys
// tell the way. What it notes r has to take over.
func (r *reader) within(values map[string]any, keys ...string) reader {
	return reader{name: r.name, in: strings.Join(keys, ".") + ": ", keys: keys, values: values}
}

// wrong notes what is wrong with the value that the keys lead to.
func (r *reader) wrong(message string, keys ...string) {
	r.errs = append(r.errs, unusable(r.name, r.in+message, append(slices.Clone(r.keys), keys...)...))
}

// unusable is what is wrong with the setting that the keys, in lower case, lead to.
func unusable(file, message string, keys ...string) *problem.Problem {
	return &problem.Problem{File: file, Kind: problem.Settings, Key: strings.Join(keys, "."), Err: errors.New(message)}
}

// note notes what is wrong with a value, once for all languages.
func (r *reader) note(err error) {
	if !slices.ContainsFunc(r.errs, func(other error) bool { return other.Error() == err.Error() }) {
		r.errs = append(r.errs, err)
	}
}

func value[T any](r *reader, key string) (v T) {
	found, there := r.values[key]
	v, fits := found.(T)
	if there && !fits {
		r.wrong(fmt.Sprintf("%s can’t be %v%s", r.spelled(key), found, wanted(v)), key)
	}
	return v
}

// spelled returns a key in Hugo's words.
func (r *reader) spelled(key string) string {
	names := known("", true)
	if len(r.keys) > 0 && r.keys[0] != "languages" {
		names = known(strings.Join(r.keys, ".")+".", false)
	}
	if i := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, key) }); i >= 0 {
		return names[i]
	}
	return key
}

// wanted says what a setting has to be to be read as v is.
func wanted(v any) string {
	switch v.(type) {
	case string:
		return ": it is a text"
	case bool:
		return ": it is true or false"
	case int:
		return ": it is a whole number"
	}
	return ""
}

// number reads a whole number, which each format decodes to a type of its own.
func (r *reader) number(key string) int {
	switch r.values[key].(type) {
	case int64, float64:
		n, _ := scalar.Int(r.values[key])
		return n
	}
	return value[int](r, key)
}

// taxonomies returns the plural names of the taxonomies, nil where nothing is
// said of them. Without lists of terms there are none.
func (r *reader) taxonomies(areOff bool) []string {
	if areOff {
		return []string{}
	}
	var names []string
	for singular, plural := range value[map[string]any](r, "taxonomies") {
		if plural, isText := plural.(string); isText {
			names = append(names, strings.ToLower(plural))
			continue
		}
		r.wrong(fmt.Sprintf("taxonomies.%s can’t be %v", singular, plural), "taxonomies", singular)
	}
	slices.Sort(names)
	return names
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
