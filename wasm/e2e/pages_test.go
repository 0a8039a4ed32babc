package e2e

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"postview/wasm/e2e/npm"
)

// base is where the sites are published whose pages are checked: with feeds and cards,
// for it is absolute.
const base = "https://site.example/deep/er/"

// publishedBlog is the project's own content.
func publishedBlog(t *testing.T) string { return buildOnce(t, "published-blog", "--base-url", base) }

// publishedCorpus is the real posts without their raw HTML, for which the pages that
// hold it can do nothing.
func publishedCorpus(t *testing.T) string {
	return buildOnce(t, "published-corpus", "--base-url", base, "--policy", "omit", "--content", shared(t, "corpus/posts"))
}

// finding is what html-validate says of a page.
type finding struct {
	FilePath string
	Messages []struct {
		Line            int
		RuleID, Message string
	}
}

// html-validate finds no error in any page. Its recommended rules hold but for those
// of style, which htmlvalidate.json switches off: how void elements and boolean
// attributes are written, which end tags stand, how long a title is; styles in
// attributes, by which Hugo aligns tables; ids as Hugo makes them; and two that do not
// know what names a link by aria-labelledby, or that a picture's title is its author's.
func TestPagesAreValid(t *testing.T) {
	file, err := npm.Install(".")
	if err != nil {
		t.Skip("html-validate can’t be had:", err)
	}
	for name, site := range map[string]func(*testing.T) string{"own": publishedBlog, "corpus": publishedCorpus} {
		t.Run(name, func(t *testing.T) {
			dist := site(t)
			command := exec.Command("node", file("html-validate/bin/html-validate.mjs"), "--config", "htmlvalidate.json", "--formatter", "json", filepath.ToSlash(dist)+"/**/*.html")
			said, _ := command.Output() // fails where there is something to say
			var findings []finding
			require.NoError(t, json.Unmarshal(said, &findings), "%s", said)
			for _, f := range findings {
				if name == "corpus" && hasShortcodes(t, dist, f.FilePath) { // whose attributes are the author's
					continue
				}
				for _, m := range f.Messages {
					t.Errorf("%s:%d: %s (%s)", strings.TrimPrefix(f.FilePath, dist), m.Line, m.Message, m.RuleID)
				}
			}
		})
	}
}

// hasShortcodes reports whether a page is of a source that has some.
func hasShortcodes(t *testing.T, dist, page string) bool {
	rel, err := filepath.Rel(dist, page)
	require.NoError(t, err)
	for _, ref := range references(t, dist, filepath.ToSlash(rel)) {
		if strings.HasSuffix(ref.path, ".md") && !ref.authors {
			return strings.Contains(read(t, filepath.Join(dist, ref.path)), "{{")
		}
	}
	return false
}

// reference is where something in a page leads within the site.
type reference struct {
	written, path, fragment string
	authors                 bool // the post's author wrote it
}

// references returns those of a page.
func references(t *testing.T, dist, page string) (all []reference) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(read(t, filepath.Join(dist, page))))
	require.NoError(t, err)
	at, err := url.Parse(base + page)
	require.NoError(t, err)
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" {
				continue
			}
			to, err := at.Parse(a.Val)
			require.NoError(t, err, "%s: %s", page, a.Val)
			to.RawQuery = ""
			if file, isOurs := strings.CutPrefix(to.String(), strings.TrimSuffix(base, "/")); isOurs {
				file, _, _ = strings.Cut(file, "#")
				file, err = url.PathUnescape(strings.TrimPrefix(file, "/"))
				require.NoError(t, err)
				if file == "" || strings.HasSuffix(file, "/") {
					file += "index.html"
				}
				all = append(all, reference{a.Val, file, to.Fragment, isAuthors(n)})
			}
		}
	}
	return all
}

// isAuthors reports whether an element is as the author of the post wrote it: one of
// the article, or their picture.
func isAuthors(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		for _, a := range n.Attr {
			if a.Key == "class" && (a.Val == "article" || a.Val == "avatar") {
				return true
			}
		}
	}
	return false
}

// Every link that the builder makes leads to a file of the site, and to an id in it; in
// the project's own posts, so does every other.
func TestLinksLeadSomewhere(t *testing.T) {
	for name, site := range map[string]func(*testing.T) string{"own": publishedBlog, "corpus": publishedCorpus} {
		t.Run(name, func(t *testing.T) {
			dist, followed := site(t), 0
			files := tree(t, dist)
			for page := range files {
				page = strings.TrimPrefix(filepath.ToSlash(page), "/")
				if path.Ext(page) != ".html" || strings.HasPrefix(page, "assets/") {
					continue
				}
				for _, ref := range references(t, dist, page) {
					if ref.authors && name == "corpus" {
						continue
					}
					followed++
					text, isThere := files[filepath.FromSlash("/"+ref.path)]
					assert.True(t, isThere, "%s: %s", page, ref.written)
					if ref.fragment != "" && ref.fragment != "top" {
						id := html.EscapeString(ref.fragment)
						assert.True(t, strings.Contains(text, `id="`+id+`"`) || strings.Contains(text, `id=`+id), "%s: no id for %s", page, ref.written)
					}
				}
			}
			var sitemap struct {
				Pages []struct {
					Location string `xml:"loc"`
				} `xml:"url"`
			}
			require.NoError(t, xml.Unmarshal([]byte(files[string(filepath.Separator)+"sitemap.xml"]), &sitemap))
			for _, p := range sitemap.Pages {
				place, err := url.PathUnescape(strings.TrimPrefix(p.Location, base))
				require.NoError(t, err)
				if !strings.HasSuffix(place, ".html") {
					place += "index.html"
				}
				followed++
				assert.FileExists(t, filepath.Join(dist, place))
			}
			assert.Greater(t, followed, 100)
		})
	}
}
