package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"postview/wasm/address"
)

// languages reads the languages of a configuration.
func (r *reader) languages() (all address.Languages) {
	disabled := value[[]any](r, "disablelanguages")
	weights := map[string]int{}
	for key, values := range value[map[string]any](r, "languages") {
		if strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || key == "" {
			r.wrong(fmt.Sprintf("languages: %q can’t be a language", key), "languages", key)
			continue
		}
		own, _ := values.(map[string]any)
		of := r.within(own, "languages", key)
		value[string](&of, "contentdir")
		all = append(all, address.Language{
			Key:       key,
			Name:      cmp.Or(value[string](&of, "label"), value[string](&of, "languagename"), key),
			Direction: cmp.Or(value[string](&of, "direction"), value[string](&of, "languagedirection")),
			Prefix:    key + "/",
			IsOff:     value[bool](&of, "disabled") || slices.Contains(disabled, any(key)),
		})
		weights[key] = of.number("weight")
		r.errs = append(r.errs, of.errs...)
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b address.Language) int {
		one, other := weights[a.Key], weights[b.Key]
		if (one == 0) != (other == 0) {
			return other - one // what has none comes last
		}
		return cmp.Or(cmp.Compare(one, other), cmp.Compare(a.Key, b.Key))
	})
	name := cmp.Or(value[string](r, "defaultcontentlanguage"), "en")
	home := all.Index(name)
	if home < 0 {
		r.wrong(fmt.Sprintf("defaultContentLanguage can’t be %s, which is not among the languages", name), "defaultcontentlanguage")
		home = 0
	}
	all[home].IsDefault, all[home].IsOff = true, false
	if !value[bool](r, "defaultcontentlanguageinsubdir") {
		all[home].Prefix = ""
	}
	return all
}

// inLanguage returns the values of a configuration with those of a language, which
// take their place: all of a section, but of params those of the same name. Hugo
// knows the language's code as locale, languageCode, or else by the language's name;
// what the whole site says of it is about the default one.
func inLanguage(values map[string]any, l address.Language) map[string]any {
	languages, _ := values["languages"].(map[string]any)
	language, _ := languages[l.Key].(map[string]any)
	all := maps.Clone(values)
	for key, value := range language {
		if key == "params" {
			value = merged(all[key], value)
		}
		all[key] = value
	}
	codes := []any{language["locale"], values["locale"], all["languagecode"], values["defaultcontentlanguage"]}
	if l.Key != "" && !l.IsDefault {
		codes = []any{language["locale"], language["languagecode"]}
	}
	codes = append(codes, l.Key)
	for _, code := range codes {
		if code != nil && code != "" {
			all["languagecode"] = code
			break
		}
	}
	return all
}

// merged returns a value in place of another: where both are maps, what is in either.
func merged(other, value any) any {
	inner, isMap := value.(map[string]any)
	outer, wasMap := other.(map[string]any)
	if !isMap || !wasMap {
		return value
	}
	all := maps.Clone(outer)
	for key, value := range inner {
		all[key] = merged(outer[key], value)
	}
	return all
}
