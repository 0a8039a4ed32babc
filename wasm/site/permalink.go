package site

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"postview/wasm/post"
)

// Permalink returns the address of the page of p, relative to the root and not
// escaped, as Hugo makes it by default: the url of the front matter, else the
// path of the source with its last part replaced by the slug. It ends with a
// slash unless the url names a file. An address outside of the site is an error.
func Permalink(p *post.Post) (string, error) {
	if p.URL == "" {
		return pathPermalink(p.Path, p.Slug), nil
	}
	if strings.Contains(p.URL, "://") || strings.HasPrefix(p.URL, "//") {
		return "", fmt.Errorf("%s: url %q: it must be a path within the site", p.Path, p.URL)
	}
	for _, part := range strings.FieldsFunc(p.URL, isSlash) {
		if part == ".." {
			return "", fmt.Errorf("%s: url %q leads out of the site", p.Path, p.URL)
		}
	}
	address := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(p.URL, `\`, "/")), "/")
	if address == "" || path.Ext(address) == ".html" || path.Ext(address) == ".htm" {
		return address, nil
	}
	return address + "/", nil
}

// pathPermalink makes the address from the path of the source. A page bundle,
// index.md, has the address of its folder.
func pathPermalink(source, slug string) string {
	dir, name := path.Split(source)
	name = strings.TrimSuffix(name, path.Ext(name))
	if name == "index" && dir != "" {
		dir, name = path.Split(strings.TrimSuffix(dir, "/"))
	}
	if slug != "" {
		name = path.Clean("/" + slug) // which can't lead out of the folder
	}
	address := strings.TrimPrefix(path.Clean("/"+sanitizePath(strings.ToLower(dir+name))), "/")
	if address == "index" || address == "" {
		return ""
	}
	return address + "/"
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
