package machines

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
)

// The size of a frame, in CSS pixels, for those who can't follow its content.
const (
	frameWidth  = 640
	frameHeight = 480
)

// OEmbed is what a site that is given the address of a post's page needs to show
// the post: https://oembed.com.
type OEmbed struct {
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

// LinkOEmbed writes the oEmbed data of an article, and returns the element that leads
// there: nil where there are none, as without an absolute base.
func LinkOEmbed(w *out.Writer, base *url.URL, a content.Article) *html.Node {
	if base == nil || !plan.Embeds(a) {
		return nil
	}
	data, err := json.Marshal(newOEmbed(base, a))
	w.Note(err)
	file := plan.OEmbedFile(a.Entry.URL)
	w.Write(file, data)
	return nodes.Element(atom.Link, "rel", "alternate", "type", "application/json+oembed", "href", plan.Absolute(base, address.Escape(file)), "title", a.Post.Title)
}

func newOEmbed(base *url.URL, a content.Article) OEmbed {
	frame := base.JoinPath("embed.html")
	frame.RawQuery = frameQuery(a)
	data := OEmbed{
		Version: "1.0", Type: "rich",
		Title:        a.Post.Title,
		ProviderName: a.Site.Title, ProviderURL: plan.Absolute(base, a.Settings.Lang.Prefix),
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
func frameQuery(a content.Article) string {
	values := url.Values{"src": {address.SourceFile(a.Post.Path)}}
	page, err := url.PathUnescape(a.Entry.URL)
	guess := strings.TrimSuffix(strings.TrimSuffix(a.Post.Path, ".md"), "/index") + "/"
	if err == nil && page != guess {
		values.Set("page", page)
	}
	return values.Encode()
}
