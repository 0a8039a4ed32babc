package shortcode

import (
	"errors"
	"strconv"
	"strings"
)

// docsy returns what shows a shortcode of the theme Docsy, nil for any other.
func docsy(name string) shower {
	switch name {
	case "_param":
		return docsyParam
	case "alert":
		return docsyAlert
	case "blocks/cover", "blocks/feature", "blocks/lead", "blocks/section":
		return docsyBlock
	case "blocks/link-down":
		return func(*expander, *node) output { return within("") }
	case "card":
		return docsyCard
	case "cardpane":
		return classed("td-card-group card-group")
	case "conditional-text":
		return docsyConditional
	case "iframe":
		return docsyFrame
	case "imgproc":
		return docsyImage
	case "pageinfo":
		return docsyPageInfo
	case "readfile":
		return include
	case "redoc", "swaggerui":
		return docsyAPI
	}
	return nil
}

func docsyAlert(e *expander, n *node) output {
	color := className(str(first(n.get("color"), "primary")))
	before := `<div class="alert alert-` + color + `" role="alert">` + "\n"
	if title := n.text("title"); title != "" {
		before += `<p class="h4 alert-heading">` + e.renderInline(n, title) + "</p>\n"
	}
	return e.around(n, before, "</div>\n")
}

func docsyPageInfo(e *expander, n *node) output {
	color := className(str(first(n.get("color"), "primary")))
	return e.around(n, `<div class="pageinfo pageinfo-`+color+`">`+"\n", "</div>\n")
}

// className keeps what may be part of a class.
func className(s string) string {
	return strings.Map(func(r rune) rune {
		if isWord(r) || r == '-' {
			return r
		}
		return -1
	}, s)
}

func docsyCard(e *expander, n *node) output {
	var before strings.Builder
	before.WriteString(`<div class="td-card card">` + "\n")
	piece := func(element, class, name string) string {
		s := n.text(name)
		if s == "" {
			return ""
		}
		return "<" + element + ` class="` + class + `">` + e.renderInline(n, s) + "</" + element + ">\n"
	}
	before.WriteString(piece("div", "card-header", "header") + `<div class="card-body">` + "\n")
	before.WriteString(piece("p", "card-title", "title") + piece("p", "card-subtitle", "subtitle"))
	after := "</div>\n" + piece("div", "card-footer", "footer") + "</div>\n"
	if flag(n.get("code"), false) {
		code := e.code(strings.TrimSpace(e.innerCode(n)), n.text("lang"), n.text("highlight"))
		return standing(before.String() + code + after)
	}
	return e.around(n, before.String(), after)
}

// docsyBlock is a part of a landing page: a title, a subtitle, content and a link.
func docsyBlock(e *expander, n *node) output {
	before := `<div class="td-block td-` + strings.TrimPrefix(n.name, "blocks/")
	if color := className(n.text("color")); color != "" {
		before += " td-block-" + color
	}
	before += `">` + "\n"
	if title := n.text("title"); title != "" {
		before += `<p class="h3">` + e.renderInline(n, title) + "</p>\n"
	}
	if subtitle := n.text("subtitle"); subtitle != "" {
		before += "<p>" + e.renderInline(n, subtitle) + "</p>\n"
	}
	after := "</div>\n"
	if target := n.text("url"); target != "" {
		label := str(first(n.get("url_text"), target))
		after = "<p><a" + href(target) + ">" + escape(label) + "</a></p>\n" + after
	}
	return e.around(n, before, after)
}

// docsyParam is a param whose value has {1}, {2} and so on for arguments.
func docsyParam(e *expander, n *node) output {
	name := n.textOr(0, "name")
	value, ok := any(nil), false
	if e.env.Param != nil {
		value, ok = e.env.Param(name)
	}
	if !ok || !truth(value) {
		e.trouble(n.offset, "shortcode _param: there is no param "+strconv.Quote(name))
		return within("")
	}
	s := str(value)
	for i, argument := range n.listed {
		s = strings.ReplaceAll(s, "{"+strconv.Itoa(i)+"}", str(argument))
	}
	if n.markup {
		return output{parts: []part{{text: s, markdown: true}}, inline: true}
	}
	return within(s)
}

// docsyConditional shows its content if the site's build condition wants it,
// or if there is no such condition: better too much than too little.
func docsyConditional(e *expander, n *node) output {
	condition := ""
	if e.env.Param != nil {
		value, _ := e.env.Param("buildCondition")
		condition = strings.ToLower(str(value))
	}
	include, included := n.named["include-if"]
	exclude, excluded := n.named["exclude-if"]
	wanted := func(v any) bool { return strings.Contains(strings.ToLower(str(v)), condition) }
	switch {
	case condition == "":
	case included && !wanted(include), !included && excluded && wanted(exclude):
		return within("")
	}
	return bare(e, n)
}

// docsyFrame shows another page in a frame, and a link where frames are taken away.
func docsyFrame(_ *expander, n *node) output {
	src := n.textOr(0, "src")
	label := str(first(n.get("title"), n.get("sub"), src))
	return standing(`<figure class="embed"><iframe` + link("src", src) + attr("title", label) +
		attr("width", first(n.get("width"), "100%")) + attr("height", n.get("height")) + ` loading="lazy"></iframe>` +
		"<figcaption><a" + href(src) + ">" + escape(label) + "</a></figcaption></figure>\n")
}

// docsyImage is an image that Docsy would scale; here the browser does.
func docsyImage(e *expander, n *node) output {
	src, width := n.textOr(0, "src"), ""
	if size, _, ok := strings.Cut(str(n.at(2)), "x"); ok {
		width = leadingDigits(size)
	}
	caption := strings.TrimSpace(e.inner(n))
	return e.picture(n, picture{src: src, alt: caption, caption: caption, width: width, class: "td-post-card card"})
}

// docsyAPI links to the description of an API.
func docsyAPI(_ *expander, n *node) output {
	src := n.textOr(0, "src url")
	return standing(embedLink(src, src))
}

// include shows a file, as Markdown or as code.
func include(e *expander, n *node) output {
	path := n.textOr(0, "file path src name")
	content, err := e.readFile(path)
	switch {
	case err != nil:
		e.trouble(n.offset, "shortcode "+n.name+": "+err.Error())
		return standing(embedLink(path, path))
	case flag(n.get("code"), n.text("lang language") != ""):
		return standing(e.code(strings.Trim(content, "\r\n"), n.text("lang language"), ""))
	}
	return standing(e.renderString(n, content))
}

// maxFiles is how many files a post may include: they may include others.
const maxFiles = 100

func (e *expander) readFile(path string) (string, error) {
	if e.env.ReadFile == nil {
		return "", errors.New("files are not included here")
	}
	if e.counts.files++; e.counts.files > maxFiles {
		return "", errors.New("too many files are included")
	}
	return e.env.ReadFile(path)
}
