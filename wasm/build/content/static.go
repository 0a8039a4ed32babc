package content

import (
	"io/fs"
	"os"
	"path/filepath"

	"postview/wasm/build/disk"
	"postview/wasm/config"
	"postview/wasm/problem"
)

// projectOf returns the folder of the Hugo site that the posts are of: that of its
// configuration or, where it has none, the one around a folder called content; "" where
// the posts are of no such site.
func projectOf(o *Options) string {
	files, posts := FindSettings(o), disk.Resolved(o.Content)
	switch {
	case len(files) == 0 && filepath.Base(posts) == "content":
		return filepath.Dir(posts)
	case len(files) == 0:
		return ""
	}
	project := filepath.Dir(disk.Resolved(files[0]))
	if filepath.Base(project) == "_default" {
		project = filepath.Join(project, "..", "..")
	}
	return project
}

// StaticFolders returns the folders of a Hugo site whose files are published as they
// are, beside the folder of posts. What is in a later one counts more.
func StaticFolders(o *Options, settings *config.Settings) (folders []string) {
	project := projectOf(o)
	if project == "" {
		return nil
	}
	names := settings.Publishing.Static
	if names == nil {
		names = []string{"static"}
	}
	posts := disk.Resolved(o.Content)
	for _, name := range names {
		folder := disk.Resolved(filepath.Join(project, name))
		if disk.IsFolder(folder) && disk.IsWithin(folder, project) && folder != posts && !disk.IsWithin(folder, posts) && !disk.IsWithin(posts, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// readStatic finds the files of these folders, but for those that the author has
// among the posts as well.
func (c *Content) readStatic(o *Options) {
	own := map[string]bool{}
	for _, name := range c.Files {
		own[name] = true
	}
	c.Static = map[string]string{}
	for _, folder := range StaticFolders(o, c.Settings) {
		root, err := os.OpenRoot(folder)
		if err != nil {
			c.note(problem.OfFile(filepath.ToSlash(folder), err))
			continue
		}
		files := root.FS()
		_ = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
			at := filepath.ToSlash(filepath.Join(folder, name))
			switch {
			case err != nil:
				c.note(problem.OfFile(at, err))
			case entry.IsDir(), own[name]:
			case disk.IsLinkedFolder(files, entry, name):
				c.note(problem.OfFile(at, errLinked))
			case !disk.IsFile(files, entry, name):
				c.note(problem.OfFile(at, errNoFile))
			case c.Static[name] == "":
				c.Files = append(c.Files, name)
				fallthrough
			default:
				c.Static[name] = folder
			}
			return nil
		})
		root.Close()
	}
}

// contentFolder is that of the posts, with the static files behind it.
type contentFolder struct {
	*os.Root
	static map[string]string // as [Content] has it
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
