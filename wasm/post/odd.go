package post

import (
	"fmt"
	"runtime"
	"slices"

	"postview/wasm/problem"
	"postview/wasm/scalar"
)

// wanted are the kinds of values that keys want, with what they are called.
var wanted = []struct {
	kind string
	is   func(v any) bool
	keys []string
}{
	{"a text", isText, []string{"title", "linktitle", "subtitle", "newssubtitle", "description", "summary", "slug", "url", "type", "layout"}},
	{"true or false", isTruth, []string{"draft", "iscjklanguage", "headless"}},
	{"a number", isNumber, []string{"weight"}},
	{"a text, or a list of some", isTexts, []string{"tags", "categories", "keywords", "aliases"}},
}

func isText(v any) bool {
	_, is := scalarText(v)
	return is
}

func isTruth(v any) bool {
	_, is := boolean(v)
	return is
}

func isNumber(v any) bool {
	_, is := scalar.Int(v)
	return is || v == nil
}

func isTexts(v any) bool {
	list, isList := v.([]any)
	if !isList {
		return isText(v)
	}
	for _, v := range list {
		if !isText(v) {
			return false
		}
	}
	return true
}

// oddities finds values that make no sense where they are: nothing is made of them, as
// with Hugo. The builder alone tells them, and a browser's program has nothing of it.
func oddities(values map[string]any) (odd []keyError) {
	if runtime.GOOS == "js" {
		return nil
	}
	for _, w := range wanted {
		for _, key := range w.keys {
			if v, written := values[key]; written && !w.is(v) {
				odd = append(odd, keyError{key, fmt.Errorf("%s is %s, and wants to be %s: it does not count", key, called(v), w.kind)})
			}
		}
	}
	return odd
}

func called(v any) string {
	switch v := v.(type) {
	case []any:
		return "a list"
	case map[string]any:
		return "a map"
	default:
		return fmt.Sprintf("%q", abridged(fmt.Sprint(v)))
	}
}

// Oddities are the values of the front matter that were left out because they are of
// the wrong kind, each on its line.
func (p *Post) Oddities() (all []*problem.Problem) {
	for _, odd := range p.odd {
		all = append(all, p.Problem(problem.FrontMatter, odd.err, odd.key))
	}
	return all
}

// Says reports whether the front matter sets a key at its top.
func (p *Post) Says(key string) bool { return p.front.keyLine(key) > 0 }

// Keys returns those that mean something here or to Hugo, in lower case.
func Keys() []string {
	return slices.Concat(known, []string{
		"build", "_build", "cascade", "headless", "layout", "markup", "menu", "menus", "outputs", "params", "path",
		"resources", "sitemap", "translationkey", "type", "image", "images", "cover", "toc", "math", "series",
	})
}
