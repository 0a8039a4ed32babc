//go:build !js

package main

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"

	"postview/wasm/cmd/postview/cache"
	"postview/wasm/cmd/postview/program"
	"postview/wasm/highlight"
)

// What the build fills into the scripts of web/, which web/built.d.ts declares under
// their names. Places are relative to the site's root, where nothing else is said, and
// "" where readers don't get what is there, or it can't be had.
type (
	// loaderFiles are for postview.js.
	loaderFiles struct {
		Version   string `json:"version"`
		Root      string `json:"root"` // the folder of all files, relative to the script
		Program   string `json:"program"`
		Runtime   string `json:"runtime"`
		Style     string `json:"style"`
		Highlight string `json:"highlight"`
		Extras    string `json:"extras"`
		Size      int    `json:"size"` // of the program, unpacked, in bytes
	}
	pageFiles struct {
		Loader    string `json:"loader"`
		Ahead     string `json:"ahead"`
		Extras    string `json:"extras"`
		Embedding string `json:"embedding"`
		Narrow    string `json:"narrow"`
		Search    string `json:"search"`
		Keeping   string `json:"keeping"`
	}
	frameFiles struct {
		Loader string `json:"loader"`
		Extras string `json:"extras"`
	}
	rootFiles struct {
		Page string `json:"page"`
	}
	embeddingFiles struct {
		Style string `json:"style"`
	}
	searchFiles struct {
		Style string `json:"style"`
		Index string `json:"index"` // the folder of the index
	}
	workerFiles struct {
		Shell []string `json:"shell"` // what is kept before it is read
		Index string   `json:"index"` // of the search, which is not kept
	}
	extrasFiles struct {
		Copy     bool   `json:"copy"`
		Math     string `json:"math"`
		Diagrams string `json:"diagrams"`
	}
	// highlightFiles are relative to highlight.js.
	highlightFiles struct {
		Program   string   `json:"program"`
		Worker    string   `json:"worker"`
		Runtime   string   `json:"runtime"`
		Rules     string   `json:"rules"`
		Languages []string `json:"languages"` // that the program knows, in lower case
	}
)

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
	added := w.script("enrich/extras.js", x.enrichment)
	loader := w.loader(loaderFiles{
		Program:   w.program(p.Viewer),
		Runtime:   runtime,
		Style:     w.minified("style/article.css", article),
		Highlight: w.highlight(p, runtime),
		Extras:    added,
		Size:      len(p.Viewer.Wasm),
	})
	keeping := w.keeping(x.offline)
	places := map[string]string{
		"style/style.css": w.minified("style/style.css", slices.Concat(article, w.read("style/style.css"), w.read("style/lists.css"))),
		"site/page.js": w.script("site/page.js", pageFiles{
			Loader:    loader,
			Ahead:     w.script("site/ahead.js", nil),
			Extras:    added,
			Embedding: w.script("site/embedding.js", embeddingFiles{w.sheet("style/embedding.css")}),
			Narrow:    w.script("site/narrow.js", nil),
			Search:    w.search(x.search),
			Keeping:   keeping["offline/keeping.js"],
		}),
		"frame/embed.js":   w.script("frame/embed.js", frameFiles{loader, added}),
		"open/opener.js":   w.script("open/opener.js", nil),
		"style/opener.css": w.sheet("style/opener.css"),
		"site/icon.svg":    "icon.svg",
	}
	maps.Copy(places, keeping)
	w.write("icon.svg", w.read("site/icon.svg"))
	w.write("assets/NOTICES.txt", p.Notices.Bytes())
	w.write("frame.js", w.bundled("frame/frame.js", nil))
	if live {
		places["site/live.js"] = w.script("site/live.js", nil)
	}
	return places
}

// script writes a script of web/ under a name made from its content, and returns its
// place.
func (w *writer) script(name string, filled any) string {
	return w.hashed(path.Base(name), w.bundled(name, filled))
}

// bundled returns a script of web/ as it is written.
func (w *writer) bundled(name string, filled any) []byte {
	text, err := script(w.web, name, filled)
	w.note(err)
	return text
}

// sheet writes a style sheet of web/ likewise.
func (w *writer) sheet(name string) string { return w.minified(name, w.read(name)) }

// minified writes a script or a style sheet that is made from others likewise.
func (w *writer) minified(name string, source []byte) string {
	return w.hashed(path.Base(name), w.minify(name, source))
}

func (w *writer) minify(name string, source []byte) []byte {
	data, err := minified(w.web, name, source)
	w.note(err)
	return data
}

// search writes the dialog of the search, and returns the place of its script; ""
// where there is no index.
func (w *writer) search(index string) string {
	if index == "" {
		return ""
	}
	return w.script("site/search.js", searchFiles{w.sheet("style/search.css"), index + "/"})
}

// keeping writes the scripts of pages that keep what is read, if they do, and
// returns their places.
func (w *writer) keeping(wanted bool) map[string]string {
	places := map[string]string{}
	for _, name := range []string{"offline/keeping.js", "offline/kept.js"} {
		if wanted {
			places[name] = w.script(name, nil)
		}
	}
	return places
}

// articleStyle is article.css with the colours of code.
func (w *writer) articleStyle() []byte {
	css := bytes.NewBuffer(w.read("style/article.css"))
	css.WriteString("\n/* ---- Colours of code ---- */\n\n")
	w.note(highlight.StyleSheet(css, lightCode, darkCode))
	return css.Bytes()
}

// highlight writes what colours code, and returns the place of its script.
func (w *writer) highlight(p *program.Set, runtime string) string {
	return w.script("enrich/highlight.js", highlightFiles{
		Program:   path.Base(w.program(p.Highlighter)),
		Worker:    path.Base(w.script("enrich/highlighter.js", nil)),
		Runtime:   path.Base(runtime),
		Rules:     path.Base(w.rules(p.Rules)) + "/",
		Languages: highlight.Languages(),
	})
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
func (w *writer) loader(f loaderFiles) (place string) {
	made := func(root string) []byte {
		f.Root = root
		return w.bundled("embed/postview.js", f)
	}
	number, err := version(w.web)
	w.note(err)
	f.Version = number + "+" + cache.Fingerprint(made("./"))
	w.write("postview.js", made("./"))
	for _, name := range packageFiles {
		w.write(name, w.read("embed/package/"+name))
	}
	return w.hashed("postview.js", made("../"))
}

// read returns a file of web/.
func (w *writer) read(name string) []byte {
	data, err := fs.ReadFile(w.web, name)
	w.note(err)
	return data
}
