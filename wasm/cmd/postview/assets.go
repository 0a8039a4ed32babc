//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"

	"postview/wasm/cmd/postview/cache"
	"postview/wasm/cmd/postview/program"
	"postview/wasm/highlight"
)

// files is what postview.js has to know of this version. Each script of web/ that
// has a declaration of that name has it filled in by the build.
type files struct {
	Version   string `json:"version"`
	Root      string `json:"root"` // the folder of all files, relative to the script
	Program   string `json:"program"`
	Runtime   string `json:"runtime"`
	Style     string `json:"style"`
	Highlight string `json:"highlight"`
	Enrich    string `json:"enrich"`
	Size      int    `json:"size"` // of the program, unpacked, in bytes
}

// highlightFiles is the same for highlight.js, relative to it.
type highlightFiles struct {
	Program string `json:"program"`
	Worker  string `json:"worker"`
	Runtime string `json:"runtime"`
	Rules   string `json:"rules"`
}

// enrichment is what web/enrich.js has to know: what readers get, and the
// modules for it, "" where they don't get it or it can't be had.
type enrichment struct {
	Copy     bool   `json:"copy"`
	Math     string `json:"math"`
	Diagrams string `json:"diagrams"`
}

var filesDeclaration = regexp.MustCompile(`(?m)^const files = \{.*\};$`)

// The themes of code, on the grounds that article.css has for it.
var (
	lightCode = highlight.Theme{Style: "github", Ground: "#f3efe7"}
	darkCode  = highlight.Theme{Style: "github-dark", Ground: "#24221f"}
)

// assets writes what web/ holds, and the program, and returns where each file of
// web/ that the shell refers to is.
func (w *writer) assets(p *program.Set, x extras, live bool) map[string]string {
	article := w.articleStyle()
	runtime := w.hashed("wasm_exec.js", p.Runtime)
	enrich := w.minified("enrich.js", w.fill("enrich.js", x.enrichment))
	loader := w.loader(files{
		Program:   w.program(p.Viewer),
		Runtime:   runtime,
		Style:     w.minified("article.css", article),
		Highlight: w.highlight(p, runtime),
		Enrich:    enrich,
		Size:      len(p.Viewer.Wasm),
	})
	keeping := w.keeping(x.offline)
	places := map[string]string{
		"style.css": w.minified("style.css", slices.Concat(article, w.read("style.css"), w.read("lists.css"))),
		"page.js": w.minified("page.js", w.fill("page.js", map[string]string{
			"loader": loader, "ahead": w.minified("ahead.js", w.read("ahead.js")), "enrich": enrich, "embedding": w.embedding(),
			"narrow": w.minified("narrow.js", w.read("narrow.js")), "search": w.search(x.search), "keeping": keeping["keeping.js"],
		})),
		"embed.js":   w.minified("embed.js", w.fill("embed.js", map[string]string{"loader": loader, "enrich": enrich})),
		"opener.js":  w.minified("opener.js", w.read("opener.js")),
		"opener.css": w.minified("opener.css", w.read("opener.css")),
		"icon.svg":   "icon.svg",
	}
	maps.Copy(places, keeping)
	w.write("icon.svg", w.read("icon.svg"))
	w.write("assets/NOTICES.txt", p.Notices.Bytes())
	w.write("frame.js", w.minify("frame.js", w.read("frame.js")))
	if live {
		places["live.js"] = w.minified("live.js", w.read("live.js"))
	}
	return places
}

// minified writes a script or a style sheet under a name made from its content,
// and returns its place.
func (w *writer) minified(name string, source []byte) string {
	return w.hashed(name, w.minify(name, source))
}

func (w *writer) minify(name string, source []byte) []byte {
	data, err := minified(w.web, name, source)
	w.note(err)
	return data
}

// embedding writes the dialog that offers a post's markup, and returns the place
// of its script.
func (w *writer) embedding() string {
	style := w.minified("embedding.css", w.read("embedding.css"))
	return w.minified("embedding.js", w.fill("embedding.js", map[string]string{"style": style}))
}

// search writes the dialog of the search, and returns the place of its script; ""
// where there is no index.
func (w *writer) search(index string) string {
	if index == "" {
		return ""
	}
	style := w.minified("search.css", w.read("search.css"))
	return w.minified("search.js", w.fill("search.js", map[string]string{"style": style, "index": index + "/"}))
}

// keeping writes the scripts of pages that keep what is read, if they do, and
// returns their places.
func (w *writer) keeping(wanted bool) map[string]string {
	places := map[string]string{}
	for _, name := range []string{"keeping.js", "kept.js"} {
		if wanted {
			places[name] = w.minified(name, w.read(name))
		}
	}
	return places
}

// articleStyle is article.css with the colours of code.
func (w *writer) articleStyle() []byte {
	css := bytes.NewBuffer(w.read("article.css"))
	css.WriteString("\n/* ---- Colours of code ---- */\n\n")
	w.note(highlight.StyleSheet(css, lightCode, darkCode))
	return css.Bytes()
}

// highlight writes what colours code, and returns the place of its script.
func (w *writer) highlight(p *program.Set, runtime string) string {
	names, err := json.Marshal(highlight.Languages())
	w.note(err)
	source := w.fill("highlight.js", highlightFiles{
		Program: path.Base(w.program(p.Highlighter)),
		Worker:  path.Base(w.minified("highlighter.js", w.read("highlighter.js"))),
		Runtime: path.Base(runtime),
		Rules:   path.Base(w.rules(p.Rules)) + "/",
	})
	source = bytes.Replace(source, []byte("new Set([])"), fmt.Appendf(nil, "new Set(%s)", names), 1)
	return w.minified("highlight.js", source)
}

// rules writes the rules of the languages, and returns the folder. They are small
// and many, and have no twins.
func (w *writer) rules(rules map[string][]byte) string {
	folder := "assets/rules." + cache.FingerprintFiles(rules)
	for name, text := range rules {
		w.write(folder+"/"+name, text)
	}
	return folder
}

// program writes a browser program with its twins, and returns its place.
func (w *writer) program(p program.Program) string {
	place := "assets/" + p.Name
	w.withTwins(place, p.Wasm, p.Twins)
	return place
}

// packageFiles make a package for npm of dist/: what it is, its types, and its
// element as editors read it.
var packageFiles = []string{"package.json", "postview.d.ts", "custom-elements.json"}

// loader writes postview.js with the files filled in, and what makes a package of
// it. It returns the place where the same is under a name made from its content,
// so that who loads that may keep it for ever.
func (w *writer) loader(f files) (place string) {
	made := func(root string) []byte {
		f.Root = root
		return w.minify("postview.js", w.fill("postview.js", f))
	}
	number, err := version(w.web)
	w.note(err)
	f.Version = number + "+" + cache.Fingerprint(made("./"))
	w.write("postview.js", made("./"))
	for _, name := range packageFiles {
		w.write(name, w.read(name))
	}
	return w.hashed("postview.js", made("../"))
}

// fill returns a script of web/ with what it has to know of the other files.
func (w *writer) fill(name string, files any) []byte {
	source := w.read(name)
	filled, err := json.Marshal(files)
	w.note(err)
	if len(filesDeclaration.FindAll(source, -1)) != 1 {
		w.note(fmt.Errorf("web/%s: there must be one line that declares files", name))
	}
	return filesDeclaration.ReplaceAllLiteral(source, fmt.Appendf(nil, "const files = %s;", filled))
}

// read returns a file of web/.
func (w *writer) read(name string) []byte {
	data, err := fs.ReadFile(w.web, name)
	w.note(err)
	return data
}
