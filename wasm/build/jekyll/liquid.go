package jekyll

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/post"
	"postview/wasm/problem"
)

// liquid runs a template: what it can't run is told, and shown as little as possible.
type liquid struct {
	site     *Site
	post     *post.Post
	vars     map[string]any
	problems []*problem.Problem
	within   int // tags around the text
}

// mark is a tag or an output of Liquid.
var mark = regexp.MustCompile(`(?s)\{(?:%(-?)\s*(.*?)\s*(-?)%|\{(-?)\s*(.*?)\s*(-?)\})\}`)

// deepest is how deep tags may be nested.
const deepest = 50

// run returns what a template says. It is in the body of the post, after a number of
// lines.
func (l *liquid) run(template string, after int) string {
	l.within++
	defer func() { l.within-- }()
	if l.within > deepest {
		l.tell(after, "tags are nested too deep")
		return ""
	}
	var out strings.Builder
	line := after
	for template != "" {
		at := mark.FindStringSubmatchIndex(template)
		if at == nil {
			out.WriteString(template)
			break
		}
		m := mark.FindStringSubmatch(template[at[0]:at[1]])
		before := template[:at[0]]
		line += strings.Count(before, "\n")
		rest := template[at[1]:]
		if m[1] != "" || m[4] != "" {
			before = strings.TrimRight(before, " \t\r\n")
		}
		out.WriteString(before)
		var said string
		switch name, arguments := cutWord(m[2]); {
		case template[at[0]+1] == '{':
			said = l.output(m[5], rest, line)
		case name == "raw" || name == "comment" || l.holds(name, rest):
			inner, tail, ends := upToEnd(name, rest)
			if !ends {
				l.tell(line, "%s is not ended", name)
				break
			}
			said = l.block(name, arguments, inner, indentation(before), line)
			line += strings.Count(rest[:len(rest)-len(tail)], "\n")
			rest = tail
		default:
			said = l.tag(name, arguments, line)
		}
		if strings.HasPrefix(said, "{{< ") && heading.MatchString(lastLine(before)) {
			l.tell(line, "%s is not shown in a heading", m[2])
			said = ""
		}
		out.WriteString(said)
		line += strings.Count(template[at[0]:at[1]], "\n")
		if m[3] != "" || m[6] != "" {
			short := strings.TrimLeft(rest, " \t\r\n")
			line += strings.Count(rest[:len(rest)-len(short)], "\n")
			rest = short
		}
		template = rest
	}
	return out.String()
}

// cutWord returns the first word of a text, and the rest.
func cutWord(s string) (word, rest string) {
	if i := strings.IndexAny(s, " \t\r\n"); i >= 0 {
		return s[:i], strings.TrimSpace(s[i:])
	}
	return s, ""
}

// tell notes what can't be run, on a line of the body counted from 0.
func (l *liquid) tell(line int, format string, args ...any) {
	l.problems = append(l.problems, &problem.Problem{
		File: l.post.Path, Line: max(l.post.BodyLine, 1) + line, Kind: problem.Shortcode,
		Err: errors.New("Liquid: " + fmt.Sprintf(format, args...)),
	})
}

// holds reports whether a tag is ended by another.
func (l *liquid) holds(name, rest string) bool {
	return name != "" && !strings.HasPrefix(name, "end") && strings.Contains(rest, "end"+name)
}

// upToEnd returns what a tag holds, and what follows the tag that ends it, if one does.
func upToEnd(name, rest string) (inner, tail string, ends bool) {
	depth := 1
	for from := 0; ; {
		at := mark.FindStringSubmatchIndex(rest[from:])
		if at == nil {
			return "", rest, false
		}
		m := mark.FindStringSubmatch(rest[from+at[0] : from+at[1]])
		switch word, _ := cutWord(m[2]); word {
		case name:
			if name != "raw" && name != "comment" {
				depth++
			}
		case "end" + name:
			depth--
		}
		if depth == 0 {
			inner = rest[:from+at[0]]
			if m[1] != "" {
				inner = strings.TrimRight(inner, " \t\r\n")
			}
			return inner, rest[from+at[1]:], true
		}
		from += at[1]
		if name == "raw" { // what looks like a tag there may hide the end
			from -= at[1] - at[0] - 2
		}
	}
}

// indentation returns the white space that begins the last line of a text, if that is
// all there is on it.
func indentation(text string) string {
	last := lastLine(text)
	if strings.Trim(last, " \t") != "" {
		return ""
	}
	return last
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }

