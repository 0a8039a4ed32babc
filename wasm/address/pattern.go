package address

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"postview/wasm/post"
)

// token is a part of a pattern, such as :year or :sections[1:].
var token = regexp.MustCompile(`:\w+(\[[^\]]*\])?`)

// aColon stands for one that is part of an address, \: in a pattern.
const aColon = "\x00"

func (r Rules) patternPermalink(of subject, pattern string) (address string) {
	filled, _ := r.filled(of, pattern)                            // who reads the settings has asked CheckPattern
	filled = r.Paths.urlize(strings.ReplaceAll(filled, "+", " ")) // Hugo takes it for a query's space
	if address = strings.TrimPrefix(path.Clean("/"+filled), "/"); address != "" {
		address += "/"
	}
	return address
}

// CheckPattern returns an error for a pattern with a token that Hugo does not have.
func CheckPattern(pattern string) error {
	_, err := Rules{}.filled(subject{&post.Post{}, KindPage, ""}, pattern)
	return err
}

// filled returns a pattern with what its tokens stand for.
func (r Rules) filled(of subject, pattern string) (address string, err error) {
	address = strings.ReplaceAll(pattern, `\:`, aColon)
	address = token.ReplaceAllStringFunc(address, func(name string) string {
		value, known := r.tokenValue(of, name[1:])
		if !known {
			err = fmt.Errorf("there is no %s in %q", name, pattern)
		}
		return value
	})
	return strings.ReplaceAll(address, aColon, ":"), err
}

// reference is a time none of whose parts are those of Go's layouts, so that a
// token which formats it to something else is a layout.
var reference = time.Date(2019, time.November, 9, 23, 1, 42, 1, time.UTC)

// tokenValue is what a token stands for (Hugo's resources/page/permalinks.go).
func (r Rules) tokenValue(of subject, name string) (value string, known bool) {
	name, which, _ := strings.Cut(strings.TrimSuffix(name, "]"), "[")
	urlize := r.Paths.urlize
	base := urlize(path.Base(of.page))
	file := base
	if of.kind != KindPage {
		file = ""
	}
	switch name {
	case "year":
		return strconv.Itoa(of.Date.Year()), true
	case "month":
		return of.Date.Format("01"), true
	case "monthname":
		return of.Date.Month().String(), true
	case "day":
		return of.Date.Format("02"), true
	case "weekday":
		return strconv.Itoa(int(of.Date.Weekday())), true
	case "weekdayname":
		return of.Date.Weekday().String(), true
	case "yearday":
		return strconv.Itoa(of.Date.YearDay()), true
	case "section":
		section, _, _ := strings.Cut(r.sectionOf(of), "/")
		return Paths{}.urlize(section), true // in lower case, whatever the settings want
	case "sections":
		return strings.Join(some(split(Paths{}.urlize(r.sectionOf(of))), which), "/"), true
	case "sectionslug":
		return strings.Join(some(r.sectionNames(of), "0"), "/"), true
	case "sectionslugs":
		return strings.Join(some(r.sectionNames(of), which), "/"), true
	case "title":
		return urlize(r.titleOf(of)), true
	case "slug":
		return urlize(cmp.Or(of.Slug, r.titleOf(of))), true
	case "filename":
		return file, true
	case "contentbasename":
		return base, true
	case "slugorfilename":
		return urlize(cmp.Or(of.Slug, file)), true
	case "slugorcontentbasename":
		return urlize(cmp.Or(of.Slug, base)), true
	}
	if reference.Format(name) != name {
		return of.Date.Format(name), true
	}
	return "", false
}

// titleOf returns what the address of a page calls it: what its front matter does, or
// else the name of its file, whatever heading it begins with.
func (r Rules) titleOf(of subject) string {
	if of.kind != KindPage || !of.Untitled {
		return of.Title
	}
	_, page := r.Languages.Page(of.Path)
	return post.TitleFromPath(page)
}

// sectionOf returns the folder of the innermost section that a page is in, or is the
// list of.
func (r Rules) sectionOf(of subject) string {
	if of.kind != KindPage {
		return of.page
	}
	folder := path.Dir(of.page)
	for strings.Contains(folder, "/") && !r.isSection(folder) {
		folder = path.Dir(folder)
	}
	return strings.TrimPrefix(folder, ".")
}

// isSection reports whether a folder below the top is a section: any, where nothing
// is known of sections.
func (r Rules) isSection(folder string) bool {
	_, isThere := r.sections[strings.ToLower(folder)]
	return isThere || r.sections == nil
}

// sectionNames returns what the sections that a page is in are called, the outermost
// first.
func (r Rules) sectionNames(of subject) (names []string) {
	folder := ""
	for _, part := range split(r.sectionOf(of)) {
		if folder = path.Join(folder, part); folder == part || r.isSection(folder) {
			names = append(names, r.Paths.urlize(cmp.Or(r.sections[strings.ToLower(folder)], part)))
		}
	}
	return names
}

// split returns the parts of a path.
func split(path string) []string { return strings.FieldsFunc(path, isSlash) }

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
	return parts[max(0, first):max(0, first, end)]
}
