package render

import (
	"net/url"
	"path"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/shortcode"
)

// finder finds what is around a post in its content folder, as Hugo does for render
// hooks and shortcodes.
type finder struct {
	*content.Content                 // its settings and editions
	root             *content.Folder // of the posts; nothing outside of it is read
	out              *out.Writer     // of the QR codes
	base             string          // the path of the site's root, with a slash at its end

	// The address of each page, by the key of its language and the path of its
	// source, as Hugo names it.
	pages map[string]map[string]string
}

func newFinder(root *content.Folder, codes *out.Writer, c *content.Content, posts []string) *finder {
	f := &finder{Content: c, root: root, out: codes, base: "/", pages: map[string]map[string]string{}}
	if base, err := url.Parse(c.Settings.BaseURL); err == nil {
		f.base = strings.TrimSuffix(base.Path, "/") + "/"
	}
	for _, e := range c.Editions {
		f.pages[e.Settings.Lang.Key] = map[string]string{"": e.Settings.Lang.Prefix}
	}
	read, sections := map[string]*post.Post{}, map[*content.Edition]address.Sections{}
	for _, e := range c.Editions {
		sections[e] = address.Sections{}
	}
	for _, name := range posts {
		source, _ := root.ReadFile(name)
		e := c.Edition(name)
		if e == nil {
			continue
		}
		p, err := post.ParseWith(c.Inherited(name), name, source)
		if err != nil {
			continue
		}
		read[name] = p
		if folder, is := f.sectionOf(name); is {
			sections[e].Add(folder, p)
		}
	}
	for _, name := range posts {
		if p := read[name]; p != nil {
			e := c.Edition(name)
			f.add(e.Settings.Within(sections[e]), p)
		}
	}
	return f
}

// sectionOf returns the folder that a source is about, "" for that of all.
func (f *finder) sectionOf(source string) (folder string, is bool) {
	_, page := f.Settings.Languages.Page(source)
	return strings.TrimPrefix(path.Dir(page), "."), content.IsSection(page)
}

func (f *finder) add(rules address.Rules, p *post.Post) {
	at, err := rules.Permalink(p)
	folder, isSection := f.sectionOf(p.Path)
	switch {
	case isSection && folder == "":
		at = rules.Lang.Prefix // whatever its url
	case isSection:
		at, err = rules.ListPermalink(address.KindSection, folder, p)
	}
	if err != nil {
		return
	}
	_, page := f.Settings.Languages.Page(p.Path)
	pages, key := f.pages[rules.Lang.Key], content.PageKey(page)
	pages[key] = at
	if section, _, found := strings.Cut(key, "/"); found && pages[section] == "" {
		pages[section] = rules.Lang.Prefix + section + "/"
	}
}

// address returns the address of a page in the language of a source, or of another
// file. Hugo minds no language that the page is named with.
func (f *finder) address(source, page string) (address string, found bool) {
	if e := f.Edition(source); e != nil {
		_, page = f.Settings.Languages.Page(page)
		address, found = f.pages[e.Settings.Lang.Key][content.PageKey(page)]
	}
	return address, found
}

// of returns the options for the post at source.
func (f *finder) of(source string, o markdown.Options) markdown.Options {
	o.Find = f.find
	o.Shortcodes.Resource = func(name string) (string, bool) { return f.resource(source, name) }
	o.Shortcodes.QR = f.qr
	o.Shortcodes.ReadFile = content.Includes(f.root, source)
	return o
}

// find is for [markdown.Options.Find].
func (f *finder) find(source, ref string, pages bool) (string, bool) {
	_, page := f.Settings.Languages.Page(source)
	if ref == "" {
		address, found := f.address(source, page)
		return f.url(address), found
	}
	if pages {
		for _, name := range content.Candidates(page, ref) {
			if address, found := f.address(source, name); found {
				return f.url(address), true
			}
		}
	}
	return f.resource(source, ref)
}

// resource returns the URL of a file that belongs to the page: one in the folder
// of a bundle, or beside the source of a section. It is the page's in the language
// of the file.
func (f *finder) resource(source, name string) (string, bool) {
	name = path.Clean(strings.TrimPrefix(name, "/"))
	e := f.Edition(source)
	_, page := f.Settings.Languages.Page(source)
	switch {
	case e == nil, content.IsPost(name), strings.HasPrefix(name, ".."):
		return "", false
	case content.IsSection(page) && path.Dir(name) != ".", !content.IsSection(page) && path.Base(page) != "index.md":
		return "", false
	}
	for _, file := range e.FilesFor(path.Join(path.Dir(source), name)) {
		address, found := f.address(file, page)
		if info, err := f.root.Stat(file); err == nil && !info.IsDir() && found {
			return f.url(address + path.Join(path.Dir(name), path.Base(file))), true
		}
	}
	return "", false
}

// qr writes the picture of a QR code.
func (f *finder) qr(code shortcode.QR) (shortcode.Image, error) {
	name, png, size, err := drawQR(code)
	if err != nil {
		return shortcode.Image{}, err
	}
	f.out.Write(name, png)
	return shortcode.Image{URL: f.url(name), Width: size, Height: size}, nil
}

// url returns an address of the site as Hugo's RelPermalink has it.
func (f *finder) url(address string) string {
	return (&url.URL{Path: f.base + address}).EscapedPath()
}
