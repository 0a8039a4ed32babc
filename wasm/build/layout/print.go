package layout

import (
	"errors"
	"fmt"
	html "html/template"
	"strings"
)

var printFunctions = table{
	"fmt.Print print": func(m *machine, v ...any) (string, error) {
		return m.printed(v, func() string { return fmt.Sprint(v...) })
	},
	"fmt.Println println": func(m *machine, v ...any) (string, error) {
		return m.printed(v, func() string { return fmt.Sprintln(v...) })
	},
	"fmt.Printf printf": func(m *machine, format string, v ...any) (string, error) {
		return m.printed(v, func() string { return fmt.Sprintf(format, v...) })
	},
	"fmt.Errorf errorf": func(m *machine, format string, v ...any) (string, error) { return said(m, format, v) },
	"fmt.Warnf warnf":   func(m *machine, format string, v ...any) (string, error) { return said(m, format, v) },
	"fmt.Erroridf erroridf": func(m *machine, id, format string, v ...any) (string, error) {
		return said(m, format, v)
	},
	"fmt.Warnidf warnidf": func(m *machine, id, format string, v ...any) (string, error) { return said(m, format, v) },
	"html":                func(v ...any) html.HTML { return html.HTML(html.HTMLEscaper(v...)) },
}

// said notes what a template says itself.
func said(m *machine, format string, v []any) (string, error) {
	message, err := m.printed(v, func() string { return fmt.Sprintf(format, v...) })
	if err != nil {
		return "", err
	}
	if lines := strings.SplitN(strings.TrimSpace(message), "\n", 2); len(message) > 500 || len(lines) > 1 {
		message = lines[0][:min(500, len(lines[0]))] + " …"
	}
	return "", saying{errors.New(message)}
}

// printed is a value as a text.
func printed(v any) string { return fmt.Sprint(v) }

// printed prints values that can be printed in time.
func (m *machine) printed(v []any, print func() string) (string, error) {
	if err := m.weigh(v...); err != nil {
		return "", err
	}
	return print(), nil
}
