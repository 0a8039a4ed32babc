package problem_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/problem"
)

func TestError(t *testing.T) {
	wrong := errors.New("b: c")
	tests := map[string]*problem.Problem{
		"b: c":            {Err: wrong},
		"a.md: b: c":      {File: "a.md", Err: wrong},
		"a: b.md:3: b: c": {File: "a: b.md", Line: 3, Err: wrong},
		"a.md:3:4: b: c":  {File: "a.md", Line: 3, Column: 4, Err: wrong},
	}
	for want, p := range tests {
		assert.Equal(t, want, p.Error())
		assert.ErrorIs(t, p, wrong)
	}
}

func TestIn(t *testing.T) {
	const text = "a\näb\n"
	for offset, want := range map[int][2]int{0: {1, 1}, 1: {1, 2}, 2: {2, 1}, 4: {2, 2}, len(text): {3, 1}} {
		line, column := problem.In(text, offset)
		assert.Equal(t, want, [2]int{line, column}, "%d", offset)
	}
}

func TestAll(t *testing.T) {
	one := &problem.Problem{File: "a.md", Err: errors.New("one")}
	other := &problem.Problem{File: "b.md", Err: errors.New("other")}
	plain := errors.New("plain")
	assert.Empty(t, problem.All(nil))
	assert.Equal(t, []*problem.Problem{one}, problem.All(fmt.Errorf("read: %w", one)))
	assert.Equal(t, []*problem.Problem{one, other, {Err: plain}},
		problem.All(errors.Join(one, errors.Join(nil, other), plain)))
}
