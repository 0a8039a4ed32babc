package layout

import (
	"errors"
	"fmt"
	html "html/template"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cast"
)

// A table has functions by their names, of which an entry may have several.
type table map[string]any

// families are the tables of all functions.
func families() []table {
	return []table{
		stringFunctions, collectionFunctions, orderFunctions, mathFunctions, compareFunctions, printFunctions,
		castFunctions, safeFunctions, transformFunctions, urlFunctions, pathFunctions, timeFunctions,
		encodingFunctions, partialFunctions, siteFunctions,
	}
}

// functions are all functions by their names. They are set as the program starts, for
// one of them asks for the others.
var functions func() map[string]reflect.Value

func init() {
	functions = sync.OnceValue(func() map[string]reflect.Value {
		all := map[string]reflect.Value{}
		for _, family := range families() {
			for names, f := range family {
				for name := range strings.FieldsSeq(names) {
					all[name] = reflect.ValueOf(f)
				}
			}
		}
		return all
	})
}

// namespaces are those of the functions of Hugo, whether they are here or not.
var namespaces = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.FieldsSeq("cast collections compare crypto css debug diagrams encoding fmt hash hugo images inflect js lang math openapi3 os partials path reflect resources safe strings templates time transform urls") {
		all[name] = true
	}
	return all
}()

// call is all that a template asks of functions.
func (m *machine) call(name string, line int, args ...any) (any, error) {
	if err := m.count(); err != nil {
		return nil, m.at(line, err)
	}
	f, found := functions()[name]
	if !found {
		return nil, m.at(line, notHere{name})
	}
	result, err := m.apply(name, f, args)
	if said := (saying{}); errors.As(err, &said) {
		m.say(line, said.err)
		return "", nil
	}
	return result, m.at(line, err)
}

var (
	typeOfMachine = reflect.TypeFor[*machine]()
	typeOfError   = reflect.TypeFor[error]()
)

// apply applies a function to arguments.
func (m *machine) apply(name string, f reflect.Value, args []any) (any, error) {
	t := f.Type()
	var in []reflect.Value
	wanted := t.NumIn()
	if wanted > 0 && t.In(0) == typeOfMachine {
		in = append(in, reflect.ValueOf(m))
		wanted--
	}
	least := wanted
	if t.IsVariadic() {
		least--
	}
	if len(args) < least || len(args) > wanted && !t.IsVariadic() {
		return nil, fmt.Errorf("%s wants %d arguments, not %d", name, wanted, len(args))
	}
	for _, arg := range args {
		to := t.In(min(len(in), t.NumIn()-1))
		if t.IsVariadic() && len(in) >= t.NumIn()-1 {
			to = to.Elem()
		}
		v, err := convert(arg, to)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		in = append(in, v)
	}
	return m.result(name, f.Call(in))
}

// result returns what a function made, if it may be so large.
func (m *machine) result(name string, out []reflect.Value) (any, error) {
	if last := out[len(out)-1]; last.Type() == typeOfError {
		if err, _ := last.Interface().(error); err != nil {
			if errors.As(err, new(*located)) || errors.As(err, &errReturned{}) || errors.As(err, &errEndless{}) || errors.As(err, &notHere{}) || errors.As(err, &saying{}) {
				return nil, err
			}
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	result := out[0].Interface()
	if isList(result) && reflect.ValueOf(result).Len() > mostItems {
		return nil, errItems
	}
	return result, m.spend(sizeOf(result))
}

// sizeOf is about how many bytes a value takes by itself, without what it holds.
func sizeOf(v any) int {
	switch of := reflect.ValueOf(v); of.Kind() {
	case reflect.String:
		return of.Len()
	case reflect.Slice, reflect.Map:
		return of.Len() * 16
	}
	return 0
}

// convert makes of an argument what a function takes, as Hugo does.
func convert(arg any, to reflect.Type) (reflect.Value, error) {
	if to.Kind() == reflect.Interface {
		if arg == nil {
			return reflect.Zero(to), nil
		}
		return reflect.ValueOf(arg), nil
	}
	if v := reflect.ValueOf(arg); v.IsValid() && v.Type() == to {
		return v, nil
	}
	var v any
	var err error
	switch to.Kind() {
	case reflect.String:
		v, err = toText(arg)
	case reflect.Int:
		v, err = toInt(arg)
	case reflect.Int64:
		v, err = toInt64(arg)
	case reflect.Float64:
		v, err = toFloat(arg)
	}
	if err != nil || v == nil {
		return reflect.Value{}, fmt.Errorf("%v can’t be a %v", brief(arg), to)
	}
	return reflect.ValueOf(v), nil
}

// toText is how Hugo's functions take a text.
func toText(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case html.HTML:
		return string(v), nil
	case html.CSS:
		return string(v), nil
	case html.JS:
		return string(v), nil
	case html.URL:
		return string(v), nil
	case html.HTMLAttr:
		return string(v), nil
	case html.JSStr:
		return string(v), nil
	}
	if isComposite(v) {
		return "", errComposite
	}
	return cast.ToStringE(v)
}

// isComposite says whether a value may hold others, of which package cast would write
// all into its error.
func isComposite(v any) bool {
	switch reflect.ValueOf(v).Kind() {
	case reflect.Slice, reflect.Array:
		_, isBytes := v.([]byte)
		return !isBytes
	case reflect.Map, reflect.Struct, reflect.Func:
		_, isText := v.(fmt.Stringer)
		return !isText
	}
	return false
}

var errComposite = errors.New("the value holds others")

func toInt(v any) (int, error) {
	if isComposite(v) {
		return 0, errComposite
	}
	return cast.ToIntE(unwrapped(v))
}

func toInt64(v any) (int64, error) {
	if isComposite(v) {
		return 0, errComposite
	}
	return cast.ToInt64E(unwrapped(v))
}

func toFloat(v any) (float64, error) {
	if isComposite(v) {
		return 0, errComposite
	}
	return cast.ToFloat64E(unwrapped(v))
}

// unwrapped is a text without what says that it is safe.
func unwrapped(v any) any {
	if s, is := asString(v); is {
		return s
	}
	return v
}

// brief is a value as messages show it.
func brief(v any) string {
	switch v := v.(type) {
	case string:
		if runes := []rune(v); len(runes) > 40 {
			v = string(runes[:40]) + "…"
		}
		return strconv.Quote(v)
	case nil, int, int64, float64, bool:
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("a %T", v)
}
