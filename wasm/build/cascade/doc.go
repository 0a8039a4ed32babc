// Package cascade knows what the configuration and the _index.md files of folders say
// of the front matter of all pages below: [Read] makes [Rule]s of it, and [Rules] what
// a [Page] inherits by them.
package cascade
