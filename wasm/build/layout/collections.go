package layout

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cast"
)

var collectionFunctions = table{
	"collections.Dictionary dict":       dictionary,
	"collections.Slice slice":           sliceOf,
	"collections.Index index":           index,
	"collections.In in":                 in,
	"collections.IsSet isset isSet":     isSet,
	"collections.Delimit delimit":       delimit,
	"collections.First first":           func(n int, v any) (any, error) { return cut(v, n, func(n, len int) (int, int) { return 0, n }) },
	"collections.Last last":             func(n int, v any) (any, error) { return cut(v, n, func(n, len int) (int, int) { return len - n, len }) },
	"collections.After after":           func(n int, v any) (any, error) { return cut(v, n, func(n, len int) (int, int) { return n, len }) },
	"collections.Append append":         func(v ...any) (any, error) { return appendAll(v) },
	"collections.Seq seq":               seq,
	"collections.Reverse":               reversed,
	"collections.Uniq uniq":             uniq,
	"collections.Union union":           union,
	"collections.Intersect intersect":   intersect,
	"collections.SymDiff symdiff":       symDiff,
	"collections.Complement complement": complement,
	"collections.Merge merge":           merge,
	"collections.KeyVals keyVals":       func(key any, values ...any) KeyVals { return KeyVals{key, values} },
	"collections.Querify querify":       querify,
	"collections.NewScratch newScratch": newStore,
	"collections.Apply apply":           apply,
	"len":                               length,
	"hugo.Store":                        newStore,
}

// KeyVals is a key with several values.
type KeyVals struct {
	Key    any
	Values []any
}

func (k KeyVals) String() string { return fmt.Sprintf("%v: %v", k.Key, k.Values) }

var (
	errDictionary = errors.New("keys and values are wanted, and keys are texts")
	errNoList     = errors.New("a list is wanted")
)

func isList(v any) bool {
	kind := reflect.ValueOf(v).Kind()
	return kind == reflect.Slice || kind == reflect.Array
}

// items returns the items of a list, nil for what is none.
func items(v any) (all []any) {
	if !isList(v) {
		return nil
	}
	of := reflect.ValueOf(v)
	all = make([]any, of.Len())
	for i := range all {
		all[i] = of.Index(i).Interface()
	}
	return all
}

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

// sliceOf makes a list, of the type of its items where they have the same.
func sliceOf(values ...any) any {
	if len(values) == 0 || values[0] == nil {
		return values
	}
	t := reflect.TypeOf(values[0])
	if slices.ContainsFunc(values, func(v any) bool { return reflect.TypeOf(v) != t }) {
		return values
	}
	list := reflect.MakeSlice(reflect.SliceOf(t), 0, len(values))
	for _, v := range values {
		list = reflect.Append(list, reflect.ValueOf(v))
	}
	return list.Interface()
}

// index returns an item of an item, nil where there is none.
func index(v any, keys ...any) (any, error) {
	if len(keys) == 1 && isList(keys[0]) {
		keys = items(keys[0])
	}
	for _, key := range keys {
		of := reflect.ValueOf(v)
		switch of.Kind() {
		case reflect.Invalid:
			return nil, nil
		case reflect.Slice, reflect.Array, reflect.String:
			n, isNumber := numberOf(key)
			switch {
			case !isNumber || n.isFloat:
				return nil, fmt.Errorf("a list can’t be indexed with %s", brief(key))
			case n.whole < 0 || n.whole >= int64(of.Len()):
				return nil, nil
			}
			v = settled(of.Index(int(n.whole)).Interface())
		case reflect.Map:
			found, err := keyed(of, key)
			if err != nil {
				return nil, err
			}
			v = found
		default:
			return nil, fmt.Errorf("%s has no items", brief(v))
		}
	}
	return v, nil
}

func keyed(of reflect.Value, key any) (any, error) {
	if of.Type() == reflect.TypeFor[params]() {
		name, err := toText(key)
		return inMap(of, name), err
	}
	k := reflect.ValueOf(key)
	if !k.IsValid() || !k.Type().AssignableTo(of.Type().Key()) {
		return nil, fmt.Errorf("%s is no key", brief(key))
	}
	if found := of.MapIndex(k); found.IsValid() {
		return settled(found.Interface()), nil
	}
	return reflect.Zero(of.Type().Elem()).Interface(), nil
}

// in says whether a list has an item, or a text a part.
func in(list, item any) bool {
	if list == nil || item == nil {
		return false
	}
	if isList(list) {
		wanted := identity(item)
		return slices.ContainsFunc(items(list), func(v any) bool { return v != nil && identity(v) == wanted })
	}
	s, err := toText(list)
	part, errPart := toText(item)
	return err == nil && errPart == nil && strings.Contains(s, part)
}

// identity is what a value is known by among others: numbers of all types are alike.
func identity(v any) any {
	if n, is := numberOf(v); is {
		return n.float
	}
	if s, is := asString(v); is {
		return s
	}
	if t := reflect.TypeOf(v); t == nil || !t.Comparable() {
		return fmt.Sprintf("%T", v)
	}
	return v
}

