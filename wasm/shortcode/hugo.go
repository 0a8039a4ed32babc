package shortcode

import (
	"errors"
	"fmt"
	"html"
	neturl "net/url"
	"strings"

	"postview/wasm/plain"
)

// A renderer renders one of Hugo's shortcodes, byte for byte as Hugo's template does.
type renderer func(e *expander, c call) (string, error)

// own returns the renderer of one of Hugo's shortcodes, nil for any other. A
// switch costs nothing as the program starts, unlike a map.
func own(name string) renderer {
	switch name {
	case "comment":
		return comment
	case "details":
		return details
	case "figure":
		return figure
	case "highlight":
		return highlight
	case "param":
		return param
	case "qr":
		return qr
	case "ref", "relref":
		return ref
	case "vimeo", "vimeo_simple":
		return vimeo
	case "youtube":
		return youtube
	case "gist", "instagram", "instagram_simple", "tweet", "twitter", "twitter_simple", "x", "x_simple":
		return elsewhere
	}
	return nil
}

// isHolder says whether a shortcode is one of Hugo's that must be closed.
func isHolder(name string) bool {
	switch name {
	case "comment", "details", "highlight", "qr":
		return true
	}
	return false
}

// isLeaf says whether a shortcode is one of Hugo's that must not be closed.
func isLeaf(name string) bool { return own(name) != nil && !isHolder(name) && name != "tweet" }

func comment(*expander, call) (string, error) { return "", nil }

func details(e *expander, c call) (string, error) {
	var b strings.Builder
	b.WriteString("\n<details" + c.attrs("class name"))
	if flag(c.get("open"), false) {
		b.WriteString(" open")
	}
	b.WriteString(c.attrs("title") + ">\n\t<summary>")
	b.WriteString(e.renderInline(c.node, str(first(c.get("summary"), "Details"))))
	b.WriteString("</summary>\n\t")
	b.WriteString(e.renderString(c.node, c.inner))
	b.WriteString("</details>\n")
	return b.String(), nil
}

func figure(e *expander, c call) (string, error) {
	u, err := neturl.Parse(str(c.get("src")))
	if err != nil {
		return "", err
	}
	src := u.String()
	if !u.IsAbs() {
		src = e.resource(u.Path, src)
	}
	caption := c.get("caption")
	var b strings.Builder
	b.WriteString("<figure" + c.attrs("class") + ">")
	hasLink := truth(c.get("link"))
	if hasLink {
		b.WriteString("<a" + href(c.get("link")) + c.attrs("target rel") + ">")
	}
	b.WriteString(`<img src="` + escape(url(src)) + `"`)
	if truth(c.get("alt")) {
		b.WriteString("\n\t\t\talt=\"" + escape(str(c.get("alt"))) + `"`)
	} else if truth(caption) {
		b.WriteString("\n\t\t\talt=\"" + attributeOf(plain.Text(e.renderInline(c.node, str(caption)))) + `"`)
	}
	b.WriteString(c.attrs("width height loading") + ">")
	if hasLink {
		b.WriteString("</a>")
	}
	e.figcaption(&b, c)
	b.WriteString("\n</figure>\n")
	return b.String(), nil
}

func (e *expander) figcaption(b *strings.Builder, c call) {
	title, caption, by := c.get("title"), c.get("caption"), c.get("attr")
	if !truth(first(title, caption, by)) {
		return
	}
	b.WriteString("<figcaption>\n\t\t\t")
	if truth(title) {
		b.WriteString("<h4>" + escape(str(title)) + "</h4>")
	}
	if truth(first(caption, by)) {
		b.WriteString("<p>" + e.renderInline(c.node, str(caption)))
		hasLink := truth(c.get("attrlink"))
		if hasLink {
			b.WriteString("\n\t\t\t\t\t\t<a" + href(c.get("attrlink")) + ">")
		}
		b.WriteString(e.renderInline(c.node, str(by)))
		if hasLink {
			b.WriteString("</a>")
		}
		b.WriteString("</p>")
	}
	b.WriteString("\n\t\t</figcaption>")
}

