package site

import (
	"path"
	"strings"
)

// IncludePath returns the path of a file that the post at source includes by this
// name: from the folder of the source or, with a slash before it, from the site's
// root, out of which nothing leads. Both fronts read it there.
func IncludePath(source, name string) string {
	if !strings.HasPrefix(name, "/") {
		name = path.Dir(source) + "/" + name
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}
