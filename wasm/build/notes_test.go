package build_test

import (
	"context"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

const dot = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"/>`

// aVault is a folder of Obsidian's.
func aVault() map[string]string {
	return map[string]string{
		".obsidian/app.json":       "{}",
		".obsidian/templates.json": `{"folder": "My Templates"}`,
		"My Templates/daily.md":    "# {{title}}\n",
		"templates/other.md":       "# Other\n",
		".trash/gone.md":           "# Gone\n",
		"Start.md": "# Start here\n\n[[Deep note]], [[deep NOTE#A Part|there]], [[Sub/Same]], [[Same]], [[Another name]], [[Nowhere]] and [[Start]].\n\n" +
			"![[dot.svg]] ![[dot.svg|300]] ![[gone.png]] ![[Deep note]] ![[paper.pdf]]\n\n%%hidden%% #in/text\n\n> [!tip]- More\n> folded\n\n#last #two\n",
		"Sub/Deep note.md": "---\naliases: Another name, Third\ntags: one, two\ncssclasses: wide\n---\n[[Same]] [[../Start]] [[#A Part]]\n\n## A Part\n\n" +
			"```dataview\nLIST\n```\n",
		"Sub/Same.md":   "in sub",
		"Same.md":       "at the top",
		"img/dot.svg":   dot,
		"img/paper.pdf": "%PDF",
	}
}

// has sees that a page has a part, without all of the page where it has not.
func has(t *testing.T, page, part string) {
	t.Helper()
	assert.True(t, strings.Contains(page, part), part)
}

func TestAVault(t *testing.T) {
	dir := buildtest.Folder(t, aVault())
	out, c, err := buildtest.Made(t, dir, "--base-url", blogURL)
	require.NoError(t, err)
	start := buildtest.Read(t, out, "start/index.html")
	for _, want := range []string{
		"<title>Start here", `<a class="wikilink" href="../sub/deep-note/">Deep note</a>`, `<a class="wikilink" href="../sub/deep-note/#a-part">there</a>`,
		`<a class="wikilink" href="../sub/same/">Sub/Same</a>`, `<a class="wikilink" href="../same/">Same</a>`,
		`<a class="wikilink" href="../sub/deep-note/">Another name</a>`, `<a class="wikilink">Nowhere</a>`, `<a class="wikilink" href="./">Start</a>`,
		`<img src="../img/dot.svg" alt="dot.svg" class="wikilink" width="9" height="6">`,
		`<img src="../img/dot.svg" alt="dot.svg" class="wikilink" width="300" loading="lazy" decoding="async">`, `<a class="wikilink">gone.png</a>`,
		`<a class="wikilink" href="../img/paper.pdf">paper.pdf</a>`, `<a class="hashtag" href="../tags/in/text/">#in/text</a>`,
		`<details class="admonition admonition-tip"><summary class="admonition-title">More</summary>`,
		`<a class="label" href="../tags/two/">two</a>`,
	} {
		has(t, start, want)
	}
	assert.NotContains(t, start, "hidden%")
	assert.NotContains(t, start, "#last")

	deep := buildtest.Read(t, out, "sub/deep-note/index.html")
	has(t, deep, `<a class="wikilink" href="../same/">Same</a>`) // the one in the same folder
	has(t, deep, `<a class="wikilink" href="../../start/">../Start</a>`)
	has(t, deep, `<a href="#a-part">A Part</a>`)
	has(t, deep, `<p class="names" part="names">Also called: Another name, Third</p>`)
	has(t, deep, `>one</a>`)
	assert.NoFileExists(t, out+"/my-templates/daily/index.html")
	assert.NoFileExists(t, out+"/templates/other/index.html")
	assert.NoFileExists(t, out+"/sub/Another/index.html")
	assert.Contains(t, buildtest.Read(t, out, "start/post.json"), `"[[dot.svg]]":"img/dot.svg"`)

	var told []string
	for _, p := range c.Problems {
		told = append(told, p.Error())
	}
	assert.ElementsMatch(t, []string{
		"My Templates: it is for the program of your notes, and is not published",
		"templates: it is for the program of your notes, and is not published",
		"Sub/Deep note.md:10:4: dataview is not answered: the page shows it as it is written",
	}, told)

	said, err := buildtest.Checked(t, dir)
	assert.Error(t, err)
	assert.Subset(t, said, []string{"Start.md:3:88: no such note or file: [[Nowhere]]", "Start.md:5:34: no such note or file: [[gone.png]]"})
	assert.Len(t, said, 5, said)
}

// What a folder is, or says, decides whether [[links]] are links.
func TestWhatNotesAre(t *testing.T) {
	const asked = "[params.postview]\nwikiLinks = "
	tests := map[string]struct {
		files map[string]string
		links bool
	}{
		"nothing":                      {map[string]string{"b.md": "b"}, true},
		"nobody of that name":          {nil, false},
		"in code alone":                {map[string]string{"b.md": "b", "a.md": "```\n[[b]]\n```\n`[[b]]`"}, false},
		"what Markdown has":            {map[string]string{"b.md": "b", "a.md": "[[b]](b.md)"}, false},
		"Hugo's configuration":         {map[string]string{"b.md": "b", "hugo.toml": "title = 'x'"}, false},
		"asked for":                    {map[string]string{"b.md": "b", "hugo.toml": asked + "true"}, true},
		"Obsidian":                     {map[string]string{"b.md": "b", "hugo.toml": "title = 'x'", ".obsidian/app.json": "{}"}, true},
		"Obsidian, and not wanted":     {map[string]string{"b.md": "b", "hugo.toml": asked + "false", ".obsidian/app.json": "{}"}, false},
		"Logseq":                       {map[string]string{"pages/b.md": "b", "logseq/config.edn": "{}"}, true},
		"Foam":                         {map[string]string{"b.md": "b", ".foam/x": ""}, true},
		"Foam, as its editor tells it": {map[string]string{"b.md": "b", ".vscode/extensions.json": `["foam.foam-vscode"]`}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"a.md": "x [[b]]"}
			maps.Copy(files, test.files)
			out, _, err := buildtest.Made(t, buildtest.Folder(t, files))
			require.NoError(t, err)
			assert.Equal(t, test.links, strings.Contains(buildtest.Read(t, out, "a/index.html"), `class="wikilink" href=`))
		})
	}
}

