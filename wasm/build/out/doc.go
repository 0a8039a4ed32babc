// Package out writes a site: a [Writer] puts files into a folder and never out of it,
// a [Dist] knows what is there already, and [Swap] puts a whole folder in the place of
// another. It is the lowest of the builder's rooms that write.
package out
