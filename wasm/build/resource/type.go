package resource

import (
	"mime"
	"path"
	"slices"
	"strings"
)

// types are the first parts of the media types that Hugo knows, with the endings of
// their files. Others are those that the system knows.
var types = map[string][]string{
	"application": {"json", "webmanifest", "xml", "rss", "toml", "yaml", "yml", "map", "pdf", "wasm"},
	"font":        {"ttf", "otf", "woff", "woff2"},
	"image":       {"svg", "png", "jpg", "jpeg", "jpe", "jif", "jfif", "gif", "tif", "tiff", "bmp", "webp", "avif", "heif", "heic"},
	"text":        {"ics", "css", "scss", "sass", "csv", "html", "htm", "js", "jsm", "mjs", "ts", "tsx", "jsx", "gotmpl", "txt"},
	"video":       {"avi", "mpg", "mpeg", "mp4", "ogv", "webm", "3gpp", "3gp"},
}

// typeOf returns the type of a file, "" for one that nobody knows.
func typeOf(file string) string {
	ext := strings.ToLower(path.Ext(file))
	for name, endings := range types {
		if slices.Contains(endings, strings.TrimPrefix(ext, ".")) {
			return name
		}
	}
	name, _, _ := strings.Cut(mime.TypeByExtension(ext), "/")
	return name
}
