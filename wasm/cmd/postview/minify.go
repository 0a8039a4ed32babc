//go:build !js

package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// minified returns a script or a style sheet without what a browser does not
// need. The modules of web/ that a script imports become part of it, so that a
// page fetches one file and not one after the other. name tells its kind and is
// what errors call it.
func minified(web fs.FS, name string, source []byte) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: string(source), Sourcefile: name, Loader: loaderOf(name)},
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ESNext,
		Charset:           api.CharsetUTF8,
		Plugins:           []api.Plugin{wordsOf(web, source), filesOf(web)},
		LegalComments:     api.LegalCommentsNone,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
	})
	for _, message := range append(result.Errors, result.Warnings...) {
		return nil, fmt.Errorf("minify %s: %s", at(message, name), message.Text)
	}
	return result.OutputFiles[0].Contents, nil
}

// inWeb is the namespace of the files of web/.
const inWeb = "web"

// filesOf has files of web/ import others by their names.
func filesOf(web fs.FS) api.Plugin {
	return api.Plugin{Name: "web", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(file api.OnResolveArgs) (api.OnResolveResult, error) {
			if file.Kind == api.ResolveJSDynamicImport || file.Kind == api.ResolveCSSURLToken {
				return api.OnResolveResult{Path: file.Path, External: true}, nil
			}
			return api.OnResolveResult{Path: path.Join(path.Dir(file.Importer), file.Path), Namespace: inWeb}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: inWeb}, func(file api.OnLoadArgs) (loaded api.OnLoadResult, err error) {
			source, err := fs.ReadFile(web, file.Path)
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
