package project

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"postview/wasm/build/disk"
	"postview/wasm/problem"
)

// module is a theme, or another module that a site takes something from.
type module struct {
	dir    string
	values map[string]any // of its configuration
	asked  map[string]any // what who imports it says of it; nil is nothing
}

// modules returns the modules that a configuration imports and that are there, each
// followed by those that it imports itself.
func (p *Project) modules(values map[string]any, seen map[string]bool) (all []module) {
	imports, _ := asMap(values["module"])["imports"].([]any)
	for _, each := range imports {
		asked := asMap(each)
		if named := text(field(asked, "path")); named == "" {
			p.wrong(place{keys: []string{"module", "imports"}}, "module.imports: one has no path")
		} else if field(asked, "disable") != true {
			all = append(all, p.module(named, place{[]string{"module", "imports", "path"}, named}, asked, seen)...)
		}
	}
	for _, named := range texts(values["theme"]) {
		all = append(all, p.module(named, place{keys: []string{"theme"}}, nil, seen)...)
	}
	return all
}

// module returns a module, and those that it imports. One that imports itself is there
// once.
func (p *Project) module(named string, where place, asked map[string]any, seen map[string]bool) []module {
	if seen[named] {
		return nil
	}
	seen[named] = true
	dir, why := p.folderOf(named)
	if why != "" {
		p.wrong(where, "%s: its settings, its texts and its files are not part of this site", why)
		p.Problems[len(p.Problems)-1].Kind = problem.NotFollowed
		return nil
	}
	m := module{dir: dir, values: map[string]any{}, asked: asked}
	if field(asked, "ignoreconfig") != true {
		problems := p.Problems
		p.Themes = append(p.Themes, p.readFolder(dir, m.values)...)
		if !disk.IsWithin(dir, disk.Resolved(p.Dir)) {
			p.Problems = problems // somebody else's
		}
	}
	all := []module{m}
	if field(asked, "ignoreimports") != true {
		all = append(all, p.modules(m.values, seen)...)
	}
	return all
}

// folderOf returns the folder of a module: where the site keeps a copy, where it says
// that it is, or among its themes. Else it says why there is none.
func (p *Project) folderOf(named string) (dir, why string) {
	themes := filepath.Join(disk.Resolved(p.Dir), filepath.FromSlash(cmp.Or(text(p.Values["themesdir"]), "themes")))
	said := filepath.FromSlash(cmp.Or(p.replacement(named), named))
	if !filepath.IsAbs(said) {
		said = filepath.Join(themes, said)
	}
	kept := filepath.Join(disk.Resolved(p.Dir), "_vendor", filepath.FromSlash(named))
	for _, dir := range []string{kept, said} {
		dir = disk.Resolved(dir)
		entries, err := os.ReadDir(dir)
		switch {
		case err != nil:
		case len(entries) == 0:
			return "", fmt.Sprintf("the theme %s is an empty folder (git submodule update --init fetches what is in it)", named)
		case dir != p.tree && !disk.IsWithin(dir, p.tree):
			return "", fmt.Sprintf("the theme %s is out of %s", named, filepath.ToSlash(p.tree))
		default:
			return dir, ""
		}
	}
	if host, _, isPath := strings.Cut(named, "/"); isPath && strings.Contains(host, ".") {
		return "", fmt.Sprintf("the module %s is not here (hugo mod vendor puts it into _vendor)", named)
	}
	return "", fmt.Sprintf("there is no theme %s", named)
}

// replacement returns the folder that the site names for a module, or "".
func (p *Project) replacement(named string) string {
	pairs := texts(asMap(p.Values["module"])["replacements"])
	if len(pairs) == 1 {
		pairs = strings.Split(pairs[0], ",")
	}
	for _, pair := range pairs {
		if from, to, is := strings.Cut(pair, "->"); is && strings.TrimSpace(from) == named {
			return strings.TrimSpace(to)
		}
	}
	return ""
}

// How values of a theme become the site's, which a setting _merge may say.
const (
	none    = "none"
	shallow = "shallow" // what is missing
	deep    = "deep"    // what is missing, in maps as well
)

// takeOver adds to values what a theme says and the site does not, as Hugo merges it:
// by default params, and what menus and formats are called.
func takeOver(values, theirs map[string]any) {
	all := strategy(values, "")
	if all == none {
		return
	}
	for key, value := range theirs {
		inner, isMap := value.(map[string]any)
		own, isThere := values[key]
		switch {
		case key == "_merge":
		case isThere && isMap && asMap(own) != nil:
			adopt(asMap(own), inner, cmp.Or(byKey(key), all), "")
		case !isThere && isMap && cmp.Or(byKey(key), all, none) != none:
			values[key] = inner
		case !isThere && !isMap && all == deep:
			values[key] = value
		}
	}
}

// byKey is how a section is merged that says nothing of it, "" for as that around it.
func byKey(key string) string {
	switch key {
	case "params":
		return deep
	case "menus", "outputformats", "mediatypes":
		return shallow
	}
	return ""
}

// strategy is how a map says that it is merged, or else another.
func strategy(values map[string]any, other string) string {
	switch own := text(values["_merge"]); own {
	case none, shallow, deep:
		return own
	}
	return other
}

// adopt merges a map into one of the site, of which inherited says how, in another one
// that is merged as around says.
func adopt(values, theirs map[string]any, inherited, around string) {
	how := cmp.Or(strategy(values, inherited), none)
	for key, value := range theirs {
		own, isThere := values[key]
		switch inner := asMap(value); {
		case key == "_merge":
		case isThere && inner != nil && asMap(own) != nil:
			next := how
			if key == "params" {
				next = deep
			}
			adopt(asMap(own), inner, next, how)
		case !isThere && how != none && around != shallow:
			values[key] = value
		}
	}
}
