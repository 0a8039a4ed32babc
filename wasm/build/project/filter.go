package project

import (
	"fmt"
	"strings"

	"github.com/gobwas/glob"
)

// Filter says which files of a mount are meant. The zero value means all.
type Filter struct {
	text  string // that it was made of
	rules []rule
}

// rule means the files that a pattern is for, or leaves them out.
type rule struct {
	glob.Glob
	isNot bool
}

// newFilter reads the settings of a mount that say which files are meant.
func newFilter(mount map[string]any) (f Filter, err error) {
	patterns := append(texts(field(mount, "files")), texts(field(mount, "includefiles"))...)
	for _, pattern := range texts(field(mount, "excludefiles")) {
		patterns = append(patterns, "! "+pattern)
	}
	f.text = strings.Join(patterns, "\n")
	for _, pattern := range patterns {
		name, isNot := strings.CutPrefix(pattern, "! ")
		compiled, err := glob.Compile("/"+strings.TrimPrefix(strings.ToLower(name), "/"), '/')
		if err != nil {
			return f, fmt.Errorf("%q is no pattern of names: %w", pattern, err)
		}
		f.rules = append(f.rules, rule{compiled, isNot})
	}
	return f, nil
}

// Means reports whether a file of the mount is meant, by its name in it: by the first
// pattern that is for it.
func (f Filter) Means(name string) bool {
	isMeant := true // where nothing says what is
	for _, rule := range f.rules {
		if rule.Match("/" + strings.ToLower(name)) {
			return !rule.isNot
		}
		isMeant = isMeant && rule.isNot
	}
	return isMeant
}

// matches reports whether a language is one that a pattern is for.
func matches(pattern, key string) bool {
	compiled, err := glob.Compile(strings.ToLower(pattern), '.')
	return err == nil && compiled.Match(key)
}
