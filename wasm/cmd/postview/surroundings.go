//go:build !js

package main

import (
	"net/url"
	"os"
	"path"
	"strings"

	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/shortcode"
	"postview/wasm/site"
)

// surroundings is what is around a post in its content folder, as Hugo finds it
// for render hooks and shortcodes.
type surroundings struct {
	root     *os.Root // the content folder; nothing outside of it is read
	out      *writer  // of the QR codes
	settings site.Settings
	base     string            // the path of the site's root, with a slash at its end
	pages    map[string]string // by the path of the source, as Hugo names it → the page's address
}

func newSurroundings(root *os.Root, out *writer, settings site.Settings, posts []string) *surroundings {
	s := &surroundings{root: root, out: out, settings: settings, base: "/", pages: map[string]string{"": ""}}
	if base, err := url.Parse(settings.BaseURL); err == nil {
		s.base = strings.TrimSuffix(base.Path, "/") + "/"
	}
	for _, name := range posts {
		if source, err := root.ReadFile(name); err == nil {
			s.add(name, source)
		}
	}
	return s
}

func (s *surroundings) add(name string, source []byte) {
	p, err := post.Parse(name, source)
	if err != nil {
		return
	}
	address, err := s.settings.Permalink(p)
	if err != nil {
		return
	}
	if isSection(name) {
		address = strings.TrimPrefix(pageKey(name)+"/", "/")
	}
	s.pages[pageKey(name)] = address
	if section, _, found := strings.Cut(pageKey(name), "/"); found {
		s.pages[section] = section + "/"
	}
}

// pageKey is the name of a page in Hugo: the path of its source, or of the folder
// of a bundle, in lower case and with hyphens for spaces.
func pageKey(source string) string {
	key := strings.ToLower(strings.ReplaceAll(source, " ", "-"))
	key = strings.TrimSuffix(strings.TrimSuffix(key, ".md"), ".html")
	key = strings.TrimSuffix(strings.TrimSuffix("/"+key, "/index"), "/_index")
	return strings.Trim(strings.TrimPrefix(key, "/."), "/")
}

// of returns the options for the post at source.
func (s *surroundings) of(source string, o markdown.Options) markdown.Options {
	o.Find = s.find
	o.Shortcodes.Resource = func(name string) (string, bool) { return s.resource(source, name) }
	o.Shortcodes.QR = s.qr
	o.Shortcodes.ReadFile = includes(s.root, source)
	return o
}

// find is for [markdown.Options.Find].
func (s *surroundings) find(source, ref string, pages bool) (string, bool) {
	if ref == "" {
		address, found := s.pages[pageKey(source)]
		return s.url(address), found
	}
	if pages {
		for _, name := range candidates(source, ref) {
			if address, found := s.pages[pageKey(name)]; found {
				return s.url(address), true
			}
		}
	}
	return s.resource(source, ref)
}

// candidates are the sources that a reference may mean, in Hugo's order: from the
// folder of the page, which for a bundle is the one around it, from that of the
// source where it is named as a file, and from the root.
func candidates(source, ref string) (names []string) {
	dir, isFile := path.Dir(source), path.Ext(ref) != ""
	if !strings.HasPrefix(ref, "/") {
		container := dir
		if path.Base(source) == "index.md" && !(isFile && strings.HasPrefix(ref, "../")) {
			container = path.Dir(dir)
		}
		names = append(names, path.Join(container, ref))
		if isFile {
			names = append(names, path.Join(dir, ref))
		}
	}
	if !strings.HasPrefix(ref, ".") {
		names = append(names, ref)
	}
	return names
}

// resource returns the URL of a file that belongs to the page: one in the folder
// of a bundle, or beside the source of a section.
func (s *surroundings) resource(source, name string) (string, bool) {
	name = path.Clean(strings.TrimPrefix(name, "/"))
	address, found := s.pages[pageKey(source)]
	switch {
	case !found, isPost(name), strings.HasPrefix(name, ".."):
		return "", false
	case isSection(source) && path.Dir(name) != ".", !isSection(source) && path.Base(source) != "index.md":
		return "", false
	}
	info, err := s.root.Stat(path.Join(path.Dir(source), name))
	if err != nil || info.IsDir() {
		return "", false
	}
	return s.url(address + name), true
}

// qr writes the picture of a QR code.
func (s *surroundings) qr(code shortcode.QR) (shortcode.Image, error) {
	name, png, size, err := drawQR(code)
	if err != nil {
		return shortcode.Image{}, err
	}
	s.out.write(name, png)
	return shortcode.Image{URL: s.url(name), Width: size, Height: size}, nil
}

// includes returns what reads the files that the post at source includes.
func includes(root interface {
	ReadFile(name string) ([]byte, error)
}, source string) func(name string) (string, error) {
	return func(name string) (string, error) {
		text, err := root.ReadFile(site.IncludePath(source, name))
		return string(text), err
	}
}

// url returns an address of the site as Hugo's RelPermalink has it.
func (s *surroundings) url(address string) string {
	return (&url.URL{Path: s.base + address}).EscapedPath()
}
