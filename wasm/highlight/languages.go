package highlight

import (
	"path"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2/lexers"
)

// Languages returns, in lower case and sorted, the names by which [Code] knows a
// language: names, aliases, and the names and extensions of files. Files that
// have a pattern of another form, and names with a dot, it may know as well.
func Languages() []string {
	names := map[string]bool{}
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		config := lexer.Config()
		names[strings.ToLower(config.Name)] = true
		for _, alias := range config.Aliases {
			names[strings.ToLower(alias)] = true
		}
		for _, pattern := range slices.Concat(config.Filenames, config.AliasFilenames) {
			for _, name := range alternatives(strings.TrimPrefix(pattern, "*.")) {
				names[strings.ToLower(name)] = true
			}
		}
	}
	return slices.Sorted(func(yield func(string) bool) {
		for name := range names {
			if isPlain := name != "" && !strings.ContainsAny(name, `*?[]\`); isPlain && !yield(name) {
				return
			}
		}
	})
}

// alternatives returns the names that a pattern with one set of characters, as in
// php[345], stands for.
func alternatives(pattern string) []string {
	before, rest, found := strings.Cut(pattern, "[")
	set, after, closed := strings.Cut(rest, "]")
	if !found || !closed {
		return []string{pattern}
	}
	var names []string
	for _, c := range set {
		if name := before + string(c) + after; !strings.Contains(name, "[") {
			if ok, _ := path.Match(pattern, name); ok {
				names = append(names, name)
			}
		}
	}
	return names
}
