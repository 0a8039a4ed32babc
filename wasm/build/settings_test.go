package build_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/problem"
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
			dir := buildtest.Folder(t, test.files)
			o := &content.Options{Content: filepath.Join(dir, "posts")}
			if test.config != "" {
				o.Config = filepath.Join(dir, test.config)
			}
			settings, err := content.ReadSettings(o, func(p *problem.Problem) { require.NoError(t, p) })
			require.NoError(t, err)
			assert.Equal(t, test.title, settings.Title)
			config, _ := settings.Config()
			assert.Equal(t, test.wraps, config.Renderer.HardWraps)
		})
	}

	o := &content.Options{Content: buildtest.Folder(t, map[string]string{
		"config/_default/hugo.toml":         "title = 'A'\n[params]\nmood = 'calm'",
		"config/_default/languages.en.toml": "weight = 1",
		"config/_default/languages.de.toml": "title = 'B'\nweight = 2",
		"config/_default/params.de.yaml":    "mood: ruhig",
		"config/_default/menus.de.toml":     "[[main]]\nname = 'x'",
	})}
	settings, err := content.ReadSettings(o, func(p *problem.Problem) { require.NoError(t, p) })
	require.NoError(t, err)
	require.Len(t, settings.Others, 1)
	assert.Equal(t, "B", settings.Others[0].Title)
	assert.Equal(t, map[string]any{"mood": "ruhig"}, settings.Others[0].Params)

	o = &content.Options{Content: buildtest.Folder(t, map[string]string{"hugo.toml": "title = "})}
	_, err = content.ReadSettings(o, nil)
	assert.ErrorContains(t, err, "hugo.toml:1:9: toml: ")
}

func TestSettingsSayWhatIsPublished(t *testing.T) {
	files := map[string]string{
		"hugo.toml":  "baseURL = 'https://example.org/'\ndisableKinds = ['RSS', 'sitemap']\ntimeZone = 'Europe/Vienna'\ndisableAliases = true\n",
		"posts/a.md": "---\ntitle: A\ntags: [x]\naliases: [/old/]\n---\n",
	}
	out, c, err := buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	assert.Equal(t, "Europe/Vienna", c.Home().Zone.String())
	for _, name := range []string{"index.xml", "feed.xml", "posts/feed.xml", "tags/x/index.xml", "sitemap.xml", "old/index.html"} {
		assert.NoFileExists(t, filepath.Join(out, name))
	}
	assert.NotContains(t, buildtest.Read(t, out, "posts/index.html"), "feed.xml")
	assert.NotContains(t, buildtest.Read(t, out, "robots.txt"), "Sitemap")
	assert.Contains(t, buildtest.Read(t, out, "_redirects"), "/old/ /posts/a/ 301\n")

	files["hugo.toml"] = "enableRobotsTXT = false\n"
	out, _, err = buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	assert.NoFileExists(t, filepath.Join(out, "robots.txt"))
	assert.FileExists(t, filepath.Join(out, "old/index.html"))

	files["hugo.toml"] = "\ntimeZone = 'Nowhere/Land'\nignoreFiles = ['(']\n"
	found, err := buildtest.Checked(t, buildtest.Folder(t, files))
	require.Error(t, err)
	require.Len(t, found, 2)
	assert.Contains(t, found[0], "hugo.toml:2: timeZone: unknown time zone Nowhere/Land")
	assert.Contains(t, found[1], "hugo.toml:3: ignoreFiles: error parsing regexp")
}

// A setting that several lists or languages are made by is told once.
func TestASettingIsToldOnce(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml": "[languages.en]\n[languages.de]\n[markup.x]\ny = 1\n[permalinks.term]\ntags = '/:sluh/'\n",
		"a.md":      "---\ntags: [b, c]\n---\n", "a.de.md": "---\ntags: [b, c]\n---\n",
	})
	_, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	var told []string
	for _, p := range c.Problems {
		told = append(told, p.Error())
	}
	file := filepath.ToSlash(filepath.Join(dir, "hugo.toml"))
	assert.Equal(t, []string{
		file + `:6: permalinks.term.tags: there is no :sluh in "/:sluh/": pages have their usual addresses`,
		file + ":4: markup.x.y: there is no such setting",
	}, told)
}

// What counts in Hugo alone is told, and is nothing to mend.
func TestSettingsThatAreNotFollowed(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":       "mainSections = ['posts']\ndisableKinds = ['404', 'section']\n[sitemap]\npriority = 0.5\n[languages.en]\nbaseURL = 'https://en.example/'\n",
		"posts/_index.md": "---\ncascade:\n  draft: true\n---\n", "posts/a.md": "---\nbuild:\n  list: never\n---\n",
	})
	_, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	file := filepath.ToSlash(filepath.Join(dir, "hugo.toml"))
	want := []string{
		file + ":1: mainSections is not followed: the list of posts has those of all sections",
		file + ":2: disableKinds: 404 is not followed: a site has its pages, their list and 404.html",
		file + ":4: sitemap.priority is not followed: the sitemap tells when a page was changed",
		file + ":6: languages.en.baseURL is not followed: all languages are on one host",
		"posts/_index.md:2: cascade is not followed: front matter is that of each post",
		"posts/a.md:2: build.list is not followed: a post that has a page is listed",
	}
	var told []string
	for _, p := range c.Problems {
		assert.Equal(t, problem.NotFollowed, p.Kind)
		told = append(told, p.Error())
	}
	assert.ElementsMatch(t, want, told)
	found, err := buildtest.Checked(t, dir)
	require.NoError(t, err, "there is nothing to mend")
	assert.Equal(t, append(want, "1 post: nothing is to be mended"), found)
	_, _, err = buildtest.Made(t, dir, "--strict")
	require.NoError(t, err)
}
