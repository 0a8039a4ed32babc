// Package start starts a post: [Run] is the command. It stands on build.
package start
