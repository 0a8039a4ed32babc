package assets

import (
	"encoding/json"
	"io/fs"
	"regexp"

	"postview/wasm/words"
)

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
