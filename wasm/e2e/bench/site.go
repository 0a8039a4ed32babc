package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/e2e/npm"
	"postview/wasm/site"
)

const (
	// ownPost is what is measured where the folder of real posts is not there.
	ownPost = "posts/kubecon-2024-in-paris.md"
	// seedPost is its place among the project's own posts.
	seedPost = "seed/kubecon-cloudnativecon-europe-2024-highlights.md"
)

// madeSite is the project's own posts, and the seed post where it is there, as
// they are published; with the post that is measured also as others show it.
type madeSite struct {
	dist     string
	post     string // the path of its source
	source   []byte
	address  string // of its page
	static   string // of the static page with the same article
	docsify  string // of docsify, which shows the same source
	headings int    // of its second level
}

// makeSite makes the site in a folder.
func makeSite(ctx context.Context, folder string, stderr io.Writer) (*madeSite, error) {
	content := filepath.Join(folder, "content")
	if err := os.CopyFS(content, os.DirFS("content")); err != nil {
		return nil, err
	}
	s := &madeSite{dist: filepath.Join(folder, "dist"), post: ownPost}
	if shared := os.Getenv("POSTVIEW_SHARED"); shared != "" {
		if err := os.CopyFS(filepath.Join(content, "seed"), os.DirFS(filepath.Join(shared, "seed"))); err != nil {
			return nil, err
		}
		s.post = seedPost
	}
	command := exec.CommandContext(ctx, "go", "run", "./wasm/cmd/postview", "build", "--content", content, "--out", s.dist)
	command.Stdout, command.Stderr = stderr, stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("build the site: %w", err)
	}
	list, err := os.ReadFile(filepath.Join(s.dist, "posts.json"))
	if err != nil {
		return nil, err
	}
	published, err := site.Decode(list)
	if err != nil {
		return nil, err
	}
	s.address = published.PageURL(s.post)
	if s.source, err = os.ReadFile(s.file(s.post)); err != nil {
		return nil, err
	}
	return s, errors.Join(s.makeStatic(), s.makeDocsify())
}

func (s *madeSite) file(name string) string { return filepath.Join(s.dist, filepath.FromSlash(name)) }

// makeStatic writes a page beside the post's own with the same article and the
// same style sheet, and nothing else: as fast as a page can be.
func (s *madeSite) makeStatic() error {
	page, err := os.ReadFile(s.file(s.address + "index.html"))
	if err != nil {
		return err
	}
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return err
	}
	var main, style bytes.Buffer
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Main:
			err = errors.Join(err, html.Render(&main, n))
		case n.DataAtom == atom.Link && strings.Contains(attribute(n, "href"), ".css"):
			err = errors.Join(err, html.Render(&style, n))
		case n.DataAtom == atom.H2:
			s.headings++
		}
	}
	if err != nil {
		return err
	}
	s.static = s.address + "static.html"
	return os.WriteFile(s.file(s.static), fmt.Appendf(nil, `<!doctype html>
<html lang="en" data-view="post">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A static page</title>
%s
</head>
<body>
%s
</body>
</html>
`, style.Bytes(), main.Bytes()), 0o644)
}

// makeDocsify writes docsify's page as its quick start has it, from this host
// and without plugins, with the source and its pictures.
func (s *madeSite) makeDocsify() error {
	installed, err := npm.Install("wasm/e2e")
	if err != nil {
		return err
	}
	s.docsify = "docsify/"
	if err := os.CopyFS(s.file("docsify/images"), os.DirFS(s.file(path.Dir(s.post)+"/images"))); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	files := map[string][]byte{"index.html": []byte(docsifyPage), "post.md": s.source}
	for name, from := range map[string]string{"docsify.min.js": "docsify/dist/docsify.min.js", "core.min.css": "docsify/dist/themes/core.min.css"} {
		if files[name], err = os.ReadFile(installed(from)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(s.file("docsify"), 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(s.file("docsify/"+name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

const docsifyPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>docsify</title>
<link rel="stylesheet" href="core.min.css">
</head>
<body>
<div id="app"></div>
<script>window.$docsify = {homepage: "post.md"}</script>
<script src="docsify.min.js"></script>
</body>
</html>
`

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
