package config

import (
	"strings"

	"postview/wasm/address"
	"postview/wasm/markdown"
	"postview/wasm/shortcode"
)

// Markdown returns how the site's posts become HTML for readers: as Hugo makes
// it by these settings, with what readers want. Code has classes, for a style
// sheet that is light and dark, unless the settings say noClasses or name a
// style. Raw HTML is kept for a sanitizer to follow, or else omitted. The error
// names the values that can't be used; the others hold.
func (s *Settings) Markdown(unsafe bool) (markdown.Options, error) {
	config, err := s.Config()
	if !s.hasStyle() {
		config.Highlight.NoClasses = false
	}
	if s.Asks(Math) && !config.Extensions.Passthrough.Enable {
		config.Extensions.Passthrough = markdown.MathDelimiters
	}
	return markdown.Options{
		Unsafe: unsafe,
		Config: config,
		Shortcodes: shortcode.Env{
			Language: s.Language,
			Param:    s.param,
			Ref:      s.ref,
		},
		Readers: markdown.Readers{
			Title:        true,
			Callouts:     s.Wants(Callouts),
			HeadingLinks: s.Wants(HeadingLinks),
			Math:         s.Wants(Math),
			Diagrams:     s.Wants(Diagrams),
			Notes:        s.Asks(WikiLinks),
		},
	}, err
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

// ref leaves a reference to another page to the links of the site. A page in
// another language is named as its source is: a.de.md.
func (s *Settings) ref(path, language, _ string, _ bool) (string, error) {
	if language == "" || language == s.Lang.Key {
		return path, nil
	}
	name, tail := address.SplitTail(path)
	return strings.TrimSuffix(name, ".md") + "." + language + ".md" + tail, nil
}

// Config returns how the site's posts become HTML as Hugo makes it. The error is
// that of [Settings.Markdown].
func (s *Settings) Config() (*markdown.Config, error) {
	config := markdown.DefaultConfig()
	_, err := config.Set(s.Markup) // what nobody knows, Read tells
	config.Emoji, config.HasCJKLanguage = s.Emoji, s.CJK
	if s.SummaryLength > 0 {
		config.SummaryLength = s.SummaryLength
	}
	return config, err
}
