package project

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/build/disk"
)

// components are the folders of a site that others may be mounted onto.
var components = []string{"archetypes", "assets", "content", "data", "i18n", "layouts", "static"}

// Mount is a folder, or a file, that has its place in a component of the site. What is in
// an earlier one counts more, of static files what is in a later one.
type Mount struct {
	Component string  // content, static, assets, data, i18n, layouts or archetypes
	From      string  // where it is, as [disk.Resolved] has it
	At        string  // its place in the component; "" is the whole of it
	Language  string  // of the posts in it; "" is the default one
	Files     *Filter // which of its files are meant; nil is all
	IsOwn     bool    // it is the site's, and not that of a theme
}

// Of returns what is mounted onto a component.
func (p *Project) Of(component string) (all []Mount) {
	for _, m := range p.Mounts {
		if m.Component == component {
			all = append(all, m)
		}
	}
	return all
}

// Posts returns the folder of the posts in the default language, "" where there is none.
func (p *Project) Posts() (folder string) {
	for _, m := range p.Of("content") {
		switch isDefault := m.Language == "" || m.Language == cmp.Or(text(p.Values["defaultcontentlanguage"]), "en"); {
		case !m.IsOwn || m.At != "" || !disk.IsFolder(m.From):
		case isDefault:
			return m.From
		case folder == "":
			folder = m.From
		}
	}
	return folder
}

// mountAll finds the mounts of the site and of its themes, and takes over what these
// say.
func (p *Project) mountAll() {
	modules := p.modules(p.Values, map[string]bool{})
	p.mountListed(disk.Resolved(p.Dir), asMap(p.Values["module"])["mounts"], true)
	p.mountUsual()
	for _, m := range modules {
		p.mountModule(m)
	}
	for _, m := range modules {
		takeOver(p.Values, m.values)
	}
}

// mountModule mounts what who imports a module says, or else the module itself, or else
// the folders that it has.
func (p *Project) mountModule(m module) {
	if field(m.asked, "nomounts") == true {
		return
	}
	listed, _ := field(m.asked, "mounts").([]any)
	if len(listed) == 0 {
		listed, _ = asMap(m.values["module"])["mounts"].([]any)
	}
	if len(listed) > 0 {
		p.mountListed(m.dir, listed, false)
		return
	}
	for _, component := range components {
		if from := disk.Resolved(filepath.Join(m.dir, component)); disk.IsFolder(from) && disk.IsWithin(from, m.dir) {
			p.Mounts = append(p.Mounts, Mount{Component: component, From: from})
		}
	}
}

// mountListed mounts what a list of a configuration says.
func (p *Project) mountListed(dir string, list any, isOwn bool) {
	listed, _ := list.([]any)
	for _, each := range listed {
		values := asMap(each)
		source, target := text(field(values, "source")), text(field(values, "target"))
		where := place{[]string{"module", "mounts", "source"}, source}
		if source == "" || target == "" {
			p.wrong(where, "module.mounts: one lacks its source or its target: it is left out")
			continue
		}
		component, at, _ := strings.Cut(path.Clean(filepath.ToSlash(target)), "/")
		if !slices.Contains(components, component) {
			p.wrong(place{[]string{"module", "mounts", "target"}, target}, "module.mounts: the target %s is in none of %s: %s is left out", target, strings.Join(components, ", "), source)
			continue
		}
		files, err := newFilter(values)
		if err != nil {
			p.wrong(where, "module.mounts: %s: %v: it is left out", source, err)
			continue
		}
		m := Mount{Component: component, At: at, Files: files, IsOwn: isOwn}
		if m.From, err = p.find(dir, source); err != nil {
			if isOwn && !isMade(source) {
				p.wrong(where, "module.mounts: %w: it is left out", err)
			}
			continue
		}
		languages, said := p.languagesOf(values)
		if len(said) == 0 {
			p.Mounts = append(p.Mounts, m)
		} else if len(languages) == 0 {
			p.wrong(where, "module.mounts: %s is for %s, which is no language of the site: it is left out", source, strings.Join(said, ", "))
		}
		for _, m.Language = range languages {
			p.Mounts = append(p.Mounts, m)
		}
	}
}

// find returns where a file or a folder is that a configuration in dir names. It is an
// error unless it is there, and within the repository.
func (p *Project) find(dir, source string) (string, error) {
	from := filepath.FromSlash(source)
	if !filepath.IsAbs(from) {
		from = filepath.Join(dir, from)
	}
	from = disk.Resolved(from)
	if from != p.tree && !disk.IsWithin(from, p.tree) {
		return "", fmt.Errorf("%s is out of %s", source, filepath.ToSlash(p.tree))
	}
	if _, err := os.Stat(from); err != nil {
		return "", fmt.Errorf("there is no %s", source)
	}
	return from, nil
}

// isMade reports whether other programs make what has this name, when they are run.
func isMade(source string) bool {
	return strings.Contains(source, "node_modules") || strings.HasSuffix(source, "hugo_stats.json")
}

