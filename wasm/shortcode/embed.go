package shortcode

import (
	"errors"
	"fmt"
	neturl "net/url"
	"strings"
)

// The styles of Hugo's videos: as wide as the text, 16 by 9.
const (
	frameStyle = "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"
	videoStyle = "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
)

var errNoVideo = errors.New("the id of the video is missing")

func youtube(_ *expander, c call) (string, error) {
	id := first(c.get("id"), c.at(0))
	if !truth(id) {
		return "", errNoVideo
	}
	allow := "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share"
	if flag(c.get("allowFullScreen"), true) {
		allow += "; fullscreen"
	}
	frame, video := ` style="`+frameStyle+`"`, ` style="`+videoStyle+`"`
	if class := attr("class", c.get("class")); class != "" {
		frame, video = class, ""
	}
	src := fmt.Sprintf("https://www.youtube.com/embed/%s?%s", id, youtubeQuery(c, str(id)))
	return "<div" + frame + ">\n\t\t\t<iframe" + attr("allow", allow) +
		attr("loading", first(c.get("loading"), "eager")) +
		` referrerpolicy="strict-origin-when-cross-origin"` + link("src", src) + video +
		attr("title", first(c.get("title"), "YouTube video")) + "></iframe>\n\t\t</div>\n", nil
}

func youtubeQuery(c call, id string) string {
	autoplay := flag(c.get("autoplay"), false)
	query := neturl.Values{}
	query.Set("autoplay", digit(autoplay))
	query.Set("controls", digit(flag(c.get("controls"), true)))
	query.Set("end", str(first(c.get("end"), 0)))
	query.Set("mute", digit(autoplay || flag(c.get("mute"), false)))
	query.Set("start", str(first(c.get("start"), 0)))
	loop := flag(c.get("loop"), false)
	query.Set("loop", digit(loop))
	if loop {
		query.Set("playlist", id)
	}
	return query.Encode()
}

func digit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func vimeo(_ *expander, c call) (string, error) {
	id := first(c.get("id"), c.at(0))
	if !truth(id) {
		return "", errNoVideo
	}
	frame, video := "\n\t\t\t\t\tstyle=\""+frameStyle+`"`, "\n\t\t\t\t\t\tstyle=\""+videoStyle+`"`
	if class := attr("class", c.get("class")); class != "" {
		frame, video = "\n\t\t\t\t\t"+class[1:], ""
	}
	allow := ""
	if flag(c.get("allowFullScreen"), true) {
		allow = "fullscreen"
	}
	src := fmt.Sprintf("https://player.vimeo.com/video/%v?dnt=0", id)
	return "\n\t\t\t<div" + frame + ">\n\t\t\t\t<iframe\n\t\t\t\t\tsrc=\"" + escape(url(src)) + `"` + video +
		attr("allow", allow) + attr("loading", c.get("loading")) + attr("title", c.get("title")) +
		">\n\t\t\t\t</iframe>\n\t\t\t</div>\n", nil
}

// elsewhere links to what Hugo would fetch, or has given up to show. With
// [Nothing] there is nothing: Hugo without a network writes that, or fails.
func elsewhere(e *expander, c call) (string, error) {
	if e.env.Custom == Nothing {
		return "", nil
	}
	name, _ := strings.CutSuffix(c.name, "_simple")
	user, id := c.textOr(0, "user"), c.textOr(1, "id")
	if c.named == nil && len(c.listed) == 1 {
		user, id = "", str(c.at(0))
	}
	if id == "" {
		return "", errors.New("an id is missing")
	}
	path := neturl.PathEscape(id)
	switch {
	case name == "instagram":
		return embedLink("https://www.instagram.com/p/"+path+"/", "A post on Instagram"), nil
	case name == "gist" && user != "":
		return embedLink("https://gist.github.com/"+neturl.PathEscape(user)+"/"+path, "A gist on GitHub"), nil
	case name == "gist":
		return embedLink("https://gist.github.com/"+path, "A gist on GitHub"), nil
	case user == "":
		return embedLink("https://x.com/i/status/"+path, "A post on X"), nil
	}
	return embedLink("https://x.com/"+neturl.PathEscape(user)+"/status/"+path, "A post by @"+user+" on X"), nil
}

func embedLink(target, label string) string {
	return `<p class="embed"><a` + href(target) + ">" + escape(label) + "</a></p>\n"
}
