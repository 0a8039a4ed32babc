package shortcode

import (
	"path"
	"strings"

	"postview/wasm/plain"
)

// common returns what shows a shortcode that means the same in most themes,
// nil for any other.
func common(name string) shower {
	switch name {
	case "asciicast":
		return asciicast
	case "badge":
		return badge
	case "button":
		return button
	case "center", "div":
		return bare
	case "code", "code-block", "codeblock":
		return codeBlock
	case "code-toggle":
		return config
	case "collapse", "expand", "spoiler":
		return folded
	case "column", "columns":
		return classed(name)
	case "gallery":
		return gallery
	case "html", "raw", "rawhtml":
		return rawHTML
	case "image", "img":
		return image
	case "include", "include-markdown":
		return include
	case "kbd":
		return keys
	case "katex", "math":
		return math
	case "mermaid":
		return mermaid
	case "new-in":
		return newIn
	case "blockquote", "quote":
		return quote
	case "video":
		return video
	}
	return nil
}

// A picture is an image with what belongs to it.
type picture struct {
	src, alt, caption, link, class, width, height string // alt and caption are Markdown
}

func image(e *expander, n *node) output {
	p := picture{
		src:     n.textOr(0, "src url path name"),
		alt:     n.textOr(1, "alt"),
		caption: n.text("caption title"),
		link:    n.text("link href"),
		class:   n.text("class"),
		width:   n.text("width"),
		height:  n.text("height"),
	}
	if p.caption == "" {
		p.caption = strings.TrimSpace(e.inner(n))
	}
	if p.alt == "" {
		p.alt = p.caption
	}
	return e.picture(n, p)
}

func (e *expander) picture(n *node, p picture) output {
	src := e.resource(p.src, p.src)
	alt := attributeOf(strings.TrimSpace(plain.Text(e.renderInline(n, p.alt))))
	out := "<img" + link("src", src) + ` alt="` + alt + `"` + attr("width", p.width) + attr("height", p.height) + ` loading="lazy">`
	if p.link != "" {
		out = "<a" + href(p.link) + ">" + out + "</a>"
	}
	if p.caption == "" && !n.alone {
		return within(out)
	}
	if p.caption != "" {
		out += "<figcaption>" + e.renderInline(n, p.caption) + "</figcaption>"
	}
	return standing("<figure" + attr("class", p.class) + ">" + out + "</figure>\n")
}

func gallery(e *expander, n *node) output {
	content := e.content(n)
	if strings.TrimSpace(content.text) == "" {
		return unknownShortcode(e, n)
	}
	return output{parts: []part{{text: `<div class="gallery">` + "\n"}, content, {text: "</div>\n"}}}
}

func video(e *expander, n *node) output {
	src := n.textOr(0, "src url mp4 webm file path")
	label := n.text("caption title alt")
	if src == "" {
		return unknownShortcode(e, n)
	}
	switch strings.ToLower(path.Ext(src)) {
	case ".mp4", ".m4v", ".webm", ".ogv", ".mov":
	default:
		return standing(embedLink(src, str(first(label, src))))
	}
	src = e.resource(src, src)
	out := "<video controls" + ` preload="metadata"` + link("src", src) + link("poster", n.get("poster")) +
		n.attrs("width height") +
		"><a" + href(src) + ">" + plain.Text(e.renderInline(n, str(first(label, src)))) + "</a></video>"
	if label != "" {
		out += "<figcaption>" + e.renderInline(n, label) + "</figcaption>"
	}
	return standing(`<figure class="shortcode-video">` + out + "</figure>\n")
}

func quote(e *expander, n *node) output {
	by, source := n.textOr(0, "author by attribution name"), n.text("source cite title footer")
	target := n.text("link url href")
	if source == "" && target != "" {
		source = target
	}
	if source != "" {
		source = "<cite>" + e.renderInline(n, source) + "</cite>"
		if target != "" {
			source = "<a" + href(target) + ">" + source + "</a>"
		}
	}
	after := "</blockquote>\n"
	switch {
	case by != "" && source != "":
		after = "<footer>" + e.renderInline(n, by) + ", " + source + "</footer>\n" + after
	case by != "" || source != "":
		after = "<footer>" + e.renderInline(n, by) + source + "</footer>\n" + after
	}
	return e.around(n, `<blockquote class="quote">`+"\n", after)
}

