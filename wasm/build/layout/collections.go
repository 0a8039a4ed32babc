package layout

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
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

var errNoList = errors.New("a list is wanted")

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
		n, err := toInt(key)
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
