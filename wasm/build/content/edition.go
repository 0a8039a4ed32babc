package content

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"time"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/problem"
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

// inFolder returns the settings of a site whose posts are in a folder: without the
// languages whose own folders are not in it, and what is wrong with these. It may be
// the folder of one language itself, which then is the only one, and so it is where
// nobody's is in it.
func inFolder(content string, settings config.Settings) (_ config.Settings, missing []*problem.Problem) {
	var there []config.Settings
	away := func(s config.Settings, reason string, folder string) {
		missing = append(missing, &problem.Problem{
			Kind: problem.Settings,
			Key:  contentDir(s),
			Err:  fmt.Errorf("languages.%s: "+reason+": the language is left out", s.Lang.Key, folder),
		})
	}
	for _, s := range append([]config.Settings{settings}, settings.Others...) {
		folder := filepath.ToSlash(filepath.Join(content, s.Lang.Folder))
		switch {
		case s.Lang.Elsewhere != "":
			away(s, "the folder %s is not within that of the posts", s.Lang.Elsewhere)
		case s.Lang.Folder != "" && !disk.IsFolder(folder):
			away(s, "there is no folder %s", folder)
		default:
			there = append(there, s)
		}
	}
	if own, is := ofFolder(content, settings); is || len(there) == 0 {
		there = []config.Settings{own}
		missing = slices.DeleteFunc(missing, func(p *problem.Problem) bool { return !is || p.Key == contentDir(own) })
	}
	if len(there) > len(settings.Others) {
		return settings, nil // all of them
	}
	there[0].Lang.IsDefault = true
	languages := slices.Clone(settings.Languages)
	for i := range languages {
		languages[i].IsOff, languages[i].IsDefault = true, false
		for _, s := range there {
			if s.Lang.Key == languages[i].Key {
				languages[i] = s.Lang
			}
		}
	}
	settings = there[0]
	settings.Others = there[1:]
	settings.Tell(languages)
	return settings, missing
}

// contentDir is the setting of the folder of a language's posts.
func contentDir(s config.Settings) string { return "languages." + s.Lang.Key + ".contentdir" }

// ofFolder returns the settings of the language whose posts are in a folder, by its
// name, or else of the default language, and whether it is one's own.
func ofFolder(content string, settings config.Settings) (one config.Settings, isOwn bool) {
	one = settings
	if folder, err := filepath.Abs(content); err == nil {
		for _, s := range append([]config.Settings{settings}, settings.Others...) {
			isBelow := s.Lang.Folder != "" && disk.IsFolder(filepath.Join(content, s.Lang.Folder))
			if path.Base(cmp.Or(s.Lang.Folder, s.Lang.Elsewhere)) == filepath.Base(folder) && !isBelow {
				one, isOwn = s, true
			}
		}
	}
	one.Lang.Folder = ""
	return one, isOwn
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
