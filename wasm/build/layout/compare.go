package layout

import (
	"math"
	"reflect"
	"strconv"
	"text/template"
	"time"
)

var compareFunctions = table{
	"compare.Eq eq": func(a any, others ...any) (bool, error) {
		return anyOf(others, func(b any) bool { return equal(a, b) })
	},
	"compare.Ne ne": func(a any, others ...any) (bool, error) {
		return allOf(others, func(b any) bool { return !equal(a, b) })
	},
	"compare.Lt lt": func(a any, others ...any) (bool, error) {
		return allOf(others, func(b any) bool { return compare(a, b) < 0 })
	},
	"compare.Le le": func(a any, others ...any) (bool, error) {
		return allOf(others, func(b any) bool { return compare(a, b) <= 0 })
	},
	"compare.Gt gt": func(a any, others ...any) (bool, error) {
		return allOf(others, func(b any) bool { return compare(a, b) > 0 })
	},
	"compare.Ge ge": func(a any, others ...any) (bool, error) {
		return allOf(others, func(b any) bool { return compare(a, b) >= 0 })
	},
	"compare.Default default":  defaultOr,
	"compare.Conditional cond": cond,
	"not":                      func(v any) bool { return !truth(v) },
	"reflect.IsMap":            func(v any) bool { return reflect.ValueOf(v).Kind() == reflect.Map },
	"reflect.IsSlice":          func(v any) bool { return reflect.ValueOf(v).Kind() == reflect.Slice },
}

func anyOf(others []any, is func(any) bool) (bool, error) {
	if len(others) == 0 {
		return false, errTooFew
	}
	for _, other := range others {
		if is(other) {
			return true, nil
		}
	}
	return false, nil
}

func allOf(others []any, is func(any) bool) (bool, error) {
	not, err := anyOf(others, func(v any) bool { return !is(v) })
	return !not && err == nil, err
}

// truth says what a template takes for true.
func truth(v any) bool {
	if t, isTime := v.(time.Time); isTime {
		return !t.IsZero()
	}
	is, _ := template.IsTrue(v)
	return is
}

func cond(is, yes, no any) any {
	if truth(is) {
		return yes
	}
	return no
}

// defaultOr returns what is given if it is set, as false is and a number other than 0.
func defaultOr(otherwise any, given ...any) (any, error) {
	switch {
	case len(given) == 0:
		return otherwise, nil
	case len(given) > 1:
		return nil, errTooMany
	}
	v := given[0]
	if _, is := v.(bool); is || truth(v) {
		return v, nil
	}
	return otherwise, nil
}

// equal says whether two values are the same, numbers of all types alike.
func equal(a, b any) bool {
	at, isTime := a.(time.Time)
	bt, areTimes := b.(time.Time)
	if isTime && areTimes {
		return reflect.DeepEqual(at, bt)
	}
	return reflect.DeepEqual(plainOf(a), plainOf(b))
}

func plainOf(v any) any {
	of := reflect.ValueOf(v)
	switch {
	case !of.IsValid():
		return nil
	case of.CanInt():
		return of.Int()
	case of.CanUint() && of.Uint() <= math.MaxInt64:
		return int64(of.Uint())
	case of.CanFloat():
		return of.Float()
	case of.Kind() == reflect.String:
		return of.String()
	case (of.Kind() == reflect.Pointer || of.Kind() == reflect.Map || of.Kind() == reflect.Slice) && of.IsNil():
		return nil
	}
	return v
}

// compare puts two values in order: texts as such unless one of them is a number, and
// lists by how many they have.
func compare(a, b any) int { return compareBy(a, b, nil) }

func compareBy(a, b any, texts func(a, b string) int) int {
	x, left := magnitude(a)
	y, right := magnitude(b)
	if s, is := a.(string); is {
		if t, is := b.(string); is {
			left, right = &s, &t // though they may look like numbers
		}
	}
	if left != nil && right != nil {
		switch {
		case texts != nil:
			return texts(*left, *right)
		case *left < *right:
			return -1
		case *left > *right:
			return 1
		}
		return 0
	}
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	case x == y:
		return 0
	}
	return 2 // one of them is no number
}

// magnitude returns what a value is compared by, with the text if it is one.
func magnitude(v any) (float64, *string) {
	if t, is := v.(time.Time); is {
		return float64(t.Unix()), nil
	}
	if n, is := numberOf(v); is {
		return n.float, nil
	}
	of := reflect.ValueOf(v)
	switch of.Kind() {
	case reflect.Slice, reflect.Map, reflect.Array:
		return float64(of.Len()), nil
	case reflect.Bool:
		if of.Bool() {
			return 1, nil
		}
	case reflect.String:
		s := of.String()
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
			return 0, &s
		}
		return n, nil
	}
	return 0, nil
}
