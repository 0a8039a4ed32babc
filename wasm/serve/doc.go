// Package serve serves a site on this machine, and makes it anew as files change:
// [Run] is the command. It stands on build.
package serve
