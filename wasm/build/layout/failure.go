package layout

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/problem"
)

// A Failure is what a template could not do for a post, or what it says itself.
type Failure struct {
	File      string // of the template
	Line      int    // of the template, or 0
	Shortcode string
	Says      bool // the template itself: by errorf or warnf
	Err       error
	Post      string // the first that it was for, and the line there
	PostLine  int
}

// notHere is what a template asks for that is none of its functions and fields here.
type notHere struct{ name string }

func (e notHere) Error() string { return "it asks for " + e.name + ", which is not here" }

// located is an error with the place in a template where it came up.
type located struct {
	file *file
	line int
	err  error
}

func (e *located) Error() string { return e.err.Error() }
func (e *located) Unwrap() error { return e.err }

// inTemplate matches the place at the beginning of an error of Go's templates, and what
// that is executing.
var inTemplate = regexp.MustCompile(`(?s)^(?:html/)?template: ?(.*?):(\d+)(?::\d+)?: (?:executing "[^"]*" at <.*?>: )?(.*)$`)

// failureOf returns the failure that an error is of a template.
func failureOf(f *file, err error) *Failure {
	if at := new(located); errors.As(err, &at) {
		return &Failure{File: at.file.name, Line: at.line, Err: at.err}
	}
	failure := &Failure{File: f.name, Err: err}
	if parts := inTemplate.FindStringSubmatch(err.Error()); parts != nil {
		failure.Line, _ = strconv.Atoi(parts[2])
		failure.Err = errors.New(strings.TrimSpace(parts[3]))
	}
	return failure
}

// Told returns failures as problems: each kind once, with a count and the first post.
func Told(failures []*Failure) (all []*problem.Problem) {
	type kind struct {
		file, message string
		line          int
		says          bool
	}
	of := map[kind][]*Failure{}
	for _, f := range failures {
		k := kind{f.File, f.Err.Error(), f.Line, f.Says}
		of[k] = append(of[k], f)
	}
	for k, same := range of {
		first := slices.MinFunc(same, func(a, b *Failure) int {
			return cmp.Or(cmp.Compare(a.Post, b.Post), cmp.Compare(a.PostLine, b.PostLine))
		})
		all = append(all, &problem.Problem{File: k.file, Line: k.line, Kind: problem.Shortcode, Err: first.told(len(same))})
	}
	slices.SortFunc(all, problem.Compare)
	return all
}

// told says what went wrong, how often, and where first.
func (f *Failure) told(count int) error {
	where := fmt.Sprintf("in %s:%d", f.Post, f.PostLine)
	if count > 1 {
		where = fmt.Sprintf("%d times, first in %s:%d", count, f.Post, f.PostLine)
	}
	if f.Says {
		return fmt.Errorf("shortcode %s says %s: %w", f.Shortcode, where, f.Err)
	}
	return fmt.Errorf("shortcode %s is shown without its template %s: %w", f.Shortcode, where, f.Err)
}

// errReturned ends a partial that returns a value.
type errReturned struct{ value any }

func (errReturned) Error() string { return "return is for partials" }
