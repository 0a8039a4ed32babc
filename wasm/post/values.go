package post

import (
	"strings"

	"postview/wasm/scalar"
)

// The functions below turn a value of the front matter into what a field wants. A
// value that makes no sense is the zero value, as with Hugo.

// text returns a scalar as text.
func text(v any) string {
	s, _ := scalarText(v)
	return s
}

// scalarText returns a scalar as text, and false for a list or a map.
func scalarText(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case Date:
		return v.String(), true
	}
	return scalar.Text(v)
}

// boolean is [scalar.Bool], and nothing is false.
func boolean(v any) (value, ok bool) {
	if v == nil {
		return false, true
	}
	return scalar.Bool(v)
}

// integer is [scalar.Int], and text may have a fraction, too.
func integer(v any) int {
	if s, isText := v.(string); isText {
		v, _, _ = strings.Cut(s, ".")
	}
	n, _ := scalar.Int(v)
	return n
}

// terms returns a list of scalars, or a scalar as the only one, empty ones left
// out: nil for nothing, and an empty list for one that is written so. A comma or
// a space in a term is part of it.
func terms(v any) []string {
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	terms := make([]string, 0, len(list))
	for _, v := range list {
		s, ok := scalarText(v)
		if !ok {
			return nil
		}
		if s != "" {
			terms = append(terms, s)
		}
	}
	return terms
}

// words is like terms, but text alone is a list of words with spaces between.
func words(v any) []string {
	if s, ok := v.(string); ok {
		return strings.Fields(s)
	}
	return terms(v)
}

// withoutHost returns a path within the site, or "" for a URL of another: Hugo
// fails on one.
func withoutHost(url string) string {
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		return ""
	}
	return url
}
