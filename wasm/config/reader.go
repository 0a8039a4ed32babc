package config

import (
	"fmt"
	"slices"
	"strings"

	"postview/wasm/scalar"
)

// SettingError is a setting that can't be used.
type SettingError struct {
	File    string   // the configuration
	Line    int      // of the file, from 1; 0 when it is not known
	Keys    []string // that lead to the setting, in lower case
	Problem string
}

// Error begins with the name of the file, and the line, if it is known.
func (e *SettingError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
	}
	return e.File + ": " + e.Problem
}

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
func (r *reader) wrong(problem string, keys ...string) {
	r.errs = append(r.errs, &SettingError{File: r.name, Keys: append(slices.Clone(r.keys), keys...), Problem: r.in + problem})
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
		r.wrong(fmt.Sprintf("%s can’t be %v", key, found), key)
	}
	return v
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
