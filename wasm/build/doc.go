// Package build makes a site of a folder of posts: a [Builder] reads the content,
// plans who has which place, writes pages, what machines read and assets, and swaps
// the folder in when it is whole. [Run] is the command; [Parse] reads its options.
//
// On the ladder it stands on its own rooms: content ← plan ← machines ← pages, and
// assets beside these; all write through out.
package build
