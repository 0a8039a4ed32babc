package build_test

import (
	"path/filepath"
	"strings"
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
		told   []string
	}{
		"nowhere":                    {map[string]string{"posts/a.md": ""}, "", "", false, nil},
		"beside the posts":           {map[string]string{"posts/hugo.yml": "title: A"}, "", "A", false, nil},
		"above":                      {map[string]string{"posts/a.md": "", "config.json": `{"title": "A"}`}, "", "A", false, nil},
		"in a folder":                {map[string]string{"posts/a.md": "", "config/_default/hugo.toml": "title = 'A'", "config/_default/markup.toml": markup}, "", "A", true, nil},
		"in both":                    {map[string]string{"posts/a.md": "", "hugo.toml": "title = 'A'\n[markup.goldmark]\nx = 1", "config/_default/markup.toml": markup}, "", "A", true, []string{"hugo.toml:3: markup.goldmark.x: there is no such setting"}},
		"of one language":            {map[string]string{"posts/a.md": "", "config/_default/config.toml": "title = 'A'", "config/_default/markup.en.toml": markup}, "", "A", false, []string{"config/_default/markup.en.toml:1: languages.en.goldmark: there is no such setting"}},
		"in a folder named":          {map[string]string{"posts/hugo.toml": "title = 'B'", "settings/_default/config.yaml": "title: A"}, "settings/_default", "A", false, nil},
		"in a file named":            {map[string]string{"posts/hugo.toml": "title = 'B'", "a.toml": "title = 'A'"}, "a.toml", "A", false, nil},
		"what is another file":       {map[string]string{"posts/a.md": "", "config/_default/README.md": "# A"}, "", "", false, nil},
		"far above":                  {map[string]string{"posts/a.md": "", "docs/posts/a.md": "", ".git/HEAD": "", "hugo.toml": "title = 'A'"}, "", "A", false, nil},
		"in a folder that holds all": {map[string]string{"posts/a.md": "", "settings/_default/hugo.toml": "title = 'A'", "settings/production/params.toml": ""}, "settings", "A", false, nil},
		"in two that are named":      {map[string]string{"posts/a.md": "", "a.toml": "title = 'A'", "b.toml": "[markup.goldmark.renderer]\nhardWraps = true"}, "a.toml,b.toml", "A", true, nil},
		"of a build":                 {map[string]string{"posts/a.md": "", "config/_default/hugo.toml": "title = 'B'", "config/production/hugo.toml": "title = 'A'", "config/development/hugo.toml": "title = 'C'"}, "", "A", false, nil},
		"by the names of files":      {map[string]string{"posts/a.md": "", "config/_default/hugo.toml": "title = 'B'", "config/_default/more/hugo.toml": "title = 'A'"}, "", "A", false, nil},
		"another program’s":          {map[string]string{"posts/a.md": "", "config.json": `{"port": 80}`, "config.yaml": "title: A"}, "", "A", false, nil},
		"a folder":                   {map[string]string{"posts/a.md": "", "hugo.toml/a": "", "config.toml": "title = 'A'"}, "", "A", false, []string{"hugo.toml: the configuration is a folder: Hugo takes a file of this name, or the folder config/_default"}},
		"empty":                      {map[string]string{"posts/a.md": "", "hugo.toml": "", "config/_default/params.toml": ""}, "", "", false, nil},
		"no text":                    {map[string]string{"posts/a.md": "", "hugo.toml": "\x00\xff\xfe", "config/_default/hugo.toml": "title = 'A'"}, "", "A", false, []string{"hugo.toml:1:1: toml: files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8"}},
		"broken in part":             {map[string]string{"posts/a.md": "", "hugo.toml": "title = 'A'", "config/_default/params.toml": "a = 1\nb = x\n"}, "", "A", false, []string{"config/_default/params.toml:2:5: toml: expected value but found \"x\" instead"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := buildtest.Folder(t, test.files)
			o := &content.Options{Content: filepath.Join(dir, "posts")}
			if name == "far above" {
				o.Content = filepath.Join(dir, "docs/posts")
			}
			if test.config != "" {
				o.Config = filepath.Join(dir, strings.ReplaceAll(test.config, ",", ","+dir+"/"))
			}
			var told []string
			settings, _, err := content.ReadSettings(o, func(p *problem.Problem) {
				told = append(told, strings.TrimPrefix(p.Error(), filepath.ToSlash(dir)+"/"))
			})
			require.NoError(t, err)
			assert.Equal(t, test.told, told)
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
	var told []string
	tell := func(p *problem.Problem) {
		told = append(told, strings.TrimPrefix(p.Error(), filepath.ToSlash(o.Content)+"/"))
	}
	settings, _, err := content.ReadSettings(o, tell)
	require.NoError(t, err)
	require.Len(t, settings.Others, 1)
	assert.Equal(t, "B", settings.Others[0].Title)
	assert.Equal(t, map[string]any{"mood": "ruhig"}, settings.Others[0].Params)
	assert.Equal(t, []string{"config/_default/menus.de.toml:1: languages.de.menus is not followed: readers have the lists of the site in place of a menu"}, told)

	o.Config = filepath.Join(o.Content, "nowhere.toml")
	_, _, err = content.ReadSettings(o, nil)
	assert.ErrorContains(t, err, "read the configuration: ")
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
		"hugo.toml":  "disableKinds = ['404', 'section']\n[sitemap]\npriority = 0.5\n[languages.en]\nbaseURL = 'https://en.example/'\n",
		"posts/a.md": "A",
	})
	_, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	file := filepath.ToSlash(filepath.Join(dir, "hugo.toml"))
	want := []string{
		file + ":1: disableKinds: 404 is not followed: a site has its pages, their list and 404.html",
		file + ":3: sitemap.priority is not followed: the sitemap tells when a page was changed",
		file + ":5: languages.en.baseURL is not followed: all languages are on one host",
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
