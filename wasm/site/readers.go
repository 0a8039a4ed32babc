package site

import (
	"errors"
	"fmt"
	"slices"

	"postview/wasm/markdown"
	"postview/wasm/shortcode"
)

// What readers get that Hugo does not have, unless params.postview says false of
// it: the names of the settings, in lower case.
const (
	Callouts     = "callouts"     // for alerts
	HeadingLinks = "headinglinks" // permalinks on headings
	CopyCode     = "copycode"     // a button on code
	LazyImages   = "lazyimages"   // loaded as they come near, in a place of their size
	Math         = "math"         // typeset; true lets \( and \[ begin it, too
	Diagrams     = "diagrams"     // drawn, of code in the language mermaid
)

var forReaders = []string{Callouts, HeadingLinks, CopyCode, LazyImages, Math, Diagrams}

// Wants reports whether readers get something that Hugo does not have.
func (s Settings) Wants(name string) bool { return s.own()[name] != false }

// Asks reports whether the site says itself that readers get it.
func (s Settings) Asks(name string) bool { return s.own()[name] == true }

func (s Settings) own() map[string]any {
	own, _ := s.Params["postview"].(map[string]any)
	return own
}

// Markdown returns how the site's posts become HTML for readers: as Hugo makes
// it by these settings, with what readers want. Code has classes, for a style
// sheet that is light and dark, unless the settings say noClasses or name a
// style. Raw HTML is kept for a sanitizer to follow, or else omitted. The error
// names the settings that nobody knows and the values that can't be used; the
// others hold.
func (s Settings) Markdown(unsafe bool) (markdown.Options, error) {
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
			Ref:      asWritten,
		},
		Readers: markdown.Readers{
			Callouts:     s.Wants(Callouts),
			HeadingLinks: s.Wants(HeadingLinks),
			Math:         s.Wants(Math),
			Diagrams:     s.Wants(Diagrams),
		},
	}, errors.Join(err, s.unknown())
}

// unknown names what params.postview should not have.
func (s Settings) unknown() error {
	var errs []error
	for name, value := range s.own() {
		if _, isBool := value.(bool); !isBool || !slices.Contains(forReaders, name) {
			errs = append(errs, fmt.Errorf("params.postview.%s can’t be %v: it has %v, each true or false", name, value, forReaders))
		}
	}
	return errors.Join(errs...)
}
