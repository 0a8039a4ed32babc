// Command wasm is the browser program: it shows Markdown posts in a page.
package main

import (
	"os"

	"postview/wasm/browser"
)

// main takes one argument, the name of the loader's hook.
func main() { browser.Serve(os.Args[1]) }
