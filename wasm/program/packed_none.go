//go:build !release

package program

// packed are the programs of a release.
var packed []byte
