package layout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"text/template/parse"
)

// A file is one template.
type file struct {
	name    string // as problems tell it
	key     string // its name in the layouts, without what tells the language and the format
	section string // the folder of the posts that it is for, or ""
	lang    string
	format  string // of output, or ""
	plain   bool   // it makes no HTML: {{% %}} alone can use it

	trees  map[string]*parse.Tree // by name; its own is ""
	holds  bool                   // it asks for inner content
	markup bool                   // it wants its inner content rendered, as before Hugo 0.55
	wrong  *Failure               // why there are no trees

	endless atomic.Bool // it went beyond a limit, and is not run again
}

// mostBytes is how large a template may be: parsing goes as deep as there are brackets.
const mostBytes = 256 << 10

var (
	errLarge  = fmt.Errorf("the template is larger than %d KB, and is not run", mostBytes>>10)
	errNoFile = errors.New("it is no file")
)

// The formats of output that Hugo has by default, of which a file's name may tell one.
var formats = []string{"amp", "calendar", "css", "csv", "gotmpl", "html", "json", "markdown", "robots", "rss", "sitemap", "webappmanifest", "404"}

// placeOf returns what a path in the layouts says of a template: what it is a template
// of, its key and its section. It returns false for one that is neither a shortcode nor
// a partial.
func placeOf(name string, languages []string) (f *file, kind string) {
	parts := strings.Split(name, "/")
	at := slices.IndexFunc(parts, func(p string) bool { return p == "_shortcodes" || p == "_partials" })
	if at < 0 && (parts[0] == "shortcodes" || parts[0] == "partials") {
		at = 0
	}
	if at < 0 || at == len(parts)-1 {
		return nil, ""
	}
	f = &file{section: path.Join(parts[:at]...)}
	kind = strings.TrimPrefix(parts[at], "_")
	base, ids, _ := strings.Cut(parts[len(parts)-1], ".")
	all := strings.Split(ids, ".")
	f.plain = all[len(all)-1] != "html"
	for _, id := range all[:len(all)-1] {
		switch id = strings.ToLower(id); {
		case slices.Contains(languages, id):
			f.lang = id
		case slices.Contains(formats, id):
			f.format = id
		default:
			base += "." + id
		}
	}
	f.key = strings.ToLower(path.Join(append(slices.Clone(parts[at+1:len(parts)-1]), base)...))
	return f, kind
}

// readFolder adds the templates of a folder of layouts to the set. What is there
// already is from a folder that counts more.
func (s *Set) readFolder(folder, called string) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return
	}
	defer root.Close()
	_ = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		f, kind := placeOf(name, s.languages)
		if f == nil || strings.HasPrefix(entry.Name(), ".") || strings.HasSuffix(name, "~") {
			return nil
		}
		f.name = filepath.ToSlash(path.Join(called, name))
		if info, err := entry.Info(); err == nil {
			s.stamps[f.name] = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		}
		f.read(root.FS(), name)
		if kind == "partials" {
			s.addPartial(f)
		} else {
			s.shortcodes[f.key] = append(s.shortcodes[f.key], f)
			s.addInline(f)
		}
		return nil
	})
}

func (f *file) read(files fs.FS, name string) {
	text, err := readAll(files, name)
	if err == nil {
		err = f.parse(text)
	}
	if err != nil {
		f.wrong = failureOf(f, err)
	}
}

// readAll reads a file that is not too large.
func readAll(files fs.FS, name string) (string, error) {
	info, err := fs.Stat(files, name)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", errNoFile
	case info.Size() > mostBytes:
		return "", errLarge
	}
	text, err := fs.ReadFile(files, name)
	return string(text), err
}

// fits says how well a template fits a call, 0 where it does not: first by the kind of
// the file, then by its language, then by the folder that it is for.
func (f *file) fits(lang, section string, markup bool) int {
	score := 1
	switch {
	case f.lang != "" && f.lang != lang, f.plain && !markup:
		return 0
	case f.section != "" && section != f.section && !strings.HasPrefix(section, f.section+"/"):
		return 0
	case f.plain:
	case f.format == "" || f.format == "html":
		score = 3
	default:
		score = 2
	}
	score *= 2
	if f.lang != "" {
		score++
	}
	if f.section != "" {
		return score<<10 + strings.Count(f.section, "/") + 1
	}
	return score << 10
}

// best returns the one that fits a call, nil where none does.
func best(files []*file, lang, section string, markup bool) (found *file) {
	most := 0
	for _, f := range files {
		if fit := f.fits(lang, section, markup); fit > most {
			found, most = f, fit
		}
	}
	return found
}
