//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// files is what postview.js has to know of this version. Each script of web/ that
// has a declaration of that name has it filled in by the build.
type files struct {
	Version string `json:"version"`
	Program string `json:"program"`
	Runtime string `json:"runtime"`
	Style   string `json:"style"`
	Enrich  string `json:"enrich"`
	Size    int    `json:"size"` // of the program, unpacked, in bytes
}

// enrichment is what web/enrich.js has to know: what readers get, and the
// modules for it, "" where they don't get it or it can't be had.
type enrichment struct {
	Copy     bool   `json:"copy"`
	Math     string `json:"math"`
	Diagrams string `json:"diagrams"`
}

var filesDeclaration = regexp.MustCompile(`(?m)^const files = \{.*\};$`)

// assets writes what web/ holds, and the program, and returns where each file of
// web/ that the shell refers to is.
func (w *writer) assets(p *programs, e enrichment, live bool) map[string]string {
	article := w.read("article.css")
	enrich := w.hashed("enrich.js", w.fill("enrich.js", e))
	places := map[string]string{
		"style.css": w.hashed("style.css", append(append([]byte{}, article...), w.read("style.css")...)),
		"page.js":   w.hashed("page.js", w.fill("page.js", map[string]string{"enrich": enrich})),
		"icon.svg":  "icon.svg",
	}
	w.write("icon.svg", w.read("icon.svg"))
	if live {
		places["live.js"] = w.hashed("live.js", w.read("live.js"))
	}
	w.write("postview.js", w.loader(files{
		Program: w.program(p.viewer),
		Runtime: w.hashed("wasm_exec.js", p.runtime),
		Style:   w.hashed("article.css", article),
		Enrich:  enrich,
		Size:    len(p.viewer.wasm),
	}))
	return places
}

// program writes a browser program with its twins, and returns its place.
func (w *writer) program(p program) string {
	place := "assets/" + p.name
	w.withTwins(place, p.wasm, p.packed)
	return place
}

// loader returns postview.js with the files filled in.
func (w *writer) loader(f files) []byte {
	f.Version = fingerprint(append(w.read("postview.js"), f.Program+f.Style+f.Enrich...))
	return w.fill("postview.js", f)
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
	data, err := os.ReadFile(filepath.Join(web, name))
	w.note(err)
	return data
}
