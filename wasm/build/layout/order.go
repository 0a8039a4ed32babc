package layout

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	bcp47 "golang.org/x/text/language"
)

var orderFunctions = table{
	"collections.Sort sort":   sorted,
	"collections.Where where": where,
}

// sorted sorts a list, or the values of a map, by themselves, by their keys, or by what
// a path leads to.
func sorted(m *machine, list any, by ...any) (any, error) {
	of := reflect.ValueOf(list)
	var keys []any
	var t reflect.Type
	switch of.Kind() {
	case reflect.Slice:
		t = of.Type()
	case reflect.Map:
		t = reflect.SliceOf(of.Type().Elem())
	default:
		return nil, errNoList
	}
	path := ""
	if len(by) > 0 {
		path, _ = toText(by[0])
	}
	isDown := len(by) > 1 && by[1] == "desc"
	values := items(list)
	if of.Kind() == reflect.Map {
		iterator := of.MapRange()
		for iterator.Next() {
			keys = append(keys, iterator.Key().Interface())
			values = append(values, iterator.Value().Interface())
		}
	} else {
		keys = slices.Clone(values)
	}
	for i, v := range values {
		switch path {
		case "":
		case "value":
			keys[i] = v
		default:
			key, err := m.follow(v, path)
			if err != nil {
				return nil, err
			}
			keys[i] = key
		}
	}
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	if of.Kind() == reflect.Map && path != "" { // whose order is none
		slices.SortFunc(order, func(a, b int) int { return compare(keys[a], keys[b]) })
	}
	texts := m.collator()
	slices.SortStableFunc(order, func(a, b int) int {
		c := compareBy(keys[a], keys[b], texts)
		switch {
		case c == 2:
			return 0
		case isDown:
			return -c
		}
		return c
	})
	out := reflect.MakeSlice(t, 0, len(values))
	for _, i := range order {
		if values[i] == nil {
			out = reflect.Append(out, reflect.Zero(t.Elem()))
			continue
		}
		out = reflect.Append(out, reflect.ValueOf(values[i]))
	}
	return out.Interface(), nil
}

// collator compares texts as the language of the site does.
func (m *machine) collator() func(a, b string) int {
	tag, err := bcp47.Parse(m.post.Settings.Language)
	if err != nil {
		tag = bcp47.English
	}
	return collate.New(tag).CompareString
}

// follow returns what a path of fields and keys leads to.
func (m *machine) follow(v any, path string) (any, error) {
	for name := range strings.SplitSeq(strings.Trim(path, "."), ".") {
		if v == nil {
			return nil, nil
		}
		if err := m.count(); err != nil {
			return nil, err
		}
		var err error
		if v, err = m.field(settled(v), name, nil); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// where returns the items of which something is as it is wanted.
func where(m *machine, list any, key any, args ...any) (any, error) {
	operator, wanted := "", any(nil)
	switch len(args) {
	case 1:
		wanted = args[0]
	case 2:
		operator, _ = toText(args[0])
		operator, wanted = strings.ToLower(strings.TrimSpace(operator)), args[1]
	default:
		return nil, errTooFew
	}
	path, _ := toText(key)
	of := reflect.ValueOf(list)
	if of.Kind() == reflect.Map {
		return m.whereInMap(of, path, operator, wanted)
	}
	if of.Kind() != reflect.Slice {
		return nil, errNoList
	}
	out := reflect.MakeSlice(of.Type(), 0, 0)
	for i := range of.Len() {
		fits, err := m.fits(of.Index(i).Interface(), path, operator, wanted)
		if err != nil {
			return nil, err
		}
		if fits {
			out = reflect.Append(out, of.Index(i))
		}
	}
	return out.Interface(), nil
}

// whereInMap returns the lists in a map of which some item is as it is wanted.
func (m *machine) whereInMap(of reflect.Value, path, operator string, wanted any) (any, error) {
	out := reflect.MakeMap(of.Type())
	iterator := of.MapRange()
	for iterator.Next() {
		for _, item := range items(iterator.Value().Interface()) {
			fits, err := m.fits(item, path, operator, wanted)
			if err != nil {
				return nil, err
			}
			if fits {
				out.SetMapIndex(iterator.Key(), iterator.Value())
				break
			}
		}
	}
	return out.Interface(), nil
}

func (m *machine) fits(item any, path, operator string, wanted any) (bool, error) {
	v, err := m.follow(item, path)
	if err != nil {
		return false, err
	}
	return holds(v, operator, wanted)
}

var errOperator = errors.New("there is no such operator")

// holds says whether a condition of where holds.
func holds(v any, operator string, wanted any) (bool, error) {
	_, isBool := v.(bool)
	isNil := v == nil || wanted == nil
	switch operator {
	case "", "=", "==", "eq":
		return isAlike(v, wanted), nil
	case "!=", "<>", "ne":
		return !isAlike(v, wanted) && (isNil || isBool || areComparable(v, wanted)), nil
	case ">=", "ge":
		return !isNil && !isBool && areComparable(v, wanted) && ordered(v, wanted) >= 0, nil
	case ">", "gt":
		return !isNil && !isBool && areComparable(v, wanted) && ordered(v, wanted) > 0, nil
	case "<=", "le":
		return !isNil && !isBool && areComparable(v, wanted) && ordered(v, wanted) <= 0, nil
	case "<", "lt":
		return !isNil && !isBool && areComparable(v, wanted) && ordered(v, wanted) < 0, nil
	case "in":
		return !isNil && in(wanted, v), nil
	case "not in":
		return !isNil && !in(wanted, v), nil
	case "intersect":
		for _, item := range items(v) {
			if in(wanted, item) {
				return true, nil
			}
		}
		return false, nil
	case "like":
		s, is := v.(string)
		expression, isText := wanted.(string)
		if !is || !isText {
			return false, nil
		}
		p, err := pattern(expression)
		return err == nil && p.MatchString(s), err
	}
	return false, errOperator
}

// areComparable says whether two values are of one sort.
func areComparable(a, b any) bool {
	_, isA := numberOf(a)
	_, isB := numberOf(b)
	return isA && isB || reflect.ValueOf(a).Kind() == reflect.ValueOf(b).Kind()
}

func isAlike(a, b any) bool {
	if x, is := numberOf(a); is {
		y, isToo := numberOf(b)
		return isToo && x.float == y.float
	}
	return equal(a, b)
}

// ordered compares two values of one sort: texts as such.
func ordered(a, b any) int {
	s, isText := asString(a)
	t, areTexts := asString(b)
	if isText && areTexts {
		return strings.Compare(s, t)
	}
	if x, is := a.(time.Time); is {
		if y, is := b.(time.Time); is {
			return x.Compare(y)
		}
	}
	return compare(a, b)
}
