package shortcode_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/tools/txtar"

	"postview/wasm/shortcode"
)

var (
	update = flag.Bool("update", false, "write the goldens anew; those of testdata/hugo need -hugo")
	hugo   = flag.String("hugo", "", "the program of Hugo v0.165.0, to write the goldens of testdata/hugo")
)

var md = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Typographer),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(fences{}, 100))),
)

func render(markdown string) string {
	var b bytes.Buffer
	if err := md.Convert([]byte(markdown), &b); err != nil {
		panic(err)
	}
	return b.String()
}

// fences writes fenced code as Hugo does.
type fences struct{}

func (fences) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			code := n.Lines().Value(source)
			_, err := w.WriteString(`<pre tabindex="0"><code>` + string(util.EscapeHTML(code)) + "</code></pre>")
			return ast.WalkSkipChildren, err
		}
		return ast.WalkContinue, nil
	})
}

// publish returns the HTML of a body, as a page shows it.
func publish(body string, env shortcode.Env) (string, shortcode.Result) {
	result, _ := shortcode.Expand(body, env)
	markdown := result.Markdown
	if d := result.Divider; d >= 0 {
		rest := strings.TrimSpace(strings.TrimPrefix(markdown[d:], "<!--more-->"))
		markdown = markdown[:d] + "\n\nMORE\n\n" + rest + "\n"
	}
	html := strings.Replace(render(markdown), "<p>MORE</p>\n", "", 1)
	return result.Restore(html), result
}

// A suite is a txtar file of cases: NAME.md, and NAME.html what becomes of it.
type suite struct {
	path    string
	archive *txtar.Archive
}

func suites(t testing.TB, pattern string) []suite {
	paths, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var all []suite
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		all = append(all, suite{path, archive})
	}
	return all
}

// bodies returns the bodies of all cases.
func bodies(t testing.TB, pattern string) []string {
	var all []string
	for _, s := range suites(t, pattern) {
		for _, body := range s.cases() {
			all = append(all, body)
		}
	}
	return all
}

// cases returns the bodies by their names.
func (s suite) cases() map[string]string {
	bodies := map[string]string{}
	for _, f := range s.archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".md"); ok {
			bodies[name] = string(f.Data)
		}
	}
	return bodies
}

func (s suite) golden(name string) (string, bool) {
	for _, f := range s.archive.Files {
		if f.Name == name+".html" {
			return string(f.Data), true
		}
	}
	return "", false
}

// write writes the goldens anew: each after its case.
func (s suite) write(t *testing.T, html func(name, body string) string) {
	anew := &txtar.Archive{Comment: s.archive.Comment}
	for _, f := range s.archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".md"); ok {
			golden := txtar.File{Name: name + ".html", Data: []byte(html(name, string(f.Data)))}
			anew.Files = append(anew.Files, f, golden)
		}
	}
	require.NoError(t, os.WriteFile(s.path, txtar.Format(anew), 0o644))
}

func (s suite) name() string { return strings.TrimSuffix(filepath.Base(s.path), ".txtar") }

func (s suite) check(t *testing.T, publish func(name, body string) string) {
	for name, body := range s.cases() {
		t.Run(s.name()+"/"+name, func(t *testing.T) {
			want, ok := s.golden(name)
			require.True(t, ok, "no golden: run with -update")
			assert.Equal(t, want, ended(publish(name, body)))
		})
	}
}

// ended makes html end as a file of an archive does.
func ended(html string) string {
	if html == "" || strings.HasSuffix(html, "\n") {
		return html
	}
	return html + "\n"
}

// TestGoldenShown checks what readers see of shortcodes that Hugo does not have.
func TestGoldenShown(t *testing.T) {
	for _, s := range suites(t, "testdata/shown/*.txtar") {
		show := func(name, body string) string {
			html, _ := publish(body, world(name))
			return html
		}
		if *update {
			s.write(t, show)
			s.archive, _ = txtar.ParseFile(s.path)
		}
		s.check(t, show)
	}
}
