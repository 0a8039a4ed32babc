package layout

import (
	"errors"
	html "html/template"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/gobuffalo/flect"
	"github.com/jdkato/prose/transform"

	"postview/wasm/plain"
)

var stringFunctions = table{
	"strings.ToUpper upper":                 strings.ToUpper,
	"strings.ToLower lower":                 strings.ToLower,
	"strings.Title title":                   title,
	"strings.FirstUpper":                    firstUpper,
	"strings.Trim trim":                     strings.Trim,
	"strings.TrimSpace":                     strings.TrimSpace,
	"strings.TrimLeft":                      func(cutset, s string) string { return strings.TrimLeft(s, cutset) },
	"strings.TrimRight":                     func(cutset, s string) string { return strings.TrimRight(s, cutset) },
	"strings.TrimPrefix":                    func(prefix, s string) string { return strings.TrimPrefix(s, prefix) },
	"strings.TrimSuffix":                    func(suffix, s string) string { return strings.TrimSuffix(s, suffix) },
	"strings.HasPrefix hasPrefix":           strings.HasPrefix,
	"strings.HasSuffix hasSuffix":           strings.HasSuffix,
	"strings.Contains":                      strings.Contains,
	"strings.ContainsAny":                   strings.ContainsAny,
	"strings.ContainsNonSpace":              func(s string) bool { return strings.TrimSpace(s) != "" },
	"strings.Count":                         func(part, s string) int { return strings.Count(s, part) },
	"strings.CountRunes countrunes":         countRunes,
	"strings.RuneCount":                     utf8.RuneCountInString,
	"strings.CountWords countwords":         countWords,
	"strings.Split split":                   strings.Split,
	"strings.Repeat":                        repeat,
	"strings.Replace replace":               replace,
	"strings.ReplacePairs":                  replacePairs,
	"strings.Chomp chomp":                   chomp,
	"strings.SliceString slicestr":          sliceString,
	"strings.Substr substr":                 substr,
	"strings.Truncate truncate":             truncate,
	"strings.FindRE findRE":                 findRE,
	"strings.FindRESubmatch findRESubmatch": findSubmatch,
	"strings.ReplaceRE replaceRE":           replaceRE,
	"inflect.Humanize humanize":             humanize,
	"inflect.Pluralize pluralize":           func(s string) string { return inflected(s, flect.Pluralize) },
	"inflect.Singularize singularize":       func(s string) string { return inflected(s, flect.Singularize) },
}

// title writes a text as a title, in the style of the Associated Press, as Hugo does by
// default.
func title(s string) string { return titles().Title(s) }

var titles = sync.OnceValue(func() *transform.TitleConverter { return transform.NewTitleConverter(transform.APStyle) })

