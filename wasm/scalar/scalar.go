// Package scalar reads what somebody wrote as a value, in front matter, in settings
// or as an argument, whatever type its format has made of it: [Text], [Bool] and [Int].
// They are as generous as Hugo is.
//
// It is below the ladder and imports nothing of Postview.
package scalar

import "strconv"

// Text returns a scalar as text, and false for nothing, a list or a map.
func Text(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []byte:
		return string(v), true
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
	}
	return "", false
}

// Bool returns the truth of a boolean, a number, or text like "true", and false, false
// for what is none of them.
func Bool(v any) (value, ok bool) {
	switch v := v.(type) {
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

// Int returns a number, without its fraction, or text that is a whole one: with the
// prefixes of Go's literals, so that "010" is 8. A boolean is 1 or 0, and 0, false
// what is none of them.
func Int(v any) (int, bool) {
	switch v := v.(type) {
	case int:
		return v, true
	case int64:
		return int(v), true
	case uint64:
		return int(v), true
	case float64:
		return int(v), true
	case bool:
		if v {
			return 1, true
		}
		return 0, true
	case string:
		n, err := strconv.ParseInt(v, 0, 0)
		return int(n), err == nil
	}
	return 0, false
}
