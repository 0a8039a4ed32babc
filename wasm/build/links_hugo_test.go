package build_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/nodes"
)

// The site of testdata/links/site.txtar is made with the settings of each of the other
// files there, which may add posts. These have the links that Hugo's pages have: the
// page, the number of the reference on it, and the page or the file of the site that is
// there. All of them have to lead there from our pages, too. They are made anew by
//
//	go test ./wasm/build -run NoLink -update -hugo PATH
func TestNoLinkThatHugoResolvesIsLost(t *testing.T) {
	site, err := txtar.ParseFile("testdata/links/site.txtar")
	require.NoError(t, err)
	buildtest.Sites(t, "testdata/links/with-*.txtar", []string{"links"}, func(t *testing.T, s *buildtest.Site) {
		settings := s.Files["hugo.toml"]
		for _, f := range site.Files {
			if strings.Contains(settings, `"content/en"`) {
				f.Name = strings.Replace(f.Name, "content/", "content/en/", 1)
			}
			if _, isOwn := s.Files[f.Name]; !isOwn {
				s.Files[f.Name] = string(f.Data)
			}
		}
		base, err := url.Parse(regexp.MustCompile(`baseURL = "(.*)"`).FindStringSubmatch(settings)[1])
		require.NoError(t, err)
		s.Learn(t, func() []string { return []string{linksOfHugo(t, base, s.Files)} })
		out, _, err := buildtest.Made(t, filepath.Join(buildtest.Folder(t, s.Files), "content"))
		require.NoError(t, err)
		ours := linksIn(t, base, out)
		for line := range strings.Lines(s.Told[0]) {
			ref, want, _ := strings.Cut(strings.TrimSpace(line), " ")
			isSame := ours[ref] == want
			if !isSame && path.Ext(want) != ".html" && ours[ref] != "" { // the same file at another place
				isSame = buildtest.Read(t, out, ours[ref]) == strings.TrimSuffix(path.Base(want), ".png")+"\n"
			}
			if otherwise[path.Base(t.Name())+" "+ref] != "" {
				assert.False(t, isSame, ref)
				continue
			}
			assert.True(t, isSame, "%s: %q, not %q", ref, ours[ref], want)
		}
	})
}

// otherwise are the references that lead elsewhere than with Hugo.
var otherwise = map[string]string{
	"with-hooks posts/first/index.html#06":               "./ is the page itself, and not the home",
	"with-languages posts/first/index.html#06":           "likewise",
	"with-language-folders en/posts/first/index.html#06": "likewise",
	"with-languages posts/c/index.html#02":               "b.de.md is what it says, and not b.md",
}

// linksOfHugo returns a line for each reference that leads somewhere.
func linksOfHugo(t *testing.T, base *url.URL, files map[string]string) string {
	dir := buildtest.Folder(t, files)
	buildtest.Write(t, filepath.Join(dir, "layouts", "all.html"), `<div class="article">{{ .Content }}</div>`)
	said, err := exec.Command(*buildtest.Hugo, "--source", dir).CombinedOutput()
	require.NoError(t, err, "%s", said)
	links := linksIn(t, base, filepath.Join(dir, "public"))
	var lines strings.Builder
	for _, ref := range slices.Sorted(maps.Keys(links)) {
		if links[ref] != "" {
			fmt.Fprintln(&lines, ref, links[ref])
		}
	}
	return lines.String()
}

// linksIn returns the references in the texts of a site's pages: the page and the
// number of each, and the file of the site to which it leads, "" for none.
func linksIn(t *testing.T, base *url.URL, public string) map[string]string {
	links := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(public), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(public, name))
		require.NoError(t, err)
		page, err := html.Parse(bytes.NewReader(data))
		require.NoError(t, err)
		number := 0
		for n := range page.Descendants() {
			if class := nodes.Attr(n, "class"); class != "article" && class != "article list-text" {
				continue
			}
			for n := range n.Descendants() {
				for _, key := range []string{"href", "src"} {
					if ref := nodes.Attr(n, key); ref != "" && ref[0] != '#' {
						number++
						links[fmt.Sprintf("%s#%02d", name, number)] = reachedFrom(t, base, base.JoinPath(name), public, ref)
					}
				}
			}
		}
		return nil
	}))
	return links
}

// reachedFrom returns the file to which a reference on a page leads a browser.
func reachedFrom(t *testing.T, base, page *url.URL, public, ref string) string {
	to, err := page.Parse(ref)
	require.NoError(t, err)
	place, within := strings.CutPrefix(to.Path+"/", base.Path)
	if !within || to.Host != base.Host {
		return ""
	}
	for _, name := range []string{strings.Trim(path.Clean(place), "/"), strings.Trim(path.Join(place, "index.html"), "/")} {
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(name)))
		if err != nil {
			continue
		}
		if way := leads.FindSubmatch(data); way != nil { // an alias
			return reachedFrom(t, base, base.JoinPath(name), public, string(way[1]))
		}
		return name
	}
	return ""
}