func TestAGraphOfLogseq(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"logseq/config.edn":      "{}",
		"logseq/bak/pages/a.md":  "- old",
		"pages/A Page.md":        "title:: The page\ntags:: [[one]], two\nalias:: A Name\n\n- text\n  id:: 1234\n  - ![dot](../assets/dot.svg)\n",
		"pages/deep___er.md":     "- [[a name]] [[The Page]] #[[two words]]\n- {{query (todo now)}}\n",
		"journals/2026_01_02.md": "- [[deep/er]]\n",
		"assets/dot.svg":         dot,
	})
	out, c, err := buildtest.Made(t, dir)
	require.NoError(t, err)
	page := buildtest.Read(t, out, "pages/a-page/index.html")
	has(t, page, "<title>The page")
	has(t, page, `<li>text`)
	has(t, page, `<img src="../../assets/dot.svg" alt="dot" width="9" height="6"`)
	has(t, page, `<a class="label" href="../../tags/one/">one</a>`)
	assert.NotContains(t, page, "1234")
	deeper := buildtest.Read(t, out, "pages/deep___er/index.html")
	has(t, deeper, `<a class="wikilink" href="../a-page/">a name</a> <a class="wikilink" href="../a-page/">The Page</a> <a class="hashtag" href="../../tags/two-words/">`)
	has(t, buildtest.Read(t, out, "journals/2026_01_02/index.html"), `<a class="wikilink" href="../../pages/deep___er/">deep/er</a>`)
	assert.NoFileExists(t, out+"/logseq/bak/pages/a/index.html")
	require.Len(t, c.Problems, 2)
	assert.Equal(t, "pages/deep___er.md:2:5: query is not answered: the page shows it as it is written", c.Problems[1].Error())
}

// Under serve a folder becomes one of notes as its first link by a name is written, and
// a link leads elsewhere as files come.
func TestNotesAsTheyAreWritten(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"a.md": "x", "b.md": "to [[c]]"})
	out := filepath.Join(t.TempDir(), "dist")
	b := buildtest.LiveBuilder(t, dir, out)
	page := func() string {
		require.NoError(t, b.Build(context.Background()))
		return buildtest.Read(t, out, "b/index.html")
	}
	has(t, page(), "[[c]]")
	buildtest.Write(t, filepath.Join(dir, "a.md"), "x [[b]]")
	has(t, page(), `<a class="wikilink">c</a>`)
	buildtest.Write(t, filepath.Join(dir, "sub/c.md"), "c")
	has(t, page(), `<a class="wikilink" href="../sub/c/">c</a>`)
	buildtest.Write(t, filepath.Join(dir, "c.md"), "c")
	has(t, page(), `<a class="wikilink" href="../c/">c</a>`)
}
