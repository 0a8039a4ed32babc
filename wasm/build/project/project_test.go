package project_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/disk"
	"postview/wasm/build/project"
)

// found returns a project whose posts are in the folder content, and what is told of it,
// without the folder that it is in.
func found(t *testing.T, files map[string]string) (p *project.Project, told []string) {
	t.Helper()
	dir := disk.Resolved(buildtest.Folder(t, files))
	p, err := project.Find(filepath.Join(dir, "site/content"), "")
	require.NoError(t, err)
	for _, problem := range p.Problems {
		told = append(told, strings.ReplaceAll(problem.Error(), filepath.ToSlash(dir)+"/", ""))
	}
	return p, told
}

func TestMountsThatCannotBe(t *testing.T) {
	tests := map[string]struct{ settings, told string }{
		"out of the site":      {"[[module.mounts]]\nsource = 'data'\ntarget = 'data'\n[[module.mounts]]\nsource = '../away'\ntarget = 'content/away'", "site/hugo.toml:5: module.mounts: ../away is out of site: it is left out"},
		"by its whole name":    {"[[module.mounts]]\nsource = '/etc'\ntarget = 'static/etc'", "site/hugo.toml:2: module.mounts: /etc is out of site: it is left out"},
		"behind a link":        {"[[module.mounts]]\nsource = 'link'\ntarget = 'content/link'", "site/hugo.toml:2: module.mounts: link is out of site: it is left out"},
		"not there":            {"module = {mounts = [{source = 'nowhere', target = 'content/x'}]}", "site/hugo.toml:1: module.mounts: there is no nowhere: it is left out"},
		"made by others":       {"[[module.mounts]]\nsource = 'node_modules/x'\ntarget = 'static'", ""},
		"onto nothing":         {"[[module.mounts]]\nsource = 'data'\ntarget = 'contents/x'", "site/hugo.toml:3: module.mounts: the target contents/x is in none of archetypes, assets, content, data, i18n, layouts, static: data is left out"},
		"without a target":     {"[[module.mounts]]\nsource = 'data'", "site/hugo.toml:2: module.mounts: one lacks its source or its target: it is left out"},
		"what is no pattern":   {"[[module.mounts]]\nsource = 'data'\ntarget = 'data'\nFiles = '[a'", "site/hugo.toml:2: module.mounts: data: \"[a\" is no pattern of names: unexpected end of input: it is left out"},
		"for another language": {"[[module.mounts]]\nsource = 'data'\ntarget = 'content'\nlang = 'fr'", "site/hugo.toml:2: module.mounts: data is for fr, which is no language of the site: it is left out"},
		"a folder of posts":    {"title = 'A'\ncontentDir = 'nowhere'", "site/hugo.toml:2: contentDir: there is no nowhere: it is left out"},
		"a folder of files":    {"staticDir = ['static', '../away']", "site/hugo.toml:1: staticDir: ../away is out of site: it is left out"},
		"a theme":              {"theme = ['lake', 'nowhere']", "site/hugo.toml:1: there is no theme nowhere: its settings, its texts and its files are not part of this site"},
		"a theme out of it":    {"theme = '../../away'", "site/hugo.toml:1: the theme ../../away is out of site: its settings, its texts and its files are not part of this site"},
		"a module":             {"[[module.imports]]\npath = 'github.com/a/b'", "site/hugo.toml:2: the module github.com/a/b is not here (hugo mod vendor puts it into _vendor): its settings, its texts and its files are not part of this site"},
		"an empty theme":       {"theme = 'empty'", "site/hugo.toml:1: the theme empty is an empty folder (git submodule update --init fetches what is in it): its settings, its texts and its files are not part of this site"},
		"one within another":   {"[[module.mounts]]\nsource = 'content'\ntarget = 'content/content'\n[[module.mounts]]\nsource = '.'\ntarget = 'content/all'", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := disk.Resolved(buildtest.Folder(t, map[string]string{
				"site/hugo.toml": test.settings, "site/content/a.md": "", "site/data/a.md": "", "away/a.md": "", "site/static/a": "", "site/themes/lake/hugo.toml": "",
			}))
			require.NoError(t, os.Symlink(filepath.Join(dir, "away"), filepath.Join(dir, "site/link")))
			require.NoError(t, os.MkdirAll(filepath.Join(dir, "site/themes/empty"), 0o755))
			p, err := project.Find(filepath.Join(dir, "site/content"), "")
			require.NoError(t, err)
			var told []string
			for _, problem := range p.Problems {
				told = append(told, strings.ReplaceAll(problem.Error(), filepath.ToSlash(dir)+"/", ""))
			}
			if test.told == "" {
				assert.Empty(t, told)
			} else {
				assert.Equal(t, []string{test.told}, told)
			}
			for _, m := range p.Mounts {
				assert.True(t, disk.IsWithin(m.From, filepath.Join(dir, "site")) || m.From == filepath.Join(dir, "site"), m.From)
			}
		})
	}
}

