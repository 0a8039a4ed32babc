package build_test

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/disk"
	"postview/wasm/build/nodes"
)

// reached returns the addresses of the pages to which links alone lead from the
// front page.
func reached(t *testing.T, out string) map[string]bool {
	t.Helper()
	found := map[string]bool{"": true}
	for ahead := []string{""}; len(ahead) > 0; {
		address := ahead[0]
		ahead = ahead[1:]
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(disk.PageFile(address))))
		require.NoError(t, err)
		page, err := html.Parse(bytes.NewReader(data))
		require.NoError(t, err)
		base := &url.URL{Path: "/"}
		base, err = base.Parse(address)
		require.NoError(t, err)
		for n := range page.Descendants() {
			to, err := base.Parse(nodes.Attr(n, "href"))
			if n.DataAtom != atom.A || err != nil || to.Host != "" || to.Scheme != "" {
				continue
			}
			next := strings.TrimPrefix(to.EscapedPath(), "/")
			if isPage := next == "" || strings.HasSuffix(next, "/"); isPage && !found[next] {
				found[next] = true
				ahead = append(ahead, next)
			}
		}
	}
	return found
}

// Every list has a way from the front page that needs no script, in a small site
// and in a large one.
func TestLinksLeadToEveryList(t *testing.T) {
	taxonomies := "[taxonomies]\ntag = 'tags'\ncategory = 'categories'\nseries = 'series'\n"
	for _, of := range []struct {
		posts    int
		settings string
	}{
		{3, taxonomies},
		{90, taxonomies},
		{60, taxonomies + "[permalinks.term]\ntags = '/tag/:slug'\nseries = '/of/:slug'\n"},
	} {
		files := map[string]string{
			"hugo.toml":            of.settings,
			"guide/_index.md":      "---\ntitle: The guide\n---\n",
			"guide/deep/_index.md": "---\ntitle: Deeper\n---\n",
			"guide/deep/a.md":      "---\ndate: 2000-01-01\n---\n",
			"undated.md":           "---\ntags: [Of no day]\n---\n",
		}
		for i := range of.posts {
			files[fmt.Sprintf("posts/%02d.md", i)] = fmt.Sprintf(
				"---\ndate: %d-01-01\ntags: [Tag %d]\ncategories: [Category %d]\nseries: [Series %d]\nauthors: [Author %d]\n---\n", 1900+i, i, i, i, i)
		}
		out, c, err := buildtest.Made(t, buildtest.Folder(t, files))
		require.NoError(t, err)
		assert.Empty(t, c.Problems)
		found := reached(t, out)
		lists := 0
		for _, l := range c.Editions[0].Lists {
			for number := 1; number <= l.Pages; number++ {
				lists++
				assert.Contains(t, found, l.PageURL(number), "of %d posts", of.posts)
			}
		}
		assert.Greater(t, lists, 5*of.posts)
	}
}

// A picture of an author is the same in a list and on the page of the post.
func TestAuthorsOfCards(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"hugo.toml":           "baseURL = 'https://c.example/blog/'\n",
		"posts/a.md":          "---\nauthors:\n- name: Ada\n  avatar: /blog/ada.png\n  url: ../ada/\n---\n",
		"posts/b.md":          "---\nauthors:\n- name: Bo\n  avatar: ../ada.png\n---\n",
		"posts/ada/_index.md": "---\ntitle: Ada\n---\n",
		"ada.png":             "",
	}))
	require.NoError(t, err)
	for file, up := range map[string]string{"index.html": "", "posts/index.html": "../", "posts/a/index.html": "../../"} {
		page := buildtest.Read(t, out, file)
		assert.Contains(t, page, `<img src="`+up+`ada.png"`, file)
		assert.NotContains(t, page, `blog/ada.png`, file)
	}
	assert.Contains(t, buildtest.Read(t, out, "posts/index.html"), `href="ada/"`)
}

// The folders are those of people who write them: a link of a text of a folder, or to
// one, by whatever name that has.
func TestLinksToTextsOfFolders(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"README.md":       "[guide](guide/README.md) [a](guide/a.md)\n",
		"guide/README.md": "[home](../README.md) [a](a.md)\n",
		"guide/a.md":      "[up](README.md) [home](../README.md#x)\n",
	}))
	require.NoError(t, err)
	for file, refs := range map[string][]string{
		"index.html":         {`href="guide/">guide`, `href="guide/a/">a`},
		"guide/index.html":   {`href="../">home`, `href="a/">a`},
		"guide/a/index.html": {`href="../">up`, `href="../../#x">home`},
	} {
		for _, ref := range refs {
			assert.Contains(t, buildtest.Read(t, out, file), ref, file)
		}
	}
}
