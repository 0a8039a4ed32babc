package content

import (
	"slices"
	"sync"
	"time"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/site"
)

// Edition is the site in one of its languages. A site that says nothing of
// languages has one edition.
type Edition struct {
	Settings *config.Settings // shared with its site, so not to be changed
	Markdown markdown.Options
	Zone     *time.Location   // of dates that are written without one
	folders  []site.Folder    // that an _index.md says something of
	sections address.Sections // these, as addresses call them
	Indexes  []*Article       // these files themselves
	Site     *site.Site
	Lists    []*site.Listing // that may have pages
	hidden   sync.Map        // the path of a post that is not shown → why
}

// NewEditions returns the editions of a site in the order in which a reader is
// offered them.
func NewEditions(settings *config.Settings) []*Edition {
	all := []*Edition{{Settings: settings, Zone: time.UTC}}
	for i := range settings.Others {
		all = append(all, &Edition{Settings: &settings.Others[i], Zone: time.UTC})
	}
	order := func(e *Edition) int {
		return slices.IndexFunc(settings.Languages, func(l address.Language) bool { return l.Key == e.Settings.Lang.Key })
	}
	slices.SortFunc(all, func(a, b *Edition) int { return order(a) - order(b) })
	return all
}

// shows reports whether a post is on the site that is hidden for these reasons.
func (e *Edition) shows(hidden []string, o *Options) bool {
	return !slices.ContainsFunc(hidden, func(reason string) bool {
		return !o.shows(reason) && !slices.Contains(e.Settings.Publishing.Shown, reason)
	})
}

// Home returns the edition in the default language.
func (c *Content) Home() *Edition {
	for _, e := range c.Editions {
		if e.Settings.Lang.IsDefault {
			return e
		}
	}
	return c.Editions[0]
}

// In returns the articles of an edition.
func (c *Content) In(e *Edition) []Article {
	if len(c.Editions) == 1 {
		return c.Articles
	}
	var all []Article
	for _, a := range c.Articles {
		if a.Edition == e {
			all = append(all, a)
		}
	}
	return all
}

// Edition returns the one that a source belongs to, nil for what Hugo leaves out:
// that of a language that is off, and what is in the folder of none.
func (c *Content) Edition(source string) *Edition {
	if c.Settings.Languages == nil {
		return c.Editions[0]
	}
	l, _ := c.Settings.Languages.Page(source)
	for _, e := range c.Editions {
		if l != nil && l.Key == e.Settings.Lang.Key {
			return e
		}
	}
	return nil
}

// FilesFor returns the names that a file may have which a source of the edition
// refers to by name, the best first.
func (e *Edition) FilesFor(name string) []string {
	if len(e.Settings.Languages) < 2 {
		return []string{name}
	}
	return e.Settings.Languages.Files(e.Settings.Lang, name)
}