func href(v any) string { return link("href", v) }

// resource returns the URL of a file of the page or the site, else what is written.
func (e *expander) resource(path, written string) string {
	if e.env.Resource != nil && path != "" {
		if found, ok := e.env.Resource(path); ok {
			return found
		}
	}
	return written
}

func highlight(e *expander, c call) (string, error) {
	options := ""
	if len(c.listed) == 2 {
		options = str(c.at(1))
	}
	return e.code(strings.Trim(dedent(c.inner, c.indent), "\n\r"), str(c.at(0)), options), nil
}

// code returns code in colours, if there are any.
func (e *expander) code(code, language, options string) string {
	if e.env.Highlight != nil {
		if out, ok := e.env.Highlight(code, language, options); ok {
			return out
		}
	}
	if strings.Contains(options, "hl_inline=true") {
		return `<code class="code-inline language-` + html.EscapeString(language) + `">` + html.EscapeString(code) + "</code>"
	}
	if language == "" {
		return `<pre tabindex="0"><code>` + html.EscapeString(code) + "</code></pre>"
	}
	language = escape(language)
	return `<pre tabindex="0"><code class="language-` + language + `" data-lang="` + language + `">` + html.EscapeString(code) + "</code></pre>"
}

func param(e *expander, c call) (string, error) {
	name := str(c.at(0))
	if name == "" {
		return "", errors.New("the name of a param is missing")
	}
	if e.env.Param != nil {
		if value, ok := e.env.Param(name); ok && truth(value) {
			return escape(str(value)), nil
		}
	}
	return "", fmt.Errorf("there is no param %q", name)
}

func ref(e *expander, c call) (string, error) {
	path, lang, format := c.text("path"), c.text("lang"), c.text("outputFormat")
	if c.named == nil {
		path, format = str(c.at(0)), str(c.at(1))
	}
	if len(c.listed) > 2 || c.listed == nil && c.named == nil {
		return "", errors.New("one path is wanted, and at most an output format")
	}
	if path == "" {
		return "", nil
	}
	err := errors.New("links to other pages are not known here")
	if e.env.Ref != nil {
		var target string
		if target, err = e.env.Ref(path, lang, format, c.name == "relref"); err == nil {
			return escape(target), nil
		}
	}
	if e.env.Custom == Nothing { // Hugo fails with an error, but writes an empty link first
		return "", err
	}
	return escape(path), err
}

func qr(e *expander, c call) (string, error) {
	code := QR{
		Text:      str(first(c.get("text"), strings.TrimSpace(c.inner))),
		Level:     str(first(c.get("level"), "medium")),
		TargetDir: c.text("targetDir"),
	}
	scale, ok := whole(first(c.get("scale"), 4))
	code.Scale = scale
	switch code.Level {
	case "low", "medium", "quartile", "high":
	default:
		return "", fmt.Errorf("%q is not a level: low, medium, quartile or high is", code.Level)
	}
	if code.Text == "" {
		return "", errors.New("a text is missing")
	}
	if !ok || scale < 2 {
		return "", errors.New("scale must be a whole number of 2 or more")
	}
	if e.env.QR == nil {
		return inWords(code.Text, str(first(c.get("alt"), code.Text))), nil
	}
	image, err := e.env.QR(code)
	if err != nil {
		return inWords(code.Text, code.Text), err
	}
	src := strings.ReplaceAll(image.URL, " ", "%20")
	if !strings.HasPrefix(src, "data:image/") {
		src = url(src)
	}
	return fmt.Sprintf(`<img src="%s" width="%d" height="%d"%s>`, escape(src), image.Width, image.Height,
		c.attrs("alt class id title loading")), nil
}

// inWords shows what a picture would encode: as a link if it is one.
func inWords(text, label string) string {
	if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "mailto:") {
		return "<a" + href(text) + ">" + escape(label) + "</a>"
	}
	return escape(text)
}
