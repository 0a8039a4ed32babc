package post

import (
	"strconv"
	"strings"
)

// The functions below turn a value of the front matter into what a field wants.
// They are as generous as Hugo's: a value that makes no sense is the zero value.

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
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case int:
		return strconv.Itoa(v), true
	case int64:
		return strconv.FormatInt(v, 10), true
	case uint64:
		return strconv.FormatUint(v, 10), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case Date:
		return v.String(), true
	}
	return "", false
}

// boolean returns the truth of a boolean, a number, or text like "true"; that of
// nothing is false. The second result is false for what is none of them.
func boolean(v any) (value, ok bool) {
	switch v := v.(type) {
	case nil:
		return false, true
	case bool:
		return v, true
	case int:
		return v != 0, true
	case int64:
		return v != 0, true
	case uint64:
		return v != 0, true
	case float64:
		return v != 0, true
	case string:
		b, err := strconv.ParseBool(v)
		return b, err == nil
	}
	return false, false
}

// integer returns a number, without its fraction, or text that is one: with
// the prefixes of Go's literals, so that "010" is 8.
func integer(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case int64:
		return int(v)
	case uint64:
		return int(v)
	case float64:
		return int(v)
	case bool:
		if v {
			return 1
		}
	case string:
		whole, _, _ := strings.Cut(v, ".")
		if n, err := strconv.ParseInt(whole, 0, 64); err == nil {
			return int(n)
		}
	}
	return 0
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
