package post

import (
	"cmp"
	"fmt"
	"strings"
)

// inWords says what yaml.v2 finds wrong as an author would, where the text shows what
// was meant, and on which line that is.
func (b block) inWords(message string, line int) (string, int) {
	text := b.sourceLine(line)
	key, value := keyValue(text)
	switch {
	case strings.Contains(text, "\t") && strings.TrimLeft(text, " \t") != strings.TrimLeft(text, " "),
		strings.Contains(message, "a tab character"):
		return "the line begins with a tab: YAML is indented with spaces", line
	case strings.HasPrefix(message, "mapping values"):
		if before := b.sourceLine(line - 1); !strings.Contains(value, ": ") && !strings.HasPrefix(text, " ") && lacksSpace(before) {
			return "there is no space after the colon", line - 1
		}
		if strings.HasPrefix(text, " ") && !strings.Contains(value, ": ") {
			return "the line is indented, and nothing before it opens a level", line
		}
		return fmt.Sprintf("the value of %s has a colon in it: put the value in quotes", key), line
	case strings.HasPrefix(message, "found unexpected end of stream"), strings.HasPrefix(message, "did not find expected key"),
		strings.HasPrefix(message, "found unexpected document indicator"):
		if opened := b.openQuote(line); opened > 0 {
			return "the quote that opens here is not closed", opened
		}
		if strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "'") || strings.HasPrefix(value, "[") {
			return fmt.Sprintf("the value of %s goes on after its end: put all of it in quotes, of the other kind if it has some itself", key), line
		}
		if strings.HasPrefix(text, " ") {
			return "the line is indented otherwise than those before it", line
		}
	case strings.HasPrefix(message, "did not find expected ',' or ']'"):
		return "the list that [ opens is not closed", b.opened("[", "]", line)
	case strings.HasPrefix(message, "did not find expected ',' or '}'"):
		return "the map that { opens is not closed", b.opened("{", "}", line)
	case strings.HasPrefix(message, "found unknown escape character"):
		return `a backslash in double quotes begins an escape: write \\ for one`, line
	case strings.HasPrefix(message, "did not find expected comment or line break"):
		return "the text of > or | begins on the next line, indented", line
	case strings.HasPrefix(message, "found character that cannot start any token") && value != "":
		return fmt.Sprintf("the value of %s can't begin with %.1s: put the value in quotes", key, value), line
	case strings.HasPrefix(message, "cannot unmarshal !!map") && strings.HasPrefix(value, "{{"):
		return fmt.Sprintf("the value of %s begins with a brace: put the value in quotes", key), line
	case strings.HasSuffix(message, "already set in map"):
		return strings.TrimSuffix(message, "already set in map") + "is there twice", line
	case strings.HasPrefix(message, "unknown anchor"):
		name, _, _ := strings.Cut(strings.TrimPrefix(message, "unknown anchor '"), "'")
		return "a value that begins with * refers to another one: put the value in quotes", b.lineWith("*" + name)
	}
	return "yaml: " + message, line
}

// sourceLine returns a line of the source, from 1, if the front matter has it.
func (b block) sourceLine(line int) string {
	n := b.line
	for text := range strings.Lines(string(b.text)) {
		if n == line {
			return strings.TrimRight(text, "\r\n")
		}
		n++
	}
	return ""
}

// openQuote returns the first line up to this one whose value opens a quote and does not
// close it, or 0.
func (b block) openQuote(until int) int {
	return cmp.Or(b.firstOpen(`"`, `"`, until), b.firstOpen("'", "'", until))
}

// opened returns the line on which what is not closed by this one opens.
func (b block) opened(open, end string, until int) int {
	return cmp.Or(b.firstOpen(open, end, until), until)
}

func (b block) firstOpen(open, end string, until int) int {
	for line := b.line; line <= until; line++ {
		_, value := keyValue(b.sourceLine(line))
		rest, opens := strings.CutPrefix(value, open)
		if opens && !strings.Contains(strings.ReplaceAll(rest, `\"`, ""), end) {
			return line
		}
	}
	return 0
}

// lineWith returns the first line that has a text, or 0.
func (b block) lineWith(text string) int {
	if before, _, is := strings.Cut(string(b.text), text); is {
		return b.lineAt(len(before))
	}
	return 0
}

// keyValue cuts a line of a map, or of a list, in two.
func keyValue(line string) (key, value string) {
	line = strings.TrimPrefix(strings.TrimSpace(line), "- ")
	key, value, isPair := strings.Cut(line, ": ")
	if !isPair {
		return "the list", line
	}
	return key, strings.TrimSpace(value)
}

// lacksSpace reports whether a line is a key, a colon and a value without a space.
func lacksSpace(line string) bool {
	_, value, isPair := strings.Cut(line, ":")
	return isPair && value != "" && value[0] != ' '
}
