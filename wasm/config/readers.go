package config

import (
	"errors"
	"fmt"
	"slices"
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
	WikiLinks    = "wikilinks"    // [[links]] by names, and what else notes have: where the site asks, or the folder is one of notes
)

// viewHosts is the setting of [Settings.ViewHosts].
const viewHosts = "viewhosts"

var forReaders = []string{Callouts, HeadingLinks, CopyCode, LazyImages, Math, Diagrams, Embed, Search, Offline, WikiLinks}

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

// Unknown names what params.postview should not have. The builder tells it, so
// that the browser program need not hold it.
func (s Settings) Unknown() error {
	var errs []error
	for name, value := range s.own() {
		if name == viewHosts && len(s.ViewHosts()) > 0 {
			continue
		}
		if _, isBool := value.(bool); !isBool || !slices.Contains(forReaders, name) {
			message := fmt.Sprintf("params.postview.%s can’t be %v: it has %v, each true or false, and viewHosts, a list of hosts", name, value, forReaders)
			errs = append(errs, unusable("", message, "params", "postview", name))
		}
	}
	return errors.Join(errs...)
}
