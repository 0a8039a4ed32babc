package config

import "cmp"

// Lists is what the settings say of what lists have, and in which order.
type Lists struct {
	MainSections []string // the sections whose posts the list of all posts has; nil is all of them
	Language     string   // the one by which names are sorted, as Hugo does: the key of the site's, not its code; "" is English
}

// lists reads what the settings of a site in a language say of lists. What params say
// comes first.
func (r *reader) lists(language string) Lists {
	l := Lists{
		MainSections: r.texts("mainsections"),
		Language:     cmp.Or(language, value[string](r, "defaultcontentlanguage")),
	}
	params := r.within(value[map[string]any](r, "params"), "params")
	if _, said := params.values["mainsections"]; said {
		l.MainSections = params.texts("mainsections")
		r.errs = append(r.errs, params.errs...)
	}
	return l
}

// cascades returns what the configuration says of the front matter of all pages in a
// language, what the language says first.
func (r *reader) cascades(language string) (all []any) {
	languages, _ := r.values["languages"].(map[string]any)
	own, _ := languages[language].(map[string]any)
	for _, values := range []map[string]any{own, r.values} {
		switch cascade := values["cascade"].(type) {
		case nil:
		case []any:
			all = append(all, cascade...)
		default:
			all = append(all, cascade)
		}
	}
	return all
}