func button(e *expander, n *node) output {
	target := n.textOr(0, "href url link to")
	if page := n.text("relref ref page"); target == "" && page != "" {
		target = page
		if e.env.Ref != nil {
			if found, err := e.env.Ref(page, "", "", true); err == nil {
				target = found
			} else {
				e.trouble(n.offset, "shortcode button: "+err.Error())
			}
		}
	}
	label := strings.TrimSpace(e.inner(n))
	if label == "" {
		label = str(first(n.textOr(1, "text label title name content"), target))
	}
	return within(`<a class="button"` + href(target) + ">" + e.renderInline(n, label) + "</a>")
}

func badge(e *expander, n *node) output {
	label := str(first(strings.TrimSpace(e.inner(n)), n.textOr(0, "content text label title")))
	return within(`<span class="badge">` + e.renderInline(n, label) + "</span>")
}

func newIn(e *expander, n *node) output {
	out := `<span class="badge">New in v` + escape(strings.TrimPrefix(n.textOr(0, "version"), "v")) + "</span>"
	if len(n.inner) == 0 {
		return within(out)
	}
	return e.around(n, `<div class="admonition admonition-info" role="note"><p class="admonition-title">`+out+"</p>\n", "</div>\n")
}

func keys(e *expander, n *node) output {
	return within("<kbd>" + escape(str(first(strings.TrimSpace(e.innerCode(n)), n.textOr(0, "text key")))) + "</kbd>")
}

// folded is content behind a title.
func folded(e *expander, n *node) output {
	title := str(first(n.textOr(0, "title summary header label name"), "…"))
	open := ""
	if flag(n.get("open"), false) || flag(n.get("expanded"), false) {
		open = " open"
	}
	return e.around(n, "<details"+open+"><summary>"+e.renderInline(n, title)+"</summary>\n", "</details>\n")
}

func codeBlock(e *expander, n *node) output {
	return standing(e.code(e.innerCode(n), n.textOr(0, "lang language"), n.textOr(1, "options hl_options")) + "\n")
}

// config is a configuration, which Hugo's site shows in three languages.
func config(e *expander, n *node) output {
	code := e.innerCode(n)
	return standing(e.code(code, configLanguage(code), "") + "\n")
}

// configLanguage guesses in which of Hugo's three languages a configuration is written.
func configLanguage(code string) string {
	code = strings.TrimSpace(code)
	switch {
	case strings.HasPrefix(code, "{"):
		return "json"
	case strings.Contains(code, " = "), strings.HasPrefix(code, "["):
		return "toml"
	}
	return "yaml"
}

// mermaid and math are code that the page turns into pictures and formulas.
func mermaid(e *expander, n *node) output { return source("mermaid", e.innerCode(n)) }

func math(e *expander, n *node) output {
	written := item{node: n}.written()
	if strings.Contains(written, "$$") || strings.Contains(written, `\(`) || strings.Contains(written, `\[`) {
		return bare(e, n)
	}
	return source("math", e.innerCode(n))
}

func source(language, code string) output {
	return standing(`<pre tabindex="0"><code class="language-` + language + `" data-lang="` + language + `">` + escape(code) + "</code></pre>\n")
}

// rawHTML is what a theme lets through; the sanitizer still follows.
func rawHTML(e *expander, n *node) output { return standing(e.innerCode(n)) }

func asciicast(_ *expander, n *node) output {
	id := n.textOr(0, "id")
	return standing(embedLink("https://asciinema.org/a/"+strings.ReplaceAll(id, "/", ""), "A recording of a terminal on asciinema"))
}
