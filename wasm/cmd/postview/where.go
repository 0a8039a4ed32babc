//go:build !js

package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// defaultContent is the folder of posts where none is named.
const defaultContent = "content"

// named returns the names of the flags that the arguments have.
func named(set *flag.FlagSet) map[string]bool {
	names := map[string]bool{}
	set.Visit(func(f *flag.Flag) { names[f.Name] = true })
	return names
}

// noContent is the error of a command that finds no folder of posts, because none is
// named and there is none of the usual name. It says what to do.
type noContent struct {
	command string
	posts   int // Markdown files in the folder that the command stands in
}

func (e *noContent) Error() string {
	if e.posts == 0 {
		return fmt.Sprintf("%s: there is no folder %q here, and no Markdown file. Name the folder of your posts with --content DIR, or start a post: postview new \"Title\"",
			e.command, defaultContent)
	}
	return fmt.Sprintf("%s: there is no folder %q here, but %s. To take this folder: postview %s --content .",
		e.command, defaultContent, number(e.posts, "Markdown file"), e.command)
}

// findContent returns an error where no folder of posts is named, and none is there.
func findContent(command string, named map[string]bool) error {
	if named["content"] || isFolder(defaultContent) {
		return nil
	}
	posts, err := countPosts(".")
	if err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	return &noContent{command, posts}
}

// mostEntries is how many files and folders are looked at to find posts: somebody may
// stand in a folder of everything that they have.
const mostEntries = 20_000

var errTooMany = fmt.Errorf("there is no folder %q here, and this one has more than %d files: name the folder of your posts with --content DIR", defaultContent, mostEntries)

// countPosts returns how many Markdown files there are in a folder, those aside that
// are no posts of it.
func countPosts(folder string) (posts int, err error) {
	files, seen := os.DirFS(folder), 0
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if seen++; seen > mostEntries {
			return errTooMany
		}
		switch {
		case err != nil || name == ".":
			return nil // what can't be read has none
		case entry.IsDir() && (isIgnored(entry.Name()) || isMade(files, name)):
			return fs.SkipDir
		case !entry.IsDir() && isPost(name) && !isIgnored(entry.Name()):
			posts++
		}
		return nil
	})
	return posts, err
}

// standHere has serve take the folder that it stands in, where that has posts and no
// folder is named. What is made of it goes into a folder that remove removes: nobody
// asked for one among their files.
func (o *options) standHere(log *log) (remove func(), err error) {
	err, none := findContent("serve", o.named), new(noContent)
	if !errors.As(err, &none) || none.posts == 0 {
		return func() {}, err
	}
	log.say("There is no folder %q here: this folder is served, which has %s. --content DIR names another.", defaultContent, number(none.posts, "Markdown file"))
	o.content = "."
	if o.named["out"] {
		return func() {}, nil
	}
	made, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return func() {}, fmt.Errorf("serve: %w", err)
	}
	o.out = filepath.Join(made, "dist")
	return func() { os.RemoveAll(made) }, nil
}