// block returns what becomes of a tag that holds something. The lead begins its line.
func (l *liquid) block(name, arguments, inner, lead string, line int) string {
	switch name {
	case "raw":
		return literal(inner)
	case "comment":
		return ""
	case "highlight":
		return fence(arguments, l.run(inner, line), lead)
	case "capture":
		l.vars[strings.Trim(arguments, `"' `)] = l.run(inner, line)
		return ""
	case "if", "unless", "for", "case", "tablerow":
		l.tell(line, "%s is not run, and what it holds is left out", name)
		return ""
	}
	return unknown(name, quoted(arguments), l.run(inner, line))
}

// fence returns code that is highlighted, as Markdown.
func fence(arguments, code, lead string) string {
	language, options := cutWord(arguments)
	info := language
	if strings.HasPrefix(options, "linenos") {
		info += " {linenos=true}"
	}
	marks := "```"
	for strings.Contains(code, marks) {
		marks += "`"
	}
	return marks + info + "\n" + strings.TrimRight(strings.TrimLeft(code, "\r\n"), " \t\r\n") + "\n" + lead + marks
}

// literal returns a text without what a shortcode would be.
func literal(text string) string {
	return shortcodes.ReplaceAllString(text, "{{$1/*$2*/$3}}")
}

var shortcodes = regexp.MustCompile(`(?s)\{\{([<%])(.*?)([>%])\}\}`)

// tag returns what becomes of a tag that holds nothing.
func (l *liquid) tag(name, arguments string, line int) string {
	switch name {
	case "link":
		target := strings.Trim(l.run(arguments, line), `"' /`)
		if !l.site.files[target] {
			l.tell(line, "link: there is no file %s", target)
			return ""
		}
		return "/" + target
	case "post_url":
		target := strings.Trim(l.run(arguments, line), `"' /`)
		if found := l.site.posts[target]; found != "" {
			return "/" + found
		}
		l.tell(line, "post_url: there is no post %s", target)
		return ""
	case "assign":
		name, value, _ := strings.Cut(arguments, "=")
		if v, known := l.value(value); known {
			l.vars[strings.TrimSpace(name)] = v
		} else {
			l.tell(line, "assign %s is not followed", arguments)
		}
		return ""
	case "include", "include_relative", "include_cached":
		file, given := cutWord(arguments)
		return l.include(withoutEnding(path.Base(file)), given)
	case "seo", "feed_meta", "toc", "break", "continue":
		return ""
	case "", "else", "elsif", "when":
		return ""
	}
	if strings.HasPrefix(name, "end") || slices.Contains([]string{"if", "unless", "for", "case", "raw", "comment", "highlight"}, name) {
		l.tell(line, "%s without its other half", name)
		return ""
	}
	return unknown(name, quoted(arguments), "")
}

// include shows a file of the theme as a shortcode.
func (l *liquid) include(name, arguments string) string {
	if name == "toc" {
		return ""
	}
	var given []string
	inner := ""
	for _, m := range parameter.FindAllStringSubmatch(arguments, -1) {
		value, known := l.value(m[2])
		if !known || value == nil {
			continue
		}
		if m[1] == "content" || m[1] == "text" {
			inner = textOf(value)
			continue
		}
		given = append(given, strings.ReplaceAll(m[1], ".", "-")+"="+quote(textOf(value)))
	}
	if !slices.Contains(alike, name) {
		name = "include-" + name
	}
	return unknown(name, strings.Join(given, " "), inner)
}

// parameter is one of an include: its name and its value.
var parameter = regexp.MustCompile(`([\w.-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)`)

// unknown shows a tag as a shortcode of the same name. There may be one; else it is told
// and shown as those that nobody knows.
func unknown(name, arguments, inner string) string {
	name = strings.Trim(notOfNames.ReplaceAllString(strings.ToLower(name), "-"), "-")
	if name == "" {
		return ""
	}
	opening := "{{< " + strings.TrimSpace(name+" "+arguments) + " >}}"
	if inner == "" {
		return opening
	}
	return opening + inner + "{{< /" + name + " >}}"
}

// alike are shortcodes that do what includes of their names do in most themes.
var alike = []string{"figure", "youtube", "vimeo", "gist", "details", "note", "tip", "warning", "important", "caution", "image", "img", "video", "button", "alert", "callout"}

var notOfNames = regexp.MustCompile(`[^\w-]+`)

// quoted returns the words of a tag as the arguments of a shortcode.
func quoted(arguments string) string {
	var all []string
	for _, m := range argument.FindAllString(arguments, -1) {
		all = append(all, quote(strings.Trim(m, `"'`)))
	}
	return strings.Join(all, " ")
}

var argument = regexp.MustCompile(`"[^"]*"|'[^']*'|\S+`)

func quote(text string) string {
	if strings.ContainsAny(text, "\"\\\n") {
		return "`" + strings.ReplaceAll(text, "`", "'") + "`"
	}
	return `"` + text + `"`
}
