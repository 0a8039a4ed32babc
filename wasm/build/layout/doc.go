// Package layout runs the templates of a site's own shortcodes: [Read] finds them in the
// folders of layouts, and [Set.For] binds them to a post, as [shortcode.Templates].
//
// A template is Hugo's: html/template, with what Hugo's templates ask for. What it asks
// for that is not here is a [Failure] with the name, and the shortcode is shown as one
// without a template. See rewrite.go for how a template is kept within its limits.
//
// The functions are in tables, a family a file: each is a Go function whose arguments
// are made of what it is given as Hugo makes them. A page, a site and what else has
// methods is in a file by its name.
package layout