// In a repository all of it may be mounted.
func TestMountsOfARepository(t *testing.T) {
	p, told := found(t, map[string]string{
		".git/HEAD": "", "site/hugo.toml": "[[module.mounts]]\nsource = '../docs'\ntarget = 'content'\n", "docs/a.md": "",
	})
	assert.Empty(t, told)
	require.Len(t, p.Of("content"), 1)
	assert.Equal(t, "docs", filepath.Base(p.Of("content")[0].From))
}

func TestWhatIsMountedUsually(t *testing.T) {
	p, told := found(t, map[string]string{
		"site/hugo.toml":    "assetDir = 'media'\ntheme = 'lake'\n",
		"site/content/a.md": "", "site/media/a": "", "site/assets/a": "", "site/i18n/en.toml": "", "site/data/a.json": "",
		"site/themes/lake/assets/a": "", "site/themes/lake/layouts/a": "", "site/themes/lake/other/a": "",
	})
	assert.Empty(t, told)
	var mounts []string
	for _, m := range p.Mounts {
		at, err := filepath.Rel(disk.Resolved(p.Dir), m.From)
		require.NoError(t, err)
		mounts = append(mounts, m.Component+" "+filepath.ToSlash(at))
	}
	assert.Equal(t, []string{"assets media", "content content", "data data", "i18n i18n", "assets themes/lake/assets", "layouts themes/lake/layouts"}, mounts)
}

// What a theme says counts as far as it does in Hugo.
func TestValuesOfThemes(t *testing.T) {
	const theme = `
title = "Lake"
[taxonomies]
theme = "themes"
[params]
mood = "calm"
[params.deep]
a = 1
b = 2
[menus]
[[menus.main]]
name = "x"
[[menus.footer]]
name = "y"
[languages.en.params]
c = 3
[languages.de]
title = "See"
[permalinks]
notes = "/x/"
`
	tests := map[string]struct {
		own  string
		want func(values map[string]any)
	}{
		"by default": {"[params.deep]\na = 'own'\n[[menus.main]]\nname = 'own'\n[languages.en]\nweight = 1\n", func(values map[string]any) {
			assert.NotContains(t, values, "title")
			assert.NotContains(t, values, "taxonomies")
			assert.NotContains(t, values, "permalinks")
			assert.Equal(t, map[string]any{"mood": "calm", "deep": map[string]any{"a": "own", "b": int64(2)}}, values["params"])
			menus := values["menus"].(map[string]any)
			assert.Equal(t, []any{map[string]any{"name": "own"}}, menus["main"])
			assert.Contains(t, menus, "footer")
			assert.Equal(t, map[string]any{"en": map[string]any{"weight": int64(1)}}, values["languages"])
		}},
		"where a section says it": {"[params]\n_merge = 'none'\n[permalinks]\n_merge = 'shallow'\n", func(values map[string]any) {
			assert.NotContains(t, values["params"], "mood")
			assert.Contains(t, values["permalinks"], "notes")
		}},
		"where all says it": {"_merge = 'deep'\n", func(values map[string]any) {
			assert.Equal(t, "Lake", values["title"])
			assert.Contains(t, values, "taxonomies")
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, told := found(t, map[string]string{
				"site/content/a.md": "", "site/hugo.toml": "theme = 'lake'\n" + test.own, "site/themes/lake/hugo.toml": theme,
			})
			assert.Empty(t, told)
			test.want(p.Values)
		})
	}
}

func TestModules(t *testing.T) {
	p, told := found(t, map[string]string{
		"site/content/a.md": "",
		"site/hugo.toml": `
[module]
replacements = "github.com/a/ridge -> my-ridge"
[[module.imports]]
path = "github.com/a/lake"
[[module.imports]]
path = "github.com/a/ridge"
[[module.imports]]
path = "off"
disable = true
[[module.imports]]
path = "quiet"
ignoreConfig = true
[[module.imports.mounts]]
source = "pictures"
target = "static/pictures"
`,
		"site/_vendor/github.com/a/lake/config.yaml": "params: {lake: true}\nmodule: {imports: [{path: github.com/a/lake}, {path: moon}]}\n",
		"site/themes/my-ridge/hugo.json":             `{"params": {"ridge": true}}`,
		"site/themes/moon/theme.toml":                "name = 'Moon'\n", "site/themes/moon/config/production/params.toml": "moon = true",
		"site/themes/quiet/hugo.toml": "[params]\nquiet = true", "site/themes/quiet/pictures/a": "", "site/themes/quiet/static/b": "",
	})
	assert.Empty(t, told)
	assert.Equal(t, map[string]any{"lake": true, "ridge": true, "moon": true}, p.Values["params"])
	require.Len(t, p.Of("static"), 1)
	assert.Equal(t, "pictures", p.Of("static")[0].At)
}
