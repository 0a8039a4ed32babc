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
	liveFiles struct {
		Style string `json:"style"`
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

// Desk is where what web/ holds is made ready for a site.
type Desk struct {
	*out.Writer
	web fs.FS
}

// NewDesk returns one with a web/.
func NewDesk(w *out.Writer, web fs.FS) Desk { return Desk{w, web} }

// WriteAll writes what web/ holds, and the program, and returns where each file of
// web/ that the shell refers to is.
func (d Desk) WriteAll(p *program.Set, x Extras, live bool) map[string]string {
	article := d.articleStyle()
	runtime := d.Hashed("wasm_exec.js", p.Runtime)
	added := d.addScript("enrich/extras.js", x.Enrichment)
	loader := d.addLoader(loaderFiles{
		Program:   d.addProgram(p.Viewer),
		Runtime:   runtime,
		Style:     d.add("style/article.css", article),
		Highlight: d.addHighlighter(p, runtime),
		Extras:    added,
		Size:      len(p.Viewer.Wasm),
	})
	keeping := d.addKeeping(x.Offline)
	places := map[string]string{
		"style/style.css": d.add("style/style.css", slices.Concat(article, d.Source("style/style.css"), d.Source("style/lists.css"), d.Source("style/beside.css"))),
		"site/page.js": d.addScript("site/page.js", pageFiles{
			Loader:    loader,
			Ahead:     d.addScript("site/ahead.js", nil),
			Extras:    added,
			Embedding: d.addScript("site/embedding.js", embeddingFiles{d.sheet("style/embedding.css")}),
			Narrow:    d.addScript("site/narrow.js", nil),
			Search:    d.addSearch(x.Search),
			Keeping:   keeping["offline/keeping.js"],
		}),
		"frame/embed.js":   d.addScript("frame/embed.js", frameFiles{loader, added}),
		"open/opener.js":   d.addScript("open/opener.js", nil),
		"style/opener.css": d.sheet("style/opener.css"),
		"site/icon.svg":    plan.IconFile,
	}
	maps.Copy(places, keeping)
	d.Write(plan.NoticesFile, p.Notices.Bytes())
	d.Write("frame.js", d.Bundled("frame/frame.js", nil))
	if live {
		places["site/live.js"] = d.addScript("site/live.js", liveFiles{d.sheet("style/problems.css")})
	}
	return places
}

// WriteReplaceable writes what the author has nothing in the place of: the icon, and
// what makes a package for npm of the site.
func (d Desk) WriteReplaceable(taken plan.Claims) {
	if taken.IsOurs(plan.IconFile) {
		d.Write(plan.IconFile, d.Source("site/icon.svg"))
	}
	for _, name := range plan.PackageFiles {
		if taken.IsOurs(name) {
			d.Write(name, d.Source("embed/package/"+name))
		}
	}
}

// addScript writes a script of web/ under a name made from its content, and returns its
// place.
func (d Desk) addScript(name string, filled any) string {
	return d.Hashed(path.Base(name), d.Bundled(name, filled))
}

// Bundled returns a script of web/ as it is written.
func (d Desk) Bundled(name string, filled any) []byte {
	text, err := script(d.web, name, filled)
	d.Note(err)
	return text
}

// sheet writes a style sheet of web/ likewise.
func (d Desk) sheet(name string) string { return d.add(name, d.Source(name)) }

// add writes a script or a style sheet that is made from others likewise.
func (d Desk) add(name string, source []byte) string {
	return d.Hashed(path.Base(name), d.minify(name, source))
}

func (d Desk) minify(name string, source []byte) []byte {
	data, err := minified(d.web, name, source)
	d.Note(err)
	return data
}

// addSearch writes the dialog of the search, and returns the place of its script; ""
// where there is no index.
func (d Desk) addSearch(index string) string {
	if index == "" {
		return ""
	}
	return d.addScript("site/search.js", searchFiles{d.sheet("style/search.css"), index + "/"})
}

// addKeeping writes the scripts of pages that keep what is read, if they do, and
// returns their places.
func (d Desk) addKeeping(wanted bool) map[string]string {
	places := map[string]string{}
	for _, name := range []string{"offline/keeping.js", "offline/kept.js"} {
		if wanted {
			places[name] = d.addScript(name, nil)
		}
	}
	return places
}

// articleStyle is article.css with the colours of code.
func (d Desk) articleStyle() []byte {
	css := bytes.NewBuffer(d.Source("style/article.css"))
	css.WriteString("\n/* ---- Colours of code ---- */\n\n")
	d.Note(highlight.StyleSheet(css, lightCode, darkCode))
	return css.Bytes()
}

// addHighlighter writes what colours code, and returns the place of its script.
func (d Desk) addHighlighter(p *program.Set, runtime string) string {
	return d.addScript("enrich/highlight.js", highlightFiles{
		Program:   path.Base(d.addProgram(p.Highlighter)),
		Worker:    path.Base(d.addScript("enrich/highlighter.js", nil)),
		Runtime:   path.Base(runtime),
		Rules:     path.Base(d.addRules(p.Rules)) + "/",
		Languages: highlight.Languages(),
	})
}

// addRules writes the rules of the languages, and returns the folder. They are small
// and many, and have no twins.
func (d Desk) addRules(rules map[string][]byte) string {
	folder := "assets/rules." + cache.FingerprintFiles(rules)
	for name, text := range rules {
		d.Write(folder+"/"+name, text)
	}
	return folder
}

// addProgram writes a browser program with its twins, and returns its place.
func (d Desk) addProgram(p program.Program) string {
	place := "assets/" + p.Name
	d.WithTwins(place, p.Wasm, p.Twins)
	return place
}

// addLoader writes postview.js with the files filled in. It returns the place where the
// same is under a name made from its content, so that who loads that may keep it for
// ever.
func (d Desk) addLoader(f loaderFiles) (place string) {
	made := func(root string) []byte {
		f.Root = root
		return d.Bundled("embed/postview.js", f)
	}
	number, err := Version(d.web)
	d.Note(err)
	f.Version = number + "+" + cache.Fingerprint(made("./"))
	d.Write("postview.js", made("./"))
	return d.Hashed("postview.js", made("../"))
}

// Source returns a file of web/.
func (d Desk) Source(name string) []byte {
	data, err := fs.ReadFile(d.web, name)
	d.Note(err)
	return data
}

// RootFinder returns root.js.
func (d Desk) RootFinder(places map[string]string) string {
	return strings.TrimSpace(string(d.Bundled("site/root.js", rootFiles{places["site/page.js"]})))
}
