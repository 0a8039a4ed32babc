// Package resource knows the files that belong to a page as Hugo does: a [Resource] is
// one of them, with what the front matter says of it. [Of] finds them. It stands on post.
package resource
