// Package util has what takes the place of goldmark's table of entities in the
// program for the browser.
package util

import "golang.org/x/net/html"

// HTML5Entity is an entity and the characters that it stands for.
type HTML5Entity struct {
	Name       string
	Characters []byte
}

// LookUpHTML5EntityByName returns the entity of a name, if there is one.
func LookUpHTML5EntityByName(name string) (*HTML5Entity, bool) {
	reference := "&" + name + ";"
	characters := html.UnescapeString(reference)
	// Of a name that is not known, its beginning may be: &notit; is ¬it;.
	if characters == reference || name != "semi" && characters[len(characters)-1] == ';' {
		return nil, false
	}
	return &HTML5Entity{name, []byte(characters)}, true
}