func firstUpper(s string) string {
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func countRunes(s string) (n int) {
	for _, r := range plain.Text(s) {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

var cjk = regexp.MustCompile(`\p{Han}|\p{Hangul}|\p{Hiragana}|\p{Katakana}`)

// countWords counts each character of a word that has others than ASCII, where the text
// is one of Chinese, Japanese or Korean.
func countWords(s string) (n int) {
	isCJK := cjk.MatchString(s)
	for word := range strings.FieldsSeq(plain.Text(s)) {
		if runes := utf8.RuneCountInString(word); isCJK && runes != len(word) {
			n += runes
		} else {
			n++
		}
	}
	return n
}

var (
	errNegative = errors.New("the number is negative")
	errBounds   = errors.New("the place is not in the text")
	errTooMany  = errors.New("there are too many arguments")
	errTooFew   = errors.New("there are too few arguments")
)

func repeat(n int, s string) (string, error) {
	switch {
	case n < 0:
		return "", errNegative
	case len(s) > 0 && n > mostMade/len(s):
		return "", errMade
	}
	return strings.Repeat(s, n), nil
}

func replace(s, old, with string, limit ...int) (string, error) {
	n := -1
	if len(limit) > 0 {
		n = limit[0]
	}
	if found := strings.Count(s, old); len(with) > len(old) && (len(with)-len(old))*found > mostMade {
		return "", errMade
	}
	return strings.Replace(s, old, with, n), nil
}

func replacePairs(args ...any) (string, error) {
	if len(args) < 2 {
		return "", errTooFew
	}
	s, err := toText(args[len(args)-1])
	if err != nil {
		return "", err
	}
	pairs, err := spread(args[:len(args)-1])
	switch {
	case err != nil:
		return "", err
	case len(pairs)%2 != 0:
		return "", errors.New("the pairs are uneven")
	}
	return strings.NewReplacer(pairs...).Replace(s), nil
}

func chomp(v any) (any, error) {
	s, err := toText(v)
	s = strings.TrimRight(s, "\r\n")
	if _, is := v.(html.HTML); is {
		return html.HTML(s), err
	}
	return s, err
}

func sliceString(s string, at ...int) (string, error) {
	runes := []rune(s)
	start, end := 0, len(runes)
	if len(at) > 2 {
		return "", errTooMany
	}
	if len(at) > 0 {
		if start = at[0]; start < 0 || start >= len(runes) {
			return "", errBounds
		}
	}
	if len(at) > 1 {
		if end = at[1]; end < start || end > len(runes) {
			return "", errBounds
		}
	}
	return string(runes[start:end]), nil
}

// substr takes a part of a text as PHP does, with places from the end if they are negative.
func substr(s string, at ...int) (string, error) {
	runes := []rune(s)
	length := len(runes)
	switch len(at) {
	case 0:
		return "", errTooFew
	case 1:
	case 2:
		length = at[1]
	default:
		return "", errTooMany
	}
	start := at[0]
	if start < 0 {
		start = max(0, start+len(runes))
	}
	end := start + length
	if length < 0 {
		end = len(runes) + length
	}
	end = min(end, len(runes))
	if start >= end || length == 0 {
		return "", nil
	}
	return string(runes[start:end]), nil
}

var (
	patterns    sync.Map // by their text
	errPatterns = errors.New("the pattern is too long")
)

func pattern(s string) (*regexp.Regexp, error) {
	if known, is := patterns.Load(s); is {
		return known.(*regexp.Regexp), nil
	}
	if len(s) > 10_000 {
		return nil, errPatterns
	}
	p, err := regexp.Compile(s)
	if err == nil {
		patterns.Store(s, p)
	}
	return p, err
}

func findRE(expression, s string, limit ...int) ([]string, error) {
	p, err := pattern(expression)
	if err != nil {
		return nil, err
	}
	found := p.FindAllString(s, limitOf(limit))
	if found == nil {
		found = []string{}
	}
	return found, nil
}

func findSubmatch(expression, s string, limit ...int) ([][]string, error) {
	p, err := pattern(expression)
	if err != nil {
		return nil, err
	}
	found := p.FindAllStringSubmatch(s, limitOf(limit))
	if found == nil {
		found = [][]string{}
	}
	return found, nil
}

func limitOf(limit []int) int {
	if len(limit) == 0 {
		return -1
	}
	return limit[0]
}

func replaceRE(expression, with, s string, limit ...int) (string, error) {
	p, err := pattern(expression)
	if err != nil {
		return "", err
	}
	left, size := limitOf(limit), 0
	var b strings.Builder
	at := 0
	for _, m := range p.FindAllStringSubmatchIndex(s, -1) {
		if left == 0 {
			break
		}
		left--
		b.WriteString(s[at:m[0]])
		b.Write(p.ExpandString(nil, with, s, m))
		at = m[1]
		if size = b.Len(); size > mostMade {
			return "", errMade
		}
	}
	return b.String() + s[at:], nil
}

// humanize writes what a name says: the number in it as an ordinal, else its words.
func humanize(v any) (string, error) {
	word, err := toText(v)
	if err != nil || word == "" {
		return word, err
	}
	if _, err := strconv.Atoi(word); err == nil {
		return flect.Ordinalize(word), nil
	}
	return flect.Humanize(strings.ToLower(flect.Humanize(word))), nil
}

func inflected(s string, by func(string) string) string {
	if s == "" {
		return ""
	}
	return by(s)
}
