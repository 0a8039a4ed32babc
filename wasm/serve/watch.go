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
	content, out string
	web          string   // or "", where it is within this program
	static       []string // folders
	layouts      []string // folders of templates and of what these read, which need not be there
	settings     []string // folders
	config       string   // the one file or folder of the settings, or ""
}

func newSources(o *content.Options) sources {
	s := sources{content: disk.Resolved(o.Content), out: disk.Resolved(o.Out)}
	if o.WebFolder != "" {
		s.web = disk.Resolved(o.WebFolder)
	}
	if o.Config != "" {
		s.config = disk.Resolved(o.Config)
		s.settings = []string{s.config, filepath.Dir(s.config)}
	} else {
		above := disk.Resolved(filepath.Join(o.Content, ".."))
		s.settings = []string{above, filepath.Join(above, "config", "_default")}
	}
	settings, _ := content.ReadSettings(o, func(*problem.Problem) {}) // of which the build tells what is wrong
	s.static = content.StaticFolders(o, settings)
	for _, folder := range content.LayoutFolders(o).All() {
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
			isStale bool          // folders have come or moved, which are to be watched
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
					isStale = isStale || event.Has(fsnotify.Create) && disk.IsFolder(event.Name)
					notice(what)
				}
			case <-watcher.Errors: // such as that there were more events than the system keeps
				isStale = true
				notice(changedPage)
			case <-settled.C:
				if isStale {
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
	return changedContent, isIn(s.content) || slices.ContainsFunc(s.static, isIn) || slices.ContainsFunc(s.layouts, isIn)
}

// isUnwatched reports whether nothing is made from files of this name.
func isUnwatched(name string) bool { return disk.IsIgnored(name) && name != disk.WellKnown }

// isSettings reports whether a file may be of the site's configuration.
func (s sources) isSettings(name string) bool {
	if s.config != "" {
		return name == s.config || disk.IsWithin(name, s.config)
	}
	return slices.Contains(content.SettingsNames, filepath.Base(name)) || filepath.Base(filepath.Dir(name)) == "_default"
}

// watcher watches the folders, and those in them but for the settings; a file is
// watched by its folder.
func (s sources) watcher() (*fsnotify.Watcher, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	folders := append([]string{s.content}, s.static...)
	for _, folder := range s.layouts {
		if disk.IsFolder(folder) {
			folders = append(folders, folder)
		}
	}
	if s.web != "" {
		folders = append(folders, s.web)
	}
	for _, root := range folders {
		err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil && name == root:
				return err
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
	for _, folder := range s.settings {
		_ = watcher.Add(folder) // which need not be there
	}
	return watcher, nil
}
