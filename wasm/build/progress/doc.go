// Package progress tells a person what goes on: a [Log] writes a line for each step,
// which on a terminal grows a bar while it takes.
package progress
