package layout

import (
	"errors"
	"math"
	"reflect"
	"strings"
)

var mathFunctions = table{
	"math.Add add":         func(v ...any) (any, error) { return arithmetic('+', v) },
	"math.Sub sub":         func(v ...any) (any, error) { return arithmetic('-', v) },
	"math.Mul mul":         func(v ...any) (any, error) { return arithmetic('*', v) },
	"math.Div div":         func(v ...any) (any, error) { return arithmetic('/', v) },
	"math.Mod mod":         mod,
	"math.ModBool modBool": func(a, b any) (bool, error) { n, err := mod(a, b); return n == 0, err },
	"math.Abs":             math.Abs,
	"math.Acos":            math.Acos,
	"math.Asin":            math.Asin,
	"math.Atan":            math.Atan,
	"math.Atan2":           math.Atan2,
	"math.Ceil":            math.Ceil,
	"math.Cos":             math.Cos,
	"math.Floor":           math.Floor,
	"math.Log":             math.Log,
	"math.Pow pow":         math.Pow,
	"math.Round":           math.Round,
	"math.Sin":             math.Sin,
	"math.Sqrt":            math.Sqrt,
	"math.Tan":             math.Tan,
	"math.Pi":              func() float64 { return math.Pi },
	"math.MaxInt64":        func() int64 { return math.MaxInt64 },
	"math.ToDegrees":       func(n float64) float64 { return n * 180 / math.Pi },
	"math.ToRadians":       func(n float64) float64 { return n * math.Pi / 180 },
	"math.Max":             func(v ...any) (float64, error) { return folded(math.Max, v) },
	"math.Min":             func(v ...any) (float64, error) { return folded(math.Min, v) },
	"math.Sum":             func(v ...any) (float64, error) { return folded(func(a, b float64) float64 { return a + b }, v) },
	"math.Product":         func(v ...any) (float64, error) { return folded(func(a, b float64) float64 { return a * b }, v) },
}

var (
	errNumbers = errors.New("two numbers are wanted")
	errNumber  = errors.New("a number is wanted")
	errZero    = errors.New("a number can’t be divided by 0")
)

// A number is a value as arithmetic takes it: a whole one unless it is a float.
type number struct {
	whole   int64
	float   float64
	isFloat bool
}

func numberOf(v any) (n number, is bool) {
	of := reflect.ValueOf(v)
	switch {
	case of.CanInt():
		return number{of.Int(), float64(of.Int()), false}, true
	case of.CanUint():
		return number{int64(of.Uint()), float64(of.Uint()), false}, true
	case of.CanFloat():
		return number{int64(of.Float()), of.Float(), true}, true
	}
	return n, false
}

func arithmetic(operator rune, values []any) (any, error) {
	if len(values) < 2 {
		return nil, errNumbers
	}
	result := values[0]
	for _, v := range values[1:] {
		var err error
		if result, err = calculated(operator, result, v); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// sum is what + makes of two values.
func sum(a, b any) (any, error) { return calculated('+', a, b) }

func calculated(operator rune, a, b any) (any, error) {
	x, isX := numberOf(a)
	y, isY := numberOf(b)
	left, isLeft := asString(a)
	right, isRight := asString(b)
	switch {
	case operator == '+' && isLeft && isRight:
		return left + right, nil
	case !isX || !isY:
		return nil, errNumbers
	case x.isFloat || y.isFloat:
		return floats(operator, x.float, y.float)
	}
	switch operator {
	case '+':
		return x.whole + y.whole, nil
	case '-':
		return x.whole - y.whole, nil
	case '*':
		return x.whole * y.whole, nil
	}
	if y.whole == 0 {
		return nil, errZero
	}
	return x.whole / y.whole, nil
}

func floats(operator rune, x, y float64) (any, error) {
	switch operator {
	case '+':
		return x + y, nil
	case '-':
		return x - y, nil
	case '*':
		return x * y, nil
	}
	if y == 0 {
		return nil, errZero
	}
	return x / y, nil
}

// asString returns a value that is a text, of whatever type.
func asString(v any) (string, bool) {
	of := reflect.ValueOf(v)
	if of.Kind() != reflect.String {
		return "", false
	}
	return of.String(), true
}

func mod(a, b any) (int64, error) {
	x, errX := toInt64(a)
	y, errY := toInt64(b)
	switch {
	case errX != nil || errY != nil:
		return 0, errNumbers
	case y == 0:
		return 0, errZero
	case y == -1:
		return 0, nil
	}
	return x % y, nil
}

// folded applies an operation to numbers, of which some may be in lists.
func folded(operation func(a, b float64) float64, values []any) (result float64, err error) {
	isFirst, isThere := true, false
	for _, v := range values {
		list := []any{v}
		if isList(v) {
			list = items(v)
			isThere = true
		}
		for _, item := range list {
			if text, is := item.(string); is {
				item = strings.TrimSpace(text)
			}
			n, err := toFloat(item)
			if err != nil {
				return 0, errNumber
			}
			if isFirst {
				result, isFirst = n, false
			} else {
				result = operation(result, n)
			}
			isThere = true
		}
	}
	if !isThere {
		return 0, errNumber
	}
	return result, nil
}
