package program

import "embed"

// tree is empty in a browser, where nothing is compiled and package wasm is a program.
var tree embed.FS
