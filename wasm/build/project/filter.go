package project

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gobwas/glob"
)

// Filter says which files of a mount are meant.
type Filter struct{ rules []rule }

// rule means the files that a pattern is for, or leaves them out.
type rule struct {
	glob.Glob
	isNot   bool
	folders []glob.Glob // that lead to what is meant
}

// newFilter reads the settings of a mount that say which files are meant: nil for all.
func newFilter(mount map[string]any) (f *Filter, err error) {
	patterns := append(texts(field(mount, "files")), texts(field(mount, "includefiles"))...)
	for _, pattern := range texts(field(mount, "excludefiles")) {
		patterns = append(patterns, "! "+pattern)
	}
	if len(patterns) == 0 {
		return nil, nil
	}
	f = new(Filter)
	for _, pattern := range patterns {
		name, isNot := strings.CutPrefix(pattern, "! ")
		name = "/" + strings.TrimPrefix(strings.ToLower(name), "/")
		r := rule{isNot: isNot}
		if r.Glob, err = glob.Compile(name, '/'); err != nil {
			return f, fmt.Errorf("%q is no pattern of names: %w", pattern, err)
		}
		for dir := path.Dir(name); dir != "/"; dir = path.Dir(dir) {
			if way, err := glob.Compile(dir, '/'); err == nil {
				r.folders = append(r.folders, way)
			}
		}
		f.rules = append(f.rules, r)
	}
	return f, nil
}

// Means reports whether a file of the mount is meant, by its name in it: by the first
// pattern that is for it.
func (f *Filter) Means(name string) bool {
	isMeant := true // where nothing says what is
	for _, rule := range f.rules {
		if rule.Match("/" + strings.ToLower(name)) {
			return !rule.isNot
		}
		isMeant = isMeant && rule.isNot
	}
	return isMeant
}

// Enters reports whether a folder of the mount may have files that are meant. Hugo wants
// a pattern for the folder, too, unless it is named on the way to a file.
func (f *Filter) Enters(name string) bool {
	isMeant := true
	for _, rule := range f.rules {
		switch {
		case rule.Match("/" + strings.ToLower(name)):
			return !rule.isNot
		case !rule.isNot && rule.onTheWay(strings.ToLower(name)):
			return true
		}
		isMeant = isMeant && rule.isNot
	}
	return isMeant
}

// onTheWay reports whether a folder is one of those that lead to the pattern.
func (r rule) onTheWay(name string) bool {
	return slices.ContainsFunc(r.folders, func(folder glob.Glob) bool { return folder.Match("/" + name) })
}

// matches reports whether a language is one that a pattern is for.
func matches(pattern, key string) bool {
	compiled, err := glob.Compile(strings.ToLower(pattern), '.')
	return err == nil && compiled.Match(key)
}
