//go:build !js

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"postview/wasm/config"
)

// staticFolders returns the folders of a Hugo site whose files are published as they
// are, beside the folder of posts. What is in a later one counts more.
func staticFolders(o *options, settings config.Settings) (folders []string) {
	files := findSettings(o)
	if len(files) == 0 {
		return nil
	}
	project := filepath.Dir(resolved(files[0]))
	if filepath.Base(project) == "_default" {
		project = filepath.Join(project, "..", "..")
	}
	names := settings.Publishing.Static
	if names == nil {
		names = []string{"static"}
	}
	posts := resolved(o.content)
	for _, name := range names {
		folder := resolved(filepath.Join(project, name))
		if isFolder(folder) && isWithin(folder, project) && folder != posts && !isWithin(folder, posts) && !isWithin(posts, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// readStatic finds the files of these folders, but for those that the author has
// among the posts as well.
func (c *content) readStatic(o *options) {
	own := map[string]bool{}
	for _, name := range c.files {
		own[name] = true
	}
	c.static = map[string]string{}
	for _, folder := range staticFolders(o, c.settings) {
		root, err := os.OpenRoot(folder)
		if err != nil {
			c.note(err)
			continue
		}
		files := root.FS()
		_ = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
			at := filepath.ToSlash(filepath.Join(folder, name))
			switch {
			case err != nil:
				c.note(fmt.Errorf("%s: %w", at, err))
			case entry.IsDir(), own[name]:
			case isLinkedFolder(files, entry, name):
				c.note(fmt.Errorf("%s: links to folders are not followed", at))
			case !isFile(files, entry, name):
				c.note(fmt.Errorf("%s: it is neither a file nor a folder", at))
			case c.static[name] == "":
				c.files = append(c.files, name)
				fallthrough
			default:
				c.static[name] = folder
			}
			return nil
		})
		root.Close()
	}
}

// contentFolder is that of the posts, with the static files behind it.
type contentFolder struct {
	*os.Root
	static map[string]string // as [content] has it
}

// Open is [os.Root.Open] for the files of both.
func (f *contentFolder) Open(name string) (*os.File, error) {
	if dir := f.static[name]; dir != "" {
		return os.OpenInRoot(dir, name)
	}
	return f.Root.Open(name)
}

// Stat is [os.Root.Stat] for the files of both.
func (f *contentFolder) Stat(name string) (fs.FileInfo, error) {
	if f.static[name] == "" {
		return f.Root.Stat(name)
	}
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return file.Stat()
}

// staticAt is the claim of a file of these folders on its place.
func (c *content) staticAt(name string) claim {
	return claim{ofStatic, filepath.ToSlash(filepath.Join(c.static[name], name))}
}

// takeStatic gives these files the places that are left. A page counts more, which in
// Hugo is a matter of chance.
func (c *content) takeStatic(taken claims) {
	for _, name := range c.files {
		if other, _ := taken.occupant(name); c.static[name] != "" && other.kind == ofNobody {
			taken[name] = c.staticAt(name)
		}
	}
}

// static copies the files that have their places.
func (w *writer) static(c *content, taken claims) {
	roots := map[string]*os.Root{}
	names := slices.DeleteFunc(slices.Clone(c.files), func(name string) bool {
		return c.static[name] == "" || taken[name] != c.staticAt(name)
	})
	for _, name := range names {
		if folder := c.static[name]; roots[folder] == nil {
			root, err := os.OpenRoot(folder)
			if err != nil {
				w.note(err)
				return
			}
			defer root.Close()
			roots[folder] = root
		}
	}
	w.each(len(names), func(i int) { c.note(w.copy(roots[c.static[names[i]]], names[i])) })
}
