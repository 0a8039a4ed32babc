package pages

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"postview/wasm/build/nodes"
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
		if word := said[nodes.Attr(n, "aria-label")]; word != "" {
			nodes.Set(n, "aria-label", word)
		}
	}
	var b bytes.Buffer
	err = html.Render(&b, doc)
	return b.Bytes(), err
}
