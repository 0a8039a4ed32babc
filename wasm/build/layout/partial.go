package layout

import (
	"errors"
	html "html/template"
)

var partialFunctions = table{
	"partials.Include partial": partial,
	"partials.IncludeCached partialCached": func(m *machine, name string, args ...any) (any, error) {
		return partial(m, name, args[:min(1, len(args))]...)
	},
	"return":           returned,
	"templates.Exists": exists,
}

func returned(values ...any) (any, error) {
	if len(values) == 0 {
		return nil, errReturned{nil}
	}
	return nil, errReturned{values[0]}
}

// partial returns what a partial makes, or what it returns. One that is to be cached is
// made anew each time: it makes the same.
func partial(m *machine, name string, data ...any) (any, error) {
	if len(data) > 1 {
		return nil, errTooMany
	}
	f := best(m.set.partials[partialKey(name)], m.post.Settings.Lang.Key, m.post.folder(), true)
	if f == nil {
		return nil, notHere{"the partial " + name}
	}
	var of any
	if len(data) > 0 {
		of = data[0]
	}
	out, err := m.execute(f, of)
	if result := (errReturned{}); errors.As(err, &result) {
		return result.value, nil
	}
	if f.plain {
		return out, err
	}
	return html.HTML(out), err
}

func exists(m *machine, name string) bool {
	f, kind := placeOf(name, m.set.languages)
	switch kind {
	case "partials":
		return len(m.set.partials[f.key]) > 0
	case "shortcodes":
		return len(m.set.shortcodes[f.key]) > 0
	}
	return false
}
