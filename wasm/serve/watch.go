package serve

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/build/project"
	"postview/wasm/problem"
)

// change says what has changed.
type change string

const (
	changedProblems change = "problems" // what is wrong
	changedContent  change = "content"  // posts and their files
	changedPage     change = "page"     // web/ or the settings: the pages themselves
)

// quiet is how long nothing must change before a change is told: an editor that
// saves a file makes several changes of it.
const quiet = 30 * time.Millisecond

// sources are the folders of what a site is made from, and the one that is made,
// which may be within them.
type sources struct {
	options *content.Options
	out     string
	web     string   // or "", where it is within this program
	posts   []string // folders and files
	static  []string // likewise
	around  []string // folders that have the settings, or may come to have them
	files   []string // of the settings
	layouts []string // folders of templates and of what these read
	awaited []string // folders that are not there, and would be of the site
	config  string   // the one file or folder that is named, or ""
}

func newSources(o *content.Options) sources {
	s := sources{options: o, out: disk.Resolved(o.Out)}
	if o.WebFolder != "" {
		s.web = disk.Resolved(o.WebFolder)
	}
	if o.Config != "" {
		s.config = disk.Resolved(o.Config)
		s.around = []string{s.config, filepath.Dir(s.config)}
	}
	_, found, err := content.ReadSettings(o, func(*problem.Problem) {}) // of which the build tells what is wrong
	if err != nil {
		s.posts = []string{disk.Resolved(o.Content)}
		return s
	}
	posts, static, assets := found.Folders()
	s.posts, s.static = posts, slices.Concat(static, assets)
	if given := disk.Resolved(o.Content); !slices.Contains(s.posts, given) {
		s.around = append(s.around, given)
	}
	p := found.Project
	for _, folder := range p.Looked {
		folder = disk.Resolved(folder)
		s.around = append(s.around, folder, filepath.Join(folder, "config"), filepath.Join(folder, "config", "_default"), filepath.Join(folder, "config", "production"))
	}
	for _, file := range slices.Concat(p.Files, p.Themes) {
		file = disk.Resolved(file)
		s.files = append(s.files, file)
		s.around = append(s.around, filepath.Dir(file))
	}
	for _, folder := range p.Awaited {
		s.awaited = append(s.awaited, folder)
		s.around = append(s.around, filepath.Dir(folder))
	}
	for _, folder := range found.Layouts().All() {
		s.layouts = append(s.layouts, disk.Resolved(folder))
	}
	return s
}

// watch tells of changes of what a site is made from, until ctx ends.
func watch(ctx context.Context, s sources) (<-chan change, error) {
	watcher, err := s.watcher()
	if err != nil {
		return nil, err
	}
	changes := make(chan change)
	go func() {
		defer close(changes)
		defer func() { watcher.Close() }()
		var (
			pending change
			told    chan<- change // nil until what is pending may be told
			isStale bool          // folders have come or moved, or others are named, which are to be watched
		)
		settled := time.NewTimer(0)
		<-settled.C
		notice := func(what change) {
			if pending != changedPage {
				pending = what
			}
			told = nil
			settled.Reset(quiet)
		}
		for {
			select {
			case event := <-watcher.Events:
				if what, is := s.kindOf(event); is {
					isStale = isStale || s.isSettings(event.Name) || event.Has(fsnotify.Create) && disk.IsFolder(event.Name)
					notice(what)
				}
			case <-watcher.Errors: // such as that there were more events than the system keeps
				isStale = true
				notice(changedPage)
			case <-settled.C:
				if isStale {
					s = newSources(s.options)
					if anew, err := s.watcher(); err == nil {
						watcher.Close()
						watcher, isStale = anew, false
					}
				}
				told = changes
			case told <- pending:
				pending, told = "", nil
			case <-ctx.Done():
				return
			}
		}
	}()
	return changes, nil
}

// kindOf returns what the event is a change of, unless it is of no file that makes
// the site.
func (s sources) kindOf(event fsnotify.Event) (what change, is bool) {
	name := event.Name
	switch {
	case event.Op == fsnotify.Chmod, isUnwatched(filepath.Base(name)), name == s.out, disk.IsWithin(name, s.out):
		return "", false
	case s.web != "" && disk.IsWithin(name, s.web), s.isSettings(name):
		return changedPage, true
	}
	isIn := func(folder string) bool { return name == folder || disk.IsWithin(name, folder) }
	return changedContent, slices.ContainsFunc(s.posts, isIn) || slices.ContainsFunc(s.static, isIn) || slices.ContainsFunc(s.layouts, isIn)
}

// isUnwatched reports whether nothing is made from files of this name.
func isUnwatched(name string) bool { return disk.IsIgnored(name) && name != disk.WellKnown }

// isSettings reports whether a file is of the site's configuration, or may be, or a
// folder is what the configuration waits for.
func (s sources) isSettings(name string) bool {
	if slices.Contains(s.files, name) || slices.Contains(s.awaited, name) || s.config != "" && (name == s.config || disk.IsWithin(name, s.config)) {
		return true
	}
	folder := filepath.Dir(name)
	isSection := slices.Contains([]string{"config", "_default", "production"}, filepath.Base(folder))
	return slices.Contains(s.around, folder) && (isSection || project.IsConfiguration(name) || filepath.Base(name) == "config")
}

// watcher watches the folders, and those in them but for the settings; a file is
// watched by its folder.
func (s sources) watcher() (*fsnotify.Watcher, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	folders := slices.Concat(s.posts, s.static, s.layouts)
	if s.web != "" {
		folders = append(folders, s.web)
	}
	for _, root := range folders {
		err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil && name == root:
				return err
			case name == root && !entry.IsDir():
				return watcher.Add(filepath.Dir(name))
			case err != nil, !entry.IsDir(): // what can't be read, the build tells of
				return nil
			case name != root && isUnwatched(entry.Name()), name == s.out:
				return fs.SkipDir
			}
			return watcher.Add(name)
		})
		if err != nil {
			watcher.Close()
			return nil, err
		}
	}
	for _, folder := range s.around {
		_ = watcher.Add(folder) // which need not be there
	}
	return watcher, nil
}
