package inspect

import (
	"fmt"
	"html"
	"net/url"
	"os"
	"regexp"
	"strings"

	"postview/wasm/build/content"
	"postview/wasm/problem"
)

// positions finds where references stand in a source. One that is asked for again is
// looked for after where it was found.
type positions struct {
	text  string // the source
	start int    // where the search starts
	last  map[string]span
}

// span is a part of a text.
type span struct{ start, end int }

// source is the text of a file, and where its Markdown begins.
type source struct {
	text string
	body int
}

// source reads that of an article; what can't be read is empty.
func (i *inspector) source(a content.Article) *source {
	text, _ := os.ReadFile(i.Sources.Path(a.Post.Path))
	s := &source{text: string(text)}
	for range a.Post.BodyLine - 1 {
		s.body += strings.IndexByte(s.text[s.body:], '\n') + 1
	}
	return s
}

// all searches all of the source.
func (s *source) all() *positions { return &positions{text: s.text, last: map[string]span{}} }

// prose leaves out the front matter and code, where links are none.
func (s *source) prose() *positions {
	return &positions{text: s.text[:s.body] + withoutCode(s.text[s.body:]), start: s.body, last: map[string]span{}}
}

// of returns the line and the column at which a reference stands as a word of its own,
// in whatever way it is written. One that is not found, as from a file that is included,
// has the line where the search starts, and no column.
func (p *positions) of(ref string) (line, column int) {
	word := regexp.MustCompile(`(?:^|[^\w./%#-])(` + asWritten(ref) + `)(?:$|[^\w/%#-])`)
	if at := p.next(word, ref); at >= 0 {
		return problem.In(p.text, at)
	}
	line, _ = problem.In(p.text, p.start)
	return line, 0
}

// asWritten returns a pattern of what a reference may be written as: each sign plainly,
// escaped as in URLs, in HTML, or in Markdown.
func asWritten(ref string) string {
	plain, err := url.PathUnescape(ref)
	if err != nil {
		plain = ref
	}
	var pattern strings.Builder
	for _, r := range plain {
		sign := string(r)
		ways := []string{`\\?` + regexp.QuoteMeta(sign)}
		if escaped := html.EscapeString(sign); escaped != sign {
			ways = append(ways, escaped)
		}
		var bytes string
		for _, b := range []byte(sign) {
			bytes += fmt.Sprintf("%%%02x", b)
		}
		fmt.Fprintf(&pattern, "(?:%s|(?i:%s))", strings.Join(ways, "|"), bytes)
	}
	return pattern.String()
}

// named is of for what a note calls by a name.
func (p *positions) named(name string) (line, column int) {
	at := p.next(regexp.MustCompile(`\[\[\s*(`+regexp.QuoteMeta(name)+`)\s*[\]|#^\\]`), "[["+name)
	return problem.In(p.text, max(at, p.start))
}

// next returns where the next match of a pattern begins or, where there are no more,
// the last one; -1 where there is none.
func (p *positions) next(pattern *regexp.Regexp, key string) (at int) {
	last, again := p.last[key]
	if !again {
		last = span{-1, p.start}
	}
	if match := pattern.FindStringSubmatchIndex(p.text[last.end:]); match != nil {
		last = span{last.end + match[2], last.end + match[3]}
		p.last[key] = last
	}
	return last.start
}

// codeSpan is code within a line.
var codeSpan = regexp.MustCompile("`+[^`\n]+`+")

// fence opens or closes a block of code.
var fence = regexp.MustCompile("^[ >\t]*(```+|~~~+)")

// withoutCode returns Markdown with blanks for its code, whose links are none.
func withoutCode(markdown string) string {
	var b strings.Builder
	open := ""
	for line := range strings.SplitAfterSeq(markdown, "\n") {
		mark := fence.FindStringSubmatch(line)
		switch {
		case open == "" && mark == nil:
			b.WriteString(codeSpan.ReplaceAllStringFunc(line, blank))
			continue
		case open == "":
			open = mark[1]
		case mark != nil && strings.HasPrefix(mark[1], open):
			open = ""
		}
		b.WriteString(blank(line))
	}
	return b.String()
}

// blank returns blanks and the line ends of s.
func blank(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, s)
}
