package inspect_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/build/inspect"
	"postview/wasm/problem"
)

func TestSummary(t *testing.T) {
	of := func(kind problem.Kind, file string) *problem.Problem {
		return &problem.Problem{File: file, Line: 3, Kind: kind, Err: errors.New("wrong")}
	}
	assert.Empty(t, inspect.Summary(nil))
	assert.Equal(t, []string{
		"hugo.toml:3: wrong",
		"3 links lead nowhere; postview check lists them: a.md:3: wrong",
		"2 problems; postview check lists them: x.md:3: wrong",
	}, inspect.Summary([]*problem.Problem{
		of(problem.Link, "a.md"), of(problem.Link, "a.md"), of("new", "x.md"), of(problem.Settings, "hugo.toml"), of(problem.Link, "b.md"), of("new", "y.md"),
	}))
}
