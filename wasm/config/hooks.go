package config

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
