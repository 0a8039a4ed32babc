//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// files is what postview.js has to know of this version: web/postview.js has a
// declaration of that name, which the build fills in.
type files struct {
	Version string `json:"version"`
	Program string `json:"program"`
	Runtime string `json:"runtime"`
	Style   string `json:"style"`
	Size    int    `json:"size"` // of the program, unpacked, in bytes
}

var filesDeclaration = regexp.MustCompile(`(?m)^const files = \{.*\};$`)

// assets writes what web/ holds, and the program, and returns where each file of
// web/ that the shell refers to is.
func (w *writer) assets(p *programs, live bool) map[string]string {
	article := w.read("article.css")
	places := map[string]string{
		"style.css": w.hashed("style.css", append(append([]byte{}, article...), w.read("style.css")...)),
		"page.js":   w.hashed("page.js", w.read("page.js")),
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
	source := w.read("postview.js")
	f.Version = fingerprint(append(source, f.Program+f.Style...))
	filled, err := json.Marshal(f)
	w.note(err)
	if len(filesDeclaration.FindAll(source, -1)) != 1 {
		w.note(fmt.Errorf("web/postview.js: there must be one line that declares files"))
	}
	return filesDeclaration.ReplaceAllLiteral(source, bytes.Join([][]byte{[]byte("const files = "), filled, []byte(";")}, nil))
}

// read returns a file of web/.
func (w *writer) read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(web, name))
	w.note(err)
	return data
}
