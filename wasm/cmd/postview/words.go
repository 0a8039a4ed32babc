//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/net/html"

	"postview/wasm/words"
)

// translated returns a page of web/ with what it says in another language. It
// says it in text, and in names that only some readers hear.
func translated(page []byte, lang string) ([]byte, error) {
	said := words.Web(lang)
	if said == nil {
		return page, nil
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false)) // which looks into noscript
	if err != nil {
		return nil, fmt.Errorf("translate the shell: %w", err)
	}
	for n := range doc.Descendants() {
		english := strings.TrimSpace(n.Data)
		if word := said[english]; word != "" && n.Type == html.TextNode {
			n.Data = strings.Replace(n.Data, english, word, 1)
		}
		if word := said[attr(n, "aria-label")]; word != "" {
			set(n, "aria-label", word)
		}
	}
	var b bytes.Buffer
	err = html.Render(&b, doc)
	return b.Bytes(), err
}

var (
	wordCall   = regexp.MustCompile(`\bword\("([^"]*)"`)
	moduleName = regexp.MustCompile(`(?m)^import .* from "\./(.*)";$`)
)

// wordsOf gives a script what it says, and the modules that it imports, in other
// languages.
func wordsOf(web fs.FS, script []byte) api.Plugin {
	return api.Plugin{Name: "words", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `^words\.js$`, Namespace: inWeb}, func(file api.OnLoadArgs) (loaded api.OnLoadResult, err error) {
			module, err := fs.ReadFile(web, file.Path)
			if err != nil {
				return loaded, err
			}
			table, err := wordTable(web, script)
			if err != nil {
				return loaded, err
			}
			text := string(bytes.Replace(module, []byte("const words = {};"), fmt.Appendf(nil, "const words = %s;", table), 1))
			return api.OnLoadResult{Contents: &text}, nil
		})
	}}
}

// wordTable returns what a script says, as JSON: the language, the English, the
// words.
func wordTable(web fs.FS, script []byte) ([]byte, error) {
	said, err := wordsSaid(web, script, map[string]bool{})
	if err != nil {
		return nil, err
	}
	table := map[string]map[string]string{}
	for _, lang := range words.WebLanguages {
		table[lang] = map[string]string{}
		for _, english := range said {
			table[lang][english] = words.Web(lang)[english]
		}
	}
	return json.Marshal(table)
}

// wordsSaid returns what a script says in English, and the modules that it
// imports, those aside that were read before.
func wordsSaid(web fs.FS, script []byte, read map[string]bool) (said []string, err error) {
	for _, call := range wordCall.FindAllSubmatch(script, -1) {
		said = append(said, string(call[1]))
	}
	for _, imported := range moduleName.FindAllSubmatch(script, -1) {
		name := string(imported[1])
		if read[name] {
			continue
		}
		read[name] = true
		module, err := fs.ReadFile(web, name)
		if err != nil {
			return nil, err
		}
		more, err := wordsSaid(web, module, read)
		if err != nil {
			return nil, err
		}
		said = append(said, more...)
	}
	return said, nil
}
