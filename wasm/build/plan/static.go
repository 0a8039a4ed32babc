package plan

import (
	"path/filepath"

	"postview/wasm/build/content"
)

// StaticAt is the claim of a file of these folders on its place.
func StaticAt(c *content.Content, name string) Claim {
	return Claim{OfStatic, filepath.ToSlash(c.Static[name])}
}
