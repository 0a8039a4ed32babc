package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"postview/wasm/post"
)

// subject is what has an address: a post or a list.
type subject struct {
	*post.Post
	kind string // kindPage or kindTaxonomy, or ListSection or ListTerm
	page string // the path of the page: without what tells the language, and without .md; that of a list is its folder
}

// Permalink returns the address of the page of p, relative to the root and not
// escaped, as Hugo makes it: the url of the front matter, else the pattern of its
// section, else the path of the source with its last part replaced by the slug.
// It ends with a slash unless it names a file, as a url may, and as it does where
// the settings want ugly ones. An address outside of the site is an error, and so
// is a pattern with a token that Hugo does not have. Where the site tells its
// languages, that of the post comes first, but for a url that begins with a slash.
func (s Settings) Permalink(p *post.Post) (string, error) {
	return s.address(subject{p, kindPage, pageOf(s.page(p.Path))})
}

// page returns the path of the page that a source is of, in whatever language.
func (s Settings) page(source string) string {
	_, page := s.Languages.Page(source)
	return page
}

// pageOf returns the path of a page without its ending, and that of a bundle as
// its folder.
func pageOf(page string) string {
	return strings.TrimSuffix(strings.TrimSuffix(page, path.Ext(page)), "/index")
}

// address is [Settings.Permalink] for lists as well.
func (s Settings) address(of subject) (address string, err error) {
	pattern := s.Permalinks.of(of.kind, of.page)
	switch {
	case of.URL != "":
		if address, err = s.urlPermalink(of); strings.HasPrefix(of.URL, "/") {
			return address, err
		}
		return s.Lang.Prefix + address, err
	case pattern != "":
		address, err = s.patternPermalink(of, pattern)
	case of.kind == kindPage:
		address = s.Paths.permalink(of.page, of.Slug)
	default:
		address = s.Paths.folder(of.page)
	}
	if s.UglyURLs.has(of) && address != "" {
		address = strings.TrimSuffix(address, "/") + ".html"
	}
	return s.Lang.Prefix + s.Paths.plain(address), err
}

func (s Settings) urlPermalink(of subject) (address string, err error) {
	if strings.Contains(of.URL, "://") || strings.HasPrefix(of.URL, "//") {
		return "", fmt.Errorf("%s: url %q: it must be a path within the site", of.Path, of.URL)
	}
	address = of.URL
	if strings.Contains(address, ":") {
		address, err = s.filled(of, of.Path+": url", address)
	}
	for _, part := range strings.FieldsFunc(address, isSlash) {
		if part == ".." {
			return "", fmt.Errorf("%s: url %q leads out of the site", of.Path, of.URL)
		}
	}
	address = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(address, `\`, "/")), "/")
	if address == "" || path.Ext(address) == ".html" || path.Ext(address) == ".htm" {
		return address, err
	}
	return address + "/", err
}

// Paths says how paths become those of addresses. The zero value is Hugo's default.
type Paths struct {
	KeepCase  bool // disablePathToLower
	NoAccents bool // removePathAccents
}

// permalink makes the address from the path of a page, which is without .md.
func (s Paths) permalink(page, slug string) string {
	dir, name := path.Split(strings.ReplaceAll(page, " ", "-"))
	if slug != "" {
		name = path.Clean("/" + slug) // which can't lead out of the folder
	}
	if slug == "" && name != "" && sanitizePath(name) == "" { // an emoji: Hugo would take the address of the folder
		return strings.TrimPrefix(path.Join(s.urlize(dir), name), "/") + "/"
	}
	address := strings.TrimPrefix(path.Clean("/"+s.urlize(dir+name)), "/")
	if address == "index" || address == "" {
		return ""
	}
	return address + "/"
}

// folder makes the address of the list of a folder.
func (s Paths) folder(folder string) string {
	folder = path.Clean("/" + s.urlize(strings.ReplaceAll(folder, " ", "-")))
	if folder == "/" {
		return ""
	}
	return folder[1:] + "/"
}

// urlize makes a path of a text.
func (s Paths) urlize(text string) string {
	if !s.KeepCase {
		text = strings.ToLower(text)
	}
	return sanitizePath(text)
}

// sanitizePath drops what Hugo does not allow in a path, and makes one hyphen of
// white space (common/paths.Sanitize).
func sanitizePath(s string) string {
	var b strings.Builder
	space, hyphen := false, false
	for i, r := range s {
		switch {
		case allowedInPath(s, i, r):
			if space && r != '-' {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			space, hyphen = false, r == '-'
		case unicode.IsSpace(r) && b.Len() > 0 && !hyphen:
			space = true
		}
	}
	return b.String()
}

func allowedInPath(s string, i int, r rune) bool {
	if r == '%' {
		return i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
	}
	return unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mark) || strings.ContainsRune(`./\_#+~-@`, r)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// CanBeFile reports whether file systems take a path: each of its parts has to be of
// 255 bytes at most, with what is added to the name of a page.
func CanBeFile(name string) bool {
	return !strings.Contains(name, "\x00") &&
		!slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return len(part) > 255-len(".oembed.json.br") })
}

func isSlash(r rune) bool { return r == '/' || r == '\\' }

// SourceURL returns the address, relative to the root, of the source at path.
func SourceURL(path string) string { return escape(path) }

// escape returns a path as it stands in a URL.
func escape(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// escapeQuery is escape for the value of a query, in which slashes may stay.
func escapeQuery(path string) string {
	return strings.ReplaceAll(url.QueryEscape(path), "%2F", "/")
}

// unescape is the reverse of escape; what is not well escaped is taken as it is.
func unescape(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		return plain
	}
	return path
}

// PlainPath returns an address as the path of a file, not escaped.
func PlainPath(address string) string { return unescape(address) }
