package plan

import (
	"path/filepath"

	"postview/wasm/build/content"
)

// StaticAt is the claim of a file of these folders on its place.
func StaticAt(c *content.Content, name string) Claim {
	return Claim{OfStatic, filepath.ToSlash(c.Static[name])}
}

// takeStatic gives these files the places that are left. A page counts more, which in
// Hugo is a matter of chance.
func takeStatic(c *content.Content, taken Claims) {
	for _, name := range c.Files {
		if other, _ := taken.Occupant(name); c.Static[name] != "" && other.Kind == OfNobody {
			taken[name] = StaticAt(c, name)
		}
	}
}
