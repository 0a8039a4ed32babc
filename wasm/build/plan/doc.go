// Package plan decides who has which place in dist/: [Places] gives each a [Claim],
// and tells of each [Clash]. It knows the names of what is not a post, and where the
// site will be. It stands on content.
package plan
