package content

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/progress"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// IsPost reports whether a file is a post by its name.
func IsPost(name string) bool { return address.IsSource(name) }

// IsSection reports whether a file is about its folder, as _index.md is and
// _index.de.md.
func IsSection(name string) bool {
	return IsPost(name) && strings.HasPrefix(path.Base(name), "_index.")
}

// isHTML reports whether a file is HTML by its name.
func isHTML(name string) bool { return post.IsHTML(name) && strings.ToLower(path.Ext(name)) != ".txt" }

// formats are those of posts elsewhere, by the endings of their names. None of them can
// be shown.
var formats = map[string]string{
	".org": "Org", ".rst": "reStructuredText", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc",
	".pandoc": "Pandoc", ".pdc": "Pandoc", ".rmd": "R Markdown", ".qmd": "Quarto", ".mdx": "MDX",
}

// Formats that the ending does not tell.
const (
	adapter   = "a template that adds pages"
	htmlPosts = "HTML with front matter, which is a post only where security.allowContent allows text/html"
)

// foreign are the files in formats that are left out, by the format.
type foreign map[string][]string

// has reports whether a file is in such a format, by its names in a folder and among the
// posts, and notes that.
func (f foreign) has(files fs.FS, in, name string) bool {
	format := formats[strings.ToLower(path.Ext(name))]
	switch {
	case path.Base(name) == "_content.gotmpl":
		format = adapter
	case isHTML(name) && hasFrontMatter(files, in):
		format = htmlPosts
	}
	if format != "" {
		f[format] = append(f[format], name)
	}
	return format != ""
}

// hasFrontMatter reports whether a file begins with a line that opens front matter.
func hasFrontMatter(files fs.FS, name string) bool {
	file, err := files.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	begin := make([]byte, 8)
	n, _ := io.ReadFull(file, begin)
	begin = bytes.TrimPrefix(begin[:n], []byte("\uFEFF"))
	mark, _, isLine := bytes.Cut(begin, []byte("\n"))
	mark = bytes.TrimRight(mark, " \t\r")
	return isLine && (string(mark) == "---" || string(mark) == "+++")
}

// problems tells each of the formats once, at the first file.
func (f foreign) problems() (all []*problem.Problem) {
	for _, format := range slices.Sorted(maps.Keys(f)) {
		all = append(all, &problem.Problem{File: f[format][0], Kind: problem.File, Err: fmt.Errorf(
			"%s left out, which can’t be shown: %s", progress.Number(len(f[format]), "file"), format)})
	}
	return all
}
