//go:build !js

package main

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"postview/wasm/cmd/postview/npm"
	"postview/wasm/cmd/postview/twins"
	"postview/wasm/config"
)

const (
	// indexPrefix begins the place of the index. What stands after it changes with
	// Pagefind's version alone: the files are named by their content, and the one
	// that names them is fetched with a query that changes.
	indexPrefix = "assets/pagefind."
	// indexEntry is the file of the index that a page fetches first.
	indexEntry = "pagefind-entry.json"
	// indexed is what of a page is searched: a post.
	indexed = "article.post"
	// notIndexed is what stands around its text. Pagefind knows the title for itself.
	notIndexed = ".post-header > .title, .trail, .meta, .toc, .post-footer, .related, .neighbours"
)

// search makes the index that a site is searched by, with the program of Pagefind
// that npm has for this machine.
type search struct {
	program string // where it is; "" before it is asked for, and when it can't be had
	failed  bool
}

// place returns where in dist/ the index of the content is; "" where there is
// none: the settings say so, no post has a word, or npm has no way to the program.
func (s *search) place(ctx context.Context, c *content, o *options, log *log) string {
	hasWords := func(a article) bool { return a.Err == nil && a.Document.WordCount > 0 }
	if !o.prerender || !c.settings.Wants(config.Search) || !slices.ContainsFunc(c.articles, hasWords) {
		return ""
	}
	if s.get(ctx, o.web(), log); s.failed {
		return ""
	}
	return indexPrefix + filepath.Base(filepath.Dir(s.program))
}

// get finds the program, and says so, once, when it can't be had.
func (s *search) get(ctx context.Context, web fs.FS, log *log) {
	if s.program != "" || s.failed {
		return
	}
	prepared, err := npm.Packages{
		Files:   web,
		Folder:  vendor + "/search",
		Edition: "1",
		Cache:   "search",
		Purpose: "what makes the search",
	}.Prepared(ctx, log.step, preparePagefind)
	if err == nil {
		s.program = filepath.Join(prepared, "pagefind")
		err = exec.CommandContext(ctx, s.program, "--version").Run()
	}
	if err != nil {
		s.failed = true
		log.say("the site has no search: %v", err)
	}
}

// preparePagefind keeps the program that npm has chosen for this machine, and its
// license.
func preparePagefind(_ context.Context, modules, prepared string) error {
	if err := os.MkdirAll(prepared, 0o777); err != nil {
		return err
	}
	programs, err := filepath.Glob(filepath.Join(modules, "@pagefind", "*", "bin", "pagefind_extended*"))
	programs = slices.DeleteFunc(programs, func(name string) bool { return strings.HasSuffix(name, ".sha256") })
	if err == nil && len(programs) != 1 {
		err = fmt.Errorf("npm has no Pagefind for this machine")
	}
	if err != nil {
		return err
	}
	for to, from := range map[string]string{"pagefind": programs[0], "LICENSE.txt": filepath.Join(modules, "pagefind", "LICENSE", "LICENSE")} {
		data, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(filepath.Join(prepared, to), data, 0o755)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readIndex are the scripts that read the index: one for the page, and its worker.
var readIndex = []string{"pagefind.js", "pagefind-worker.js"}

// index writes the index of the pages in a folder to its place, with the scripts
// that read it. Pagefind's own boxes for the search are left out.
func (s *search) index(w *writer, pages, place string) {
	if place == "" || w.failed() != nil {
		return
	}
	command := exec.CommandContext(w.ctx, s.program, "--site", pages, "--output-path", filepath.Join(w.root.Name(), place),
		"--root-selector", indexed, "--exclude-selectors", notIndexed, "--silent")
	if said, err := command.CombinedOutput(); err != nil {
		w.note(fmt.Errorf("make the search, which params.postview.search = false leaves out: %w\n%s", err, said))
		return
	}
	for _, pattern := range []string{"pagefind-*.js", "pagefind-*.css"} {
		found, err := filepath.Glob(filepath.Join(w.root.Name(), place, pattern))
		w.note(err)
		for _, name := range found {
			if !slices.Contains(readIndex, filepath.Base(name)) {
				w.note(os.Remove(name))
			}
		}
	}
	for _, name := range readIndex {
		script, err := w.root.ReadFile(place + "/" + name)
		w.note(err)
		script = w.minify(name, script)
		packed, err := w.compressor.Pair(w.ctx, script)
		w.note(err)
		w.withTwins(place+"/"+name, script, packed)
	}
	license, err := os.ReadFile(filepath.Join(filepath.Dir(s.program), "LICENSE.txt"))
	w.note(err)
	w.write(place+"/LICENSE.txt", license)
}

// liveSearch is the search under serve. Its index is made when a page asks for
// it, so that nobody waits for it who only writes.
type liveSearch struct {
	search *search
	pages  string // the folder with the pages

	mu     sync.Mutex
	folder string // with the index, at its place
	build  string // of the pages that it is of
}

// serve answers a request for a file of the index.
func (l *liveSearch) serve(w http.ResponseWriter, r *http.Request, build func() string) {
	switch file, err := l.open(r, build); {
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case file.file == nil:
		http.NotFound(w, r)
	default:
		file.send(w, r)
	}
}

// open opens a file of the index, which is made anew for a page that begins to read one
// of older pages than those of the build.
func (l *liveSearch) open(r *http.Request, build func() string) (found, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := build(); l.folder == "" || l.build != now && path.Base(r.URL.Path) == indexEntry {
		if err := l.makeOf(r, build); err != nil {
			return found{}, err
		}
	}
	root, err := os.OpenRoot(l.folder)
	if err != nil {
		return found{}, fmt.Errorf("read the search: %w", err)
	}
	defer root.Close()
	return openFile(rooted{root}, r.URL.Path), nil
}

// makeOf makes the index of the pages as they are: no build waits for it, and if it
// fails because pages went meanwhile it is made of those that came.
func (l *liveSearch) makeOf(r *http.Request, build func() string) error {
	for {
		l.build = build()
		err := l.make(r.Context(), strings.TrimPrefix(path.Dir(r.URL.Path), "/"))
		if err == nil {
			return nil
		}
		l.remove()
		if l.build == build() || r.Context().Err() != nil {
			return err
		}
	}
}

func (l *liveSearch) make(ctx context.Context, place string) error {
	l.remove()
	compressor, err := twins.NewCompressor(true)
	if err != nil {
		return err
	}
	if l.folder, err = os.MkdirTemp("", "postview-search-"); err != nil {
		return fmt.Errorf("make the search: %w", err)
	}
	root, err := os.OpenRoot(l.folder)
	if err != nil {
		return fmt.Errorf("make the search: %w", err)
	}
	defer root.Close()
	w := &writer{ctx: ctx, root: root, compressor: compressor}
	l.search.index(w, l.pages, place)
	return w.failed()
}

// end removes the index, when nobody makes it any more.
func (l *liveSearch) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove()
}

func (l *liveSearch) remove() {
	os.RemoveAll(l.folder)
	l.folder = ""
}
