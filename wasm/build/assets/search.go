package assets

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/wasm/npm"
)

const (
	// indexPrefix begins the place of the index. What stands after it changes with
	// Pagefind's version alone: the files are named by their content, and the one
	// that names them is fetched with a query that changes.
	IndexPrefix = "assets/pagefind."
	// indexEntry is the file of the index that a page fetches first.
	IndexEntry = "pagefind-entry.json"
	// indexed is what of a page is searched: a post.
	indexed = "article.post"
	// notIndexed is what stands around its text. Pagefind knows the title for itself.
	notIndexed = ".post-header > .title, .trail, .meta, .toc, .post-footer, .related, .neighbours"
)

// Search makes the index that a site is searched by, with the program of Pagefind
// that npm has for this machine.
type Search struct {
	Program string // where it is; "" before it is asked for, and when it can't be had
	Failed  bool
}

// Place returns where in dist/ the index of the content is; "" where there is
// none: the settings say so, no post has a word, or npm has no way to the program.
func (s *Search) Place(ctx context.Context, c *content.Content, o *content.Options, log *progress.Log) string {
	hasWords := func(a content.Article) bool { return a.Err == nil && a.Document.WordCount > 0 }
	if !o.Prerender || !c.Settings.Wants(config.Search) || !slices.ContainsFunc(c.Articles, hasWords) {
		return ""
	}
	if s.Get(ctx, o.Web(), log); s.Failed {
		return ""
	}
	return IndexPrefix + filepath.Base(filepath.Dir(s.Program))
}

// Get finds the program, and says so, once, when it can't be had.
func (s *Search) Get(ctx context.Context, web fs.FS, log *progress.Log) {
	if s.Program != "" || s.Failed {
		return
	}
	prepared, err := npm.Packages{
		Files:   web,
		Folder:  vendor + "/search",
		Edition: "1",
		Cache:   "search",
		Purpose: "what makes the search",
	}.Prepared(ctx, log.Step, preparePagefind)
	if err == nil {
		s.Program = filepath.Join(prepared, "pagefind")
		err = exec.CommandContext(ctx, s.Program, "--version").Run()
	}
	if err != nil {
		s.Failed = true
		log.Say("the site has no search: %v", err)
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

// Index writes the index of the pages in a folder to its place, with the scripts
// that read it. Pagefind's own boxes for the search are left out.
func (s *Search) Index(w *out.Writer, pages, place string) {
	if place == "" || w.Failed() != nil {
		return
	}
	command := exec.CommandContext(w.Context(), s.Program, "--site", pages, "--output-path", w.Path(place),
		"--root-selector", indexed, "--exclude-selectors", notIndexed, "--silent")
	if said, err := command.CombinedOutput(); err != nil {
		w.Note(fmt.Errorf("make the search, which params.postview.search = false leaves out: %w\n%s", err, said))
		return
	}
	for _, pattern := range []string{"pagefind-*.js", "pagefind-*.css"} {
		found, err := filepath.Glob(filepath.Join(w.Path(place), pattern))
		w.Note(err)
		for _, name := range found {
			if !slices.Contains(readIndex, filepath.Base(name)) {
				w.Note(os.Remove(name))
			}
		}
	}
	for _, name := range readIndex {
		w.Compressed(place+"/"+name, Desk{w, nil}.minify(name, w.Read(place+"/"+name)))
	}
	license, err := os.ReadFile(filepath.Join(filepath.Dir(s.Program), "LICENSE.txt"))
	w.Note(err)
	w.Write(place+"/LICENSE.txt", license)
}
