package scalar_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/scalar"
)

func TestScalars(t *testing.T) {
	type text struct {
		is    string
		known bool
	}
	type truth struct{ is, known bool }
	type number struct {
		is    int
		known bool
	}
	for _, test := range []struct {
		value  any
		text   text
		truth  truth
		number number
	}{
		{nil, text{}, truth{}, number{}},
		{"", text{"", true}, truth{}, number{}},
		{"true", text{"true", true}, truth{true, true}, number{}},
		{"yes", text{"yes", true}, truth{}, number{}},
		{"010", text{"010", true}, truth{}, number{8, true}},
		{"2.5", text{"2.5", true}, truth{}, number{}},
		{"1", text{"1", true}, truth{true, true}, number{1, true}},
		{[]byte("a"), text{"a", true}, truth{}, number{}},
		{true, text{"true", true}, truth{true, true}, number{1, true}},
		{false, text{"false", true}, truth{false, true}, number{0, true}},
		{3, text{"3", true}, truth{true, true}, number{3, true}},
		{int64(-4), text{"-4", true}, truth{true, true}, number{-4, true}},
		{uint64(5), text{"5", true}, truth{true, true}, number{5, true}},
		{2.5, text{"2.5", true}, truth{true, true}, number{2, true}},
		{1e6, text{"1000000", true}, truth{true, true}, number{1_000_000, true}},
		{0.0, text{"0", true}, truth{false, true}, number{0, true}},
		{[]any{"a"}, text{}, truth{}, number{}},
		{map[string]any{}, text{}, truth{}, number{}},
	} {
		s, known := scalar.Text(test.value)
		assert.Equal(t, test.text, text{s, known}, "text of %#v", test.value)
		b, known := scalar.Bool(test.value)
		assert.Equal(t, test.truth, truth{b, known}, "truth of %#v", test.value)
		n, known := scalar.Int(test.value)
		assert.Equal(t, test.number, number{n, known}, "number of %#v", test.value)
	}
}
