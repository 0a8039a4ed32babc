package assets

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/cache"
	"postview/wasm/highlight"
	"postview/wasm/program"
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
	WorkerFiles struct {
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

// Write writes what web/ holds, and the program, and returns where each file of
// web/ that the shell refers to is.
func Write(w *out.Writer, p *program.Set, x Extras, live bool) map[string]string {
	article := articleStyle(w)
	runtime := w.Hashed("wasm_exec.js", p.Runtime)
	added := addScript(w, "enrich/extras.js", x.Enrichment)
	loader := addLoader(w, loaderFiles{
		Program:   addProgram(w, p.Viewer),
		Runtime:   runtime,
		Style:     add(w, "style/article.css", article),
		Highlight: addHighlighter(w, p, runtime),
		Extras:    added,
		Size:      len(p.Viewer.Wasm),
	})
	keeping := addKeeping(w, x.Offline)
	places := map[string]string{
		"style/style.css": add(w, "style/style.css", slices.Concat(article, Read(w, "style/style.css"), Read(w, "style/lists.css"), Read(w, "style/beside.css"))),
		"site/page.js": addScript(w, "site/page.js", pageFiles{
			Loader:    loader,
			Ahead:     addScript(w, "site/ahead.js", nil),
			Extras:    added,
			Embedding: addScript(w, "site/embedding.js", embeddingFiles{sheet(w, "style/embedding.css")}),
			Narrow:    addScript(w, "site/narrow.js", nil),
			Search:    addSearch(w, x.Search),
			Keeping:   keeping["offline/keeping.js"],
		}),
		"frame/embed.js":   addScript(w, "frame/embed.js", frameFiles{loader, added}),
		"open/opener.js":   addScript(w, "open/opener.js", nil),
		"style/opener.css": sheet(w, "style/opener.css"),
		"site/icon.svg":    plan.IconFile,
	}
	maps.Copy(places, keeping)
	w.Write(plan.NoticesFile, p.Notices.Bytes())
	w.Write("frame.js", Bundled(w, "frame/frame.js", nil))
	if live {
		places["site/live.js"] = addScript(w, "site/live.js", nil)
	}
	return places
}

// WriteReplaceable writes what the author has nothing in the place of: the icon, and
// what makes a package for npm of the site.
func WriteReplaceable(w *out.Writer, taken plan.Claims) {
	if taken.IsOurs(plan.IconFile) {
		w.Write(plan.IconFile, Read(w, "site/icon.svg"))
	}
	for _, name := range plan.PackageFiles {
		if taken.IsOurs(name) {
			w.Write(name, Read(w, "embed/package/"+name))
		}
	}
}

// addScript writes a script of web/ under a name made from its content, and returns its
// place.
func addScript(w *out.Writer, name string, filled any) string {
	return w.Hashed(path.Base(name), Bundled(w, name, filled))
}

// Bundled returns a script of web/ as it is written.
func Bundled(w *out.Writer, name string, filled any) []byte {
	text, err := script(w.Web, name, filled)
	w.Note(err)
	return text
}

// sheet writes a style sheet of web/ likewise.
func sheet(w *out.Writer, name string) string { return add(w, name, Read(w, name)) }

// add writes a script or a style sheet that is made from others likewise.
func add(w *out.Writer, name string, source []byte) string {
	return w.Hashed(path.Base(name), minify(w, name, source))
}

func minify(w *out.Writer, name string, source []byte) []byte {
	data, err := minified(w.Web, name, source)
	w.Note(err)
	return data
}

// addSearch writes the dialog of the search, and returns the place of its script; ""
// where there is no index.
func addSearch(w *out.Writer, index string) string {
	if index == "" {
		return ""
	}
	return addScript(w, "site/search.js", searchFiles{sheet(w, "style/search.css"), index + "/"})
}

// addKeeping writes the scripts of pages that keep what is read, if they do, and
// returns their places.
func addKeeping(w *out.Writer, wanted bool) map[string]string {
	places := map[string]string{}
	for _, name := range []string{"offline/keeping.js", "offline/kept.js"} {
		if wanted {
			places[name] = addScript(w, name, nil)
		}
	}
	return places
}

// articleStyle is article.css with the colours of code.
func articleStyle(w *out.Writer) []byte {
	css := bytes.NewBuffer(Read(w, "style/article.css"))
	css.WriteString("\n/* ---- Colours of code ---- */\n\n")
	w.Note(highlight.StyleSheet(css, lightCode, darkCode))
	return css.Bytes()
}

// addHighlighter writes what colours code, and returns the place of its script.
func addHighlighter(w *out.Writer, p *program.Set, runtime string) string {
	return addScript(w, "enrich/highlight.js", highlightFiles{
		Program:   path.Base(addProgram(w, p.Highlighter)),
		Worker:    path.Base(addScript(w, "enrich/highlighter.js", nil)),
		Runtime:   path.Base(runtime),
		Rules:     path.Base(addRules(w, p.Rules)) + "/",
		Languages: highlight.Languages(),
	})
}

// addRules writes the rules of the languages, and returns the folder. They are small
// and many, and have no twins.
func addRules(w *out.Writer, rules map[string][]byte) string {
	folder := "assets/rules." + cache.FingerprintFiles(rules)
	for name, text := range rules {
		w.Write(folder+"/"+name, text)
	}
	return folder
}

// addProgram writes a browser program with its twins, and returns its place.
func addProgram(w *out.Writer, p program.Program) string {
	place := "assets/" + p.Name
	w.WithTwins(place, p.Wasm, p.Twins)
	return place
}

// addLoader writes postview.js with the files filled in. It returns the place where the
// same is under a name made from its content, so that who loads that may keep it for
// ever.
func addLoader(w *out.Writer, f loaderFiles) (place string) {
	made := func(root string) []byte {
		f.Root = root
		return Bundled(w, "embed/postview.js", f)
	}
	number, err := Version(w.Web)
	w.Note(err)
	f.Version = number + "+" + cache.Fingerprint(made("./"))
	w.Write("postview.js", made("./"))
	return w.Hashed("postview.js", made("../"))
}

// Read returns a file of web/.
func Read(w *out.Writer, name string) []byte {
	data, err := fs.ReadFile(w.Web, name)
	w.Note(err)
	return data
}

// RootFinder returns root.js.
func RootFinder(w *out.Writer, places map[string]string) string {
	return strings.TrimSpace(string(Bundled(w, "site/root.js", rootFiles{places["site/page.js"]})))
}
