// Package config reads a site's own configuration, Hugo's: [Read] makes [Settings] of
// its values, and a [problem.Problem] of each that can't be used. [Settings.Markdown] is
// how the site's posts become HTML by them.
//
// On the ladder it stands on markdown and on address, whose Rules it fills in. Of the
// posts themselves it knows nothing.
package config

import (
	"errors"

	"postview/wasm/address"
)

// Settings is what a site's own configuration, Hugo's, says of its posts. Both
// fronts read it: the browser finds it in posts.json. The zero value is Hugo's
// default.
type Settings struct {
	Markup        map[string]any `json:"markup,omitempty"`        // its section, keys in lower case
	Emoji         bool           `json:"emoji,omitempty"`         // enableEmoji
	CJK           bool           `json:"cjk,omitempty"`           // hasCJKLanguage
	SummaryLength int            `json:"summaryLength,omitempty"` // words; 0 is Hugo's default
	Params        map[string]any `json:"params,omitempty"`        // for the shortcode param
	Taxonomies    []string       `json:"taxonomies,omitzero"`     // by their plural names; nil is Hugo's default
	Title         string         `json:"-"`
	BaseURL       string         `json:"-"`
	Language      string         `json:"language,omitempty"` // BCP 47
	address.Rules
	Others     []Settings `json:"-"` // of the same site in its other languages
	Publishing Publishing `json:"-"`
	Lists      Lists      `json:"-"`
	Cascade    []any      `json:"-"` // maps of front matter for all pages below, the first ones first
	Pagination Pagination `json:"pagination,omitzero"`
}

// Read takes over the values of the configuration in the file called name,
// keys in lower case. The error tells every value that can't be used, or is not
// followed here, with those that can in the Settings, which are those of the default
// language.
func Read(name string, values map[string]any) (Settings, error) {
	r := reader{name: name, values: values}
	languages := r.languages()
	s := r.settings(languages.Default())
	for _, l := range languages {
		if !l.IsDefault && !l.IsOff {
			s.Others = append(s.Others, r.settings(l))
		}
	}
	r.checkKeys()
	for _, p := range r.notFollowed() {
		r.errs = append(r.errs, p)
	}
	s.Tell(languages)
	return s, errors.Join(r.errs...)
}

// Tell says in which languages the site is, to what is for one of them as well.
func (s *Settings) Tell(languages address.Languages) {
	s.Languages = languages
	for i := range s.Others {
		s.Others[i].Languages = languages
	}
}

// settings reads what the configuration says of a site in a language.
func (r *reader) settings(l address.Language) Settings {
	of := reader{name: r.name, values: inLanguage(r.values, l)}
	s := of.read()
	s.Lang, s.Lists, s.Cascade = l, of.lists(l.Key), r.cascades(l.Key)
	for _, err := range of.errs {
		r.note(err)
	}
	return s
}

func (r *reader) read() Settings {
	s := Settings{
		Title:         value[string](r, "title"),
		BaseURL:       value[string](r, "baseurl"),
		Language:      value[string](r, "languagecode"),
		Emoji:         value[bool](r, "enableemoji"),
		CJK:           value[bool](r, "hascjklanguage"),
		SummaryLength: r.number("summarylength"),
		Markup:        value[map[string]any](r, "markup"),
		Params:        value[map[string]any](r, "params"),
		Rules: address.Rules{
			Permalinks: r.permalinks(),
			Paths:      address.Paths{KeepCase: value[bool](r, "disablepathtolower"), NoAccents: value[bool](r, "removepathaccents")},
			UglyURLs:   r.uglyURLs(),
		},
		Publishing: r.publishing(),
		Pagination: r.pagination(),
	}
	s.Taxonomies = r.taxonomies(s.IsOff(address.KindTerm))
	r.unknownMarkup(s.Markup)
	s.useHooks(value[map[string]any](r, "languages"))
	return s
}
