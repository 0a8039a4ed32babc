//go:build !js

package main

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// change says what has changed.
type change string

const (
	changedContent change = "content" // posts and their files
	changedPage    change = "page"    // web/: the pages themselves
)

// quiet is how long nothing must change before a change is told: an editor that
// saves a file makes several changes of it.
const quiet = 30 * time.Millisecond

// watch tells of changes in the two folders, but for those in out, until ctx
// ends.
func watch(ctx context.Context, content, web, out string) (<-chan change, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	for _, folder := range []string{content, web} {
		if err := addFolders(watcher, folder); err != nil {
			watcher.Close()
			return nil, err
		}
	}
	changes := make(chan change)
	go func() {
		defer close(changes)
		defer watcher.Close()
		var pending change
		settled := time.NewTimer(0)
		<-settled.C
		for {
			select {
			case event, ok := <-watcher.Events:
				if !ok {
					return
				}
				if isNoise(event, out) {
					continue
				}
				// A new folder is watched as well; of one that has gone again, nothing is lost.
				_ = addFolders(watcher, event.Name)
				if pending != changedPage {
					pending = kindOfChange(event.Name, web)
				}
				settled.Reset(quiet)
			case <-settled.C:
				select {
				case changes <- pending:
					pending = ""
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return changes, nil
}

// isNoise reports whether an event is of no file that makes the site.
func isNoise(event fsnotify.Event, out string) bool {
	name := filepath.Clean(event.Name)
	return event.Op == fsnotify.Chmod || isIgnored(filepath.Base(name)) || name == filepath.Clean(out) || isWithin(name, out)
}

func isWithin(name, folder string) bool {
	return strings.HasPrefix(filepath.Clean(name), filepath.Clean(folder)+string(filepath.Separator))
}

func kindOfChange(name, web string) change {
	if isWithin(name, web) {
		return changedPage
	}
	return changedContent
}

// addFolders watches the folder and those in it; a file is watched by its folder.
func addFolders(watcher *fsnotify.Watcher, folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case name != folder && isIgnored(entry.Name()):
			return fs.SkipDir
		}
		return watcher.Add(name)
	})
}
