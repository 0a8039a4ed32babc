package site

import (
	"cmp"
	"maps"
)

// inDefaultLanguage returns the values of a configuration with those of its
// default language, which come first. Hugo knows the language's code as locale,
// languageCode, or else by the language's name.
func inDefaultLanguage(values map[string]any) map[string]any {
	name, _ := values["defaultcontentlanguage"].(string)
	languages, _ := values["languages"].(map[string]any)
	language, _ := languages[cmp.Or(name, "en")].(map[string]any)
	all := maps.Clone(values)
	for key, value := range language {
		inner, isMap := value.(map[string]any)
		outer, wasMap := all[key].(map[string]any)
		if isMap && wasMap {
			outer = maps.Clone(outer)
			maps.Copy(outer, inner)
			value = outer
		}
		all[key] = value
	}
	for _, code := range []any{language["locale"], values["locale"], all["languagecode"], values["defaultcontentlanguage"]} {
		if code != nil {
			all["languagecode"] = code
			break
		}
	}
	return all
}

// useHooks turns Hugo's render hooks on for a site of several languages on one
// host, unless the site itself says what is to be.
func (s *Settings) useHooks(languages map[string]any) {
	if len(languages) < 2 {
		return
	}
	for _, language := range languages {
		if l, _ := language.(map[string]any); l["baseurl"] != nil {
			return
		}
	}
	goldmark := section(&s.Markup, "goldmark")
	if goldmark["duplicateresourcefiles"] == true {
		return
	}
	hooks := section(&goldmark, "renderhooks")
	for _, name := range []string{"link", "image"} {
		hook := section(&hooks, name)
		if hook["enabledefault"] == nil && (hook["useembedded"] == nil || hook["useembedded"] == "auto") {
			hook["useembedded"] = "fallback"
		}
	}
}

// section returns the map of a name within another, made where there is none.
func section(of *map[string]any, name string) map[string]any {
	if *of == nil {
		*of = map[string]any{}
	}
	inner, ok := (*of)[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		(*of)[name] = inner
	}
	return inner
}
