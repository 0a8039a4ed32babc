package site

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"postview/wasm/markdown"
)

// Settings is what a site's own configuration, Hugo's, says of its posts. Both
// fronts read it: the browser finds it in posts.json. The zero value is Hugo's
// default.
type Settings struct {
	Markup        map[string]any    `json:"markup,omitempty"`        // its section, keys in lower case
	Emoji         bool              `json:"emoji,omitempty"`         // enableEmoji
	EmojiTable    string            `json:"emojiTable,omitempty"`    // the address of the [EmojiTable], where the site has emoji
	CJK           bool              `json:"cjk,omitempty"`           // hasCJKLanguage
	SummaryLength int               `json:"summaryLength,omitempty"` // words; 0 is Hugo's default
	Params        map[string]any    `json:"params,omitempty"`        // for the shortcode param
	Taxonomies    []string          `json:"taxonomies,omitzero"`     // by their plural names; nil is Hugo's default
	Title         string            `json:"-"`
	BaseURL       string            `json:"-"`
	Language      string            `json:"language,omitempty"` // BCP 47
	Lang          Language          `json:"lang,omitzero"`      // the same, where the site tells its languages
	Languages     Languages         `json:"-"`                  // all of them
	Others        []Settings        `json:"-"`                  // of the same site in its other languages
	Publishing    Publishing        `json:"-"`
	NotFollowed   []*SettingError   `json:"-"` // what is there, and says nothing
	Permalinks    Permalinks        `json:"-"`
	Paths         Paths             `json:"-"`
	UglyURLs      UglyURLs          `json:"-"`
	Sections      map[string]string `json:"-"` // folders with an _index.md, in lower case → the slug or the title; nil is unknown
	Pagination    Pagination        `json:"pagination,omitzero"`
}

// NewSettings takes over the values of the configuration in the file called name,
// keys in lower case. The error tells every value that can't be used, with those
// that can in the Settings, which are those of the default language.
func NewSettings(name string, values map[string]any) (Settings, error) {
	r := reader{name: name, values: values}
	languages := r.languages()
	s := r.settings(languages.home())
	for _, l := range languages {
		if !l.IsDefault && !l.IsOff {
			s.Others = append(s.Others, r.settings(l))
		}
	}
	s.Languages, s.NotFollowed = languages, r.notFollowed()
	return s, errors.Join(r.errs...)
}

// settings reads what the configuration says of a site in a language.
func (r *reader) settings(l Language) Settings {
	of := reader{name: r.name, values: inLanguage(r.values, l)}
	s := of.read()
	s.Lang = l
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
		Permalinks:    r.permalinks(),
		Paths:         Paths{KeepCase: value[bool](r, "disablepathtolower"), NoAccents: value[bool](r, "removepathaccents")},
		UglyURLs:      r.uglyURLs(),
		Publishing:    r.publishing(),
		Pagination:    r.pagination(),
	}
	s.Taxonomies = r.taxonomies(s.IsOff(ListTerm))
	s.useHooks(value[map[string]any](r, "languages"))
	return s
}

// SettingError is a setting that can't be used.
type SettingError struct {
	File    string   // the configuration
	Line    int      // of the file, from 1; 0 when it is not known
	Keys    []string // that lead to the setting, in lower case
	Problem string
}

// Error begins with the name of the file, and the line, if it is known.
func (e *SettingError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
	}
	return e.File + ": " + e.Problem
}

// reader reads values and notes those of another type than they should have.
type reader struct {
	name   string
	in     string   // what leads to the values, for messages: "pagination: " or ""
	keys   []string // the same
	values map[string]any
	errs   []error
}

// within returns a reader of values that are a part of those of r, of which the keys
// tell the way. What it notes r has to take over.
func (r *reader) within(values map[string]any, keys ...string) reader {
	return reader{name: r.name, in: strings.Join(keys, ".") + ": ", keys: keys, values: values}
}

// wrong notes what is wrong with the value that the keys lead to.
func (r *reader) wrong(problem string, keys ...string) {
	r.errs = append(r.errs, &SettingError{File: r.name, Keys: append(slices.Clone(r.keys), keys...), Problem: r.in + problem})
}

// note notes what is wrong with a value, once for all languages.
func (r *reader) note(err error) {
	if !slices.ContainsFunc(r.errs, func(other error) bool { return other.Error() == err.Error() }) {
		r.errs = append(r.errs, err)
	}
}

func value[T any](r *reader, key string) (v T) {
	found, there := r.values[key]
	v, fits := found.(T)
	if there && !fits {
		r.wrong(fmt.Sprintf("%s can’t be %v", key, found), key)
	}
	return v
}

// number reads a whole number, which each format decodes to a type of its own.
func (r *reader) number(key string) int {
	switch v := r.values[key].(type) {
	case int64:
		return int(v)
	case float64:
		return int(v)
	}
	return value[int](r, key)
}

// taxonomies returns the plural names of the taxonomies, nil where nothing is
// said of them. Without lists of terms there are none.
func (r *reader) taxonomies(areOff bool) []string {
	if areOff {
		return []string{}
	}
	var names []string
	for singular, plural := range value[map[string]any](r, "taxonomies") {
		if plural, isText := plural.(string); isText {
			names = append(names, strings.ToLower(plural))
			continue
		}
		r.wrong(fmt.Sprintf("taxonomies.%s can’t be %v", singular, plural), "taxonomies", singular)
	}
	slices.Sort(names)
	return names
}

// hasStyle reports whether the settings say how code is styled.
func (s *Settings) hasStyle() bool {
	highlight, _ := s.Markup["highlight"].(map[string]any)
	return highlight["noclasses"] != nil || highlight["style"] != nil
}

// param finds a value of params by its name, in any case; a dot leads into a map.
func (s *Settings) param(name string) (any, bool) {
	var value any = s.Params
	for part := range strings.SplitSeq(strings.ToLower(name), ".") {
		values, _ := value.(map[string]any)
		var found bool
		if value, found = values[part]; !found {
			return nil, false
		}
	}
	return value, true
}

// ref leaves a reference to another page to [Links], which knows the site. A page in
// another language is named as its source is: a.de.md.
func (s *Settings) ref(path, language, _ string, _ bool) (string, error) {
	if language == "" || language == s.Lang.Key {
		return path, nil
	}
	name, tail := splitTail(path)
	return strings.TrimSuffix(name, ".md") + "." + language + ".md" + tail, nil
}

// Config returns how the site's posts become HTML as Hugo makes it. The error is
// that of [Settings.Markdown].
func (s *Settings) Config() (*markdown.Config, error) {
	config := markdown.DefaultConfig()
	unknown, err := config.Set(s.Markup)
	errs := []error{err}
	for _, name := range unknown {
		errs = append(errs, fmt.Errorf("markup.%s: there is no such setting", name))
	}
	config.Emoji, config.HasCJKLanguage = s.Emoji, s.CJK
	if s.SummaryLength > 0 {
		config.SummaryLength = s.SummaryLength
	}
	return config, errors.Join(errs...)
}
