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

// locate returns a problem with the file and the line on which a setting stands: where
// most of the keys are found, in the last of such files, which counts.
func locate(found *problem.Problem, where place, files []string) *problem.Problem {
	at, most := *found, 0
	if len(files) > 0 {
		at.File = filepath.ToSlash(cmp.Or(at.File, files[0]))
	}
	for _, name := range files {
		keys, above := where.keys, 0
		if section := sectionIn(name); section != "" {
			if above = depth(section, keys); above == 0 {
				continue
			}
		}
		text, _ := os.ReadFile(name)
		if line, depth := lineOf(string(text), keys[above:], where.value); above+depth > 0 && above+depth >= most {
			at.File, at.Line, most = filepath.ToSlash(name), max(1, line), above+depth
		}
	}
	return &at
}

// depth returns how many of the keys lead to what a file of a section holds, 0 where it
// does not hold what they lead to.
func depth(section string, keys []string) int {
	name, language, _ := strings.Cut(section, ".")
	if name == "menu" {
		name = "menus"
	}
	above := []string{name}
	if language != "" {
		above = []string{"languages", language}
		if name == "params" || name == "menus" {
			above = append(above, name)
		}
	}
	if len(above) > len(keys) || !slices.Equal(above, keys[:len(above)]) {
		return 0
	}
	return len(above)
}

// lineOf returns the line on which a setting stands to which the keys lead, or that of
// the last key that is found, and how many are; 0 where none is. The value tells apart
// what is in a list. It is a guess, made for messages.
func lineOf(text string, keys []string, value string) (line, depth int) {
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
		pattern := regexp.MustCompile(`(?i)^[\s{\[-]*(["']?[\w-]+["']?\s*\.\s*)*["']?` + spelt + end + `|pattern["']?\s*[=:]\s*["']` + regexp.QuoteMeta(key) + `["']`)
		next := slices.IndexFunc(lines[max(0, line-1):], pattern.MatchString)
		if next < 0 {
			break
		}
		line, depth = max(1, line)+next, i+1
	}
	return line, depth
}
