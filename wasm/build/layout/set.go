package layout

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"postview/wasm/shortcode"
)

// Set is the templates of a site, and what else they read. It may be used by many
// posts at a time.
type Set struct {
	languages  []string
	shortcodes map[string][]*file // by key
	partials   map[string][]*file
	stamps     map[string]string // of what was read, by name
	data       func() (params, error)
	texts      map[string]map[string]any // those of i18n, by language

	idle sync.Pool // machines
}

// Folders are those of a Hugo site that templates are in, or read. The first of each
// kind counts most.
type Folders struct {
	Layouts, Data, I18n []string
}

// All returns the folders, whether they are there or not.
func (f Folders) All() []string { return slices.Concat(f.Layouts, f.Data, f.I18n) }

// Read reads the templates of a site in these languages. A site without any has an
// empty set.
func Read(f Folders, languages []string) *Set {
	s := &Set{
		languages: languages, stamps: map[string]string{},
		shortcodes: map[string][]*file{}, partials: map[string][]*file{},
	}
	for _, folder := range f.Layouts {
		s.readFolder(folder, folder)
	}
	if len(s.shortcodes) == 0 {
		return s
	}
	s.readTexts(f.I18n)
	s.data = sync.OnceValues(func() (params, error) { return s.readData(f.Data) })
	for _, folder := range f.Data {
		s.stamp(folder)
	}
	s.idle.New = func() any { return &machine{set: s, ready: map[*file]executor{}} }
	return s
}

// IsSame reports whether another set was made of the same files. A nil one was made of
// none.
func (s *Set) IsSame(other *Set) bool {
	return other != nil && maps.Equal(s.stamps, other.stamps)
}

// addPartial adds a partial, and those that it defines within itself.
func (s *Set) addPartial(f *file) {
	s.partials[f.key] = append(s.partials[f.key], f)
	s.addInline(f)
}

// addInline adds the partials that a template defines within itself.
func (s *Set) addInline(f *file) {
	for name := range f.trees {
		key, is := strings.CutPrefix(strings.TrimPrefix(name, "_"), "partials/")
		if !is {
			continue
		}
		inline := &file{name: f.name, trees: maps.Clone(f.trees)}
		inline.trees[""] = f.trees[name]
		inline.key = partialKey(key)
		s.partials[inline.key] = append(s.partials[inline.key], inline)
	}
}

func partialKey(name string) string {
	return strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(name, "/"), ".html"))
}

// For binds the templates to a post.
func (s *Set) For(e *Env) *Post { return &Post{set: s, Env: e, store: newStore()} }

// Post is the templates of a site for one of its posts.
type Post struct {
	*Env
	Failures []*Failure

	set   *Set
	busy  *machine    // that runs one of its shortcodes
	page  *pageObject // and what they keep there
	site  *siteObject
	store *store // that of the site
}

// Lookup is that of [shortcode.Templates].
func (p *Post) Lookup(name string) (t shortcode.Template, found bool) {
	files := p.set.shortcodes[strings.ToLower(name)]
	for _, f := range files {
		t.Holds, t.Old = t.Holds || f.holds, t.Old || f.markup
	}
	return t, len(files) > 0
}

// Execute is that of [shortcode.Templates].
func (p *Post) Execute(call *shortcode.Call) (string, bool) {
	f := best(p.set.shortcodes[strings.ToLower(call.Name)], p.Settings.Lang.Key, p.folder(), call.Markup)
	if f == nil || f.endless.Load() {
		return "", false
	}
	m := p.busy
	if m == nil {
		m = p.set.idle.Get().(*machine)
		m.run = p.newRun(call)
		p.busy = m
		defer func() {
			p.busy, m.run = nil, nil
			p.set.idle.Put(m)
		}()
	}
	defer func(before *shortcode.Call) { m.shortcode = before }(m.shortcode)
	m.shortcode = call
	out, err := m.execute(f, newShortcode(p, call))
	if err != nil {
		p.fail(f, call, err)
		return "", false
	}
	return out, true
}
