package site

import (
	"errors"
	"fmt"
	"slices"

	"postview/wasm/markdown"
	"postview/wasm/shortcode"
	"postview/wasm/words"
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
	Embed        = "embed"        // a button on posts, for the markup that shows them elsewhere
	Search       = "search"       // a box that finds posts by their words
	Offline      = "offline"      // what they have read, without a connection
)

// viewHosts is the setting of [Settings.ViewHosts].
const viewHosts = "viewhosts"

var forReaders = []string{Callouts, HeadingLinks, CopyCode, LazyImages, Math, Diagrams, Embed, Search, Offline}

// Wants reports whether readers get something that Hugo does not have.
func (s *Settings) Wants(name string) bool { return s.own()[name] != false }

// Asks reports whether the site says itself that readers get it.
func (s *Settings) Asks(name string) bool { return s.own()[name] == true }

// ViewHosts returns the hosts whose posts view.html opens without asking, as
// params.postview.viewHosts lists them.
func (s Settings) ViewHosts() (hosts []string) {
	listed, _ := s.own()[viewHosts].([]any)
	for _, host := range listed {
		if host, ok := host.(string); ok {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

func (s *Settings) own() map[string]any {
	own, _ := s.Params["postview"].(map[string]any)
	return own
}

// Markdown returns how the site's posts become HTML for readers: as Hugo makes
// it by these settings, with what readers want. Code has classes, for a style
// sheet that is light and dark, unless the settings say noClasses or name a
// style. Raw HTML is kept for a sanitizer to follow, or else omitted. The error
// names the settings of markup that nobody knows and the values that can't be
// used; the others hold.
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
			Callouts:     s.Wants(Callouts),
			CalloutTitle: words.In(s.Language).Callout,
			HeadingLinks: s.Wants(HeadingLinks),
			Math:         s.Wants(Math),
			Diagrams:     s.Wants(Diagrams),
		},
	}, err
}

// Unknown names what params.postview should not have. The builder tells it, so
// that the browser program need not hold it.
func (s Settings) Unknown() error {
	var errs []error
	for name, value := range s.own() {
		if name == viewHosts && len(s.ViewHosts()) > 0 {
			continue
		}
		if _, isBool := value.(bool); !isBool || !slices.Contains(forReaders, name) {
			errs = append(errs, fmt.Errorf("params.postview.%s can’t be %v: it has %v, each true or false, and viewHosts, a list of hosts", name, value, forReaders))
		}
	}
	return errors.Join(errs...)
}
