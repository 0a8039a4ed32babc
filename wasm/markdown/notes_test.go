package markdown_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"postview/wasm/markdown"
	"postview/wasm/post"
)

// TestNotes renders the cases in testdata/notes: for each source, NAME.md, its HTML,
// NAME.html, and what it says of itself, NAME.json. Nobody but us makes these: to take
// them anew, go test ./wasm/markdown -run TestNotes -update, and read the difference.
func TestNotes(t *testing.T) {
	archives, err := filepath.Glob("testdata/notes/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		got := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			name, isSource := strings.CutSuffix(f.Name, ".md")
			if !isSource {
				continue
			}
			doc := renderNote(t, string(f.Data))
			said, err := json.Marshal(doc.Note)
			require.NoError(t, err)
			got.Files = append(got.Files, f,
				txtar.File{Name: name + ".html", Data: []byte(strings.TrimSpace(doc.HTML) + "\n")},
				txtar.File{Name: name + ".json", Data: append(said, '\n')})
		}
		if *update {
			require.NoError(t, os.WriteFile(file, txtar.Format(got), 0o644))
			continue
		}
		assert.Equal(t, string(txtar.Format(archive)), string(txtar.Format(got)), file)
	}
}

func renderNote(t testing.TB, source string) *markdown.Document {
	p, err := post.Parse("a.md", []byte(source))
	require.NoError(t, err)
	doc, err := markdown.Render(p, markdown.Options{Unsafe: true, Readers: markdown.Readers{Notes: true, Callouts: true, Math: true}})
	require.NoError(t, err)
	return doc
}

func TestWhatNotesHaveIsForNotes(t *testing.T) {
	const source = "a:: b\n\n[[a]] #b %%c%%"
	p, err := post.Parse("a.md", []byte(source))
	require.NoError(t, err)
	doc, err := markdown.Render(p, markdown.Options{})
	require.NoError(t, err)
	assert.Equal(t, "<p>a:: b</p>\n<p>[[a]] #b %%c%%</p>\n", doc.HTML)
	assert.Empty(t, doc.Note)
}

// FuzzNotes sees that whatever a note has ends, in HTML in which every link that was
// made of a name has one.
func FuzzNotes(f *testing.F) {
	for _, source := range []string{
		"[[a]]", "![[a.png|x|300x200]]", "[[a#b#c|d]]", "[[#^a]]", "[[a\\|b]]", "[[[a]]]", "[[a]](b)", "![[", "[[]]", "[[|]]", "#a/b #1 ##", "#[[a b]]",
		"%%a%%", "%%\na\n\n%% b", "%%%%", "> %%\n> a", "- a\n  id:: b\n- %%", "a:: b\nc::\n", "#[[\r0]]", "#![[a]]", "| a |\n|---|\n| [[a\\|b]] |", "# #a [[b]]\n", "[x [[y]] #z](u)",
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		p, err := post.Parse("a.md", []byte(source))
		if err != nil {
			return
		}
		doc, err := markdown.Render(p, markdown.Options{Readers: markdown.Readers{Notes: true, Callouts: true, Title: true}})
		if err != nil {
			t.Fatal(err)
		}
		assert.NotContains(t, doc.HTML, `href="" class="wikilink"`)
		assert.NotContains(t, doc.HTML, `class="hashtag" href="#"`)
		for _, tag := range doc.Note.Tags {
			assert.NotEmpty(t, strings.TrimSpace(tag))
		}
	})
}
