package build_test

import (
	"encoding/xml"
	"fmt"
	"io/fs"
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

	"postview/wasm/address"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/site"
)

// toldParams are the parameters that are told of posts.
var toldParams = []string{"mood", "conf", "deep", "type", "layout", "tags", "description"}

// tellsOfHugo is what Hugo makes its pages of: a line with what it knows of a post, or
// of a list and what is on it.
const tellsOfHugo = `{{ define "names" }}{{ range . }} [{{ .LinkTitle }}]{{ end }}{{ end -}}
<p>{{ if .IsPage -}}
page {{ .Title }}, {{ .LinkTitle }}, {{ .Weight }}, {{ .Date.Format "2006-01-02" }}
{{- range $key := split "%s" " " }}{{ with index $.Params $key }}, {{ $key }}={{ . }}{{ end }}{{ end }}
{{- $older := .Prev }}{{ range seq 9 }}{{ if and $older (not $older.RelPermalink) }}{{ $older = $older.Prev }}{{ end }}{{ end }}{{ with $older }}, older {{ .LinkTitle }}{{ end }}
{{- $newer := .Next }}{{ range seq 9 }}{{ if and $newer (not $newer.RelPermalink) }}{{ $newer = $newer.Next }}{{ end }}{{ end }}{{ with $newer }}, newer {{ .LinkTitle }}{{ end }}
{{- else -}}
{{ .Kind }} {{ if eq .Kind "term" }}{{ lower .Title }}{{ else }}{{ .Title }}{{ end }}:
{{- if .IsHome }}
{{- if site.Params.main }}{{ template "names" (where site.RegularPages "Section" "in" site.MainSections) }}{{ else }}{{ template "names" site.RegularPages }}{{ end }}
{{- else if .IsSection }}{{ template "names" .RegularPagesRecursive }}{{ with .Sections }}; sections{{ template "names" . }}{{ end }}
{{- else if eq .Kind "taxonomy" }}{{ range .Pages.ByLinkTitle }} [{{ lower .LinkTitle }}]{{ end }}
{{- else }}{{ template "names" (where .Pages "Kind" "page") }}{{ end }}
{{- end }}</p>`

// Each file of testdata/told is a site, its settings and its posts, and what Hugo knows
// of each page of it, what its feeds have, and what is published beside its pages. They
// are made anew as those of testdata/hugo are.
func TestPostsAreToldAsByHugo(t *testing.T) {
	buildtest.Sites(t, "testdata/told/*.txtar", []string{"told"}, func(t *testing.T, s *buildtest.Site) {
		s.Learn(t, func() []string { return []string{toldByHugo(t, s.Files)} })
		out, c, err := buildtest.Made(t, filepath.Join(buildtest.Folder(t, s.Files), "content"))
		require.NoError(t, err)
		assert.Empty(t, c.Problems)
		assert.Equal(t, s.Told[0], knownTo(t, out, c))
	})
}

// toldByHugo returns what Hugo knows of a site.
func toldByHugo(t *testing.T, files map[string]string) string {
	dir := buildtest.Folder(t, files)
	buildtest.Write(t, filepath.Join(dir, "layouts", "all.html"), fmt.Sprintf(tellsOfHugo, strings.Join(toldParams, " ")))
	said, err := exec.Command(*buildtest.Hugo, "--source", dir).CombinedOutput()
	require.NoError(t, err, "%s", said)
	public := filepath.Join(dir, "public")
	var lines []string
	require.NoError(t, fs.WalkDir(os.DirFS(public), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			if page := buildtest.Read(t, public, name); strings.HasPrefix(page, "<p>") {
				page = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(page), "<p>"), "</p>")
				lines = append(lines, name+" "+page)
			}
		}
		return err
	}))
	return lined(append(lines, beside(t, public)...))
}

// knownTo returns what a site that was built knows.
func knownTo(t *testing.T, out string, c *content.Content) string {
	var lines []string
	tell := func(url string, format string, args ...any) {
		if name := disk.PageFile(url); !ofPostview.MatchString(name) {
			lines = append(lines, name+" "+fmt.Sprintf(format, args...))
		}
	}
	for _, a := range c.Articles {
		p := a.Post
		line := fmt.Sprintf("page %s, %s, %d, %s", p.Title, p.LinkTitle, p.Weight, p.Date.Format("2006-01-02"))
		for _, key := range toldParams {
			if value, has := p.Param(key); has {
				line += fmt.Sprintf(", %s=%v", key, value)
			}
		}
		newer, older := a.Site.Neighbours(p.Path)
		if older != nil {
			line += ", older " + older.LinkTitle
		}
		if newer != nil {
			line += ", newer " + newer.LinkTitle
		}
		tell(a.Entry.URL, "%s", line)
	}
	for _, e := range c.Editions {
		for _, l := range e.Lists {
			kind, title := l.Kind, l.Title
			switch kind {
			case site.ListTerms:
				kind, title = address.KindTaxonomy, site.FolderTitle(l.Taxonomy)
			case address.KindTerm: // whose capitals are Hugo's
				title = strings.ToLower(title)
			}
			line := kind + " " + title + ":"
			for number := range l.Pages {
				for _, post := range l.Page(number + 1).Entries {
					line += " [" + post.LinkTitle + "]"
				}
			}
			for _, term := range l.Page(1).List.Terms {
				line += " [" + strings.ToLower(term.Label()) + "]"
			}
			for i, section := range l.Sections {
				if i == 0 {
					line += "; sections"
				}
				line += " [" + section.Title + "]"
			}
			tell(l.URL, "%s", line)
		}
	}
	return lined(append(lines, beside(t, out)...))
}

// pictures are the files that are told of.
var pictures = regexp.MustCompile(`\.(png|svg)$`)

// beside returns a line for each feed of a site, with the titles in it, and for each
// picture.
func beside(t *testing.T, public string) (lines []string) {
	require.NoError(t, fs.WalkDir(os.DirFS(public), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || ofPostview.MatchString(name) || strings.HasPrefix(name, "assets/") || name == "icon.svg":
		case path.Base(name) == "index.xml":
			var feed struct {
				Titles []string `xml:"channel>item>title"`
			}
			require.NoError(t, xml.Unmarshal([]byte(buildtest.Read(t, public, name)), &feed))
			for i := range feed.Titles { // terms have capitals of Hugo's
				feed.Titles[i] = strings.ToLower(feed.Titles[i])
			}
			lines = append(lines, name+" "+strings.Join(feed.Titles, ", "))
		case pictures.MatchString(name):
			lines = append(lines, name)
		}
		return err
	}))
	return lines
}

func lined(lines []string) string {
	for i := range lines {
		lines[i] = strings.TrimSpace(strings.ReplaceAll(lines[i], "&#43;", "+"))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}
