// Package pages writes what a reader opens: a [Shell] is a page of web/ into which
// the views of posts and lists are put; a [Set] is what all of them are made from. It
// stands on machines, whose words are in the heads of pages.
package pages
