package layout

import (
	"errors"
	"reflect"
)

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
