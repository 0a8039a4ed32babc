package content

import (
	"strings"

	"postview/wasm/build/progress"
)

// Summary tells in one line what was made of the content.
func (c *Content) Summary(pages, problems int) string {
	words := 0
	for _, a := range c.Articles {
		if a.Document != nil {
			words += a.Document.WordCount
		}
	}
	return strings.Join([]string{
		progress.Number(pages, "page"),
		progress.Number(len(c.Articles), "post") + " of " + progress.Number(words, "word"),
		progress.Number(len(c.Files), "other file"),
		progress.Number(problems, "problem"),
	}, ", ")
}
