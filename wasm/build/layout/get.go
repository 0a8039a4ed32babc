package layout

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"postview/wasm/post"
)

// A params is a map whose keys are in lower case, and may be asked for in any.
type params map[string]any

// get is all that a template asks of values: a field, a key, or a method.
func (m *machine) get(of any, line int, name string, args ...any) (any, error) {
	if err := m.count(); err != nil {
		return nil, m.at(line, err)
	}
	v, err := m.field(of, name, args)
	if said := (saying{}); errors.As(err, &said) {
		m.say(line, said.err)
		return "", nil
	}
	return v, m.at(line, err)
}

// hidden are the methods of objects that are for Go alone.
var hidden = map[string]bool{"GoString": true, "MarshalJSON": true, "MarshalText": true, "UnmarshalJSON": true}

func (m *machine) field(of any, name string, args []any) (any, error) {
	v := reflect.ValueOf(of)
	if !v.IsValid() {
		return nil, fmt.Errorf("there is no value to ask for .%s", name)
	}
	if method := v.MethodByName(name); method.IsValid() && !hidden[name] {
		return m.apply("."+name, method, args)
	}
	if v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String {
		if len(args) > 0 {
			return nil, fmt.Errorf(".%s is no method, and takes no arguments", name)
		}
		return inMap(v, name), nil
	}
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		if f, has := v.Type().FieldByName(name); has && f.IsExported() {
			if len(args) > 0 {
				return nil, fmt.Errorf(".%s is no method, and takes no arguments", name)
			}
			return settled(v.FieldByIndex(f.Index).Interface()), nil
		}
	}
	return nil, notHere{called(of) + "." + name}
}

// inMap returns what a map has by a key, nil where that is nothing.
func inMap(v reflect.Value, name string) any {
	key := reflect.ValueOf(name).Convert(v.Type().Key())
	found := v.MapIndex(key)
	if !found.IsValid() && v.Type() == reflect.TypeFor[params]() {
		found = v.MapIndex(reflect.ValueOf(strings.ToLower(name)))
	}
	if !found.IsValid() {
		return nil
	}
	return settled(found.Interface())
}

// settled returns a value of the front matter or of the settings as templates know it.
func settled(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return params(v)
	case post.Date:
		return v.Time
	}
	return v
}

// called is how messages name a value.
func called(v any) string {
	switch v.(type) {
	case *shortcodeObject:
		return ""
	case *pageObject:
		return ".Page"
	case *siteObject:
		return ".Site"
	case *fileObject:
		return ".File"
	case *resourceObject:
		return "a resource’s "
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", v), "*layout.")
}
