// Package problem has what is wrong with a site: a [Problem] is made where it is
// found, and told as it is by all who tell it: the commands, and the page in place of
// a post.
//
// It stands beside the ladder: every package that finds something may import it.
package problem

import (
	"cmp"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kind is what a problem is about. Other programs read it: check --json has it.
type Kind string

// The kinds of problems.
const (
	FrontMatter Kind = "front-matter" // it can't be read, or followed
	Settings    Kind = "settings"     // they can't be used
	NotFollowed Kind = "not-followed" // what Hugo does by a setting or a key is not done here: nothing to mend
	Address     Kind = "address"      // another has it, too
	Shortcode   Kind = "shortcode"    // nobody knows it, or it is malformed
	Link        Kind = "link"         // no page is there
	Anchor      Kind = "anchor"       // the page has no such id
	Policy      Kind = "policy"       // it takes a part of the author's HTML: nothing to mend where that is meant
	Formula     Kind = "formula"      // it can't be typeset
	File        Kind = "file"         // it is not there, or can't be read
	Text        Kind = "text"         // it is no text, or shows otherwise than it was meant
)

// Problem is one thing that is wrong.
type Problem struct {
	File   string // relative to the content folder, or the configuration; "" when it is in none
	Line   int    // of the file, from 1; 0 when it is not known
	Column int    // of the line, in characters from 1; 0 when it is not known
	Kind   Kind
	Key    string // of the front matter, or the keys that lead to a setting: in lower case, with dots between them; or the name of a shortcode that nobody knows
	Err    error  // what is wrong, without the file and the line
}

// IsNote reports whether there is nothing to mend.
func (k Kind) IsNote() bool { return k == NotFollowed || k == Policy }

// OfFile returns the problem of a file that can't be read. An error that names the file
// itself does so once.
func OfFile(name string, err error) *Problem {
	if of := new(fs.PathError); errors.As(err, &of) {
		err = of.Err
	}
	return &Problem{File: name, Kind: File, Err: err}
}

// Error begins with the place, as far as it is known.
func (p *Problem) Error() string {
	if p.File == "" {
		return p.Err.Error()
	}
	return p.Place() + ": " + p.Err.Error()
}

// Place is the file, with the line and the column as far as they are known.
func (p *Problem) Place() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return p.File + ":" + strconv.Itoa(p.Line)
	default:
		return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
	}
}

// In returns the line and the column of a byte of a text, each from 1.
func In(text string, offset int) (line, column int) {
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:])
}

// Unwrap returns what is wrong, without the file and the line.
func (p *Problem) Unwrap() error { return p.Err }

// Compare puts problems in the order of their files and lines.
func Compare(a, b *Problem) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Err.Error(), b.Err.Error()),
	)
}

// All returns the problems that an error is made of. An error that is none becomes
// one of no file.
func All(err error) []*Problem {
	if err == nil {
		return nil
	}
	if joined, several := err.(interface{ Unwrap() []error }); several {
		var all []*Problem
		for _, err := range joined.Unwrap() {
			all = append(all, All(err)...)
		}
		return all
	}
	if p := new(Problem); errors.As(err, &p) {
		return []*Problem{p}
	}
	return []*Problem{{Err: err}}
}
