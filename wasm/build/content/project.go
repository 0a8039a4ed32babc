package content

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/build/progress"
	"postview/wasm/problem"
)

// projectFile returns the file at the top which tells that a folder is the root of a
// program's project, "" where it is none.
func projectFile(files fs.FS) string {
	for _, name := range []string{
		"go.mod", "package.json", "Cargo.toml", "pyproject.toml", "setup.py", "requirements.txt", "composer.json",
		"pom.xml", "build.gradle", "build.gradle.kts", "CMakeLists.txt", "Makefile", "mix.exs", "deno.json",
	} {
		if info, err := fs.Stat(files, name); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return ""
}

// forHosts are files at the top that hosts and browsers look for by their names.
var forHosts = []string{"CNAME", "404.html", "_headers", "_redirects", "robots.txt", "ads.txt", "favicon.ico", "favicon.svg", "apple-touch-icon.png"}

// forReaders are the endings of files that are no code.
var forReaders = strings.Fields(".png .jpg .jpeg .gif .svg .webp .avif .ico .mp4 .webm .mov .mp3 .ogg .opus .wav .flac .m4a .vtt .pdf")

// keepReferred leaves the files out of a project that are not for readers, unless a
// post refers to one.
func (c *Content) keepReferred() {
	if c.project == "" {
		return
	}
	referred := map[string]bool{}
	note := func(source, ref string) {
		if _, file := address.FileOf(source, ref); file != "" {
			referred[file] = true
		}
	}
	for _, a := range c.Articles {
		for name := range a.reads {
			referred[name] = true
		}
		for _, author := range a.Post.Authors {
			note(a.Post.Path, author.Avatar)
		}
		for _, value := range a.Post.Params {
			if ref, isText := value.(string); isText {
				note(a.Post.Path, ref)
			}
		}
		if a.Document != nil {
			outline := NewOutline(a.Document.Whole())
			for _, ref := range outline.References {
				note(a.Post.Path, ref)
			}
			for _, name := range outline.Names {
				referred[c.notes.Find(a.Post.Path, address.Unescape(name))] = true
			}
		}
	}
	for _, e := range c.Editions {
		for _, folder := range e.folders {
			for _, ref := range NewOutline(folder.Text).References {
				note(folder.Post.Path, ref)
			}
		}
	}
	var left []string
	c.Files = slices.DeleteFunc(c.Files, func(name string) bool {
		if c.Static[name] != "" || referred[name] || slices.Contains(forHosts, name) ||
			strings.HasPrefix(name, disk.WellKnown+"/") || slices.Contains(forReaders, strings.ToLower(path.Ext(name))) {
			return false
		}
		left = append(left, name)
		return true
	})
	if len(left) > 0 {
		c.note(&problem.Problem{File: c.project, Kind: problem.NotFollowed, Err: fmt.Errorf(
			"the folder is that of a program: %s left out that no post refers to, such as %s", progress.Number(len(left), "file"), left[0])})
	}
}
