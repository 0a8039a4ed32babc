package shortcode_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"postview/wasm/post"
	"postview/wasm/shortcode"
)

// The world that the cases of testdata/hugo live in, once for Hugo and once for
// [shortcode.Env].
const hugoConfig = `
baseURL = "https://example.org/"
title = "Cases"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT"]
refLinksErrorLevel = "WARNING"
[params]
site = "everywhere"
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
definitionList = false
footnote = false
linkify = false
taskList = false
`

const frontMatter = `---
title: A case
date: 2024-02-29
number: 42
special: a <b> & "c" + 'd' *e*
address: https://example.org/?a=1&b=2
list: [a, b]
nested:
  key: deep
params:
  who: somebody
---
`

var params = map[string]any{
	"title":      "A case",
	"date":       post.Date{Time: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
	"number":     42,
	"special":    `a <b> & "c" + 'd' *e*`,
	"address":    "https://example.org/?a=1&b=2",
	"list":       []string{"a", "b"},
	"nested.key": "deep",
	"who":        "somebody",
	"site":       "everywhere",
	"FAS":        `<i class="fas fa-{1}"></i>`,
}

// world returns what the case of a name has around it.
func world(name string) shortcode.Env {
	folder := "/posts/" + name + "/"
	return shortcode.Env{
		Block: render,
		Param: func(name string) (any, bool) {
			value, ok := params[name]
			return value, ok
		},
		Ref: func(path, lang, outputFormat string, relative bool) (string, error) {
			page, anchor, _ := strings.Cut(path, "#")
			target := ""
			switch strings.TrimSuffix(strings.TrimPrefix(page, "/posts/"), ".md") {
			case "target":
				target = "/posts/target/"
			case "":
				return "#" + anchor, nil
			default:
				return "", fmt.Errorf("there is no page %q", path)
			}
			if !relative {
				target = "https://example.org" + target
			}
			if anchor != "" {
				target += "#" + anchor
			}
			return target, nil
		},
		Resource: func(path string) (string, bool) {
			if path != "pic.png" && path != "pic two.png" {
				return "", false
			}
			return folder + strings.ReplaceAll(path, " ", "%20"), true
		},
		QR: func(code shortcode.QR) (shortcode.Image, error) {
			modules := 29 // 21 and a quiet zone of 4 on both sides
			if len(code.Text) > 14 {
				modules = 33
			}
			path := "/" + strings.TrimPrefix(code.TargetDir+"/qr.png", "/")
			return shortcode.Image{URL: path, Width: modules * code.Scale, Height: modules * code.Scale}, nil
		},
		ReadFile: func(path string) (string, error) {
			if path != "part.md" {
				return "", errors.New("there is no such file")
			}
			return "Part *of* it: {{< param who >}}.\n", nil
		},
	}
}

// digest is what tells the files of different QR codes apart, which is the
// business of who writes them.
var digest = regexp.MustCompile(`qr_[0-9a-f]+\.png`)

// TestGoldenHugo checks that Hugo's own shortcodes become what Hugo makes of
// them. This writes the goldens anew:
//
//	go test ./wasm/shortcode -run Golden -update -hugo "$(which hugo)"
func TestGoldenHugo(t *testing.T) {
	for _, s := range suites(t, "testdata/hugo/*.txtar") {
		if *update && *hugo != "" {
			pages := runHugo(t, s.cases())
			s.write(t, func(name, _ string) string { return pages[name] })
			s = suites(t, s.path)[0]
		}
		s.check(t, func(name, body string) string {
			env := world(name)
			env.Custom = shortcode.Nothing
			html, _ := publish(body, env)
			return html
		})
	}
}

// runHugo has Hugo publish the bodies, each a page bundle, and returns their content.
func runHugo(t *testing.T, bodies map[string]string) map[string]string {
	root := t.TempDir()
	write := func(path, content string) {
		path = filepath.Join(root, filepath.FromSlash(path))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	write("hugo.toml", hugoConfig)
	write("layouts/page.html", "{{ .Content }}")
	write("layouts/list.html", "")
	write("content/posts/target.md", "---\ntitle: Target\n---\n## Part\n")
	for name, body := range bodies {
		write("content/posts/"+name+"/index.md", frontMatter+body)
		write("content/posts/"+name+"/pic.png", "")
		write("content/posts/"+name+"/pic two.png", "")
	}
	out, err := exec.Command(*hugo, "--source", root, "--logLevel", "error").CombinedOutput()
	require.NoError(t, err, "%s", out)
	pages := map[string]string{}
	for name := range bodies {
		html, err := os.ReadFile(filepath.Join(root, "public", "posts", name, "index.html"))
		if !errors.Is(err, os.ErrNotExist) { // Hugo writes no empty file
			require.NoError(t, err)
		}
		pages[name] = ended(digest.ReplaceAllString(string(html), "qr.png"))
	}
	return pages
}
