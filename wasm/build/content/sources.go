package content

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/build/jekyll"
	"postview/wasm/build/project"
	"postview/wasm/problem"
)

// Sources says where the posts and the files of a site are on the disk.
type Sources struct {
	Project *project.Project
	jekyll  *jekyll.Site // that the posts are, or nil

	given                 string            // the folder of posts, as the command line names it
	posts, static, assets []mounted         // what is in an earlier one counts more
	settings              []string          // files of the configuration
	folders               map[string]string // of languages, among the posts
	isPart                bool              // the posts are a part of those of the project, or others
	language              string            // of that part, where it says it
}

// mounted is a folder or a file with its place among the posts.
type mounted struct {
	project.Mount
	name string
}

// below returns the name that a file has in a folder, if that is where it is.
func (m mounted) below(name string) (rel string, is bool) {
	switch {
	case m.name == "":
		return name, true
	case name == m.name:
		return ".", true
	}
	return strings.CutPrefix(name, m.name+"/")
}

// means reports whether a file of the mount is meant.
func (m mounted) means(rel string) bool { return m.Files == nil || m.Files.Means(rel) }

// Folders returns what is to be watched to know when a file of the site changes.
func (s *Sources) Folders() (posts, static, assets []string) {
	of := func(all []mounted) (folders []string) {
		for _, m := range all {
			folders = append(folders, m.From)
		}
		return folders
	}
	return of(s.posts), of(s.static), of(s.assets)
}

// Shown returns a problem as it is told: with where its file is, as seen from the folder
// that is given. The name of a file that is mounted says nothing to its author.
func (s *Sources) Shown(p *problem.Problem) *problem.Problem {
	at := s.Path(p.File)
	if _, err := os.Lstat(at); p.File == "" || err != nil {
		return p
	}
	file, err := filepath.Rel(s.given, at)
	if err != nil || filepath.ToSlash(file) == p.File {
		return p
	}
	shown := *p
	shown.File = filepath.ToSlash(file)
	return &shown
}

// Path is where a file of the posts is on the disk.
func (s *Sources) Path(name string) string {
	at := ""
	for _, m := range s.posts {
		if rel, is := m.below(name); is && m.means(rel) {
			file := filepath.Join(m.From, filepath.FromSlash(rel))
			if _, err := os.Lstat(file); err == nil {
				return file
			}
			at = cmp.Or(at, file)
		}
	}
	return at
}

// Folder is that of the posts as the site has it: the files of all its folders, each in
// its place, and behind them the static ones. Nothing out of these folders is read.
type Folder struct {
	mounts []opened
}

type opened struct {
	mounted
	root *os.Root
	file string // the one in the root that is meant; "" is all of it
}

// Open opens the folders. Those that can't be are problems, and passed over.
func (s *Sources) Open() (f *Folder, problems []*problem.Problem) {
	f = &Folder{}
	for _, m := range slices.Concat(s.posts, s.static, s.assets) {
		dir, file := m.From, ""
		if info, err := os.Stat(m.From); err == nil && !info.IsDir() {
			dir, file = filepath.Split(m.From)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			problems = append(problems, problem.OfFile(filepath.ToSlash(m.From), err))
			continue
		}
		f.mounts = append(f.mounts, opened{m, root, file})
	}
	return f, problems
}

// walk calls a function for each file and folder of a mount that is meant, with its name
// in the root, and that among the posts.
func (m opened) walk(each func(rel, name string, entry fs.DirEntry, err error) error) {
	start := cmp.Or(m.file, ".")
	_ = fs.WalkDir(m.root.FS(), start, func(rel string, entry fs.DirEntry, err error) error {
		name := path.Join(m.name, rel)
		if m.file != "" {
			name = m.name
		}
		switch {
		case rel == "." && err == nil:
			return nil
		case err == nil && entry.IsDir() && m.Files != nil && !m.Files.Enters(rel):
			return fs.SkipDir
		case err == nil && !entry.IsDir() && m.file == "" && !m.means(rel):
			return nil
		}
		return each(rel, name, entry, err)
	})
}

// path is where a file of the root is on the disk.
func (m opened) path(rel string) string {
	if m.file != "" {
		return m.From
	}
	return filepath.Join(m.From, filepath.FromSlash(rel))
}

// Close lets go of the folders.
func (f *Folder) Close() {
	for _, m := range f.mounts {
		m.root.Close()
	}
}

// Open opens a file by its name among the posts.
func (f *Folder) Open(name string) (*os.File, error) { return in(f, name, (*os.Root).Open) }

// Stat says what there is by a name among the posts.
func (f *Folder) Stat(name string) (fs.FileInfo, error) { return in(f, name, (*os.Root).Stat) }

// ReadFile reads a file by its name among the posts.
func (f *Folder) ReadFile(name string) ([]byte, error) { return in(f, name, (*os.Root).ReadFile) }

// in does something with a file, in the first of the folders that has it.
func in[T any](f *Folder, name string, do func(root *os.Root, name string) (T, error)) (done T, failed error) {
	failed = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	for _, m := range f.mounts {
		rel, is := m.below(name)
		if !is || !m.means(rel) || m.file != "" && rel != "." {
			continue
		}
		done, err := do(m.root, path.Join(m.file, rel))
		if err == nil {
			return done, nil
		}
		if errors.Is(failed, fs.ErrNotExist) {
			failed = err
		}
	}
	return done, failed
}
