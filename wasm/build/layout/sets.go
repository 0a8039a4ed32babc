package layout

import (
	"errors"
	"reflect"
)

// uniq returns a list without what is in it already.
func uniq(list any) (any, error) {
	if list == nil {
		return []any{}, nil
	}
	return kept(list, map[any]bool{}, true)
}

// kept returns the items of a list that are not among others. With once an item is kept
// the first time alone.
func kept(list any, others map[any]bool, once bool) (any, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice {
		return nil, errNoList
	}
	out := reflect.MakeSlice(v.Type(), 0, 0)
	for i := range v.Len() {
		id := deepIdentity(v.Index(i).Interface())
		if others[id] {
			continue
		}
		if once {
			others[id] = true
		}
		out = reflect.Append(out, v.Index(i))
	}
	return out.Interface(), nil
}

// deepIdentity is identity, but for lists and maps, which are known by what they hold.
func deepIdentity(v any) any {
	if t := reflect.TypeOf(v); t != nil && !t.Comparable() {
		budget := 10_000
		if !weigh(reflect.ValueOf(v), &budget, 0) {
			return reflect.ValueOf(v).Pointer()
		}
		return printed(v)
	}
	return identity(v)
}

// membersOf returns what is in a list.
func membersOf(list any) (map[any]bool, error) {
	if list != nil && !isList(list) {
		return nil, errNoList
	}
	members := map[any]bool{}
	for _, item := range items(list) {
		members[deepIdentity(item)] = true
	}
	return members, nil
}

func union(a, b any) (any, error) {
	switch {
	case a == nil && b == nil:
		return []any{}, nil
	case a == nil:
		return uniq(b)
	case b == nil:
		return uniq(a)
	case !isList(a) || !isList(b):
		return nil, errNoList
	}
	all, err := appended(a, items(b)...)
	if err != nil || reflect.ValueOf(a).Len() == 0 {
		return b, err
	}
	return uniq(all)
}

func intersect(a, b any) (any, error) {
	if a == nil || b == nil {
		return []any{}, nil
	}
	members, err := membersOf(b)
	if err != nil || !isList(a) {
		return nil, errNoList
	}
	v := reflect.ValueOf(a)
	out := reflect.MakeSlice(v.Type(), 0, 0)
	for i := range v.Len() {
		id := deepIdentity(v.Index(i).Interface())
		if members[id] {
			delete(members, id)
			out = reflect.Append(out, v.Index(i))
		}
	}
	return out.Interface(), nil
}

// symDiff returns what is in one list alone: first what is in the second.
func symDiff(second, first any) (any, error) {
	ofFirst, err := membersOf(first)
	ofSecond, errSecond := membersOf(second)
	if err = errors.Join(err, errSecond); err != nil {
		return nil, err
	}
	left, err := kept(first, ofSecond, false)
	right, errRight := kept(second, ofFirst, false)
	if err = errors.Join(err, errRight); err != nil {
		return nil, err
	}
	if reflect.ValueOf(left).Len() == 0 {
		return right, nil
	}
	return appended(left, items(right)...)
}

// complement returns what is in the last list and in none before it.
func complement(lists ...any) (any, error) {
	if len(lists) < 2 {
		return nil, errTooFew
	}
	others := map[any]bool{}
	for _, list := range lists[:len(lists)-1] {
		members, err := membersOf(list)
		if err != nil {
			return nil, err
		}
		for id := range members {
			others[id] = true
		}
	}
	return kept(lists[len(lists)-1], others, false)
}
