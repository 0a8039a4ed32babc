package build_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/disk"
)

// made is a folder as somebody has it, and the site that was made of it.
type made struct {
	t        *testing.T
	out      string
	problems []string
}

func (m *made) page(name string) string { return buildtest.Read(m.t, m.out, name) }

func (m *made) has(names ...string) {
	for _, name := range names {
		assert.FileExists(m.t, filepath.Join(m.out, name))
	}
}

func (m *made) hasNot(names ...string) {
	for _, name := range names {
		assert.NoFileExists(m.t, filepath.Join(m.out, name))
	}
}

// Folders of others are in cases/folders of what POSTVIEW_SHARED names, with what each
// must show.
func TestFoldersAsPeopleHaveThem(t *testing.T) {
	shared := os.Getenv("POSTVIEW_SHARED")
	if shared == "" {
		t.Skip("POSTVIEW_SHARED names no folder of cases")
	}
	tests := map[string]struct {
		folder string // in that of the case
		shows  func(m *made)
	}{
		"index-at-the-top": {"docs", func(m *made) {
			assert.Empty(m.t, m.problems)
			home := m.page("index.html")
			assert.Contains(m.t, home, "<p>Text.</p>")
			assert.Contains(m.t, home, `href="about/"`)
			m.has("about/index.html")
			m.hasNot("index/index.html")
		}},
		"package-json": {".", func(m *made) {
			assert.Equal(m.t, []string{"package.json: the folder is that of a program: 1 file left out that no post refers to, such as package.json"}, m.problems)
			m.has("a/index.html")
			assert.NotContains(m.t, m.page("package.json"), "my-site")
		}},
		"one-slug-twice": {"content", func(m *made) {
			assert.Equal(m.t, []string{"events/b.md:3: events/a.md has the same address: events/same/index.html; the page of events/b.md is at events/b/"}, m.problems)
			assert.Contains(m.t, m.page("events/same/index.html"), "Text a")
			assert.Contains(m.t, m.page("events/b/index.html"), "Text b")
			assert.Contains(m.t, m.page("events/index.html"), `href="b/"`)
		}},
		"other-formats": {"content", func(m *made) {
			assert.Subset(m.t, m.problems, []string{
				"posts/_content.gotmpl: 1 file left out, which can’t be shown: a template that adds pages",
				"posts/d.adoc: 1 file left out, which can’t be shown: AsciiDoc",
				"posts/h.html: 1 file left out, which can’t be shown: HTML with front matter, which is a post only where security.allowContent allows text/html",
				"posts/o.org: 1 file left out, which can’t be shown: Org",
				"posts/r.Rmd: 1 file left out, which can’t be shown: R Markdown",
			})
			m.has("posts/m/index.html", "posts/mk/index.html", "posts/mk.markdown")
			m.hasNot("posts/_content.gotmpl", "posts/d.adoc", "posts/h.html", "posts/h/index.html", "posts/o.org", "posts/r.Rmd", "posts/hb/index.html", "posts/hl/index.html")
		}},
		"jekyll": {".", func(m *made) {
			assert.Equal(m.t, []string{"index.html: a template of Jekyll’s, which is not published"}, m.problems)
			post := m.page("2020/01/02/a.html")
			assert.Contains(m.t, post, `<time part="date" datetime="2020-01-02">`)
			assert.Contains(m.t, m.page("index.html"), `href="2020/01/02/a.html"`)
			assert.NotContains(m.t, m.page("index.html"), "<p>home</p>")
			m.has("posts/index.html")
			m.hasNot("index/index.html", "_posts/index.html")
		}},
		"unknown-shortcodes": {"content", func(m *made) {
			page := m.page("a/index.html")
			assert.Contains(m.t, page, `<a href="https://x.example/">one</a> and <a href="https://y.example/">two</a>`)
			assert.Contains(m.t, page, `<img src="../p.png" alt="pic"`)
			assert.Contains(m.t, page, "<p>AIA, CA Issuers</p>\n<p>A definition.</p>")
			assert.Len(m.t, m.problems, 3, "each shortcode once")
		}},
		"resource-by-permalink": {"content", func(m *made) {
			assert.Empty(m.t, m.problems)
			m.has("a/index.html", "a/p.svg")
			page := m.page("a/index.html")
			assert.Contains(m.t, page, `alt="p"`)
			for _, src := range sources(page) {
				assert.FileExists(m.t, filepath.Join(m.out, "a", src))
			}
		}},
	}
	for _, name := range slices.Sorted(maps.Keys(tests)) {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(shared, "cases", "folders", name, tests[name].folder)
			require.True(t, disk.IsFolder(dir), dir)
			out, c, err := buildtest.Made(t, dir)
			require.NoError(t, err)
			m := &made{t: t, out: out}
			for _, p := range c.Problems {
				m.problems = append(m.problems, p.Error())
			}
			tests[name].shows(m)
		})
	}
}

