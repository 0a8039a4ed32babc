//go:build !js

package main

import (
	"os"
	"reflect"
	"sync"
	"time"

	"postview/wasm/config"
)

// rendered keeps articles from one build to the next, each with what it was made
// from. A nil one keeps nothing.
type rendered struct {
	settings []config.Settings // of the editions

	mu       sync.Mutex
	articles map[string]keptArticle // by the path of the source
}

type keptArticle struct {
	article *article
	from    stamps
}

// begin forgets what was rendered by other settings, and what is no post any more.
func (r *rendered) begin(editions []*edition, posts []string) {
	if r == nil {
		return
	}
	settings := make([]config.Settings, len(editions))
	for i, e := range editions {
		settings[i] = e.settings
	}
	articles := map[string]keptArticle{}
	if reflect.DeepEqual(r.settings, settings) {
		for _, name := range posts {
			if kept, known := r.articles[name]; known {
				articles[name] = kept
			}
		}
	}
	r.settings, r.articles = settings, articles
}

// get returns the article of a source, if nothing that it was made from has changed.
func (r *rendered) get(root *contentFolder, name string) (*article, bool) {
	if r == nil {
		return nil, false
	}
	r.mu.Lock()
	kept, known := r.articles[name]
	r.mu.Unlock()
	if !known || !kept.from.hold(root) {
		return nil, false
	}
	return kept.article, true
}

func (r *rendered) put(name string, a *article, from stamps) {
	if r != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		kept := *a
		kept.fresh = false
		r.articles[name] = keptArticle{&kept, from}
	}
}

// tracked is a folder that notes which of its files are read.
type tracked struct {
	*contentFolder
	read stamps
}

// ReadFile is [os.Root.ReadFile], noted.
func (t *tracked) ReadFile(name string) ([]byte, error) {
	t.read[name] = stampOf(t.contentFolder, name)
	return t.Root.ReadFile(name)
}

// has reports whether there is a file, and notes that.
func (t *tracked) has(name string) bool {
	t.read[name] = stampOf(t.contentFolder, name)
	return t.read[name] != stamp{}
}

// Open is [contentFolder.Open], noted.
func (t *tracked) Open(name string) (*os.File, error) {
	t.read[name] = stampOf(t.contentFolder, name)
	return t.contentFolder.Open(name)
}

// stamp tells one state of a file from another; the zero value is that of a file
// which can't be read.
type stamp struct {
	size     int64
	modified int64 // nanoseconds
	unsure   bool  // it changed so lately that another change may have the same time
}

// time is when the file changed.
func (s stamp) time() time.Time { return time.Unix(0, s.modified).UTC() }

// lately is longer than the steps in which file systems tell the time.
const lately = 2 * time.Second

func stampOf(root interface {
	Stat(name string) (os.FileInfo, error)
}, name string) stamp {
	info, err := root.Stat(name)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime().UnixNano(), time.Since(info.ModTime()) < lately}
}

// isStill reports whether a file of this stamp is still what it was when it had the other.
func (s stamp) isStill(before stamp) bool {
	return !before.unsure && s.size == before.size && s.modified == before.modified
}

// stamps are those of files by their names.
type stamps map[string]stamp

// hold reports whether all files are as they were.
func (s stamps) hold(root *contentFolder) bool {
	for name, before := range s {
		if !stampOf(root, name).isStill(before) {
			return false
		}
	}
	return true
}
