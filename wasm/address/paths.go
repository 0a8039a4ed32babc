package address

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
)

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
	dir, name := path.Split(strings.ReplaceAll(folder, " ", "-"))
	if sanitized := s.urlize(name); sanitized != "" { // else an emoji, for which Hugo would take the address of the folder above
		name = sanitized
	}
	folder = path.Clean("/" + s.urlize(dir) + name)
	if folder == "/" {
		return ""
	}
	return folder[1:] + "/"
}

// FolderURL returns the address, escaped, of the list that Hugo makes for a folder of
// content where nothing is said of it. Names of folders that differ in case alone
// have one.
func FolderURL(folder string) string { return Escape(Paths{}.folder(folder)) }

// UsualFolder returns the folder that the page at a path is in where nothing is said
// of it.
func UsualFolder(page string) string {
	return strings.TrimSuffix(Paths{}.permalink(withoutEnding(page), ""), "/")
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

func isSlash(r rune) bool { return r == '/' || r == '\\' }

// CanBeFile reports whether file systems take a path: each of its parts has to be of
// 255 bytes at most, with what is added to the name of a page.
func CanBeFile(name string) bool {
	return !strings.Contains(name, "\x00") &&
		!slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return len(part) > 255-len(".oembed.json.br") })
}

// NoFile is the error for an address that can't be one, and what it is.
func NoFile(what, address string) error {
	return fmt.Errorf("%s %.60q… is too long for a file, or has a sign that none may have", what, address)
}

// IsWithin reports whether a path is in a folder, however deep.
func IsWithin(path, folder string) bool {
	return len(path) > len(folder) && path[len(folder)] == '/' && path[:len(folder)] == folder
}
