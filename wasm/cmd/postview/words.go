//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

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

// wordsModule is the script that has the words of those that import it.
const wordsModule = "embed/words.js"

var wordCall = regexp.MustCompile(`\bword\("([^"]*)"`)

// wordTable returns what scripts of web/ say, as JSON: the language, the English, the
// words.
func wordTable(web fs.FS, scripts []string) (string, error) {
	table := map[string]map[string]string{}
	for _, lang := range words.WebLanguages {
		table[lang] = map[string]string{}
	}
	for _, name := range scripts {
		script, err := fs.ReadFile(web, name)
		if err != nil {
			return "", err
		}
		for _, call := range wordCall.FindAllSubmatch(script, -1) {
			for lang, said := range table {
				said[string(call[1])] = words.Web(lang)[string(call[1])]
			}
		}
	}
	text, err := json.Marshal(table)
	return string(text), err
}
