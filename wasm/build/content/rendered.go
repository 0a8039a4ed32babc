package content

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"reflect"
	"strings"
	"sync"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/build/jekyll"
	"postview/wasm/build/project"
	"postview/wasm/config"
)

// Rendered keeps articles from one build to the next, each with what it was made
// from. A nil one keeps nothing.
type Rendered struct {
	settings []*config.Settings // of the editions
	jekyll   *jekyll.Site       // that the folder was, or nil
	sections []address.Sections // likewise

	notes bool // they were found to be notes

	mu       sync.Mutex
	articles map[string]keptArticle // by the path of the source
}

type keptArticle struct {
	article   *Article
	from      stamps
	inherited map[string]any
}

// begin forgets what was rendered by other settings, and what is no post any more.
func (r *Rendered) begin(editions []*Edition, site *jekyll.Site, posts []string) {
	if r == nil {
		return
	}
	settings, sections := make([]*config.Settings, len(editions)), make([]address.Sections, len(editions))
	for i, e := range editions {
		settings[i], sections[i] = e.Settings, e.sections
	}
	articles := map[string]keptArticle{}
	if reflect.DeepEqual(r.settings, settings) && reflect.DeepEqual(r.sections, sections) && reflect.DeepEqual(r.jekyll, site) {
		for _, name := range posts {
			if kept, known := r.articles[name]; known {
				articles[name] = kept
			}
		}
	}
	r.settings, r.sections, r.jekyll, r.articles = settings, sections, site, articles
}

// knowNotes keeps that the posts are notes.
func (r *Rendered) knowNotes() {
	if r != nil {
		r.notes = true
	}
}

// get returns the article of a source, if nothing that it was made from has changed.
func (r *Rendered) get(root *Folder, name string, inherited map[string]any) (*Article, bool) {
	if r == nil {
		return nil, false
	}
	r.mu.Lock()
	kept, known := r.articles[name]
	r.mu.Unlock()
	if !known || !kept.from.hold(root) || !reflect.DeepEqual(kept.inherited, inherited) {
		return nil, false
	}
	return kept.article, true
}

func (r *Rendered) put(name string, a *Article, from stamps, inherited map[string]any) {
	if r != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		kept := *a
		kept.fresh = false
		r.articles[name] = keptArticle{&kept, from, inherited}
	}
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

// tracked is a folder that notes which of its files are read.
type tracked struct {
	*Folder
	read stamps
}

// ReadFile is [os.Root.ReadFile], noted.
func (t *tracked) ReadFile(name string) ([]byte, error) {
	t.read[name] = disk.StampOf(t.Folder, name)
	return t.Folder.ReadFile(name)
}

// has reports whether there is a file, and notes that.
func (t *tracked) has(name string) bool {
	t.read[name] = disk.StampOf(t.Folder, name)
	return t.read[name] != disk.Stamp{}
}

// Open is [Folder.Open], noted.
func (t *tracked) Open(name string) (*os.File, error) {
	t.read[name] = disk.StampOf(t.Folder, name)
	return t.Folder.Open(name)
}

// stamps are those of files by their names.
type stamps map[string]disk.Stamp

// hold reports whether all files are as they were.
func (s stamps) hold(root *Folder) bool {
	for name, before := range s {
		if !disk.StampOf(root, name).IsStill(before) {
			return false
		}
	}
	return true
}
