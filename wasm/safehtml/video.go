package safehtml

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// VideoHosts are the hosts whose players a post may show in an iframe, by https
// alone. The page's Content-Security-Policy names the same in frame-src.
var VideoHosts = []string{
	"www.youtube.com",
	"www.youtube-nocookie.com",
	"player.vimeo.com",
	"www.dailymotion.com",
	"geo.dailymotion.com",
	"player.bilibili.com",
	"fast.wistia.net",
}

// videoWrapper and videoFrame are the styles that Hugo's youtube and vimeo write.
// They position the player over its wrapper and nothing else, because the frame
// keeps its style only as a child of a div with the other, letter for letter.
// So the result is Hugo's, and no post can lay a frame over the page.
const (
	videoWrapper = "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"
	videoFrame   = "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
)

// playerFeatures are what a player may be allowed, and playerSandbox what a
// sandbox that the post asks for may let through. None is forced: the named
// hosts are trusted, and Hugo's own iframes have none.
const (
	playerFeatures = "accelerometer autoplay clipboard-write encrypted-media fullscreen gyroscope picture-in-picture web-share"
	playerSandbox  = "allow-scripts allow-same-origin allow-presentation allow-popups"
)

// settleFrame keeps a player. Any other frame becomes a link to what it would
// have shown, and goes where that has no address of its own.
func settleFrame(n *html.Node) bool {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild) // it is not read by any browser
	}
	src := attr(n, "src")
	if player, ok := playerURL(src); ok {
		setAttr(n, "src", player)
		restrict(n, "allow", ";", playerFeatures)
		restrict(n, "sandbox", " ", playerSandbox)
		return true
	}
	if s := scheme(src); s != "http" && s != "https" {
		return false
	}
	text := attr(n, "title")
	if text == "" {
		text = src
	}
	n.Data, n.DataAtom = "a", atom.A
	n.Attr = []html.Attribute{{Key: "href", Val: src}}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	return true
}

// playerURL returns the address of a player of one of [VideoHosts], with https. It
// compares all that stands before the path, so that no user, port, tab or
// backslash makes another host look like one of them.
func playerURL(src string) (string, bool) {
	address := strings.TrimPrefix(strings.TrimPrefix(src, "http:"), "https:")
	rest, absolute := strings.CutPrefix(address, "//")
	if !absolute {
		return "", false
	}
	host, _, hasPath := strings.Cut(rest, "/")
	return "https:" + address, hasPath && slices.Contains(VideoHosts, host)
}

// restrict leaves those of the values in an attribute that are allowed, and the
// attribute as it is where all are.
func restrict(n *html.Node, key, separator, allowed string) {
	if !hasAttr(n, key) {
		return
	}
	values := strings.Split(strings.TrimSpace(attr(n, key)), separator)
	kept := slices.DeleteFunc(values, func(value string) bool {
		return strings.TrimSpace(value) != "" && !oneOf(strings.TrimSpace(value), allowed)
	})
	setAttr(n, key, strings.TrimSpace(strings.Join(kept, separator)))
}
