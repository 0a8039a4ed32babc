package jekyll

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"postview/wasm/post"
)

// styles are the patterns that Jekyll has names for.
var styles = map[string]string{
	"date":     "/:categories/:year/:month/:day/:title:output_ext",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"ordinal":  "/:categories/:year/:y_day/:title:output_ext",
	"weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
	"none":     "/:categories/:title:output_ext",
}

// A page is what has an address.
type page struct {
	name       string
	dated      date // of a post
	isPost     bool
	collection string // "" for posts and pages
	categories []string
	date       time.Time // zero for one that has none
	slug       string    // of the front matter
}

// pattern returns that of the address of a page (Jekyll's url_template).
func (s *Site) pattern(p page) string {
	style := cmp.Or(s.text("permalink"), "date")
	collection := p.collection
	if p.isPost {
		collection = "posts"
	}
	if own, _ := s.collections[collection]["permalink"].(string); own != "" {
		return cmp.Or(styles[own], own)
	}
	base := withoutEnding(path.Base(p.name))
	switch {
	case p.isPost:
		return cmp.Or(styles[style], style)
	case p.collection != "":
		return suffixed("/:collection/:path", style)
	case base == "index":
		return "/:path/"
	default:
		return suffixed("/:path/:basename", style)
	}
}

// suffixed returns a pattern with the ending that those of a style have.
func suffixed(pattern, style string) string {
	switch {
	case style == "pretty", strings.HasSuffix(style, "/"):
		return pattern + "/"
	case styles[style] != "", strings.HasSuffix(style, ":output_ext"):
		return pattern + ":output_ext"
	default:
		return pattern
	}
}

// token is one of a pattern. As Jekyll does, it takes the longest name there is.
var token = regexp.MustCompile(`:[a-z_]+`)

var slashes = regexp.MustCompile(`//+`)

// address returns the address of a page by a pattern, beginning with a slash. A token
// that Jekyll does not have is an error.
func (s *Site) address(p page, pattern string) (address string, err error) {
	address = token.ReplaceAllStringFunc(pattern, func(name string) string {
		for end := len(name); end > 1; end-- { // :title_x is :title before _x
			if value, known := s.tokenValue(p, name[1:end]); known {
				return value + name[end:]
			}
		}
		err = fmt.Errorf("there is no %s in %q", name, pattern)
		return ""
	})
	return slashes.ReplaceAllString("/"+address, "/"), err
}

func (s *Site) tokenValue(p page, name string) (value string, known bool) {
	base := withoutEnding(path.Base(p.name))
	if p.isPost && p.dated.slug != "" {
		base = p.dated.slug
	}
	switch name {
	case "output_ext":
		return ".html", true
	case "collection":
		return p.collection, true
	case "path":
		if p.collection == "" {
			return strings.TrimPrefix(path.Dir(p.name), "."), true
		}
		return strings.TrimPrefix(withoutEnding(p.name), "_"+p.collection+"/"), true
	case "basename":
		return base, true
	case "name":
		return slugOf(base, false), true
	case "title":
		return slugOf(cmp.Or(p.slug, base), true), true
	case "slug":
		return slugOf(cmp.Or(p.slug, base), false), true
	case "categories":
		return strings.ToLower(strings.Join(p.categories, "/")), true
	case "slugified_categories":
		var all []string
		for _, category := range p.categories {
			all = append(all, slugOf(category, false))
		}
		return strings.Join(slices.Compact(all), "/"), true
	}
	layout, isDate := dateTokens[name]
	switch {
	case isDate && p.date.IsZero():
		return "", true
	case isDate && layout != "":
		return p.date.Format(layout), true
	}
	year, week := p.date.ISOWeek()
	switch name {
	case "y_day":
		return fmt.Sprintf("%03d", p.date.YearDay()), true
	case "week":
		return fmt.Sprintf("%02d", week), true
	case "w_year":
		return strconv.Itoa(year), true
	case "w_day":
		return strconv.Itoa(int(p.date.Weekday()+6)%7 + 1), true
	}
	return "", false
}

// dateTokens are those of a date, with Go's layouts; "" is for what Go has none for.
var dateTokens = map[string]string{
	"year": "2006", "short_year": "06", "month": "01", "i_month": "1", "short_month": "Jan", "long_month": "January",
	"day": "02", "i_day": "2", "short_day": "Mon", "long_day": "Monday", "hour": "15", "minute": "04", "second": "05",
	"y_day": "", "week": "", "w_year": "", "w_day": "",
}

// slugOf returns what Jekyll makes of a name. A pretty one keeps its case, and the
// characters that an address may have.
func slugOf(name string, pretty bool) string {
	keeps := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || pretty && strings.ContainsRune("._~!$&'()+,;=@", r)
	}
	if !pretty {
		name = strings.ToLower(name)
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return !keeps(r) }), "-")
}

// pageOf returns what has the address of a source.
func (s *Site) pageOf(p *post.Post) page {
	of := page{name: p.Path, slug: p.Slug}
	of.dated, of.isPost = s.dated(p.Path)
	of.isPost = of.isPost || s.isIn(p.Path, "_drafts")
	first, _, _ := strings.Cut(p.Path, "/")
	if collection := strings.TrimPrefix(first, "_"); collection != first && !of.isPost {
		of.collection = collection
	}
	if of.isPost {
		of.categories = s.categories(p, of.dated.folders)
	}
	of.date = p.Date.Time
	if p.Date.HasTime {
		of.date = of.date.In(s.zone)
	}
	return of
}
