package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// environment is the folder of config that Hugo reads last in a build.
const environment = "production"

var errFolder = errors.New("the configuration is a folder: Hugo takes a file of this name, or the folder config/_default")

// readFolder adds the configuration of a folder to values: the first file with one of
// the names, and the files of config. It returns those that there are.
func (p *Project) readFolder(dir string, into map[string]any) (files []string) {
	for _, name := range names {
		file := filepath.Join(dir, name)
		info, err := os.Stat(file)
		if err != nil {
			continue
		}
		if info.IsDir() {
			p.Problems = append(p.Problems, &problem.Problem{File: filepath.ToSlash(file), Kind: problem.Settings, Err: errFolder})
			continue
		}
		if p.add(file, "", into) {
			files = append(files, file)
			break
		}
	}
	files = append(files, p.readSections(filepath.Join(dir, "config"), into)...)
	rename(into)
	return files
}

// readSections adds what is in a folder of configurations: that by default, and that of
// the environment.
func (p *Project) readSections(dir string, into map[string]any) (files []string) {
	return append(p.readSectionsOf(filepath.Join(dir, "_default"), into), p.readSectionsOf(filepath.Join(dir, environment), into)...)
}

// readSectionsOf adds the files of a folder and of those in it, in the order of their
// names, as Hugo does.
func (p *Project) readSectionsOf(dir string, into map[string]any) (files []string) {
	_ = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || format(name) == "" {
			return nil
		}
		if p.add(name, sectionOf(name), into) {
			files = append(files, name)
		}
		return nil
	})
	return files
}

// format returns that of a file of the configuration, "" where it can be none.
func format(name string) string {
	switch ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), ".")); ext {
	case "toml", "yaml", "json":
		return ext
	case "yml":
		return "yaml"
	}
	return ""
}

// sectionOf returns the section of the configuration that a file of a folder holds, ""
// for the whole of it.
func sectionOf(name string) string {
	section := strings.ToLower(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	if section == "hugo" || section == "config" {
		return ""
	}
	return section
}

// sectionIn is the section that a file holds where it is, in a folder of configuration
// or by itself.
func sectionIn(name string) string {
	if IsConfiguration(name) {
		return ""
	}
	for dir := filepath.Dir(name); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if base := filepath.Base(dir); base == "_default" || base == environment {
			return sectionOf(name)
		}
	}
	return ""
}

// add adds what a file says to values, and reports whether the file is a configuration
// of Hugo. One that can't be read is, if it is called so: it is a problem.
func (p *Project) add(name, section string, into map[string]any) bool {
	text, err := os.ReadFile(name)
	if err != nil {
		p.Problems = append(p.Problems, problem.OfFile(filepath.ToSlash(name), err))
		return true
	}
	values, err := post.Decode(filepath.ToSlash(name), format(name), text)
	if err != nil {
		p.Problems = append(p.Problems, problem.All(err)...)
		return true
	}
	if section == "" && len(values) > 0 && strings.HasPrefix(filepath.Base(name), "config.") && !slices.ContainsFunc(keysOf(values), config.IsKnown) {
		return false // many programs have one of this name
	}
	overwrite(into, within(section, values))
	return true
}

func keysOf(values map[string]any) (keys []string) {
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// within returns the values of a section as those of the whole configuration. They may
// be for one language, as in params.de and languages.de. A file may name its section
// itself.
func within(section string, values map[string]any) map[string]any {
	if section == "" {
		return values
	}
	name, language, _ := strings.Cut(section, ".")
	var all any = values
	if inner, is := values[name]; is && len(values) == 1 {
		all = inner
	}
	switch {
	case language == "":
		return map[string]any{name: all}
	case name == "params", name == "menu", name == "menus":
		all = map[string]any{name: all}
	}
	return map[string]any{"languages": map[string]any{language: all}}
}

// overwrite puts values into others, maps within maps as well.
func overwrite(into, values map[string]any) {
	for key, value := range values {
		inner, isMap := value.(map[string]any)
		other, wasMap := into[key].(map[string]any)
		if isMap && wasMap {
			overwrite(other, inner)
			continue
		}
		into[key] = value
	}
}

// rename gives settings their newer names.
func rename(values map[string]any) {
	menus := func(of map[string]any) {
		if menu, is := of["menu"]; is {
			of["menus"] = menu
			delete(of, "menu")
		}
	}
	menus(values)
	for _, language := range asMap(values["languages"]) {
		menus(asMap(language))
	}
	if indexes, is := values["indexes"]; is {
		values["taxonomies"] = indexes
		delete(values, "indexes")
	}
}

// asMap returns a value as a map: one that is none as nil.
func asMap(value any) map[string]any {
	values, _ := value.(map[string]any)
	return values
}

// texts returns a value as a list of texts, which may be one text alone.
func texts(value any) (all []string) {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		for _, each := range v {
			if text, is := each.(string); is {
				all = append(all, text)
			}
		}
	}
	return all
}

// text returns a value that is one, or else "".
func text(value any) string {
	one, _ := value.(string)
	return one
}
