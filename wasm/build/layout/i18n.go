package layout

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"

	"golang.org/x/text/feature/plural"
	bcp47 "golang.org/x/text/language"
)

// readTexts reads the texts of the site in its languages, of which the first folder
// counts most.
func (s *Set) readTexts(folders []string) {
	s.texts = map[string]map[string]any{}
	for _, folder := range folders {
		s.stamp(folder)
		root, err := os.OpenRoot(folder)
		if err != nil {
			continue
		}
		names, _ := fs.Glob(root.FS(), "*.*")
		for _, name := range names {
			text, err := readAll(root.FS(), name)
			if err != nil {
				continue
			}
			if value, err := decodeNamed(name, []byte(text)); err == nil {
				s.addTexts(strings.ToLower(strings.TrimSuffix(name, path.Ext(name))), value)
			}
		}
		root.Close()
	}
}

func (s *Set) addTexts(language string, value any) {
	texts := s.texts[language]
	if texts == nil {
		texts = map[string]any{}
		s.texts[language] = texts
	}
	add := func(id string, text any) {
		if _, has := texts[id]; !has {
			texts[id] = text
		}
	}
	switch value := value.(type) {
	case map[string]any:
		addFlat(value, "", add)
	case []any: // as it was once
		for _, one := range value {
			if in, is := one.(map[string]any); is {
				add(printed(in["id"]), in["translation"])
			}
		}
	}
}

// forms are the keys of a text that differs by a number.
var forms = map[string]bool{"zero": true, "one": true, "two": true, "few": true, "many": true, "other": true}

func addFlat(in map[string]any, above string, add func(string, any)) {
	for key, value := range in {
		inner, isMap := value.(map[string]any)
		isText := isMap
		for form := range inner {
			isText = isText && (forms[form] || form == "description" || form == "id")
		}
		if isMap && !isText {
			addFlat(inner, above+key+".", add)
			continue
		}
		add(above+key, value)
	}
}

// translate returns a text of the site in the language of the post, or else in the
// default one; "" where there is none.
func translate(m *machine, id string, data ...any) (string, error) {
	var given any
	if len(data) > 0 {
		given = data[0]
	}
	for _, key := range []string{m.post.Settings.Lang.Key, m.set.languages[0], "en"} {
		text, has := m.set.texts[strings.ToLower(key)][id]
		if !has {
			continue
		}
		return filledIn(m, formOf(key, text, given), given)
	}
	return "", nil
}

// formOf returns the form of a text that a number wants.
func formOf(language string, text, given any) string {
	in, is := text.(map[string]any)
	if !is {
		return printed(text)
	}
	form := "other"
	if n, counted := countOf(given); counted {
		form = pluralOf(language, n)
	}
	if s, has := in[form]; has {
		return printed(s)
	}
	if s, has := in["other"]; has {
		return printed(s)
	}
	return ""
}

func countOf(given any) (int, bool) {
	if in, is := mapOf(given); is {
		for _, key := range []string{"count", "Count"} {
			if v, has := in[key]; has {
				return countOf(v)
			}
		}
		return 0, false
	}
	if v := reflect.ValueOf(given); v.CanInt() {
		return int(v.Int()), true
	}
	return 0, false
}

func pluralOf(language string, n int) string {
	tag, err := bcp47.Parse(language)
	if err != nil {
		tag = bcp47.English
	}
	n = max(n, -n)
	return map[plural.Form]string{
		plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
	}[plural.Cardinal.MatchPlural(tag, n%10_000_000, 0, 0, 0, 0)]
}

// field matches the one thing that texts ask for.
var field = regexp.MustCompile(`{{-?\s*\.(?:(\w+)\s*)?-?}}`)

// filledIn puts what is given in the place of {{ . }} and {{ .Name }}.
func filledIn(m *machine, text string, given any) (string, error) {
	var failed error
	out := field.ReplaceAllStringFunc(text, func(found string) string {
		name := field.FindStringSubmatch(found)[1]
		v := given
		if name != "" {
			if _, counted := countOf(given); name == "Count" && counted && reflect.ValueOf(given).CanInt() {
				return printed(given)
			}
			var err error
			if v, err = m.field(given, name, nil); err != nil {
				failed = err
			}
		}
		if v == nil {
			return "<no value>"
		}
		if err := m.weigh(v); err != nil {
			failed = err
			return ""
		}
		return printed(v)
	})
	if failed == nil && strings.Contains(out, "{{") && strings.Contains(text, "{{") && field.ReplaceAllString(text, "") != text && strings.Contains(field.ReplaceAllString(text, ""), "{{") {
		return "", notHere{fmt.Sprintf("the text %q", brief(text))}
	}
	return out, failed
}
