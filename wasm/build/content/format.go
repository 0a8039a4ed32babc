package content

import (
	"path"
	"strings"
)

// IsPost reports whether a file is a post by its name.
func IsPost(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// IsSection reports whether a file is about its folder, as _index.md is and
// _index.de.md.
func IsSection(name string) bool {
	return IsPost(name) && strings.HasPrefix(path.Base(name), "_index.")
}
