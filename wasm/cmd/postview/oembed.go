//go:build !js

package main

import (
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/config"
)

// The size of a frame, in CSS pixels, for those who can't follow its content.
const (
	frameWidth  = 640
	frameHeight = 480
)

// oEmbed is what a site that is given the address of a post's page needs to show
// the post: https://oembed.com.
type oEmbed struct {
	Version      string `json:"version"`
	Type         string `json:"type"`
	Title        string `json:"title"`
	AuthorName   string `json:"author_name,omitempty"`
	AuthorURL    string `json:"author_url,omitempty"`
	ProviderName string `json:"provider_name"`
	ProviderURL  string `json:"provider_url"`
	HTML         string `json:"html"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
}

// embeds reports whether the article is offered for pages of others.
func (a article) embeds() bool {
	return a.Err == nil && a.settings.Wants(config.Embed)
}

// oEmbed writes the oEmbed data of an article, and returns the element that leads
// there: nil where there are none, as without an absolute base.
func (w *writer) oEmbed(base *url.URL, a article) *html.Node {
	if base == nil || !a.embeds() {
		return nil
	}
	data, err := json.Marshal(newOEmbed(base, a))
	w.note(err)
	file := oEmbedFile(a.entry.URL)
	w.write(file, data)
	return element(atom.Link, "rel", "alternate", "type", "application/json+oembed", "href", absolute(base, address.Escape(file)), "title", a.Post.Title)
}

// oEmbedFile is the place of the oEmbed data of the page at address: beside it,
// with its name where it has one of its own.
func oEmbedFile(address string) string {
	folder, name := path.Split(pageFile(address))
	if name == "index.html" {
		return folder + "oembed.json"
	}
	return folder + name + ".oembed.json"
}

func newOEmbed(base *url.URL, a article) oEmbed {
	frame := base.JoinPath("embed.html")
	frame.RawQuery = frameQuery(a)
	data := oEmbed{
		Version: "1.0", Type: "rich",
		Title:        a.Post.Title,
		ProviderName: a.site.Title, ProviderURL: absolute(base, a.settings.Lang.Prefix),
		HTML: `<iframe src="` + html.EscapeString(frame.String()) + `" title="` + html.EscapeString(a.Post.Title) +
			`" width="` + strconv.Itoa(frameWidth) + `" height="` + strconv.Itoa(frameHeight) + `" loading="lazy" style="border: 0"></iframe>`,
		Width: frameWidth, Height: frameHeight,
	}
	if len(a.Post.Authors) > 0 {
		data.AuthorName, data.AuthorURL = authorOf(a.Post.Authors[0])
	}
	return data
}

// frameQuery tells embed.html the post, and its page where that has not the
// address that embed.js guesses.
func frameQuery(a article) string {
	values := url.Values{"src": {a.Post.Path}}
	page, err := url.PathUnescape(a.entry.URL)
	guess := strings.TrimSuffix(strings.TrimSuffix(a.Post.Path, ".md"), "/index") + "/"
	if err == nil && page != guess {
		values.Set("page", page)
	}
	return values.Encode()
}
