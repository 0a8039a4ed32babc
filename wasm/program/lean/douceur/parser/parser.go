// Package parser has what takes the place of douceur's parser of styles in the program
// for the browser.
package parser

import "errors"

// Declaration is a part of a style.
type Declaration struct{ Property, Value string }

// ParseDeclarations returns an error for every style: bluemonday leaves it out.
func ParseDeclarations(string) ([]Declaration, error) { return nil, errors.New("a style") }
