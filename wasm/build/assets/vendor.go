package assets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/build/content"
	"postview/wasm/build/progress"
	"postview/wasm/cache"
	"postview/wasm/config"
	"postview/wasm/npm"
	"postview/wasm/twins"
)

// vendor is the folder of web/ with the package.json that names what comes from npm.
const vendor = "vendor"

// vendored is what of npm's packages a browser may fetch. Each library is in a
// folder of its own, which has the name of that folder of web/enrich/ whose files
// call it.
var vendored = map[string][]vendoredFiles{
	config.Math: {
		{from: "katex/dist/katex.min.js", to: "katex.js", edit: AsModule},
		{from: "katex/dist/katex.min.css", to: "katex.css", edit: WithOneFont},
		{from: "katex/dist/fonts/*.woff2", to: "fonts/"},
		{from: "katex/LICENSE", to: "LICENSE.txt"},
	},
	config.Diagrams: {
		{from: "mermaid/dist/mermaid.esm.min.mjs", to: "mermaid.js", edit: WithPlainNames},
		{from: "mermaid/dist/chunks/mermaid.esm.min/*.mjs", to: "chunks/mermaid.esm.min/", edit: WithPlainNames},
		{from: "mermaid/LICENSE", to: "LICENSE.txt"},
	},
}

// vendoredFiles are files of a package, by a pattern, and what becomes of them: a
// file, or files in a folder, which ends with a slash.
type vendoredFiles struct {
	from, to string
	edit     func([]byte) []byte
}

// vendoredEdition goes up when what becomes of the files does: prepared ones
// are kept by it.
const vendoredEdition = "1"

// Libraries keeps what a builder has from npm, for all its builds.
type Libraries struct {
	Prepared string // the folder with a folder for each library; "" before, and when it can't be had
	Failed   bool

	formulas map[content.Formula]string // those that KaTeX was asked about, with what is wrong
}

// Get returns the folder with the libraries. Where npm can't be run, or has no
// way to its registry, it says so, once, and returns "".
func (l *Libraries) Get(ctx context.Context, web fs.FS, log *progress.Log) string {
	if l.Prepared != "" || l.Failed {
		return l.Prepared
	}
	prepared, err := npm.Packages{
		Files:   web,
		Folder:  vendor,
		Edition: vendoredEdition,
		Cache:   "libraries",
		Purpose: "what shows formulas and diagrams",
	}.Prepared(ctx, log.Step, prepareLibraries)
	if err != nil {
		l.Failed = true
		log.Say("formulas and diagrams stay as their authors wrote them: %v", err)
	}
	l.Prepared = prepared
	return prepared
}

// prepareLibraries writes what of the packages is vendored, with its twins.
func prepareLibraries(ctx context.Context, modules, prepared string) error {
	for library, list := range vendored {
		for _, files := range list {
			if err := files.prepare(ctx, modules, filepath.Join(prepared, library)); err != nil {
				return err
			}
		}
	}
	return nil
}

// prepare writes the files of a package to where the library is prepared.
func (v vendoredFiles) prepare(ctx context.Context, modules, library string) error {
	names, err := filepath.Glob(filepath.Join(modules, filepath.FromSlash(v.from)))
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("the package has no %s", v.from)
	}
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if v.edit != nil {
			data = v.edit(data)
		}
		to := v.to
		if strings.HasSuffix(to, "/") {
			to += plainName(filepath.Base(name))
		}
		if err := writePrepared(ctx, filepath.Join(library, filepath.FromSlash(to)), data); err != nil {
			return err
		}
	}
	return nil
}

// writePrepared writes a file and, unless it is a font, its twins. At quality 11
// brotli would take half a minute for all, and save a twentieth.
func writePrepared(ctx context.Context, name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(name, data, 0o644); err != nil || !isText(name) {
		return err
	}
	packed, err := twins.At(ctx, data, 9)
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(name+".br", packed.Brotli, 0o644), os.WriteFile(name+".gz", packed.Gzip, 0o644))
}

func isText(name string) bool {
	return slices.Contains([]string{".js", ".css", ".html"}, path.Ext(name))
}

// AsModule makes a module of a CommonJS one: of KaTeX, only that is minified.
func AsModule(source []byte) []byte {
	return slices.Concat([]byte("const exports={},module={exports};"), source, []byte("\nexport default module.exports;\n"))
}

var otherFonts = regexp.MustCompile(`,url\([^)]*\) format\("(?:woff|truetype)"\)`)

// WithOneFont leaves of each font the form that every browser reads.
func WithOneFont(sheet []byte) []byte { return otherFonts.ReplaceAll(sheet, nil) }

var mjs = regexp.MustCompile(`(["']\./[\w./-]+)\.mjs(["'])`)

// plainName is the name of a module: not every host knows that .mjs is JavaScript.
func plainName(name string) string { return strings.Replace(name, ".mjs", ".js", 1) }

// WithPlainNames makes a module import others by their plain names.
func WithPlainNames(module []byte) []byte { return mjs.ReplaceAll(module, []byte("$1.js$2")) }

// Enrich writes the libraries that the site's settings ask for, or that its
// posts need, and returns what readers get.
func (d Desk) Enrich(c *content.Content, l *Libraries, log *progress.Log) extrasFiles {
	module := func(library string) string {
		if !c.Settings.Asks(library) && !(c.Settings.Wants(library) && c.Uses(library)) {
			return ""
		}
		prepared := l.Get(d.Context(), d.web, log)
		if prepared == "" {
			return ""
		}
		return d.addLibrary(prepared, library)
	}
	return extrasFiles{
		Copy:     c.Settings.Wants(config.CopyCode),
		Math:     module(config.Math),
		Diagrams: module(config.Diagrams),
	}
}

// addLibrary writes a library with the files of web/ that call it into a folder
// named by its content, and returns where the file is that a page imports, which
// has the library's name.
func (d Desk) addLibrary(prepared, library string) string {
	own := map[string][]byte{}
	all := []byte(filepath.Base(prepared))
	names, err := fs.Glob(d.web, "enrich/"+library+"/*")
	d.Note(err)
	for _, name := range names {
		own[name] = d.Source(name)
		all = append(all, own[name]...)
	}
	folder := "assets/" + library + "." + cache.Fingerprint(all)
	if d.KeepFolder(folder) {
		return path.Join(folder, library+".js")
	}
	d.copyFolder(filepath.Join(prepared, library), folder)
	for name, data := range own {
		d.Compressed(path.Join(folder, path.Base(name)), data)
	}
	return path.Join(folder, library+".js")
}

// copyFolder copies all files of a folder to a place.
func (d Desk) copyFolder(folder, place string) {
	root := os.DirFS(folder)
	d.Note(fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		d.Write(path.Join(place, name), data)
		return err
	}))
}
