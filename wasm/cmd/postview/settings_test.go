//go:build !js

package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSettingsAreFoundWhereHugoFindsThem(t *testing.T) {
	const markup = "[goldmark.renderer]\nhardWraps = true\n"
	tests := map[string]struct {
		files  map[string]string
		config string
		title  string
		wraps  bool
	}{
		"nowhere":              {map[string]string{"posts/a.md": ""}, "", "", false},
		"beside the posts":     {map[string]string{"posts/hugo.yml": "title: A"}, "", "A", false},
		"above":                {map[string]string{"posts/a.md": "", "config.json": `{"title": "A"}`}, "", "A", false},
		"in a folder":          {map[string]string{"posts/a.md": "", "config/_default/hugo.toml": "title = 'A'", "config/_default/markup.toml": markup}, "", "A", true},
		"in both":              {map[string]string{"posts/a.md": "", "hugo.toml": "title = 'A'\n[markup.goldmark]\nx = 1", "config/_default/markup.toml": markup}, "", "A", true},
		"of one language":      {map[string]string{"posts/a.md": "", "config/_default/config.toml": "title = 'A'", "config/_default/markup.en.toml": markup}, "", "A", false},
		"in a folder named":    {map[string]string{"posts/hugo.toml": "title = 'B'", "settings/_default/config.yaml": "title: A"}, "settings/_default", "A", false},
		"in a file named":      {map[string]string{"posts/hugo.toml": "title = 'B'", "a.toml": "title = 'A'"}, "a.toml", "A", false},
		"what is another file": {map[string]string{"posts/a.md": "", "config/_default/README.md": "# A"}, "", "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, test.files)
			o := &options{content: filepath.Join(dir, "posts")}
			if test.config != "" {
				o.config = filepath.Join(dir, test.config)
			}
			settings, err := readSettings(o, func(err error) { require.NoError(t, err) })
			require.NoError(t, err)
			assert.Equal(t, test.title, settings.Title)
			config, _ := settings.Config()
			assert.Equal(t, test.wraps, config.Renderer.HardWraps)
		})
	}

	o := &options{content: folder(t, map[string]string{
		"config/_default/hugo.toml":         "title = 'A'\n[params]\nmood = 'calm'",
		"config/_default/languages.en.toml": "weight = 1",
		"config/_default/languages.de.toml": "title = 'B'\nweight = 2",
		"config/_default/params.de.yaml":    "mood: ruhig",
		"config/_default/menus.de.toml":     "[[main]]\nname = 'x'",
	})}
	settings, err := readSettings(o, func(err error) { require.NoError(t, err) })
	require.NoError(t, err)
	require.Len(t, settings.Others, 1)
	assert.Equal(t, "B", settings.Others[0].Title)
	assert.Equal(t, map[string]any{"mood": "ruhig"}, settings.Others[0].Params)

	o = &options{content: folder(t, map[string]string{"hugo.toml": "title = "})}
	_, err = readSettings(o, nil)
	assert.ErrorContains(t, err, "read the configuration: ")
}
