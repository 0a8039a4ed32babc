package address

import (
	"net/url"
	"path"
	"strings"

	"postview/wasm/post"
)

// Escape returns a path as it stands in a URL: that of a source is its address,
// relative to the root.
func Escape(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// EscapeQuery is [Escape] for the value of a query, in which slashes may stay.
func EscapeQuery(path string) string {
	return strings.ReplaceAll(url.QueryEscape(path), "%2F", "/")
}

// Unescape is the reverse of [Escape]: it returns an address as the path of a file.
// What is not well escaped is taken as it is.
func Unescape(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		return plain
	}
	return path
}

// IsSource reports whether a file is a post by its name, as Hugo has it.
func IsSource(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown":
		return true
	}
	return false
}

// SourceFile is the file of dist/ that has the source at a path: hosts would send one of
// HTML as a page.
func SourceFile(source string) string {
	if post.IsHTML(source) {
		return source + ".txt"
	}
	return source
}

// Relative returns the address to, relative to the root, as it is seen from the
// page at address from.
func Relative(from, to string) string {
	from, _ = SplitTail(from)
	target, query := SplitTail(to)
	fromDirs := strings.Split(from, "/")
	fromDirs = fromDirs[:len(fromDirs)-1]
	toDirs := strings.Split(target, "/")
	common := 0
	for common < len(fromDirs) && common < len(toDirs)-1 && fromDirs[common] == toDirs[common] {
		common++
	}
	ref := strings.Repeat("../", len(fromDirs)-common) + strings.Join(toDirs[common:], "/")
	first, _, _ := strings.Cut(ref, "/")
	if ref == "" || strings.Contains(first, ":") {
		ref = "./" + ref
	}
	return ref + query
}

// Resolve joins a path of a URL to the folder dir of the site; neither leaves
// the site. A slash at its end stays.
func Resolve(dir, ref string) string {
	joined := path.Clean("/" + ref)
	if !strings.HasPrefix(ref, "/") {
		joined = path.Clean("/" + Escape(dir) + "/" + ref)
	}
	joined = strings.TrimPrefix(joined, "/")
	if strings.HasSuffix(ref, "/") && joined != "" {
		joined += "/"
	}
	return joined
}

// FolderOf returns the folder of a page by its address, unescaped: what references on
// the page are relative to.
func FolderOf(url string) string { return path.Dir(Unescape(url) + "page") }

// SplitTail splits a reference into its path, and its query and fragment.
func SplitTail(ref string) (path, tail string) {
	if i := strings.IndexAny(ref, "?#"); i >= 0 {
		return ref[:i], ref[i:]
	}
	return ref, ""
}

// HasScheme reports whether a reference is a URL with a scheme.
func HasScheme(ref string) bool {
	before, _, found := strings.Cut(ref, ":")
	if !found || strings.ContainsAny(before, "/?#") {
		return false
	}
	for i, r := range before {
		letter := 'a' <= r|0x20 && r|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", r)) {
			return false
		}
	}
	return before != ""
}

// FileOf returns the path of the file that a reference of a source may mean, and
// what of the reference names it: "" where it means no file of the site.
func FileOf(source, ref string) (name, file string) {
	name, _ = SplitTail(ref)
	if name == "" || HasScheme(ref) || strings.HasPrefix(ref, "//") {
		return "", ""
	}
	return name, Unescape(Resolve(path.Dir(source), name))
}

// IncludePath returns the path of a file that the post at source includes by this
// name: from the folder of the source or, with a slash before it, from the site's
// root, out of which nothing leads. Both fronts read it there.
func IncludePath(source, name string) string {
	if !strings.HasPrefix(name, "/") {
		name = path.Dir(source) + "/" + name
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}