func isSet(of, key any) (bool, error) {
	v := reflect.ValueOf(of)
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		n, err := cast.ToIntE(key)
		return err == nil && n < v.Len(), err
	case reflect.Map:
		if k := reflect.ValueOf(key); k.IsValid() && k.Type() == v.Type().Key() {
			return v.MapIndex(k).IsValid(), nil
		}
	}
	return false, nil
}

func delimit(m *machine, list any, by string, last ...string) (string, error) {
	all := items(list)
	switch of := reflect.ValueOf(list); of.Kind() {
	case reflect.Map:
		sorted, err := sorted(m, list)
		if err != nil {
			return "", err
		}
		all = items(sorted)
	case reflect.Slice, reflect.Array:
	default:
		return "", errNoList
	}
	var b strings.Builder
	for i, item := range all {
		s, err := toText(item)
		if err != nil {
			continue
		}
		b.WriteString(s)
		switch {
		case i == len(all)-1:
		case i == len(all)-2 && len(last) > 0:
			b.WriteString(last[0])
		default:
			b.WriteString(by)
		}
		if b.Len() > mostMade {
			return "", errMade
		}
	}
	return b.String(), nil
}

// cut returns a part of a list, or of a text.
func cut(list any, n int, at func(n, length int) (from, to int)) (any, error) {
	v := reflect.ValueOf(list)
	switch {
	case n < 0:
		return nil, errNegative
	case v.Kind() != reflect.Slice && v.Kind() != reflect.String:
		return nil, errNoList
	}
	from, to := at(min(n, v.Len()), v.Len())
	return v.Slice(from, to).Interface(), nil
}

func appendAll(values []any) (any, error) {
	if len(values) < 1 {
		return nil, errTooFew
	}
	list := values[len(values)-1]
	return appended(list, values[:len(values)-1]...)
}

// appended returns a list with more items, or with those of another list. Its type is
// that of the list where all fit.
func appended(list any, more ...any) (any, error) {
	v := reflect.ValueOf(list)
	switch {
	case list != nil && v.Kind() != reflect.Slice:
		return nil, errNoList
	case len(more) == 1 && isList(more[0]):
		if v.IsValid() && v.Type().Elem().Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeOf(more[0]) {
			break
		}
		if list == nil || v.Len() == 0 {
			return more[0], nil
		}
		more = items(more[0])
	case list == nil || v.Len() == 0:
		return sliceOf(more...), nil
	}
	if v.Len()+len(more) > mostItems {
		return nil, errItems
	}
	out := reflect.MakeSlice(v.Type(), 0, v.Len()+len(more))
	out = reflect.AppendSlice(out, v)
	for _, item := range more {
		i := reflect.ValueOf(item)
		if !i.IsValid() || !i.Type().AssignableTo(v.Type().Elem()) {
			return append(items(list), more...), nil
		}
		out = reflect.Append(out, i)
	}
	return out.Interface(), nil
}

func seq(at ...int) ([]int, error) {
	from, step, to := 1, 1, 0
	switch len(at) {
	case 1:
		if to = at[0]; to == 0 {
			return []int{}, nil
		} else if to < 0 {
			from, step = -1, -1
		}
	case 2:
		if from, to = at[0], at[1]; to < from {
			step = -1
		}
	case 3:
		from, step, to = at[0], at[1], at[2]
	default:
		return nil, errTooMany
	}
	if step == 0 || from < to && step < 0 || from > to && step > 0 {
		return nil, errors.New("the step does not lead there")
	}
	if most := mostItems; from < -1<<40 || from > 1<<40 || to < -most || to > 1<<40 || (to-from)/step >= most {
		return nil, errors.New("the list is too long")
	}
	list := []int{}
	for n := from; step > 0 && n <= to || step < 0 && n >= to; n += step {
		list = append(list, n)
	}
	return list, nil
}

func reversed(list any) (any, error) {
	v := reflect.ValueOf(list)
	if list == nil {
		return nil, nil
	}
	if v.Kind() != reflect.Slice {
		return nil, errNoList
	}
	out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		out.Index(i).Set(v.Index(v.Len() - 1 - i))
	}
	return out.Interface(), nil
}

// merge returns maps merged, of which the last counts most.
func merge(maps_ ...any) (any, error) {
	if len(maps_) < 2 {
		return nil, errTooFew
	}
	var into map[string]any
	isParams := false
	for _, m := range maps_ {
		var from map[string]any
		switch m := m.(type) {
		case nil:
			continue
		case map[string]any:
			from = m
		case params:
			from, isParams = m, true
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

// apply applies a function to each item, which stands as "." among its arguments.
func apply(m *machine, list any, name string, args ...any) (any, error) {
	if !isList(list) {
		return nil, errNoList
	}
	f, found := functions()[name]
	if !found || name == "apply" {
		return nil, notHere{name}
	}
	out := []any{}
	for _, item := range items(list) {
		if err := m.count(); err != nil {
			return nil, err
		}
		given := slices.Clone(args)
		for i, arg := range given {
			if arg == "." {
				given[i] = item
			}
		}
		v, err := m.apply(name, f, given)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func length(v any) (int, error) {
	of := reflect.ValueOf(v)
	switch of.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map, reflect.String:
		return of.Len(), nil
	}
	return 0, fmt.Errorf("%s has no length", brief(v))
}
