package build

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"

	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/build/progress"
	"postview/wasm/build/project"
)

// DefaultContent is the folder of posts where none is named.
const DefaultContent = "content"

// Named returns the names of the flags that the arguments have.
func Named(set *flag.FlagSet) map[string]bool {
	names := map[string]bool{}
	set.Visit(func(f *flag.Flag) { names[f.Name] = true })
	return names
}

// NoContent is the error of a command that finds no folder of posts, because none is
// named and there is none of the usual name. It says what to do.
type NoContent struct {
	command string
	Posts   int // Markdown files in the folder that the command stands in
}

// Error says what to do.
func (e *NoContent) Error() string {
	if e.Posts == 0 {
		return fmt.Sprintf("%s: there is no folder %q here, and no Markdown file. Name the folder of your posts with --content DIR, or start a post: postview new \"Title\"",
			e.command, DefaultContent)
	}
	return fmt.Sprintf("%s: there is no folder %q here, but %s. To take this folder: postview %s --content .",
		e.command, DefaultContent, progress.Number(e.Posts, "Markdown file"), e.command)
}

// FindContent has the options say where the posts are, where the flags do not: in the
// usual folder or, where there is none, in those that the configuration names which is
// here. It is an error where there are none.
func FindContent(command string, o *content.Options, named map[string]bool) error {
	if named["content"] || disk.IsFolder(DefaultContent) {
		return nil
	}
	if postsHere(o.Config) != "" {
		o.Content = "."
		return nil
	}
	posts, err := countPosts(".")
	if err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	return &NoContent{command, posts}
}

// postsHere returns the folder here that a configuration names for the posts, or "".
func postsHere(config string) string {
	site, err := project.Find(".", config)
	if err != nil || len(site.Files) == 0 {
		return ""
	}
	posts, here := site.Posts(), disk.Resolved(".")
	if posts == here {
		return "."
	}
	if !disk.IsWithin(posts, here) {
		return ""
	}
	return posts[len(here)+1:]
}

// StartContent returns the folder for a new post where none is named: the one that the
// configuration names, or the usual one, which is made where there is none, or the one of
// the posts that are here, which serve shows.
func StartContent() (folder string, err error) {
	if folder := postsHere(""); folder != "" {
		return folder, nil
	}
	missing := new(NoContent)
	switch err := FindContent("new", &content.Options{}, nil); {
	case err == nil:
		return DefaultContent, nil
	case !errors.As(err, &missing):
		return "", err
	case missing.Posts > 0:
		return ".", nil
	}
	return DefaultContent, os.MkdirAll(DefaultContent, 0o755)
}

// MostEntries is how many files and folders are looked at to find posts: somebody may
// stand in a folder of everything that they have.
const MostEntries = 20_000

var errTooMany = fmt.Errorf("there is no folder %q here, and this one has more than %d files: name the folder of your posts with --content DIR", DefaultContent, MostEntries)

// countPosts returns how many Markdown files there are in a folder, those aside that
// are no posts of it.
func countPosts(folder string) (posts int, err error) {
	files, seen := os.DirFS(folder), 0
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if seen++; seen > MostEntries {
			return errTooMany
		}
		switch {
		case err != nil || name == ".":
			return nil // what can't be read has none
		case entry.IsDir() && (disk.IsIgnored(entry.Name()) || disk.IsMade(files, name)):
			return fs.SkipDir
		case !entry.IsDir() && content.IsPost(name) && !disk.IsIgnored(entry.Name()):
			posts++
		}
		return nil
	})
	return posts, err
}
