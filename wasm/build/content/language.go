package content

import (
	"cmp"
	"slices"

	bcp47 "golang.org/x/text/language"

	"postview/wasm/site"
)

// Language is that of a site, as HTML has it.
func Language(s *site.Site) string { return cmp.Or(s.Language, "en") }

// Direction is how a language is written where the settings don't say it: "rtl", or ""
// for what goes from left to right.
func Direction(tag string) string {
	script, _ := bcp47.Make(tag).Script()
	if slices.Contains([]string{"Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"}, script.String()) {
		return "rtl"
	}
	return ""
}
