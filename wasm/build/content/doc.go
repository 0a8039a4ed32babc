// Package content reads a folder of posts: [Read] returns its [Content], which has an
// [Article] for each post and an [Edition] for each language, and the problems found
// on the way. [Options] is what is asked of a build.
package content
