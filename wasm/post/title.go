package post

import (
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// TitleFromPath makes a title that can be read from the name of a source: that
// of its folder where the source is a bundle's, without a date before it.
// Without a name it is "Untitled".
func TitleFromPath(source string) string {
	folder, name := path.Split(source)
	if name = strings.TrimSuffix(name, path.Ext(name)); isIndex(name) {
		name = path.Base(folder)
	}
	if len(name) > len(time.DateOnly) {
		if _, err := time.Parse(time.DateOnly, name[:len(time.DateOnly)]); err == nil {
			name = name[len(time.DateOnly):]
		}
	}
	name = strings.Join(strings.FieldsFunc(name, isGap), " ")
	if name == "" || name == "." || name == "/" {
		return "Untitled"
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// isIndex reports whether a source of this name stands for its folder; it may
// end in the code of a language.
func isIndex(name string) bool {
	name, _, _ = strings.Cut(name, ".")
	return name == "index" || name == "_index"
}

func isGap(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }

// IsHTML reports whether the body of a source is HTML, by its name; it may be published
// as a text, with another ending after that.
func IsHTML(source string) bool {
	ext := path.Ext(strings.TrimSuffix(strings.ToLower(source), ".txt"))
	return ext == ".html" || ext == ".htm"
}
