package layout

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	template "html/template"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark-emoji/definition"

	"postview/wasm/plain"
)

var transformFunctions = table{
	"transform.Markdownify markdownify":   markdownify,
	"transform.Plainify plainify":         func(s string) template.HTML { return template.HTML(plain.Text(s)) },
	"transform.Highlight highlight":       highlight,
	"transform.HTMLEscape htmlEscape":     html.EscapeString,
	"transform.HTMLUnescape htmlUnescape": html.UnescapeString,
	"transform.XMLEscape":                 xmlEscape,
	"transform.Emojify emojify":           emojify,
	"transform.Unmarshal unmarshal":       unmarshal,
}

// markdown renders Markdown that may have shortcodes.
func (m *machine) markdown(s string) (string, error) {
	if m.depth >= mostDepth {
		return "", errDepth
	}
	defer func(file *file, depth int) { m.file, m.depth = file, depth }(m.file, m.depth)
	m.depth++
	out := m.shortcode.Markdown(s)
	return out, m.spend(len(out))
}

func markdownify(m *machine, s string) (template.HTML, error) {
	out, err := m.markdown(s)
	return template.HTML(inLine(out)), err
}

// inLine takes the paragraph around a short text away, if it is the only one.
func inLine(out string) string {
	if strings.Count(out, "<p>") != 1 {
		return out
	}
	trimmed := strings.TrimSpace(out)
	line, begins := strings.CutPrefix(trimmed, "<p>")
	line, ends := strings.CutSuffix(line, "</p>")
	if !begins || !ends {
		return out
	}
	return strings.TrimSpace(line)
}

// renderString is RenderString of a page, with its options.
func (m *machine) renderString(args []any) (template.HTML, error) {
	if len(args) < 1 || len(args) > 2 {
		return "", errors.New("a text is wanted, and options before it")
	}
	display := "inline"
	if len(args) == 2 {
		options, is := mapOf(args[0])
		if !is {
			return "", errNoMap
		}
		for key, value := range options {
			s, _ := toText(value)
			switch {
			case strings.EqualFold(key, "display") && s != "":
				display = s
			case strings.EqualFold(key, "markup") && !slices.Contains([]string{"", "markdown", "goldmark", "md"}, s):
				return "", notHere{"the markup " + s}
			}
		}
	}
	s, err := toText(args[len(args)-1])
	if err != nil {
		return "", err
	}
	out, err := m.markdown(s)
	if display == "inline" {
		out = inLine(out)
	}
	return template.HTML(out), err
}

// highlight colours code.
func highlight(m *machine, code string, args ...any) (template.HTML, error) {
	language, options := "", ""
	var given any
	switch len(args) {
	case 0:
	case 1:
		if s, is := asString(args[0]); is && !strings.ContainsAny(s, "=,") {
			language = s
		} else {
			given = args[0]
		}
	case 2:
		language, _ = toText(args[0])
		given = args[1]
	default:
		return "", errTooMany
	}
	if in, is := mapOf(given); is {
		var all []string
		for _, key := range slices.Sorted(maps.Keys(in)) {
			if strings.EqualFold(key, "type") && language == "" {
				language, _ = toText(in[key])
				continue
			}
			all = append(all, fmt.Sprintf("%s=%v", key, in[key]))
		}
		options = strings.Join(all, ",")
	} else if given != nil {
		options, _ = toText(given)
	}
	out := m.shortcode.Highlight(code, language, options)
	return template.HTML(out), m.spend(len(out))
}

func xmlEscape(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, s)
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

var emojis = sync.OnceValue(func() definition.Emojis { return definition.Github() })

// emojify puts emoji in the place of their names, :tada:.
func emojify(s string) template.HTML {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, ":")
		b.WriteString(before)
		if !found {
			return template.HTML(b.String())
		}
		name, rest, closed := strings.Cut(after, ":")
		if emoji, known := emojis().Get(name); closed && known && len(name) < 50 {
			b.WriteString(string(emoji.Unicode))
			s = rest
			continue
		}
		b.WriteByte(':')
		s = after
	}
}
