// Package web holds, within the native program, what a browser is given as it is. Its rooms:
//
//	embed    <post-view>, the loader of the program, the JavaScript API, their types
//	site     the shell, and what a page of a site does: contents, narrowing, search, live reload
//	frame    a post of this site in a frame on a page of another
//	open     view.html: any post by URL, by file, by paste
//	offline  the service worker and its page
//	enrich   what is fetched for posts that need it: colours, formulas, diagrams, buttons that copy
//	style    the sheets
//
// A script imports from its own room, and from those below it: embed, then enrich and site, then the
// others. What npm has for them is named in vendor; examples has pages to start from.
package web

import "embed"

// Files are the pages, scripts and style sheets of this folder, what is had from npm
// with them, and the examples.
//
//go:embed embed/*.js embed/package/* site/* frame/* open/* offline/* style/*
//go:embed enrich/*.js enrich/math/* enrich/diagrams/*
//go:embed vendor/*.json vendor/.npmrc vendor/search/*.json vendor/search/.npmrc
//go:embed examples/*.html examples/posts/*
var Files embed.FS
