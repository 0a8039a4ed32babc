// Package web holds, within the native program, what a browser is given as it is.
package web

import "embed"

// Files are the pages, scripts and style sheets of this folder, what is had from npm
// with them, and the examples.
//
//go:embed *.html *.css *.js *.svg *.json *.d.ts
//go:embed diagrams/* math/*
//go:embed vendor/*.json vendor/.npmrc vendor/search/*.json vendor/search/.npmrc
//go:embed examples/*.html examples/posts/*
var Files embed.FS
