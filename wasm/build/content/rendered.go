package content

import (
	"os"
	"reflect"
	"sync"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/build/jekyll"
	"postview/wasm/build/layout"
	"postview/wasm/config"
)

// Rendered keeps articles from one build to the next, each with what it was made
// from. A nil one keeps nothing.
type Rendered struct {
	settings []*config.Settings // of the editions
	jekyll   *jekyll.Site       // that the folder was, or nil
	sections []address.Sections // likewise
	layouts  *layout.Set

	notes bool // they were found to be notes

	mu       sync.Mutex
	articles map[string]keptArticle // by the path of the source
}

type keptArticle struct {
	article *Article
	from    stamps
}

// begin forgets what was rendered by other settings or templates, and what is no post
// any more.
func (r *Rendered) begin(c *Content, posts []string) {
	if r == nil {
		return
	}
	settings, sections := make([]*config.Settings, len(c.Editions)), make([]address.Sections, len(c.Editions))
	for i, e := range c.Editions {
		settings[i], sections[i] = e.Settings, e.sections
	}
	articles := map[string]keptArticle{}
	isSame := c.layouts.IsSame(r.layouts)
	if reflect.DeepEqual(r.settings, settings) && reflect.DeepEqual(r.sections, sections) && reflect.DeepEqual(r.jekyll, c.Jekyll) {
		for _, name := range posts {
			if kept, known := r.articles[name]; known && (isSame || !kept.article.templated) {
				articles[name] = kept
			}
		}
	}
	r.settings, r.sections, r.jekyll, r.layouts, r.articles = settings, sections, c.Jekyll, c.layouts, articles
}

// knowNotes keeps that the posts are notes.
func (r *Rendered) knowNotes() {
	if r != nil {
		r.notes = true
	}
}

// get returns the article of a source, if nothing that it was made from has changed.
func (r *Rendered) get(root *contentFolder, name string) (*Article, bool) {
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

func (r *Rendered) put(name string, a *Article, from stamps) {
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
	t.read[name] = disk.StampOf(t.contentFolder, name)
	return t.Root.ReadFile(name)
}

// has reports whether there is a file, and notes that.
func (t *tracked) has(name string) bool {
	t.read[name] = disk.StampOf(t.contentFolder, name)
	return t.read[name] != disk.Stamp{}
}

// Open is [contentFolder.Open], noted.
func (t *tracked) Open(name string) (*os.File, error) {
	t.read[name] = disk.StampOf(t.contentFolder, name)
	return t.contentFolder.Open(name)
}

// stamps are those of files by their names.
type stamps map[string]disk.Stamp

// hold reports whether all files are as they were.
func (s stamps) hold(root *contentFolder) bool {
	for name, before := range s {
		if !disk.StampOf(root, name).IsStill(before) {
			return false
		}
	}
	return true
}
