package check

import (
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

// line returns the line on which a reference stands as a word of its own. It
// may be written plainly, where the page has it escaped. One that is not found,
// as from a file that is included, has the line where the search starts.
func (p *positions) line(ref string) int {
	plain, err := url.PathUnescape(ref)
	if err != nil {
		plain = ref
	}
	for _, written := range []string{ref, plain, html.EscapeString(ref)} {
		if written == "" {
			continue
		}
		word := regexp.MustCompile(`(?:^|[^\w./%#-])(` + regexp.QuoteMeta(written) + `)(?:$|[^\w/%#-])`)
		if line, found := p.next(word, ref); found {
			return line
		}
	}
	return p.lineAt(p.start)
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
