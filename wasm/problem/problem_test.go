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
	}
	for want, p := range tests {
		assert.Equal(t, want, p.Error())
		assert.ErrorIs(t, p, wrong)
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
