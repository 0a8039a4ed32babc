package layout

import (
	"cmp"
	"strings"

	"postview/wasm/markdown"
)

var siteFunctions = table{
	"site":                  func(m *machine) *siteObject { return m.site },
	"page":                  func(m *machine) *pageObject { return m.page },
	"hugo":                  func(m *machine) hugoObject { return hugoObject{m.site} },
	"hugo.Version":          func() string { return markdown.HugoVersion },
	"hugo.Data":             func(m *machine) (params, error) { return m.site.Data() },
	"hugo.Environment":      func() string { return "production" },
	"hugo.IsProduction":     func() bool { return true },
	"hugo.IsDevelopment":    func() bool { return false },
	"hugo.IsServer":         func() bool { return false },
	"hugo.IsExtended":       func() bool { return false },
	"hugo.IsMultilingual":   func(m *machine) bool { return m.site.IsMultiLingual() },
	"lang.Translate i18n T": translate,
}

type hugoObject struct{ site *siteObject }

func (hugoObject) Version() string         { return markdown.HugoVersion }
func (hugoObject) Environment() string     { return "production" }
func (hugoObject) IsProduction() bool      { return true }
func (hugoObject) IsDevelopment() bool     { return false }
func (hugoObject) IsServer() bool          { return false }
func (h hugoObject) Data() (params, error) { return h.site.Data() }
func (h hugoObject) IsMultilingual() bool  { return h.site.IsMultiLingual() }

// A siteObject is the site in the language of a post.
type siteObject struct{ post *Post }

func (s *siteObject) Title() string        { return s.post.Settings.Title }
func (s *siteObject) BaseURL() string      { return s.post.BaseURL }
func (s *siteObject) LanguageCode() string { return s.Language().LanguageCode() }
func (s *siteObject) LanguagePrefix() string {
	if prefix := strings.TrimSuffix(s.post.Settings.Lang.Prefix, "/"); prefix != "" {
		return "/" + prefix
	}
	return ""
}
func (s *siteObject) IsMultiLingual() bool      { return len(s.post.Settings.Languages) > 1 }
func (s *siteObject) Params() params            { return params(s.post.Settings.Params) }
func (s *siteObject) Data() (params, error)     { return s.post.set.data() }
func (s *siteObject) Store() *store             { return s.post.store }
func (s *siteObject) Language() *languageObject { return &languageObject{s.post} }

func (s *siteObject) Param(name string) any { return nested(s.Params(), name) }

// A languageObject is the language of a post.
type languageObject struct{ post *Post }

func (l *languageObject) Lang() string         { return cmp.Or(l.post.Settings.Lang.Key, "en") }
func (l *languageObject) Name() string         { return l.Lang() }
func (l *languageObject) LanguageName() string { return l.post.Settings.Lang.Name }
func (l *languageObject) Label() string        { return l.post.Settings.Lang.Name }
func (l *languageObject) LanguageCode() string { return cmp.Or(l.post.Settings.Language, l.Lang()) }
func (l *languageObject) Locale() string       { return l.LanguageCode() }
func (l *languageObject) IsDefault() bool {
	return l.post.Settings.Lang.IsDefault || l.post.Settings.Lang.Key == ""
}
func (l *languageObject) LanguageDirection() string { return l.post.Settings.Lang.Direction }
func (l *languageObject) Direction() string         { return l.post.Settings.Lang.Direction }
func (l *languageObject) String() string            { return l.Lang() }

// nested returns what a name leads to that may have dots.
func nested(in params, name string) any {
	var v any = in
	for key := range strings.SplitSeq(strings.ToLower(name), ".") {
		inner, is := mapOf(v)
		if !is {
			return nil
		}
		v = inner[key]
	}
	return settled(v)
}
