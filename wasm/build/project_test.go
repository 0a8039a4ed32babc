package build_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// ofMounts is a site whose posts are in several folders, each with a mistake.
var ofMounts = map[string]string{
	".git/HEAD": "", "docs/c.md": "[x](nowhere.md)\n", "site/README.md": "[x](nowhere.md)\n", "site/posts/a.md": "[x](nowhere.md)\n", "site/more/a.md": "",
	"site/posts/p.png": "", "docs/q.png": "",
	"site/hugo.toml": `
[[module.mounts]]
source = "posts"
target = "content/posts"
[[module.mounts]]
source = "more"
target = "content/posts"
[[module.mounts]]
source = "../docs"
target = "content/papers"
[[module.mounts]]
source = "README.md"
target = "content/_index.md"
[[module.mounts]]
source = "nowhere"
target = "content/nowhere"
`,
}

// What is wrong is told with where it is, and the rest is published.
func TestWhatIsMountedIsCheckedWhereItIs(t *testing.T) {
	dir := buildtest.Folder(t, ofMounts)
	posts, settings := filepath.Join(dir, "site/posts"), filepath.ToSlash(filepath.Join(dir, "site/hugo.toml"))
	found, err := buildtest.Checked(t, posts)
	require.Error(t, err)
	assert.ElementsMatch(t, []string{
		settings + ":15: module.mounts: there is no nowhere: it is left out",
		filepath.ToSlash(filepath.Join(dir, "site/more/a.md")) + ": it is left out: " + filepath.ToSlash(filepath.Join(dir, "site/posts/a.md")) + " has its place, which is mounted before it",
		"a.md:1:5: no such post: nowhere.md", "../../docs/c.md:1:5: no such post: nowhere.md", "../README.md:1:5: no such post: nowhere.md",
	}, found)

	out, c, err := buildtest.Made(t, posts)
	require.NoError(t, err)
	assert.Len(t, c.Articles, 2)
	for _, name := range []string{"posts/a/index.html", "posts/a.md", "posts/p.png", "papers/c/index.html", "papers/c.md", "papers/q.png", "index.html"} {
		assert.FileExists(t, filepath.Join(out, name))
	}
	assert.NoFileExists(t, filepath.Join(out, "hugo.toml"))
}

// Posts that the folder has beside those of the site are told.
func TestPostsOutsideOfTheSite(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml": "contentDir = 'content/en'", "content/en/a.md": "", "content/README.md": "", "content/fr/b.md": "", "content/.x/c.md": "", "README.md": "",
	})
	for given, want := range map[string]string{
		"content":    "README.md: left out with all posts outside of the folders that " + filepath.ToSlash(filepath.Join(dir, "hugo.toml")) + " names: 2 posts",
		"content/en": "",
		".":          "",
	} {
		_, c, err := buildtest.Made(t, filepath.Join(dir, given))
		require.NoError(t, err)
		assert.Len(t, c.Articles, 1)
		if want == "" {
			assert.Empty(t, c.Problems, given)
		} else {
			require.Len(t, c.Problems, 1)
			assert.EqualError(t, c.Problems[0], want)
		}
	}
}
