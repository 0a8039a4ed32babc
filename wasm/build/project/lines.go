package project

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/problem"
)

// place is where a setting stands: the keys that lead to it, in lower case, and its
// value, where it is one of several.
type place struct {
	keys  []string
	value string
}

// Located returns what is wrong with settings with the file and the line on which each
// stands, where they are found.
func (p *Project) Located(err error) []*problem.Problem {
	all := problem.All(err)
	for i, found := range all {
		if found.File == "" || found.Line == 0 {
			all[i] = locate(found, place{keys: strings.Split(found.Key, ".")}, p.Files)
		}
	}
	return all
}

// locate returns a problem with the file and the line on which a setting stands. The
// last file that has it counts in a build.
func locate(found *problem.Problem, where place, files []string) *problem.Problem {
	at := *found
	if len(files) > 0 {
		at.File = filepath.ToSlash(cmp.Or(at.File, files[0]))
	}
	for _, name := range slices.Backward(files) {
		text, _ := os.ReadFile(name)
		keys := where.keys
		if section := sectionIn(name); section != "" {
			if keys = below(section, keys); len(keys) == 0 {
				continue
			}
		}
		if line := lineOf(string(text), keys, where.value); line > 0 {
			at.File, at.Line = filepath.ToSlash(name), line
			break
		}
	}
	return &at
}

// below returns the keys within a file of a section, none where the file has them not.
func below(section string, keys []string) []string {
	name, language, _ := strings.Cut(section, ".")
	above := []string{name}
	if language != "" {
		above = []string{"languages", language}
		if name == "params" || name == "menus" {
			above = append(above, name)
		}
	}
	if len(above) >= len(keys) || !slices.Equal(above, keys[:len(above)]) {
		return nil
	}
	return keys[len(above):]
}

// lineOf returns the line on which a setting stands to which the keys lead, or that of
// the last key that is found; 0 where none is. The value tells apart what is in a list.
// It is a guess, made for messages.
func lineOf(text string, keys []string, value string) (line int) {
	lines := strings.Split(text, "\n")
	for i, key := range keys {
		end := `(["']?\s*([.\]=:]|$))`
		if i == len(keys)-1 && value != "" {
			end = `["']?\s*[=:]\s*["']?` + regexp.QuoteMeta(value) + `["'\s,}]*$`
		}
		spelt := regexp.QuoteMeta(key)
		if key == "menus" {
			spelt = "menus?"
		}
		pattern := regexp.MustCompile(`(?i)^[\s{\[-]*(["']?[\w-]+["']?\s*\.\s*)*["']?` + spelt + end)
		next := slices.IndexFunc(lines[max(0, line-1):], pattern.MatchString)
		if next < 0 {
			break
		}
		line = max(1, line) + next
	}
	return line
}
