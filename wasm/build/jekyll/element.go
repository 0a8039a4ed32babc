package jekyll

import (
	"regexp"
	"slices"
	"strings"

	"postview/wasm/markdown"
	"postview/wasm/post"
)

var (
	tag        = regexp.MustCompile(`(?i)<(/?)([a-z][a-z0-9]*)(?:\s+[a-z:_][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*\s*/?>`)
	ofBlock    = regexp.MustCompile(`(?i)^(?:address|article|aside|blockquote|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|legend|li|main|nav|[ou]l|p|section|summary|table|tbody|t[dhr]|tfoot|thead)$`)
	optional   = regexp.MustCompile(`(?i)^(?:p|li|d[dt]|t[dhr]|tbody|tfoot|thead)$`) // to close them
	loneInline = regexp.MustCompile(`(?i)^</?(?:a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|su[bp]|u|wbr)(?:\s[^<>]*)?>$`)
	asMarkdown = regexp.MustCompile(`(?i)\s+markdown\s*=\s*["']?(?:1|block|span)\b["']?`)
)

// These are comments. For Markdown the first one has no end, and begins a block of HTML that
// ends where there is a second. So blocks begin and end in the lines of their tags.
const htmlBegins, htmlEnds = "<!----!>", "<!---->"

// elements are those open around a line.
type elements []element

type element struct {
	name   string
	here   string // its name here, "" where its content stays HTML
	indent string // before the line of its tag
}

// elementsOf returns a body where the content of elements is Markdown, as their attribute
// markdown tells kramdown. Lines stay where they are.
func elementsOf(body string) string {
	if !asMarkdown.MatchString(body) {
		return body
	}
	lines := strings.SplitAfter(body, "\n")
	made := slices.Clone(lines)
	var open elements
	var code codeBlock
	first, areTold := 0, false // of the lines of the elements that are open
	for i, line := range lines {
		text := strings.TrimRight(line, "\r\n")
		if len(open) == 0 {
			first, areTold = i, false
		}
		if inHTML := !open.areMarkdown(); (inHTML || !code.holds(text)) && (len(open) > 0 || !isIndented(text)) {
			made[i] = open.line(text) + line[len(text):]
			areTold = areTold || asMarkdown.MatchString(text)
		}
		if len(open) == 0 && !areTold {
			copy(made[first:i+1], lines[first:])
		}
	}
	if len(open) > 0 { // one is not closed, and would take the rest with it
		return body
	}
	return strings.Join(made, "")
}

// line returns a line as it is here, and notes what it opens and closes.
func (e *elements) line(text string) string {
	if !strings.Contains(text, "`") {
		text = tag.ReplaceAllStringFunc(text, func(tag string) string {
			if ofBlock.MatchString(nameOf(tag)) {
				return tag
			}
			return asMarkdown.ReplaceAllString(tag, "")
		})
	}
	bare := strings.TrimLeft(text, " \t>")
	indent := text[:len(text)-len(bare)]
	if len(*e) > 0 && (*e)[len(*e)-1].isParagraph() && isIndented(text) {
		indent = (*e)[len(*e)-1].indent
	}
	if len(*e) > 0 && e.areMarkdown() && loneInline.MatchString(strings.TrimSpace(bare)) {
		return indent + bare + htmlEnds // else it would be a block
	}
	first := tag.FindStringIndex(bare)
	wasMarkdown, areTold := e.areMarkdown(), len(*e) > 0
	isHTML := !wasMarkdown || first != nil && first[0] == 0 && ofBlock.MatchString(nameOf(bare[:first[1]]))
	var b strings.Builder
	last := 0
	say := func(end int) {
		words := bare[last:end]
		if isHTML && len(*e) > 0 && e.areMarkdown() {
			words = inline(words)
		}
		b.WriteString(words)
	}
	for _, at := range tag.FindAllStringIndex(bare, -1) {
		tag := bare[at[0]:at[1]]
		name, closes := nameOf(tag), tag[1] == '/'
		if !ofBlock.MatchString(name) || !isHTML && !closes {
			continue
		}
		say(at[0])
		last = at[1]
		switch {
		case closes:
			if here := e.close(name); here != "" {
				tag = "</" + here + ">"
			}
		case asMarkdown.MatchString(tag):
			here := name
			if strings.EqualFold(name, "p") { // within which there are no paragraphs
				here = "div"
			}
			tag = "<" + here + asMarkdown.ReplaceAllString(tag[1+len(name):], "")
			*e = append(*e, element{name, here, indent})
		case len(*e) > 0 || !optional.MatchString(name):
			*e = append(*e, element{name: name})
		}
		b.WriteString(tag)
	}
	say(len(bare))
	switch areTold = areTold || len(*e) > 0 || b.String() != bare; {
	case !isHTML || !areTold:
	case e.areMarkdown():
		indent += htmlEnds
	case wasMarkdown:
		indent += htmlBegins
	}
	return indent + b.String()
}

// isParagraph reports whether the content is that of a paragraph, in which no line is code.
func (e element) isParagraph() bool { return strings.EqualFold(e.name, "p") && e.here != "" }

// areMarkdown reports whether text within the elements is Markdown.
func (e elements) areMarkdown() bool { return len(e) == 0 || e[len(e)-1].here != "" }

// close closes the last element of a name, with those in it, and returns its name here.
func (e *elements) close(name string) (here string) {
	for i, open := range slices.Backward(*e) {
		if strings.EqualFold(open.name, name) {
			*e = (*e)[:i]
			return open.here
		}
	}
	return ""
}

func nameOf(mark string) string { return tag.FindStringSubmatch(mark)[2] }

// inline returns words in a line of HTML as HTML. A shortcode among them stays.
func inline(words string) string {
	text := strings.TrimSpace(words)
	if text == "" || strings.Contains(text, "{{") {
		return words
	}
	doc, err := markdown.Render(&post.Post{Body: text}, markdown.Options{Unsafe: true, HTMLOnly: true})
	if err != nil {
		return words
	}
	made, begins := strings.CutPrefix(strings.TrimSpace(doc.HTML), "<p>")
	made, ends := strings.CutSuffix(made, "</p>")
	if !begins || !ends || strings.Contains(made, "\n") {
		return words
	}
	return strings.Replace(words, text, made, 1)
}
