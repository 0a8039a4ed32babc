package site_test

import (
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/site"
)

var (
	update = flag.Bool("update", false, "write the goldens of testdata/languages anew, with -hugo")
	hugo   = flag.String("hugo", "hugo", "the program that -update runs: Hugo v0.165.0")
)

// Each file of testdata/languages is a site of several languages, hugo.toml and
// its posts, and what Hugo makes of it: a line for each language and for each page,
// with its translations. They are made anew by
//
//	go test ./wasm/site -run Languages -update -hugo PATH
func TestLanguagesAsHugoHasThem(t *testing.T) {
	names, err := filepath.Glob("testdata/languages/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			last := len(archive.Files) - 1
			require.Equal(t, "pages", archive.Files[last].Name)
			if *update {
				archive.Files[last].Data = pagesOfHugo(t, archive.Files[:last])
				require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
			}
			assert.Equal(t, string(archive.Files[last].Data), pagesOfSites(t, archive.Files[:last]))
		})
	}
}

// pagesOfSites returns what Postview makes of a site.
func pagesOfSites(t *testing.T, files []txtar.File) string {
	settings, err := parseSettings(files[0].Name, string(files[0].Data))
	require.NoError(t, err)
	settleFolders(t, &settings, files[0])
	var sites []*site.Site
	var lines []string
	for _, l := range settings.Languages {
		all := append([]config.Settings{settings}, settings.Others...)
		i := slices.IndexFunc(all, func(s config.Settings) bool { return s.Lang.Key == l.Key })
		if i < 0 {
			continue // it is off
		}
		sites = append(sites, inLanguage(t, &all[i], files[1:]))
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("site %s %s %s %s", all[i].Language, l.Name, l.Direction, all[i].Title)))
	}
	site.Join(sites)
	for _, s := range sites {
		line := func(kind, address string) {
			text := kind + " /" + address
			for _, other := range s.Translations(address) {
				text += " " + other.Language + ":/" + other.URL
			}
			lines = append(lines, text)
		}
		for _, e := range s.Entries {
			line("post "+s.Language+" "+path.Base(e.Path), e.URL)
		}
		for _, list := range s.Lists() {
			if list.Taxonomy == "" || list.Term != "" && list.Taxonomy == site.Tags {
				line("list "+s.Language, list.URL)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// settleFolders tells which folder within that of all posts each language has, as the
// builder does.
func settleFolders(t *testing.T, settings *config.Settings, file txtar.File) {
	values, err := post.Decode(file.Name, strings.TrimPrefix(path.Ext(file.Name), "."), file.Data)
	require.NoError(t, err)
	all := cmp.Or(asText(values["contentdir"]), "content")
	languages := slices.Clone(settings.Languages)
	for i := range languages {
		own, _ := values["languages"].(map[string]any)[languages[i].Key].(map[string]any)
		if folder, is := strings.CutPrefix(asText(own["contentdir"]), all+"/"); is {
			languages[i].Folder = folder
		}
	}
	settings.Tell(languages)
	for _, s := range append([]*config.Settings{settings}, pointers(settings.Others)...) {
		s.Lang = languages[languages.Index(s.Lang.Key)]
	}
}

func asText(v any) string {
	s, _ := v.(string)
	return s
}

func pointers(all []config.Settings) (to []*config.Settings) {
	for i := range all {
		to = append(to, &all[i])
	}
	return to
}

// inLanguage returns the site of the posts in one of the languages.
func inLanguage(t *testing.T, settings *config.Settings, files []txtar.File) *site.Site {
	var entries []site.Entry
	var folders []site.Folder
	for _, f := range files {
		name := strings.TrimPrefix(strings.TrimPrefix(f.Name, "content/"), "texts/")
		l, page := settings.Languages.Page(name)
		if l == nil || l.Key != settings.Lang.Key {
			continue
		}
		p, err := post.Parse(name, f.Data)
		require.NoError(t, err)
		if dir, base := path.Split(page); base == "_index.md" {
			folders = append(folders, site.Folder{Path: strings.TrimSuffix(dir, "/"), Title: p.Title})
			continue
		}
		d, err := markdown.Render(p, markdown.Options{})
		require.NoError(t, err)
		address, err := settings.Permalink(p)
		require.NoError(t, err)
		entries = append(entries, site.NewEntry(settings, p, d, address))
	}
	s := site.New(settings.Title, entries)
	s.Language, s.Settings, s.Pages = settings.Language, settings, true
	s.Describe(folders)
	return s
}

// The templates of the line of a page, and of that of a site.
const (
	homeLine = "\nsite {{ .Language.Locale }} {{ or .Language.Label .Language.Lang }} {{ .Language.Direction }} {{ .Site.Title }}"
	line     = `{{ if eq .Kind "page" }}post {{ .Language.Locale }} {{ .File.LogicalName }}{{ else }}list {{ .Language.Locale }}{{ end }} {{ .RelPermalink }}
{{- range .Translations }} {{ .Language.Locale }}:{{ .RelPermalink }}{{ end }}`
)

// pagesOfHugo returns what Hugo makes of a site.
func pagesOfHugo(t *testing.T, files []txtar.File) []byte {
	dir := t.TempDir()
	layouts := []txtar.File{{Name: "layouts/all.html", Data: []byte(line)}, {Name: "layouts/home.html", Data: []byte(line + homeLine)}}
	for _, f := range slices.Concat(files, layouts) {
		name := filepath.Join(dir, f.Name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, f.Data, 0o666))
	}
	command := exec.Command(*hugo, "--source", dir)
	command.Env = append(os.Environ(), "HUGO_DISABLEKINDS=RSS sitemap taxonomy 404")
	said, err := command.CombinedOutput()
	require.NoError(t, err, "%s", said)
	var lines []string
	require.NoError(t, fs.WalkDir(os.DirFS(filepath.Join(dir, "public")), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, "public", name))
		if !strings.HasPrefix(string(text), "<") { // else it leads to the page of an alias
			lines = append(lines, strings.Split(strings.TrimSpace(string(text)), "\n")...)
		}
		return err
	}))
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n") + "\n")
}

// A section of a language takes the place of that of all, but for params (as Hugo
// v0.165.0 has it).
