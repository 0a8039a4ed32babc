package layout

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"postview/wasm/address"
	"postview/wasm/post"
)

// GetPage returns the page of a source in the language of the post, nil where there is
// none. What its folders have it inherit is not known here.
func (s *siteObject) GetPage(name string) (any, error) {
	wanted := strings.ToLower(path.Join("/", name))
	if isPage(wanted) {
		wanted = strings.TrimSuffix(wanted, path.Ext(wanted))
	}
	page, isFolder, err := s.post.find(s.post.Settings.Lang, wanted)
	switch {
	case page != nil:
		return page, nil
	case err == nil && (isFolder || !strings.HasPrefix(name, "/")): // the list of a folder without text, or a name to look for anywhere
		return nil, notHere{".GetPage of " + name}
	}
	return nil, err
}

// Translations returns what the page is in other languages.
func (p *pageObject) Translations() (all []*translation, err error) {
	for _, l := range p.of.Settings.Languages {
		if l.IsOff || l.Key == p.of.Settings.Lang.Key {
			continue
		}
		page, _, err := p.of.find(l, p.Path())
		if err != nil {
			return nil, err
		}
		if page != nil {
			all = append(all, &translation{page, l})
		}
	}
	return all, nil
}

// A translation is a page in another language, as far as the settings of that one don't
// matter.
type translation struct {
	page     *pageObject
	language address.Language
}

func (t *translation) Title() string         { return t.page.Title() }
func (t *translation) LinkTitle() string     { return t.page.LinkTitle() }
func (t *translation) Description() string   { return t.page.Description() }
func (t *translation) Params() params        { return t.page.Params() }
func (t *translation) Param(name string) any { v, _ := t.page.post.Param(name); return v }
func (t *translation) Lang() string          { return t.language.Key }
func (t *translation) Path() string          { return t.page.Path() }

// find returns the page in a language that Hugo calls so, nil where readers have none,
// and whether there is a folder of that name that may be a list.
func (p *Post) find(l address.Language, wanted string) (page *pageObject, isFolder bool, err error) {
	isBundle := func(entry fs.DirEntry) bool { return strings.HasPrefix(entry.Name(), "index.") }
	for _, root := range slices.Compact([]string{l.Folder, ""}) {
		at := path.Join(cmp.Or(root, "."), wanted)
		for _, dir := range []string{path.Dir(at), at} {
			entries, _ := fs.ReadDir(p.Files, dir) // where there is none, there are no pages in it
			isFolder = isFolder || len(entries) > 0 && dir == at && !slices.ContainsFunc(entries, isBundle)
			for _, entry := range entries {
				file := path.Join(dir, entry.Name())
				other, _ := p.Settings.Languages.Page(file)
				if entry.IsDir() || !isPage(file) || other != nil && other.Key != l.Key || newPage(p, &post.Post{Path: file}).Path() != wanted {
					continue
				}
				source, err := fs.ReadFile(p.Files, file)
				if err != nil {
					return nil, false, err
				}
				parsed, err := post.Parse(file, source)
				if err != nil || len(parsed.Hidden(time.Now().In(p.Zone))) > 0 {
					return nil, false, err
				}
				return newPage(p, parsed), false, nil
			}
		}
	}
	return nil, isFolder, nil
}

// isPage reports whether a file may be the source of a page.
func isPage(name string) bool { return address.IsSource(name) || path.Ext(name) == ".html" }
