package jekyll

import (
	"regexp"
	"strings"
)

var (
	options      = regexp.MustCompile(`(?s)\{::comment\}.*?\{:/(?:comment)?\}|\{:/?:?(?:options|nomarkdown|comment)\b[^}\n]*\}|\{:/\}`)
	listOfBlock  = regexp.MustCompile(`^[ \t>]*\{:[^{}]*\}[ \t]*\r?$`)
	listInLine   = regexp.MustCompile("([)\\]*_>\"'`])\\{:[^{}\n]*\\}")
	tocItem      = regexp.MustCompile(`^\s*(?:[*+-]|\d+\.)\s+\S`)
	heading      = regexp.MustCompile(`^ {0,3}#{1,6}\s`)
	id           = regexp.MustCompile(`#[\w:.-]+`)
	fenceMark    = regexp.MustCompile("^[ \t>]*(```+|~~~+)")
	abbreviation = regexp.MustCompile(`^\*\[[^\]]+\]:`)
)

// attributes returns a body without kramdown's lists of attributes, which style sheets
// of the theme are for. The id of a heading stays.
func attributes(body string) string {
	if !strings.Contains(body, "{:") && !strings.Contains(body, "*[") {
		return body
	}
	lines := strings.SplitAfter(body, "\n")
	var code codeBlock
	for i, line := range lines {
		text, end := strings.TrimRight(line, "\r\n"), line[len(strings.TrimRight(line, "\r\n")):]
		switch {
		case code.holds(text), isIndented(text):
			continue
		case abbreviation.MatchString(text):
			text = ""
		case listOfBlock.MatchString(text):
			if i > 0 {
				lines[i-1] = above(lines[i-1], text)
			}
			text = ""
		}
		lines[i] = inLine(text) + end
	}
	return options.ReplaceAllString(strings.Join(lines, ""), "")
}

// codeBlock is the mark that opened the block of code around a line, "" outside of one.
type codeBlock string

// holds reports whether a line is in a block of code, or opens or ends one.
func (f *codeBlock) holds(line string) bool {
	mark, open := fenceMark.FindStringSubmatch(line), *f
	switch {
	case open != "":
		if mark != nil && strings.HasPrefix(mark[1], string(open)) {
			*f = ""
		}
		return true
	case mark != nil:
		*f = codeBlock(mark[1])
	}
	return mark != nil
}

// isIndented reports whether a line is code by its indentation, most likely.
func isIndented(line string) bool {
	return strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
}

// above returns the line above a list of attributes.
func above(line, list string) string {
	text := strings.TrimRight(line, "\r\n")
	switch named := id.FindString(list); {
	case strings.Contains(list, "{:toc") && tocItem.MatchString(text):
		return line[len(text):]
	case heading.MatchString(text) && named != "":
		return text + " {" + named + "}" + line[len(text):]
	}
	return line
}

// inLine returns a line without the lists in it, but for those that are code.
func inLine(line string) string {
	if !strings.Contains(line, "{:") {
		return line
	}
	parts := strings.Split(line, "`")
	for i := 0; i < len(parts); i += 2 {
		if i > 0 {
			parts[i] = listInLine.ReplaceAllString("`"+parts[i], "$1")[1:]
		} else {
			parts[i] = listInLine.ReplaceAllString(parts[i], "$1")
		}
	}
	return strings.Join(parts, "`")
}
