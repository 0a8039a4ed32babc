package inspect

import (
	"errors"

	"postview/wasm/problem"
)

// Finding is a problem as other programs read it.
type Finding struct {
	File    string       `json:"file"`   // relative to the content folder, or the configuration
	Line    int          `json:"line"`   // of the file, from 1; 0 when it is not known
	Column  int          `json:"column"` // of the line, in characters from 1; 0 when it is not known
	Kind    problem.Kind `json:"kind"`
	Message string       `json:"message"`
}

// Findings returns problems as other programs read them: an empty list for none.
func Findings(problems []*problem.Problem) []Finding {
	all := make([]Finding, len(problems))
	for i, p := range problems {
		all[i] = Finding{p.File, p.Line, p.Column, p.Kind, p.Err.Error()}
	}
	return all
}

// Problem returns the problem.
func (f Finding) Problem() *problem.Problem {
	return &problem.Problem{File: f.File, Line: f.Line, Column: f.Column, Kind: f.Kind, Err: errors.New(f.Message)}
}
