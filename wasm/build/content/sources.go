package content

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

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
	public                string            // VitePress's folder of static files among the posts, or ""
	isPart                bool              // the posts are a part of those of the project, or others
	language              string            // of that part, where it says it
}

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

// Shown returns problems as they are told: with where their files are, as seen from the
// folder that is given. The name of a file that is mounted says nothing to its author.
func (s *Sources) Shown(problems []*problem.Problem) []*problem.Problem {
	all := slices.Clone(problems)
	for i, p := range all {
		at := s.Path(p.File)
		if _, err := os.Lstat(at); p.File == "" || err != nil {
			continue
		}
		if file, err := filepath.Rel(s.given, at); err == nil {
			shown := *p
			shown.File = filepath.ToSlash(file)
			all[i] = &shown
		}
	}
	return all
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

// FS has the files as [fs.FS].
func (f *Folder) FS() fs.FS { return files{f} }

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
