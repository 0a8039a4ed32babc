//go:build !js

package main

import (
	"fmt"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// loaderBudget is what postview.js may weigh in brotli -q 11, in bytes: every
// page that embeds a post fetches it, whether the post is ever seen or not.
const loaderBudget = 6 << 10

// minified returns a script or a style sheet without what a browser does not
// need. The modules of web/ that a script imports become part of it, so that a
// page fetches one file and not one after the other. name tells its kind and is
// what errors call it.
func minified(name string, source []byte) ([]byte, error) {
	kind := api.LoaderJS
	if filepath.Ext(name) == ".css" {
		kind = api.LoaderCSS
	}
	folder, err := filepath.Abs(web)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", web, err)
	}
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: string(source), ResolveDir: folder, Sourcefile: name, Loader: kind},
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ESNext,
		Charset:           api.CharsetUTF8,
		Plugins:           []api.Plugin{wordsOf(source)},
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

// at is the place that a message is about: its file and line, or else the name.
func at(m api.Message, name string) string {
	if m.Location == nil {
		return name
	}
	return fmt.Sprintf("%s:%d", m.Location.File, m.Location.Line)
}
