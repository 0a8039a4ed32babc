// Package assets writes what pages fetch beside themselves: scripts and style sheets,
// the programs, libraries of npm, the index of the search. [Write] returns where each
// is; [Extras] is what a site has beyond what Hugo's have.
package assets
