package layout

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"
)

var errDictionary = errors.New("keys and values are wanted, and keys are texts")

// KeyVals is a key with several values.
type KeyVals struct {
	Key    any
	Values []any
}

func (k KeyVals) String() string { return fmt.Sprintf("%v: %v", k.Key, k.Values) }

func dictionary(values ...any) (map[string]any, error) {
	if len(values)%2 != 0 {
		return nil, errDictionary
	}
	root := map[string]any{}
	for i := 0; i < len(values); i += 2 {
		var keys []string
		switch key := values[i].(type) {
		case string:
			keys = []string{key}
		case []string:
			keys = key
		}
		if len(keys) == 0 {
			return nil, errDictionary
		}
		into := root
		for _, key := range keys[:len(keys)-1] {
			inner, is := into[key].(map[string]any)
			if !is {
				inner = map[string]any{}
				into[key] = inner
			}
			into = inner
		}
		into[keys[len(keys)-1]] = values[i+1]
	}
	return root, nil
}

// merge returns maps merged, of which the last counts most.
func merge(m *machine, all ...any) (any, error) {
	if err := m.weigh(all...); err != nil {
		return nil, err
	}
	if len(all) < 2 {
		return nil, errTooFew
	}
	var into map[string]any
	isParams := false
	for _, each := range all {
		var from map[string]any
		switch each := each.(type) {
		case nil:
			continue
		case map[string]any:
			from = each
		case params:
			from, isParams = each, true
		default:
			return nil, errNoMap
		}
		into = merged(into, from)
	}
	if isParams {
		return params(into), nil
	}
	return into, nil
}

func merged(a, b map[string]any) map[string]any {
	out := maps.Clone(a)
	if out == nil {
		out = map[string]any{}
	}
	for key, value := range b {
		for known := range out {
			if known != key && strings.EqualFold(known, key) {
				out[key] = out[known]
				delete(out, known)
				break
			}
		}
		inner, isMap := mapOf(value)
		before, wasMap := mapOf(out[key])
		if isMap && wasMap {
			value = merged(before, inner)
		}
		out[key] = value
	}
	return out
}

func mapOf(v any) (map[string]any, bool) {
	switch v := v.(type) {
	case map[string]any:
		return v, true
	case params:
		return v, true
	}
	return nil, false
}

func querify(values ...any) (string, error) {
	if len(values) == 1 {
		if in, is := mapOf(values[0]); is {
			values = nil
			for key, value := range in {
				values = append(values, key, value)
			}
		} else {
			values = items(values[0])
		}
	}
	if len(values)%2 != 0 {
		return "", errDictionary
	}
	query := url.Values{}
	for i := 0; i < len(values); i += 2 {
		key, err := toText(values[i])
		value, errValue := toText(values[i+1])
		if err = errors.Join(err, errValue); err != nil {
			return "", err
		}
		query.Add(key, value)
	}
	return query.Encode(), nil
}
