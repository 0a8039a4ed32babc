// Package jekyll reads a site of Jekyll: [Open] tells whether a folder is one, and
// returns its [Site]. [Site.Values] is its configuration as Hugo would have it, and
// [Site.Source] makes of a source one that means the same here: with the date and the
// address that Jekyll gives it, and without Liquid.
//
// The builder renders that source and publishes it. So the program in the browser,
// and a page that embeds the post, show the same and know nothing of Jekyll.
package jekyll
