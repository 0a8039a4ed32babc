// Package check finds what is wrong with a folder of posts: [Run] is the command. It
// stands on build.
package check
