package jekyll

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"postview/wasm/plain"
	"postview/wasm/post"
	"postview/wasm/scalar"
)

// output returns what stands between two braces. The rest is what follows it.
func (l *liquid) output(expression, rest string, line int) string {
	if expression == "site.url" && rest != "" && (rest[0] == '{' || rest[0] == '/') {
		return "" // an address within the site does without
	}
	value, known := l.value(expression)
	if !known {
		l.tell(line, "{{ %s }} is not followed", expression)
		return ""
	}
	return literal(textOf(value))
}

func textOf(value any) string {
	switch value.(type) {
	case []string, []any:
		return strings.Join(words(value), "")
	}
	if date, isDate := value.(post.Date); isDate {
		return date.Format("2006-01-02 15:04:05 -0700")
	}
	text, _ := scalar.Text(value)
	return text
}

// part is a part of an expression: what is quoted, or what is between bars.
var part = regexp.MustCompile(`"[^"]*"|'[^']*'|\||[^|"']+`)

// value returns the value of an expression, nil for none. It is not known where the
// expression asks for what there is not here.
func (l *liquid) value(expression string) (value any, known bool) {
	steps := []string{""}
	for _, each := range part.FindAllString(expression, -1) {
		if each == "|" {
			steps = append(steps, "")
		} else {
			steps[len(steps)-1] += each
		}
	}
	value, known = l.operand(steps[0])
	for _, step := range steps[1:] {
		if !known {
			return nil, false
		}
		name, given, _ := strings.Cut(step, ":")
		var arguments []string
		for _, each := range givenTo.FindAllString(given, -1) {
			argument, isKnown := l.operand(each)
			known = known && isKnown
			arguments = append(arguments, textOf(argument))
		}
		if known {
			value, known = filter(strings.TrimSpace(name), value, arguments)
		}
	}
	return value, known
}

var givenTo = regexp.MustCompile(`"[^"]*"|'[^']*'|[^,\s"']+`)

// operand returns the value of a literal or of a variable.
func (l *liquid) operand(name string) (value any, known bool) {
	name = strings.TrimSpace(name)
	if len(name) > 1 && (name[0] == '"' || name[0] == '\'') && name[len(name)-1] == name[0] {
		return name[1 : len(name)-1], true
	}
	if _, err := strconv.ParseFloat(name, 64); err == nil || name == "true" || name == "false" {
		return name, true
	}
	if v, isSet := l.vars[name]; isSet {
		return v, true
	}
	of, key, _ := strings.Cut(strings.ToLower(name), ".")
	switch {
	case of == "site" && slices.Contains(ofJekyll, before(key)), of == "page" && (key == "content" || key == "next" || key == "previous"):
		return nil, false
	case name == "site.baseurl", name == "site.github.url":
		return "", true // addresses are those of the site, wherever that is
	case of == "site":
		return within(l.site.config, key), true
	case name == "page.url":
		return "/" + strings.TrimPrefix(strings.ReplaceAll(l.post.URL, `\:`, ":"), "/"), true
	case name == "page.path":
		return l.post.Path, true
	case name == "page.title":
		return l.post.Title, true
	case of == "page":
		v, _ := l.post.Param(key)
		return v, true
	case simpleName.MatchString(name):
		return nil, true // Liquid, too, shows nothing for what is not there
	}
	return nil, false
}

var simpleName = regexp.MustCompile(`^[\w-]+(\.[\w-]+)*$`)

// ofJekyll are what Jekyll knows of a site beside its configuration.
var ofJekyll = []string{"posts", "pages", "data", "time", "categories", "tags", "static_files", "html_pages", "collections", "documents", "related_posts", "github"}

func before(key string) string {
	key, _, _ = strings.Cut(key, ".")
	return key
}

// within returns the value to which a key with dots leads.
func within(values map[string]any, key string) any {
	name, rest, isDeep := strings.Cut(key, ".")
	if !isDeep {
		return values[name]
	}
	inner, _ := values[name].(map[string]any)
	return within(inner, rest)
}

// filter returns a value as a filter makes it, false where there is no such filter here.
func filter(name string, value any, arguments []string) (any, bool) {
	text := textOf(value)
	arguments = append(arguments, "", "")
	switch name {
	case "relative_url", "absolute_url":
		if strings.Contains(text, "://") || strings.HasPrefix(text, "/") {
			return text, true
		}
		return "/" + text, true
	case "join":
		return strings.Join(words(value), arguments[0]), true
	case "append":
		return text + arguments[0], true
	case "prepend":
		return arguments[0] + text, true
	case "replace":
		return strings.ReplaceAll(text, arguments[0], arguments[1]), true
	case "remove":
		return strings.ReplaceAll(text, arguments[0], ""), true
	case "default":
		if text == "" || text == "false" {
			return arguments[0], true
		}
		return value, true
	case "escape", "xml_escape":
		return html.EscapeString(text), true
	case "strip":
		return strings.TrimSpace(text), true
	case "upcase":
		return strings.ToUpper(text), true
	case "downcase":
		return strings.ToLower(text), true
	case "capitalize":
		if text != "" {
			text = strings.ToUpper(text[:1]) + text[1:]
		}
		return text, true
	case "strip_html":
		return plain.Text(text), true
	case "url_encode", "cgi_escape":
		return url.QueryEscape(text), true
	case "uri_escape":
		return (&url.URL{Path: text}).EscapedPath(), true
	case "slugify":
		return slugOf(text, arguments[0] == "pretty"), true
	case "markdownify", "smartify":
		return text, true
	case "date":
		if date, isDate := value.(post.Date); isDate {
			return formatted(date.Time, arguments[0]), true
		}
	case "date_to_string":
		if date, isDate := value.(post.Date); isDate {
			return date.Format("02 Jan 2006"), true
		}
	case "date_to_long_string":
		if date, isDate := value.(post.Date); isDate {
			return date.Format("02 January 2006"), true
		}
	}
	return nil, false
}

// directives of Ruby's strftime, in Go's layouts.
var directives = strings.NewReplacer("%Y", "2006", "%y", "06", "%m", "01", "%-m", "1", "%B", "January", "%b", "Jan", "%d", "02", "%-d", "2",
	"%e", "_2", "%A", "Monday", "%a", "Mon", "%H", "15", "%M", "04", "%S", "05", "%F", "2006-01-02", "%Z", "MST", "%z", "-0700")

var directive = regexp.MustCompile(`%-?[a-zA-Z]`)

func formatted(t time.Time, format string) string {
	return directive.ReplaceAllStringFunc(format, func(d string) string { return t.Format(directives.Replace(d)) })
}
