package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"postview/wasm/post"
)

// Permalink returns the address of the page of p, relative to the root and not
// escaped, as Hugo makes it: the url of the front matter, else the pattern of its
// section, else the path of the source with its last part replaced by the slug.
// It ends with a slash unless the url names a file. An address outside of the
// site is an error, and so is a pattern with a token that Hugo does not have.
// Where the site tells its languages, that of the post comes first, but for a url
// that begins with a slash.
func (s Settings) Permalink(p *post.Post) (string, error) {
	address, err := s.permalink(p, s.page(p.Path))
	if strings.HasPrefix(p.URL, "/") {
		return address, err
	}
	return s.Lang.Prefix + address, err
}

// page returns the path of the page that a source is of, in whatever language.
func (s Settings) page(source string) string {
	_, page := s.Languages.Page(source)
	return page
}

func (s Settings) permalink(p *post.Post, page string) (string, error) {
	section, _, below := strings.Cut(strings.TrimSuffix(page, "/index.md"), "/")
	if !below {
		section = "/"
	}
	pattern := s.Permalinks[strings.ToLower(section)]
	switch {
	case p.URL != "":
		return urlPermalink(p)
	case pattern != "":
		return patternPermalink(p, page, pattern)
	default:
		return pathPermalink(page, p.Slug), nil
	}
}

func urlPermalink(p *post.Post) (string, error) {
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

// token is a part of a pattern, such as :year or :sections[1:].
var token = regexp.MustCompile(`:\w+(\[[^\]]*\])?`)

func patternPermalink(p *post.Post, page, pattern string) (address string, err error) {
	filled := token.ReplaceAllStringFunc(pattern, func(name string) string {
		value, known := tokenValue(p, page, name[1:])
		if !known {
			err = fmt.Errorf("%s: permalinks: there is no %s in %q", p.Path, name, pattern)
		}
		return value
	})
	filled = urlize(strings.ReplaceAll(filled, "+", " ")) // Hugo takes it for a query's space
	address = strings.TrimPrefix(path.Clean("/"+filled), "/")
	if address != "" && path.Ext(address) != ".html" {
		address += "/"
	}
	return address, err
}

// tokenValue is what a token stands for (Hugo's resources/page/permalinks.go).
func tokenValue(p *post.Post, page, name string) (value string, known bool) {
	name, which, _ := strings.Cut(strings.TrimSuffix(name, "]"), "[")
	dir, _ := path.Split(strings.TrimSuffix(pathPermalink(page, ""), "/"))
	file := urlize(path.Base(strings.TrimSuffix(strings.TrimSuffix(page, ".md"), "/index")))
	switch name {
	case "year":
		return strconv.Itoa(p.Date.Year()), true
	case "month":
		return p.Date.Format("01"), true
	case "monthname":
		return p.Date.Month().String(), true
	case "day":
		return p.Date.Format("02"), true
	case "weekday":
		return strconv.Itoa(int(p.Date.Weekday())), true
	case "weekdayname":
		return p.Date.Weekday().String(), true
	case "yearday":
		return strconv.Itoa(p.Date.YearDay()), true
	case "section", "sectionslug":
		section, _, _ := strings.Cut(dir, "/")
		return section, true
	case "sections", "sectionslugs":
		return strings.Join(some(strings.Split(strings.TrimSuffix(dir, "/"), "/"), which), "/"), true
	case "title":
		return urlize(p.Title), true
	case "slug":
		return urlize(cmp.Or(p.Slug, p.Title)), true
	case "filename", "contentbasename":
		return file, true
	case "slugorfilename", "slugorcontentbasename":
		return urlize(cmp.Or(p.Slug, file)), true
	}
	return "", false
}

// some returns those of the parts that which names: "" for all, "1" or "last" for
// one, "1:" or "0:last" for those between.
func some(parts []string, which string) []string {
	position := func(s string, otherwise int) int {
		if s == "last" {
			return len(parts) - 1
		}
		if n, err := strconv.Atoi(s); err == nil {
			otherwise = n
		}
		return max(0, min(otherwise, len(parts)))
	}
	from, to, isRange := strings.Cut(which, ":")
	first, end := position(from, 0), position(to, len(parts))
	if which != "" && !isRange {
		end = min(first+1, len(parts))
	}
	return parts[first:max(first, end)]
}

func urlize(s string) string { return strings.ToLower(sanitizePath(s)) }

// pathPermalink makes the address from the path of the source. A page bundle,
// index.md, has the address of its folder.
func pathPermalink(source, slug string) string {
	dir, name := path.Split(source)
	name = strings.TrimSuffix(name, path.Ext(name))
	if name == "index" && dir != "" {
		dir, name = path.Split(strings.TrimSuffix(dir, "/"))
	}
	dir, name = strings.ReplaceAll(dir, " ", "-"), strings.ReplaceAll(name, " ", "-")
	if slug != "" {
		name = path.Clean("/" + slug) // which can't lead out of the folder
	}
	if slug == "" && name != "" && sanitizePath(name) == "" { // an emoji: Hugo would take the address of the folder
		return strings.TrimPrefix(path.Join(sanitizePath(strings.ToLower(dir)), name), "/") + "/"
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
