package build_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/out"
)

// jekyll returns the files of a folder that GitHub Pages publishes of a branch, by
// the rules of https://jekyllrb.com/docs/structure/ for names, and without the
// sources that become pages. A file .nojekyll has it publish all of them.
func jekyll(t *testing.T, out string) (published []string) {
	t.Helper()
	_, err := os.Stat(filepath.Join(out, ".nojekyll"))
	isOff := err == nil
	require.NoError(t, filepath.WalkDir(out, func(place string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		isLeftOut := place != out && (strings.ContainsAny(name[:1], "._#~") || strings.HasSuffix(name, "~") ||
			slices.Contains([]string{"node_modules", "vendor", "Gemfile", "Gemfile.lock"}, name))
		switch {
		case err != nil:
			return err
		case isLeftOut && !isOff && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir(), isLeftOut && !isOff, filepath.Ext(name) == ".md" && !isOff:
			return nil
		}
		name, err = filepath.Rel(out, place)
		published = append(published, filepath.ToSlash(name))
		return err
	}))
	return published
}

// hidden is a site whose files have names that hosts may take for others.
var hidden = map[string]string{
	"content/posts/a.md":               "---\ntitle: A\n---\n{% raw %}{{ x }}",
	"content/_drafts/b.md":             "B",
	"content/.well-known/security.txt": "Contact: mailto:a@blog.example",
	"content/.well-known/keys/c.md":    "no post",
	"content/.well-known/.swap":        "no",
	"content/.git/config":              "no",
	"content/posts/.well-known.md":     "no",
	"static/.well-known/d.json":        "{}",
	"hugo.toml":                        "",
}

func TestJekyllLeavesTheSiteAsItIs(t *testing.T) {
	out, _, err := buildtest.Made(t, filepath.Join(buildtest.Folder(t, hidden), "content"))
	require.NoError(t, err)
	published := jekyll(t, out)
	for _, name := range []string{"posts/a.md", "_drafts/b.md", "_drafts/b/index.html", "_headers", ".well-known/security.txt", ".nojekyll"} {
		assert.Contains(t, published, name)
	}
	require.NoError(t, os.Remove(filepath.Join(out, ".nojekyll")))
	for _, name := range []string{"posts/a.md", "_drafts/b/index.html", "_headers", ".well-known/security.txt"} {
		assert.NotContains(t, jekyll(t, out), name, "the rules leave out what they are to")
	}
}

func TestWellKnownFilesArePublished(t *testing.T) {
	dir := buildtest.Folder(t, hidden)
	target, c, err := buildtest.Made(t, filepath.Join(dir, "content"))
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	assert.Equal(t, "Contact: mailto:a@blog.example", buildtest.Read(t, target, ".well-known/security.txt"))
	assert.Equal(t, "no post", buildtest.Read(t, target, ".well-known/keys/c.md"))
	assert.Equal(t, "{}", buildtest.Read(t, target, ".well-known/d.json"))
	assert.Len(t, c.Articles, 2)
	for _, name := range []string{".git", ".well-known/.swap", ".well-known/keys/c", "posts/.well-known.md"} {
		assert.NoFileExists(t, filepath.Join(target, name))
		assert.NoDirExists(t, filepath.Join(target, name))
	}
	assert.NoError(t, out.Replaceable(target))
}

// What the author has for Jekyll is theirs.
func TestOwnNoJekyll(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"content/a.md": "A", "static/.nojekyll": "mine", "hugo.toml": ""})
	out, _, err := buildtest.Made(t, filepath.Join(dir, "content"))
	require.NoError(t, err)
	assert.Equal(t, "mine", buildtest.Read(t, out, ".nojekyll"))
}
