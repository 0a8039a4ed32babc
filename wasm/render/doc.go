// Package render writes the HTML of articles as Hugo has it: [Run] is the command. It
// stands on build.
package render
