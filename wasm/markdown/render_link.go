package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// links renders links and images. It differs from goldmark in the protocol of
// bare links, in asking the output whether dangerous URLs are kept, and in
// Hugo's render hooks.
type links struct {
	html.Config
	protocol []byte // of links that say none
	hooks    RenderHooks
}

func newLinks(c *Config) *links {
	return &links{html.NewConfig(), []byte(c.Extensions.LinkifyProtocol), c.RenderHooks}
}

// RegisterFuncs is part of renderer.NodeRenderer.
func (l *links) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, l.link)
	reg.Register(ast.KindAutoLink, l.autoLink)
	reg.Register(ast.KindImage, l.image)
}

func (l *links) link(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	class, isNamed := n.AttributeString("class") // of a note
	if l.hooks.Link && !isNamed && hookLink(w, n.Destination, n.Title) {
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<a href="`)
	writeURL(w, util.URLEscape(n.Destination, true))
	_ = w.WriteByte('"')
	if isNamed {
		_, _ = w.WriteString(` class="` + attributeText(class) + `"`)
	}
	l.title(w, n.Title)
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (l *links) autoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	url := l.autoLinkURL(n, source)
	if l.hooks.Link && !isHashtag(n) && hookLink(w, url, nil) {
		_, _ = w.Write(n.Label(source))
		_, _ = w.WriteString(`</a>`)
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<a href="`)
	writeURL(w, util.URLEscape(url, false))
	_ = w.WriteByte('"')
	if n.Attributes() != nil {
		html.RenderAttributes(w, n, html.LinkAttributeFilter)
	}
	_ = w.WriteByte('>')
	_, _ = w.Write(util.EscapeHTML(n.Label(source)))
	_, _ = w.WriteString(`</a>`)
	return ast.WalkContinue, nil
}

// autoLinkURL returns the URL of n. The parser sets a Protocol only where the
// author wrote none.
func (l *links) autoLinkURL(n *ast.AutoLink, source []byte) []byte {
	url := n.URL(source)
	switch {
	case n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(url), []byte("mailto:")):
		return append([]byte("mailto:"), url...)
	case len(n.Protocol) == 0 || bytes.Equal(n.Protocol, l.protocol):
		return url
	}
	return append(bytes.Clone(l.protocol), url[len(n.Protocol):]...)
}

func (l *links) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	class, _ := n.AttributeString("class")
	if l.hooks.Image && attributeText(class) != WikiLink && hookImage(w, source, n) {
		return ast.WalkSkipChildren, nil
	}
	_, _ = w.WriteString(`<img src="`)
	writeURL(w, util.URLEscape(n.Destination, true))
	_, _ = w.WriteString(`" alt="`)
	l.text(w, source, n)
	_ = w.WriteByte('"')
	l.title(w, n.Title)
	if n.Attributes() != nil {
		html.RenderAttributes(w, n, html.ImageAttributeFilter)
	}
	if l.XHTML {
		_, _ = w.WriteString(" />")
	} else {
		_ = w.WriteByte('>')
	}
	return ast.WalkSkipChildren, nil
}

func (l *links) title(w util.BufWriter, title []byte) {
	if title != nil {
		_, _ = w.WriteString(` title="`)
		l.Writer.Write(w, title)
		_ = w.WriteByte('"')
	}
}

// text writes the text of n's children without their markup, for an attribute.
func (l *links) text(w util.BufWriter, source []byte, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.String:
			l.string(w, c)
		case *ast.Text:
			l.segment(w, source, c)
		default:
			l.text(w, source, c)
		}
	}
}

func (l *links) string(w util.BufWriter, s *ast.String) {
	switch {
	case s.IsCode():
		_, _ = w.Write(s.Value)
	case s.IsRaw():
		l.Writer.RawWrite(w, s.Value)
	default:
		l.Writer.Write(w, s.Value)
	}
}

func (l *links) segment(w util.BufWriter, source []byte, t *ast.Text) {
	value := t.Segment.Value(source)
	if t.IsRaw() {
		l.Writer.RawWrite(w, value)
		return
	}
	l.Writer.Write(w, value)
	switch {
	case t.HardLineBreak() || t.SoftLineBreak() && l.HardWraps:
		// As in Hugo, though in an attribute it is no element.
		if l.XHTML {
			_, _ = w.WriteString("<br />\n")
		} else {
			_, _ = w.WriteString("<br>\n")
		}
	case t.SoftLineBreak():
		_ = w.WriteByte('\n')
	}
}

// writeURL writes an escaped URL as an attribute's value, or nothing for one that
// could run a script where raw HTML is not kept either.
func writeURL(w util.BufWriter, url []byte) {
	if isUnsafe(w) || !html.IsDangerousURL(url) {
		_, _ = w.Write(util.EscapeHTML(url))
	}
}
