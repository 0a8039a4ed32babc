//go:build !js

package wasm

import "embed"

// Sources are the Go files of the programs for the browser, and of what compiles
// them, by their paths in this folder. Tests are among them.
//
//go:embed main_js.go browser/*.go page/*.go site/*.go config/*.go address/*.go words/*.go
//go:embed markdown/*.go shortcode/*.go plain/*.go post/*.go problem/*.go scalar/*.go safehtml/*.go
//go:embed highlight/*.go highlight/*/*.go
//go:embed program/*.go program/*/*.go program/lean/*/*/*.go
var Sources embed.FS
