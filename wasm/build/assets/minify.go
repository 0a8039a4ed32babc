package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// script returns a script of web/ as a browser is given it: one file with the modules
// that it imports, so that a page fetches one and not one after the other; with what
// the build fills in, as web/built.d.ts declares it under the script's name; and with
// its words in other languages.
func script(web fs.FS, name string, filled any) ([]byte, error) {
	b := bundle{web: web, name: name, define: map[string]string{"built.words": "{}"}}
	if filled != nil {
		value, err := json.Marshal(filled)
		if err != nil {
			return nil, err
		}
		b.define["built."+strings.TrimSuffix(path.Base(name), ".js")] = string(value)
	}
	text, modules, err := b.made()
	if err != nil || !slices.Contains(modules, wordsModule) {
		return text, err
	}
	if b.define["built.words"], err = wordTable(web, modules); err != nil {
		return nil, err
	}
	text, _, err = b.made()
	return text, err
}

// minified returns a script or a style sheet that is made from others, without what a
// browser does not need. name tells its kind, and where in web/ it stands for what it
// imports.
func minified(web fs.FS, name string, source []byte) ([]byte, error) {
	text, _, err := bundle{web: web, name: name, source: source}.made()
	return text, err
}

// bundle is a file with all that it imports from web/.
type bundle struct {
	web    fs.FS
	name   string
	source []byte            // of the file, where it is not that of web/; or nil
	define map[string]string // global names → JSON
}

// made returns the bundle, minified, and the files of web/ that are in it.
func (b bundle) made() (text []byte, files []string, err error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{b.name},
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ESNext,
		Charset:           api.CharsetUTF8,
		Define:            b.define,
		Plugins:           []api.Plugin{b.plugin()},
		Metafile:          true,
		LegalComments:     api.LegalCommentsNone,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
	})
	for _, message := range append(result.Errors, result.Warnings...) {
		return nil, nil, fmt.Errorf("minify %s: %s", at(message, b.name), message.Text)
	}
	var made struct{ Inputs map[string]struct{} }
	if err := json.Unmarshal([]byte(result.Metafile), &made); err != nil {
		return nil, nil, fmt.Errorf("minify %s: %w", b.name, err)
	}
	for _, input := range slices.Sorted(maps.Keys(made.Inputs)) {
		if file, is := strings.CutPrefix(input, inWeb+":"); is {
			files = append(files, file)
		}
	}
	return result.OutputFiles[0].Contents, files, nil
}

// inWeb is the namespace of the files of web/.
const inWeb = "web"

// plugin has esbuild read the files from web/.
func (b bundle) plugin() api.Plugin {
	return api.Plugin{Name: inWeb, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(file api.OnResolveArgs) (api.OnResolveResult, error) {
			switch file.Kind {
			case api.ResolveEntryPoint:
				return api.OnResolveResult{Path: file.Path, Namespace: inWeb}, nil
			case api.ResolveJSDynamicImport, api.ResolveCSSURLToken:
				return api.OnResolveResult{Path: file.Path, External: true}, nil
			}
			return api.OnResolveResult{Path: path.Join(path.Dir(file.Importer), file.Path), Namespace: inWeb}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: inWeb}, func(file api.OnLoadArgs) (loaded api.OnLoadResult, err error) {
			source := b.source
			if source == nil || file.Path != b.name {
				source, err = fs.ReadFile(b.web, file.Path)
			}
			text := string(source)
			return api.OnLoadResult{Contents: &text, Loader: loaderOf(file.Path)}, err
		})
	}}
}

// loaderOf tells esbuild what a file is.
func loaderOf(name string) api.Loader {
	if path.Ext(name) == ".css" {
		return api.LoaderCSS
	}
	return api.LoaderJS
}

// at is the place that a message is about: its file and line, or else the name.
func at(m api.Message, name string) string {
	if m.Location == nil {
		return name
	}
	return fmt.Sprintf("web/%s:%d", strings.TrimPrefix(m.Location.File, inWeb+":"), m.Location.Line)
}
