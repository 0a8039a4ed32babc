package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"postview/wasm/plain"
	"postview/wasm/post"
	"postview/wasm/shortcode"
)

const (
	divider = "<!--more-->"

	// marker stands for the divider while the Markdown is rendered, in a
	// paragraph of its own. It is Hugo's, so that a post that uses it as a word
	// is not treated in another way.
	marker = "HUGOMORE42"
)

// markDivider replaces the divider of a body.
func markDivider(body shortcode.Result) (markdown string) {
	if body.Divider < 0 {
		return body.Markdown
	}
	before, after := body.Markdown[:body.Divider], body.Markdown[body.Divider+len(divider):]
	return before + "\n\n" + marker + "\n\n" + strings.TrimLeft(after, "\t\n\v\f\r ")
}

// summarize takes the divider out of d.HTML and sets what concerns the summary:
// what is before the divider, else what the front matter says, else the first
// paragraphs that have enough words.
func (d *Document) summarize(p *post.Post, o Options, divided, cjk bool) error {
	switch {
	case divided:
		d.Summary, d.HTML = splitAtMarker(d.HTML)
		d.Truncated = d.Summary != strings.TrimSpace(d.HTML)
	case p.Summary == "":
		d.Summary = firstParagraphs(d.HTML, o.Config.SummaryLength, cjk)
		d.Truncated = d.Summary != strings.TrimSpace(d.HTML)
	}
	if d.Summary == "" {
		fragment, _, err := o.render(p.Summary)
		if err != nil {
			return err
		}
		d.Summary = withoutParagraph(fragment)
	}
	d.SummaryText = html.UnescapeString(strings.TrimSpace(plain.Text(d.Summary)))
	return nil
}

// withoutParagraph returns fragment without the p element around all of it,
// where that is its only one.
func withoutParagraph(fragment string) string {
	if strings.Count(fragment, "<p>") != 1 {
		return fragment
	}
	fragment = strings.TrimSpace(fragment)
	if strings.HasPrefix(fragment, "<p>") && strings.HasSuffix(fragment, "</p>") {
		return strings.TrimSpace(fragment[len("<p>") : len(fragment)-len("</p>")])
	}
	return fragment
}

// firstParagraphs returns fragment up to the end of the paragraph with which it
// has as many words. It counts in the HTML, as Hugo does, tags nearly left out.
func firstParagraphs(fragment string, words int, cjk bool) string {
	if words <= 0 {
		return ""
	}
	count := 0
	for i := 0; ; {
		length := strings.Index(fragment[i:], "</p>")
		if length < 0 {
			return strings.TrimSpace(fragment)
		}
		count += countParagraph(fragment[i:i+length], words-count, cjk)
		if count >= words {
			return strings.TrimSpace(fragment[:i+length+len("</p>")])
		}
		i += length + len("</p>") - 1
	}
}

// countParagraph counts the words of s until there are enough. The last character
// ends a word but is not part of it.
func countParagraph(s string, enough int, cjk bool) int {
	count, start := 0, 0
	for i, r := range s {
		if !unicode.IsSpace(r) && i+utf8.RuneLen(r) != len(s) {
			continue
		}
		count += countWord(strings.TrimSpace(s[start:i]), cjk)
		start = i
		if count >= enough {
			break
		}
	}
	return count
}

func countWord(word string, cjk bool) int {
	switch {
	case word == "" || isMarkup(word):
		return 0
	case cjk:
		return cjkLength(plain.Text(word))
	}
	return 1
}

// isMarkup reports whether a word is a simple tag or the start of an attribute.
func isMarkup(word string) bool {
	if word == ">" {
		return true
	}
	if name, isTag := strings.CutPrefix(word, "<"); isTag {
		name = strings.TrimSuffix(strings.TrimPrefix(name, "/"), ">")
		return name != "" && strings.IndexFunc(name, isNoLetter) < 0
	}
	if strings.IndexByte(word, '=') <= 0 {
		return false
	}
	name, value, _ := strings.Cut(word, "=")
	return strings.IndexFunc(name, isNoLetter) < 0 && value != "" && (value[0] == '"' || value[0] == '\'')
}

func isNoLetter(r rune) bool { return (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r) }

// splitAtMarker returns what is before the marker, and all without it. Where the
// marker is the only text of its paragraph, the paragraph goes with it.
func splitAtMarker(fragment string) (summary, all string) {
	start := strings.Index(fragment, marker)
	if start < 0 {
		return "", strings.TrimSpace(fragment)
	}
	end := start + len(marker)
	start, shared := paragraphStart(fragment, start)

	paragraphEnd := len(fragment)
	if i := strings.Index(fragment[end:], "</p>"); i >= 0 {
		paragraphEnd = end + i + len("</p>")
	}
	rest := ""
	if shared {
		rest = fragment[end:paragraphEnd]
	} else {
		end = paragraphEnd
	}
	if strings.HasPrefix(fragment[end:], "\n") {
		end++
	}
	return strings.TrimSpace(fragment[:start] + rest), strings.TrimSpace(fragment[:start] + fragment[end:])
}

// paragraphStart returns where the tag begins that opens the paragraph which the
// marker at position marker is in. Where other content shares the paragraph, it
// returns the marker's position.
//
// On the way back to that tag Hugo skips other tags: a div without attributes,
// but, where a plain p comes anywhere before, as many bytes as that has.
func paragraphStart(fragment string, marker int) (start int, shared bool) {
	plain, plainLength := plainParagraph(fragment[:marker])
	for i := marker - 1; i >= 0; i-- {
		if fragment[i] == '>' {
			tag := strings.LastIndexByte(fragment[:i], '>') + 1
			if open := strings.Index(fragment[tag:i], "<p"); open >= 0 {
				return tag + open, false
			}
			skip := plainLength
			if plain < 0 || plain+plainLength > i+1 {
				skip = divLength(fragment[:i+1])
			}
			if skip > 0 {
				i -= skip - 1
				continue
			}
		}
		if r, _ := utf8.DecodeRuneInString(fragment[i:]); !unicode.IsSpace(r) {
			return marker, true
		}
	}
	return marker, false
}

// plainParagraph returns where the first p element begins in s whose tag has at
// most one character more, and how long the tag is; or -1.
func plainParagraph(s string) (start, length int) {
	for from := 0; ; {
		i := strings.Index(s[from:], "<p")
		if i < 0 {
			return -1, 0
		}
		from += i + len("<p")
		if strings.HasPrefix(s[from:], ">") {
			return from - len("<p"), len("<p>")
		}
		if _, size := utf8.DecodeRuneInString(s[from:]); strings.HasPrefix(s[from+size:], ">") {
			return from - len("<p"), len("<p>") + size
		}
	}
}

// divLength returns the length of the tag at the end of s, if it is of a div and
// has at most one character more, or 0.
func divLength(s string) int {
	if strings.HasSuffix(s, "<div>") {
		return len("<div>")
	}
	_, size := utf8.DecodeLastRuneInString(s[:len(s)-1])
	if strings.HasSuffix(s[:len(s)-1-size], "<div") {
		return len("<div>") + size
	}
	return 0
}
