package build_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/nodes"
)

// ofHugo is what Hugo makes its pages of: a line that tells the title of the page,
// and the titles of those that it lists.
const ofHugo = `{{ if .IsPage }}{{ .Title }}{{ else }}{{ .Title }}:
{{- $pages := .RegularPagesRecursive }}{{ if eq .Kind "taxonomy" }}{{ $pages = .Pages.ByTitle }}{{ else if eq .Kind "term" }}{{ $pages = .Pages }}{{ end }}
{{- range (.Paginate $pages).Pages }} {{ .LinkTitle }}{{ end }}{{ end }}`

// Each file of testdata/hugo is a site, its settings and its posts, and what Hugo
// makes of it: a line for each page, with its place, or with where it leads. It may name
// the folders that --content may be given, where that is not content alone. They are made
// anew by
//
//	go test ./wasm/cmd/postview -run HugoHasThem -update -hugo PATH
func TestPagesAreWhereHugoHasThem(t *testing.T) {
	buildtest.Sites(t, "testdata/hugo/*.txtar", []string{"pages"}, func(t *testing.T, s *buildtest.Site) {
		s.Learn(t, func() []string { return []string{pagesOfHugo(t, s.Files)} })
		dir := buildtest.Folder(t, s.Files)
		for _, given := range foldersGiven(s) {
			out, c, err := buildtest.Made(t, filepath.Join(dir, given))
			require.NoError(t, err)
			assert.Empty(t, c.Problems, given)
			assert.Equal(t, s.Told[0], pagesIn(t, out), given)
		}
	})
}

// foldersGiven returns the folders of posts by which a site may be meant.
func foldersGiven(s *buildtest.Site) []string {
	for line := range strings.Lines(s.Comment) {
		if folders, is := strings.CutPrefix(line, "Given: "); is {
			return strings.Fields(folders)
		}
	}
	return []string{"content"}
}

// pagesOfHugo returns what Hugo makes of a site.
func pagesOfHugo(t *testing.T, files map[string]string) string {
	return pagesIn(t, publicOfHugo(t, files))
}

// publicOfHugo returns the folder that Hugo makes of a site.
func publicOfHugo(t *testing.T, files map[string]string) string {
	dir := buildtest.Folder(t, files)
	layout := filepath.Join(dir, "layouts", "all.html")
	require.NoError(t, os.MkdirAll(filepath.Dir(layout), 0o777))
	require.NoError(t, os.WriteFile(layout, []byte("<h1>"+ofHugo+"</h1>"), 0o666))
	said, err := exec.Command(*buildtest.Hugo, "--source", dir).CombinedOutput()
	require.NoError(t, err, "%s", said)
	return filepath.Join(dir, "public")
}

// ofPostview matches what Postview has beyond Hugo: its own pages, and the lists of
// years and authors.
var ofPostview = regexp.MustCompile(`^(404|view|embed|offline|assets/.*)\.html$|^(\w\w/)?(\d{4}|authors)/`)

// pagesIn returns a line for each page of a site.
func pagesIn(t *testing.T, public string) string { return pagesBut(t, public, ofPostview) }

// pagesBut is pagesIn without those whose names match.
func pagesBut(t *testing.T, public string, others *regexp.Regexp) string {
	var lines []string
	require.NoError(t, fs.WalkDir(os.DirFS(public), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".html" || others.MatchString(name) {
			return err
		}
		page, err := os.ReadFile(filepath.Join(public, name))
		if err == nil {
			lines = append(lines, strings.TrimSpace(name+" "+toldBy(t, name, page)))
		}
		return err
	}))
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

var leads = regexp.MustCompile(`http-equiv="?refresh"? content="0; url=([^"]*)"`)

// toldBy returns the line of a page, without its place.
func toldBy(t *testing.T, name string, page []byte) string {
	if to := leads.FindSubmatch(page); to != nil {
		target := string(to[1])
		if path, absolute := strings.CutPrefix(target, "https://example.org/"); absolute {
			return "> /" + strings.TrimSuffix(path, "index.html") // where Hugo wants ugly ones
		}
		base := &url.URL{Path: "/" + name}
		return "> " + base.JoinPath("..", target).Path
	}
	doc, err := html.Parse(bytes.NewReader(page))
	require.NoError(t, err)
	var title string
	var listed []string
	isList := false
	for n := range doc.Descendants() {
		class := nodes.Attr(n, "class")
		switch {
		case n.DataAtom == atom.H1:
			title = firstText(n)
		case n.DataAtom == atom.H2 && n.Parent.DataAtom == atom.Article, n.DataAtom == atom.Li && nodes.Attr(n.Parent, "class") == "terms":
			listed = append(listed, firstText(n))
		case class == "list":
			isList = true
		}
	}
	if !isList {
		return title
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s", title, strings.Join(listed, " ")))
}

// firstText returns the first text within an element.
func firstText(n *html.Node) string {
	for n := range n.Descendants() {
		if n.Type == html.TextNode {
			return strings.TrimSpace(n.Data)
		}
	}
	return ""
}
