package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/build/progress"
	"postview/wasm/build/project"
	"postview/wasm/problem"
)

var (
	errLinked = errors.New("links to folders are not followed")
	errNoFile = errors.New("it is neither a file nor a folder")
)

// Walk finds the posts, the texts of folders, and the other files.
func (c *Content) Walk(folder *Folder, o *Options) (posts []string) {
	isHugo := c.Sources.isHugo()
	w := walk{Content: c, out: disk.Resolved(o.Out), others: foreign{}, seen: map[string]string{}}
	for _, m := range folder.mounts {
		if m.Component == "static" || m.Component == "assets" {
			continue
		}
		if !isHugo && c.project == "" {
			c.project = projectFile(m.root.FS())
		}
		w.in(m)
	}
	c.tellOutside()
	for _, p := range w.others.problems() {
		c.note(p)
	}
	posts = w.posts
	if isHugo {
		posts = c.bundle(posts)
	}
	return c.texts(posts, isHugo)
}

// tellOutside tells the posts of the folder that is given which are in none of those that
// the configuration names. In the folder of the configuration others have their files.
func (c *Content) tellOutside() {
	s, example, count := c.Sources, "", 0
	if s.isPart || s.given == disk.Resolved(s.Project.Dir) {
		return
	}
	isNamed := func(name string) bool {
		return slices.ContainsFunc(slices.Concat(s.posts, s.static), func(m mounted) bool { return m.From == name || disk.IsWithin(name, m.From) })
	}
	_ = filepath.WalkDir(s.given, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what can't be read has none
		case isNamed(name), name != s.given && disk.IsIgnored(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir() && IsPost(name):
			example, count = cmp.Or(example, name), count+1
		}
		return nil
	})
	if rel, err := filepath.Rel(s.given, example); err == nil && count > 0 {
		c.note(&problem.Problem{File: filepath.ToSlash(rel), Kind: problem.NotFollowed, Err: fmt.Errorf(
			"left out with all posts outside of the folders that %s names: %s", filepath.ToSlash(s.Project.Files[0]), progress.Number(count, "post"))})
	}
}

// walk is the way through the folders of the posts.
type walk struct {
	*Content
	out    string // the folder that is made
	others foreign
	seen   map[string]string // names, and the pages of files → what has them
	posts  []string
}

// in finds what is in one of the folders.
func (w *walk) in(m opened) {
	files := m.root.FS()
	m.walk(func(rel, name string, entry fs.DirEntry, err error) error {
		at := m.path(rel)
		switch {
		case err != nil:
			w.note(problem.OfFile(name, err))
			return nil
		case disk.IsIgnored(entry.Name()) && name != disk.WellKnown || at == w.out || isOfSite(rel) || slices.Contains(w.Sources.settings, at) || w.ignores(at),
			w.project != "" && name == "vendor":
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir() && (disk.IsMade(files, rel) || at == w.Sources.public):
			return fs.SkipDir
		case w.Jekyll != nil && w.Jekyll.Leaves(name, entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir() && w.vault.leavesOut(name):
			w.left = append(w.left, name)
			return fs.SkipDir
		case entry.IsDir():
		case len(w.Sources.posts) > 1 && w.isTaken(m, name, at):
		case strings.HasPrefix(name, disk.WellKnown+"/") && disk.IsFile(files, entry, rel):
			w.Files = append(w.Files, name)
		case IsSection(name):
			w.Sections = append(w.Sections, name)
		case disk.IsLinkedFolder(files, entry, rel):
			w.note(problem.OfFile(name, errLinked))
		case !disk.IsFile(files, entry, rel):
			w.note(problem.OfFile(name, errNoFile))
		case w.Jekyll != nil && !IsPost(name) && w.Jekyll.IsTemplate(files, rel):
		case IsPost(name), isHTML(name) && w.Settings.Publishing.HTML:
			w.posts = append(w.posts, name)
		case w.others.has(files, rel, name):
		default:
			w.Files = append(w.Files, name)
		}
		return nil
	})
}

// isTaken reports whether another file has a name among the posts, or the file itself
// is a page in the language already, and takes the name for it.
func (w *walk) isTaken(m opened, name, at string) bool {
	l, page := w.Settings.Languages.Page(name)
	if l == nil {
		l = new(address.Language)
	}
	key := l.Key + "\x00" + page + "\x00" + at
	switch other := w.seen[name]; {
	case other == "" && w.seen[key] == "":
		w.seen[name], w.seen[key] = at, at
		return false
	case other != "" && other != at && m.IsOwn:
		w.note(problem.OfFile(filepath.ToSlash(at), fmt.Errorf("it is left out: %s has its place, which is mounted before it", filepath.ToSlash(other))))
	}
	return true
}

// ignores reports whether the settings leave a file out.
func (c *Content) ignores(name string) bool {
	return slices.ContainsFunc(c.ignored, func(pattern *regexp.Regexp) bool { return pattern.MatchString(name) })
}

// isOfSite reports whether a file at the top says how a site is made, of Hugo or of
// another program.
func isOfSite(name string) bool {
	return project.IsConfiguration(name) && path.Base(name) == name || slices.Contains([]string{
		"_config.yml", "_config.yaml", "_config.toml", "mkdocs.yml", "mkdocs.yaml", "book.toml",
		"netlify.toml", "vercel.json", "wrangler.toml", "firebase.json",
	}, name)
}
