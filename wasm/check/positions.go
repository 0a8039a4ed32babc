package check

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"

	"postview/wasm/build/content"
)

// positions finds the lines of a source on which references and shortcodes
// stand. One that is asked for again is looked for after where it was found.
type positions struct {
	text  string // the source
	start int    // where the search starts
	after map[string]int
}

// inSource searches all of the source.
func inSource(a *content.Article) *positions {
	return &positions{text: string(a.Source), after: map[string]int{}}
}

// inBody leaves the front matter out.
func inBody(a *content.Article) *positions {
	p := inSource(a)
	p.start = max(0, len(p.text)-len(a.Post.Body))
	return p
}

// inProse leaves out code as well, where links are none but shortcodes are some.
func inProse(a *content.Article) *positions {
	p := inBody(a)
	p.text = p.text[:p.start] + withoutCode(p.text[p.start:])
	return p
}

// line returns the line on which a reference stands as a word of its own, in whatever
// way it is written. One that is not found, as from a file that is included, has the
// line where the search starts.
func (p *positions) line(ref string) int {
	word := regexp.MustCompile(`(?:^|[^\w./%#-])(` + asWritten(ref) + `)(?:$|[^\w/%#-])`)
	if line, found := p.next(word, ref); found {
		return line
	}
	return p.lineAt(p.start)
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

// shortcode returns the line on which a shortcode of this name opens.
func (p *positions) shortcode(name string) int {
	tag := regexp.MustCompile(`\{\{[<%]\s*(` + regexp.QuoteMeta(name) + `)[^\w-]`)
	line, found := p.next(tag, name)
	if !found {
		return p.lineAt(p.start)
	}
	return line
}

// next returns the line of the next match of a pattern or, where there are no
// more, of the last one.
func (p *positions) next(pattern *regexp.Regexp, key string) (line int, found bool) {
	from := max(p.after[key], p.start)
	if at := pattern.FindStringSubmatchIndex(p.text[from:]); at != nil {
		p.after[key] = from + at[3]
		return p.lineAt(from + at[2]), true
	}
	if from > p.start {
		return p.lineAt(from), true
	}
	return 0, false
}

func (p *positions) lineAt(offset int) int { return 1 + strings.Count(p.text[:offset], "\n") }

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
