package content

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/build/jekyll"
	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// SettingsNames are the names that Hugo's configuration may have, in the order in
// which Hugo looks for them.
var SettingsNames = []string{
	"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
	"config.toml", "config.yaml", "config.yml", "config.json",
}

// ReadSettings reads the site's configuration: the file or the folder that o
// names, or what there is in the content folder or the one above it: the first
// file with one of the names, and the files in config/_default. Values that can't
// be used are noted; a file that can't be read is an error, a [*problem.Problem], with
// the settings of a site that has no configuration.
func ReadSettings(o *Options, note func(*problem.Problem)) (*config.Settings, error) {
	files := FindSettings(o)
	site := jekyllSite(o)
	if len(files) == 0 && site == nil {
		return new(config.Settings), nil
	}
	values := map[string]any{}
	for _, name := range files {
		if err := addSettings(values, name); err != nil {
			return new(config.Settings), err
		}
	}
	if site != nil {
		values = site.Values()
	}
	settings, err := config.Read(append(files, "")[0], values)
	settings, missing := inFolder(o.Content, settings)
	for _, p := range append(problem.All(err), missing...) {
		note(located(p, files))
	}
	return &settings, nil
}

// Located returns what is wrong with settings with the file and the line on which each
// stands, where they are found.
func Located(err error, o *Options) []*problem.Problem {
	all := problem.All(err)
	for i, p := range all {
		if p.Kind == problem.Settings && (p.File == "" || p.Line == 0) {
			all[i] = located(p, FindSettings(o))
		}
	}
	return all
}

func located(p *problem.Problem, files []string) *problem.Problem {
	at := *p
	if len(files) > 0 {
		at.File = filepath.ToSlash(cmp.Or(p.File, files[0]))
	}
	for _, name := range files {
		text, _ := os.ReadFile(name)
		keys := strings.Split(p.Key, ".")
		if section := sectionIn(name); section != "" {
			above := strings.Split(section, ".")
			if len(above) >= len(keys) || !slices.Equal(above, keys[:len(above)]) {
				continue
			}
			keys = keys[len(above):]
		}
		if line := settingLine(string(text), keys); line > 0 {
			at.File, at.Line = filepath.ToSlash(name), line
			break
		}
	}
	return &at
}

// settingLine returns the line on which a setting stands to which the keys lead, or
// that of the last key that is found; 0 where none is. It is a guess, made for
// messages.
func settingLine(text string, keys []string) (line int) {
	lines := strings.Split(text, "\n")
	for _, key := range keys {
		pattern := regexp.MustCompile(`(?i)^[\s{\[]*(["']?[\w-]+["']?\s*\.\s*)*["']?` + regexp.QuoteMeta(key) + `["']?\s*([.\]=:]|$)|pattern["']?\s*[=:]\s*["']` + regexp.QuoteMeta(key) + `["']`)
		next := slices.IndexFunc(lines[max(0, line-1):], pattern.MatchString)
		if next < 0 {
			break
		}
		line = max(1, line) + next
	}
	return line
}

// FindSettings returns the files of the site’s configuration, in the order in which they
// are read: none where there is no configuration.
func FindSettings(o *Options) []string {
	if o.Config != "" {
		if files := settingsIn(o.Config); len(files) > 0 {
			return files
		}
		return []string{o.Config}
	}
	for _, dir := range []string{o.Content, filepath.Join(o.Content, "..")} {
		files := settingsIn(filepath.Join(dir, "config", "_default"))
		for _, name := range SettingsNames {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				files = slices.Insert(files, 0, filepath.Join(dir, name))
				break
			}
		}
		if len(files) > 0 {
			return files
		}
	}
	if name := jekyll.Settings(o.Content); name != "" {
		return []string{name}
	}
	return nil
}

// settingsIn returns the files in a folder of configuration, the one for the whole
// of it first.
func settingsIn(dir string) (files []string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		switch section, format := sectionOf(e.Name()); {
		case !slices.Contains([]string{"toml", "yaml", "yml", "json"}, format):
		case section == "":
			files = slices.Insert(files, 0, filepath.Join(dir, e.Name()))
		default:
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	return files
}

// sectionOf returns the section of the configuration that a file holds, "" for the
// whole of it, and its format.
func sectionOf(name string) (section, format string) {
	format = strings.TrimPrefix(filepath.Ext(name), ".")
	section = strings.ToLower(strings.TrimSuffix(filepath.Base(name), "."+format))
	if section == "hugo" || section == "config" {
		section = ""
	}
	return section, format
}

// sectionIn is the section that a file holds where it is, in a folder of
// configuration or by itself.
func sectionIn(name string) string {
	if filepath.Base(filepath.Dir(name)) != "_default" {
		return ""
	}
	section, _ := sectionOf(name)
	return section
}

// addSettings adds to values what is in a file.
func addSettings(values map[string]any, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		p := problem.OfFile(name, err)
		p.Kind = problem.Settings
		return p
	}
	section := sectionIn(name)
	_, format := sectionOf(name)
	if format == "yml" {
		format = "yaml"
	}
	read, err := post.Decode(filepath.ToSlash(name), format, text)
	if err != nil {
		return err
	}
	merge(values, within(section, read))
	return nil
}

// within returns the values of a section as those of the whole configuration. They
// may be for one language, as in params.de and languages.de.
func within(section string, values map[string]any) map[string]any {
	name, language, _ := strings.Cut(section, ".")
	if inner, isMap := values[name].(map[string]any); isMap && len(values) == 1 {
		values = inner // the file names its section itself
	}
	switch {
	case section == "":
		return values
	case language == "":
		return map[string]any{name: values}
	case name == "params":
		values = map[string]any{name: values}
	}
	return map[string]any{"languages": map[string]any{language: values}}
}

// merge puts values into others, maps within maps merged as well.
func merge(into, values map[string]any) {
	for key, value := range values {
		inner, isMap := value.(map[string]any)
		other, wasMap := into[key].(map[string]any)
		if isMap && wasMap {
			merge(other, inner)
			continue
		}
		into[key] = value
	}
}