// languagesOf returns the languages that a mount is for, and what it says of them.
func (p *Project) languagesOf(mount map[string]any) (keys, said []string) {
	matrix := asMap(field(asMap(field(mount, "sites")), "matrix"))
	said = append(texts(field(matrix, "languages")), texts(field(mount, "lang"))...)
	all := p.languages()
	if len(all) == 0 {
		all = []string{cmp.Or(text(p.Values["defaultcontentlanguage"]), "en")}
	}
	for _, key := range all {
		if slices.ContainsFunc(said, func(pattern string) bool { return matches(pattern, key) }) {
			keys = append(keys, key)
		}
	}
	return keys, said
}

// languages returns the keys of the languages of the site, none where it says nothing
// of them.
func (p *Project) languages() []string {
	return keysOf(asMap(p.Values["languages"]))
}

// mountUsual mounts the folders that have no mount in the list, where Hugo has them by
// default or other settings say that they are.
func (p *Project) mountUsual() {
	for _, component := range components {
		if len(p.Of(component)) > 0 {
			continue
		}
		switch component {
		case "content":
			p.mountContent()
		case "static":
			p.mountStatic()
		default:
			key := map[string]string{"assets": "assetDir", "archetypes": "archetypeDir", "data": "dataDir", "i18n": "i18nDir", "layouts": "layoutDir"}[component]
			p.mountFolder(Mount{Component: component}, cmp.Or(text(p.Values[strings.ToLower(key)]), component), key)
		}
	}
}

// mountContent mounts the folder of posts, and those of the languages that have their
// own.
func (p *Project) mountContent() {
	ofAll := cmp.Or(text(p.Values["contentdir"]), "content")
	needsAll := len(p.languages()) == 0
	for _, key := range p.languages() {
		isOff := asMap(asMap(p.Values["languages"])[key])["disabled"] == true || slices.Contains(texts(p.Values["disablelanguages"]), key)
		switch own := p.ContentOf(key); {
		case own == "":
			needsAll = needsAll || !isOff
		case !isOff:
			p.mountFolder(Mount{Component: "content", Language: key}, own, "languages."+key+".contentDir")
		}
	}
	if needsAll {
		p.mountFolder(Mount{Component: "content"}, ofAll, "contentDir")
	}
}

// ContentOf returns the folder that the configuration names for the posts of a language
// alone, or "".
func (p *Project) ContentOf(language string) string {
	own := text(asMap(asMap(p.Values["languages"])[language])["contentdir"])
	if own == "" || path.Clean(own) == path.Clean(cmp.Or(text(p.Values["contentdir"]), "content")) {
		return ""
	}
	return own
}

// contentDirs returns the folders of posts that the configuration names.
func (p *Project) contentDirs() []string {
	dirs := []string{cmp.Or(text(p.Values["contentdir"]), "content")}
	for _, key := range p.languages() {
		if own := p.ContentOf(key); own != "" {
			dirs = append(dirs, own)
		}
	}
	listed, _ := asMap(p.Values["module"])["mounts"].([]any)
	for _, each := range listed {
		if target := text(field(asMap(each), "target")); target == "content" || strings.HasPrefix(target, "content/") {
			dirs = append(dirs, text(field(asMap(each), "source")))
		}
	}
	return dirs
}

// mountStatic mounts the folders of files that are published as they are. Of several
// the last counts most.
func (p *Project) mountStatic() {
	named := [][2]string{} // the keys and the folders
	for i := -1; i <= 10; i++ {
		key := "staticDir"
		if i >= 0 {
			key += strconv.Itoa(i)
		}
		for _, dir := range texts(p.Values[strings.ToLower(key)]) {
			named = append(named, [2]string{key, dir})
		}
	}
	if !p.says("staticDir") {
		named = slices.Insert(named, 0, [2]string{"staticDir", "static"})
	}
	for _, each := range named {
		p.mountFolder(Mount{Component: "static"}, each[1], each[0])
	}
}

// mountFolder mounts a folder that a setting may name, or else is the usual one, which
// need not be there.
func (p *Project) mountFolder(m Mount, dir, key string) {
	from, err := p.find(disk.Resolved(p.Dir), dir)
	if err == nil {
		m.From, m.IsOwn = from, true
		p.Mounts = append(p.Mounts, m)
		return
	}
	if whole := disk.Resolved(filepath.Join(p.Dir, filepath.FromSlash(dir))); disk.IsWithin(whole, p.tree) {
		p.Awaited = append(p.Awaited, whole)
	}
	if p.says(key) {
		left := "it is left out"
		if m.Language != "" {
			left = "the language is left out"
		}
		p.wrong(place{keys: strings.Split(strings.ToLower(key), ".")}, "%s: %w: %s", key, err, left)
	}
}

// says reports whether the configuration has a setting.
func (p *Project) says(key string) bool {
	var value any = p.Values
	for key := range strings.SplitSeq(strings.ToLower(key), ".") {
		var is bool
		if value, is = asMap(value)[key]; !is {
			return false
		}
	}
	return true
}

// field returns a value of a map in a list, whose keys may be in any case.
func field(values map[string]any, name string) any {
	for key, value := range values {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return nil
}