// sources returns what the pictures of a page are, as the page has it.
func sources(page string) (all []string) {
	for _, img := range strings.Split(page, "<img src=\"")[1:] {
		src, _, _ := strings.Cut(img, "\"")
		all = append(all, src)
	}
	return all
}

// The text of a folder may have other names, where these are not those of Hugo's pages.
func TestTextsOfFolders(t *testing.T) {
	tests := map[string]struct {
		files map[string]string
		texts map[string]string // the page of a list → what it says
		posts []string
		told  []string
	}{
		"index at the top": {
			map[string]string{"index.md": "Home", "a.md": "A"},
			map[string]string{"index.html": "Home"}, []string{"a/index.html"}, nil,
		},
		"readme at the top": {
			map[string]string{"README.md": "Home", "a.md": "A"},
			map[string]string{"index.html": "Home"}, []string{"a/index.html"}, nil,
		},
		"all of them": {
			map[string]string{"_index.md": "Home", "index.md": "I", "Readme.md": "R"},
			map[string]string{"index.html": "Home"}, []string{"index/index.html", "readme/index.html"},
			[]string{
				"Readme.md: _index.md is the text of the folder: this is a post in it",
				"index.md:1: the list of posts has the same address: index.html; the page of index.md is at index/",
			},
		},
		"readme in a folder": {
			map[string]string{"guide/readme.markdown": "# The guide\n\nSteps\n", "guide/a.md": "[up](readme.markdown)", "b/index.md": "B", "b/README.md": "R"},
			map[string]string{"guide/index.html": "Steps"}, []string{"guide/a/index.html", "b/index.html", "b/readme/index.html"}, nil,
		},
		"readme of a Hugo site": {
			map[string]string{"hugo.toml": "", "README.md": "R", "guide/README.md": "S"},
			nil, []string{"readme/index.html", "guide/readme/index.html"}, nil,
		},
		"in languages": {
			map[string]string{"hugo.toml": "[languages.en]\n[languages.de]\n", "index.md": "Home", "index.de.md": "Heim", "a.md": "A"},
			map[string]string{"index.html": "Home", "de/index.html": "Heim"}, []string{"a/index.html"}, nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			out, c, err := buildtest.Made(t, buildtest.Folder(t, test.files))
			require.NoError(t, err)
			var told []string
			for _, p := range c.Problems {
				told = append(told, p.Error())
			}
			assert.ElementsMatch(t, test.told, told)
			for page, text := range test.texts {
				assert.Contains(t, buildtest.Read(t, out, page), "<p>"+text+"</p>")
				assert.Contains(t, buildtest.Read(t, out, page), `data-view="list"`)
			}
			for _, page := range test.posts {
				assert.Contains(t, buildtest.Read(t, out, page), `data-view="post"`)
			}
		})
	}
}

// What makes a program is not for readers, unless a post leads to it.
func TestTheFolderOfAProgram(t *testing.T) {
	files := map[string]string{
		"go.mod": "module x", "README.md": "[The command](cmd/main.go)", "cmd/main.go": "package main", "cmd/other.go": "package main",
		"doc/a.md": "---\nimage: a.data\n---\n[b](b.txt#x)", "doc/a.data": "", "doc/b.txt": "", "doc/c.txt": "", "doc/d.pdf": "",
		"node_modules/x/README.md": "", ".git/config": "", "vendor/x/README.md": "", "CNAME": "walks.example", "mkdocs.yml": "",
	}
	out, c, err := buildtest.Made(t, buildtest.Folder(t, files), "--strict")
	require.NoError(t, err)
	require.Len(t, c.Problems, 1)
	assert.EqualError(t, c.Problems[0], "go.mod: the folder is that of a program: 3 files left out that no post refers to, such as cmd/other.go")
	m := &made{t: t, out: out}
	m.has("doc/a/index.html", "cmd/main.go", "doc/a.data", "doc/b.txt", "doc/d.pdf", "CNAME")
	m.hasNot("go.mod", "cmd/other.go", "doc/c.txt", "node_modules/x/index.html", ".git/config", "vendor/x/index.html", "mkdocs.yml")

	delete(files, "go.mod")
	out, _, err = buildtest.Made(t, buildtest.Folder(t, files))
	require.NoError(t, err)
	m = &made{t: t, out: out}
	m.has("cmd/other.go", "doc/c.txt")
	m.hasNot("node_modules/x/index.html", ".git/config", "mkdocs.yml")
}
