package markdown_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark-emoji/definition"
	"golang.org/x/tools/txtar"

	"postview/wasm/highlight"
	"postview/wasm/markdown"
	"postview/wasm/post"
)

var (
	update = flag.Bool("update", false, "take the golden files anew from Hugo")
	hugo   = flag.String("hugo", "hugo", "the program that -update runs: Hugo v0.165.0")
)

// TestGolden renders the cases in testdata and compares them with what Hugo makes
// of them, byte for byte. An archive is a site: hugo.toml, and for each case a
// source, NAME.md; then Hugo's output, NAME.html, and where it stands in the
// archive NAME.json, the derived values. To renew Hugo's part:
//
//	go test ./wasm/markdown -run Golden -update -hugo PATH
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, file := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			if *update {
				renew(t, archive)
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
			}
			s := readSite(t, archive)
			for _, f := range archive.Files {
				if name, ok := strings.CutSuffix(f.Name, ".md"); ok {
					t.Run(name, func(t *testing.T) { s.check(t, name) })
				}
			}
		})
	}
}

// site is an archive as a site.
type site struct {
	config *markdown.Config
	files  map[string]string
}

func readSite(t *testing.T, archive *txtar.Archive) site {
	t.Helper()
	s := site{markdown.DefaultConfig(), map[string]string{}}
	for _, f := range archive.Files {
		s.files[f.Name] = string(f.Data)
	}
	settings := map[string]any{}
	require.NoError(t, toml.Unmarshal([]byte(s.files["hugo.toml"]), &settings))
	settings = lowerKeys(settings)
	if markup, ok := settings["markup"].(map[string]any); ok {
		unknown, err := s.config.Set(markup)
		require.NoError(t, err)
		require.Empty(t, unknown)
	}
	s.config.Emoji, _ = settings["enableemoji"].(bool)
	s.config.Emojis = definition.Github()
	s.config.HasCJKLanguage, _ = settings["hascjklanguage"].(bool)
	if n, ok := settings["summarylength"].(int64); ok {
		s.config.SummaryLength = int(n)
	}
	return s
}

func lowerKeys(m map[string]any) map[string]any {
	lower := map[string]any{}
	for k, v := range m {
		if inner, ok := v.(map[string]any); ok {
			v = lowerKeys(inner)
		}
		lower[strings.ToLower(k)] = v
	}
	return lower
}

func (s site) check(t *testing.T, name string) {
	p, err := post.Parse(name+".md", source(name, s.files[name+".md"]))
	require.NoError(t, err)
	doc, err := markdown.Render(p, markdown.Options{
		Unsafe: s.config.Renderer.Unsafe, Config: s.config, Highlight: highlight.Code,
	})
	require.NoError(t, err)
	assert.Equal(t, strings.TrimSpace(s.files[name+".html"]), strings.TrimSpace(doc.HTML))

	values, ok := s.files[name+".json"]
	if !ok {
		return
	}
	var want derived
	require.NoError(t, json.Unmarshal([]byte(values), &want))
	assert.Equal(t, want, derived{
		WordCount: doc.WordCount, FuzzyWordCount: doc.FuzzyWordCount, ReadingTime: doc.ReadingTime,
		Summary: doc.Summary, Truncated: doc.Truncated, TOC: doc.TableOfContents, Plain: doc.Plain,
	})
}

// source returns the text of a case, with a front matter if it has none, since
// Hugo takes a list at the start for a broken one. A case whose name ends so has
// CRLF line ends.
func source(name, text string) []byte {
	if !strings.HasPrefix(text, "---\n") {
		text = "+++\n+++\n" + text
	}
	if strings.HasSuffix(name, "-crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return []byte(text)
}

// derived has the values that Hugo derives from a post.
type derived struct {
	WordCount, FuzzyWordCount, ReadingTime int
	Summary                                string
	Truncated                              bool
	TOC, Plain                             string
}

const (
	baseConfig = `baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]
[outputs]
page = ["html", "json"]
`
	endMark      = "<hr>" // since Hugo does not write empty files
	htmlTemplate = `{{ .Content }}` + endMark
	jsonTemplate = `{{ dict "WordCount" .WordCount "FuzzyWordCount" .FuzzyWordCount "ReadingTime" .ReadingTime ` +
		`"Summary" .Summary "Truncated" .Truncated "TOC" .TableOfContents "Plain" .Plain ` +
		`| jsonify (dict "indent" " " "noHTMLEscape" true) }}`
)

// renew runs Hugo over the sources of an archive and puts its output behind each.
func renew(t *testing.T, archive *txtar.Archive) {
	t.Helper()
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	public := runHugo(t, files)
	var renewed []txtar.File
	for _, f := range archive.Files {
		name, isSource := strings.CutSuffix(f.Name, ".md")
		if f.Name == "hugo.toml" {
			renewed = append(renewed, f)
		}
		if !isSource {
			continue
		}
		renewed = append(renewed, f, txtar.File{Name: name + ".html", Data: built(t, public, name, "index.html")})
		if _, wanted := files[name+".json"]; wanted {
			renewed = append(renewed, txtar.File{Name: name + ".json", Data: built(t, public, name, "index.json")})
		}
	}
	archive.Files = renewed
}

// runHugo builds a site from hugo.toml and the sources among files, and returns
// the folder that it is in.
func runHugo(t *testing.T, files map[string]string) (public string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	write("config/_default/hugo.toml", baseConfig)
	write("config/production/hugo.toml", files["hugo.toml"])
	write("layouts/page.html", htmlTemplate)
	write("layouts/page.json", jsonTemplate)
	for name, text := range files {
		if name, ok := strings.CutSuffix(name, ".md"); ok {
			write("content/"+name+".md", string(source(name, text)))
		}
	}
	out, err := exec.Command(*hugo, "--source", dir, "--environment", "production").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return filepath.Join(dir, "public")
}

// built returns a file that Hugo wrote.
func built(t *testing.T, public, name, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(public, strings.ToLower(name), file))
	require.NoError(t, err)
	return append(bytes.TrimSpace(bytes.TrimSuffix(b, []byte(endMark))), '\n')
}
