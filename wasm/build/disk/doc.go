// Package disk knows the files of a person: where they are, which are left out, and by
// a [Stamp] whether one has changed.
package disk
