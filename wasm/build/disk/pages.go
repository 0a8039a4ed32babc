package disk

import (
	"strings"

	"postview/wasm/address"
)

// PageFile is the file of dist/ that a host sends for an address.
func PageFile(at string) string {
	file := address.Unescape(at)
	if file == "" || strings.HasSuffix(file, "/") {
		return file + "index.html"
	}
	return file
}
