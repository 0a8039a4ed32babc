//go:build !js

package program

import (
	"io/fs"

	"postview/wasm"
)

// tree is the folder of the Go files.
var tree fs.FS = wasm.Sources
