package content

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"postview/wasm/page"
	"postview/wasm/problem"
)

// faultsOf returns what is wrong with a source that can be read, as it is written.
func faultsOf(a page.Article) []*problem.Problem {
	if a.Document == nil {
		return nil
	}
	all := a.Post.Oddities()
	for _, find := range []func(page.Article) *problem.Problem{badEncoding, openFence} {
		if p := find(a); p != nil {
			all = append(all, p)
		}
	}
	return all
}

// badEncoding finds the first byte that is no UTF-8: a reader sees a mark for each.
func badEncoding(a page.Article) *problem.Problem {
	if utf8.Valid(a.Source) {
		return nil
	}
	line := 0
	for text := range strings.Lines(string(a.Source)) {
		line++
		if utf8.ValidString(text) {
			continue
		}
		column := 1
		for _, r := range text {
			if r == utf8.RuneError {
				break
			}
			column++
		}
		return &problem.Problem{
			File: a.Post.Path, Line: line, Column: column, Kind: problem.Text,
			Err: errors.New("not UTF-8: save the file in this encoding"),
		}
	}
	return nil
}

// openFence finds a block of code that is not closed: all that follows is code.
// One within a list or a quotation ends with that, and is left out.
func openFence(a page.Article) *problem.Problem {
	if !strings.Contains(a.Post.Body, "```") && !strings.Contains(a.Post.Body, "~~~") {
		return nil
	}
	open, indent, at, line := "", 0, 0, a.Post.BodyLine
	for text := range strings.Lines(a.Post.Body) {
		mark := topFence.FindStringSubmatch(text)
		switch {
		case mark == nil:
		case open == "" && len(mark[1]) < 4 && !(mark[2][0] == '`' && strings.Contains(mark[3], "`")):
			open, indent, at = mark[2], len(mark[1]), line
		case open != "" && len(mark[1]) < indent+4 && strings.HasPrefix(mark[2], open) && strings.TrimSpace(mark[3]) == "":
			open = ""
		}
		line++
	}
	if open == "" {
		return nil
	}
	return &problem.Problem{
		File: a.Post.Path, Line: at, Column: 1, Kind: problem.Text,
		Err: fmt.Errorf("the block of code that %s opens is not closed: the rest of the post is code", open),
	}
}

// topFence opens or closes a block of code that is in no other block, if not too far in.
// What closes one may be three characters further in than what is around it.
var topFence = regexp.MustCompile("^( *)(```+|~~~+)(.*)")
