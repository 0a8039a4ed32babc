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
	Permalinks    map[string]string `json:"-"`                  // section → pattern
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
	s.Languages = languages
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
		Permalinks:    map[string]string{},
		Pagination:    r.pagination(),
	}
	r.permalinks(s.Permalinks, value[map[string]any](r, "permalinks"))
	s.Taxonomies = r.taxonomies()
	s.useHooks(value[map[string]any](r, "languages"))
	return s
}

// reader reads values and notes those of another type than they should have.
type reader struct {
	name   string
	values map[string]any
	errs   []error
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
		r.errs = append(r.errs, fmt.Errorf("%s: %s can’t be %v", r.name, key, found))
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

// permalinks takes the patterns of sections, which may stand in a map "page".
func (r *reader) permalinks(to map[string]string, from map[string]any) {
	for section, pattern := range from {
		switch pattern := pattern.(type) {
		case string:
			to[section] = pattern
		case map[string]any:
			if section == "page" {
				r.permalinks(to, pattern)
			}
		default:
			r.errs = append(r.errs, fmt.Errorf("%s: permalinks.%s can’t be %v", r.name, section, pattern))
		}
	}
}

// taxonomies returns the plural names of the taxonomies, nil where nothing is
// said of them.
func (r *reader) taxonomies() []string {
	disabled := value[[]any](r, "disablekinds")
	if slices.Contains(disabled, any("taxonomy")) || slices.Contains(disabled, any("term")) {
		return []string{}
	}
	var names []string
	for singular, plural := range value[map[string]any](r, "taxonomies") {
		if plural, isText := plural.(string); isText {
			names = append(names, strings.ToLower(plural))
			continue
		}
		r.errs = append(r.errs, fmt.Errorf("%s: taxonomies.%s can’t be %v", r.name, singular, plural))
	}
	slices.Sort(names)
	return names
}

// hasStyle reports whether the settings say how code is styled.
func (s Settings) hasStyle() bool {
	highlight, _ := s.Markup["highlight"].(map[string]any)
	return highlight["noclasses"] != nil || highlight["style"] != nil
}

// param finds a value of params by its name, in any case; a dot leads into a map.
func (s Settings) param(name string) (any, bool) {
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
func (s Settings) ref(path, language, _ string, _ bool) (string, error) {
	if language == "" || language == s.Lang.Key {
		return path, nil
	}
	name, tail := splitTail(path)
	return strings.TrimSuffix(name, ".md") + "." + language + ".md" + tail, nil
}

// Config returns how the site's posts become HTML as Hugo makes it. The error is
// that of [Settings.Markdown].
func (s Settings) Config() (*markdown.Config, error) {
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
