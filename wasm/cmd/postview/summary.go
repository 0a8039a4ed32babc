//go:build !js

package main

import "strings"

// summary tells in one line what was made of the content.
func (c *content) summary(pages int) string {
	words := 0
	for _, a := range c.articles {
		if a.Document != nil {
			words += a.Document.WordCount
		}
	}
	return strings.Join([]string{
		number(pages, "page"),
		number(len(c.articles), "post") + " of " + number(words, "word"),
		number(len(c.files), "other file"),
		number(len(c.problems), "warning"),
	}, ", ")
}
