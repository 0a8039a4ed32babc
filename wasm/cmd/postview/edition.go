//go:build !js

package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/site"
)

// edition is the site in one of its languages. A site that says nothing of
// languages has one edition.
type edition struct {
	settings config.Settings
	markdown markdown.Options
	zone     *time.Location // of dates that are written without one
	folders  []site.Folder  // that an _index.md says something of
	indexes  []page.Article // these files themselves, for check
	site     *site.Site
	lists    []*site.Listing // that may have pages
}

// newEditions returns the editions of a site in the order in which a reader is
// offered them.
func newEditions(settings config.Settings) []*edition {
	all := []*edition{{settings: settings, zone: time.UTC}}
	for _, other := range settings.Others {
		other.Languages = settings.Languages
		all = append(all, &edition{settings: other, zone: time.UTC})
	}
	order := func(e *edition) int {
		return slices.IndexFunc(settings.Languages, func(l address.Language) bool { return l.Key == e.settings.Lang.Key })
	}
	slices.SortFunc(all, func(a, b *edition) int { return order(a) - order(b) })
	return all
}

// inFolder returns the settings of a site whose posts are in a folder: without the
// languages whose own folders are not in it, and what is wrong with these. It may be
// the folder of one language itself, which then is the only one, and so it is where
// nobody's is in it.
func inFolder(content string, settings config.Settings) (_ config.Settings, missing []*config.SettingError) {
	var there []config.Settings
	away := func(s config.Settings, reason string, folder string) {
		missing = append(missing, &config.SettingError{
			Keys:    []string{"languages", s.Lang.Key, "contentdir"},
			Problem: fmt.Sprintf("languages.%s: "+reason+": the language is left out", s.Lang.Key, folder),
		})
	}
	for _, s := range append([]config.Settings{settings}, settings.Others...) {
		folder := filepath.ToSlash(filepath.Join(content, s.Lang.Folder))
		switch {
		case s.Lang.Elsewhere != "":
			away(s, "the folder %s is not within that of the posts", s.Lang.Elsewhere)
		case s.Lang.Folder != "" && !isFolder(folder):
			away(s, "there is no folder %s", folder)
		default:
			there = append(there, s)
		}
	}
	if own, is := ofFolder(content, settings); is || len(there) == 0 {
		there = []config.Settings{own}
		missing = slices.DeleteFunc(missing, func(err *config.SettingError) bool { return !is || err.Keys[1] == own.Lang.Key })
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
	settings.Others, settings.Languages = there[1:], languages
	return settings, missing
}

// ofFolder returns the settings of the language whose posts are in a folder, by its
// name, or else of the default language, and whether it is one's own.
func ofFolder(content string, settings config.Settings) (one config.Settings, isOwn bool) {
	one = settings
	if folder, err := filepath.Abs(content); err == nil {
		for _, s := range append([]config.Settings{settings}, settings.Others...) {
			isBelow := s.Lang.Folder != "" && isFolder(filepath.Join(content, s.Lang.Folder))
			if path.Base(cmp.Or(s.Lang.Folder, s.Lang.Elsewhere)) == filepath.Base(folder) && !isBelow {
				one, isOwn = s, true
			}
		}
	}
	one.Lang.Folder = ""
	return one, isOwn
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// shows reports whether a post is on the site that is hidden for these reasons.
func (e *edition) shows(hidden []string, o *options) bool {
	return !slices.ContainsFunc(hidden, func(reason string) bool {
		return !o.shows(reason) && !slices.Contains(e.settings.Publishing.Shown, reason)
	})
}

// home returns the edition in the default language.
func (c *content) home() *edition {
	for _, e := range c.editions {
		if e.settings.Lang.IsDefault {
			return e
		}
	}
	return c.editions[0]
}

// in returns the articles of an edition.
func (c *content) in(e *edition) []article {
	if len(c.editions) == 1 {
		return c.articles
	}
	var all []article
	for _, a := range c.articles {
		if a.edition == e {
			all = append(all, a)
		}
	}
	return all
}

// edition returns the one that a source belongs to, nil for what Hugo leaves out:
// that of a language that is off, and what is in the folder of none.
func (c *content) edition(source string) *edition {
	if c.settings.Languages == nil {
		return c.editions[0]
	}
	l, _ := c.settings.Languages.Page(source)
	for _, e := range c.editions {
		if l != nil && l.Key == e.settings.Lang.Key {
			return e
		}
	}
	return nil
}

// filesFor returns the names that a file may have which a source of the edition
// refers to by name, the best first.
func (e *edition) filesFor(name string) []string {
	if len(e.settings.Languages) < 2 {
		return []string{name}
	}
	return e.settings.Languages.Files(e.settings.Lang, name)
}

// files returns the files that references of a post lead to, where they are others
// than the references say, by what those say: a picture that is there for the
// language of the post, or only beside its translation.
func (e *edition) files(root *tracked, source, fragment string) map[string]string {
	if len(e.settings.Languages) < 2 {
		return nil
	}
	others := map[string]string{}
	for _, ref := range newOutline(fragment).references {
		written, name := address.FileOf(source, ref)
		if name == "" || isPost(name) {
			continue
		}
		for _, candidate := range e.filesFor(name) {
			if root.has(candidate) {
				if candidate != name {
					others[written] = candidate
				}
				break
			}
		}
	}
	return others
}
