//go:build !js

package main

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/page"
	"postview/wasm/words"
)

// A host may send two pages for any address: 404.html, and index.html where it
// answers with the home page what it does not know. They can't tell where the site's
// root is from there. So they have root.js within them, which finds it, and 404.html
// has its style sheet and its icon, too: it looks as it should also where no script
// runs.

// missingPage is the page that hosts send for what is not there.
const missingPage = "404.html"

// missing writes it. It leads to where the site is to be, until root.js knows better.
// Where posts have no pages it is the shell, which shows the post of the address.
func (w *writer) missing(s *shell, c *content, o *options) {
	root, say := wholeBase(c, o), words.In(s.site.Language)
	view := page.Failure(page.Missing("", root+c.home().settings.Lang.Prefix, say), say)
	style, err := w.root.ReadFile(s.assets["style/style.css"])
	w.note(err)
	title := s.title(view.Title)
	if !o.prerender {
		title = s.site.Title
	}
	missing, err := s.page(title, missingPage, root, func(n *html.Node) {
		switch {
		case isPolicy(n):
			set(n, "content", policyWith("script-src "+hashSource(s.finder)+"; style-src "+hashSource(string(style))))
		case s.isOfPage(n):
			raw(n, inlineScript(s.finder))
		case attr(n, "rel") == "stylesheet":
			raw(n, "<style>"+string(style)+"</style>")
		case attr(n, "rel") == "icon":
			set(n, "href", "data:image/svg+xml,"+url.PathEscape(string(w.read("site/icon.svg"))))
		case n.DataAtom == atom.Html && o.prerender:
			set(n, "data-renderer", "prerender")
			set(n, "data-view", string(view.Kind))
		case n.DataAtom == atom.Main && o.prerender:
			unset(n, "aria-busy")
			empty(n)
			n.AppendChild(&html.Node{Type: html.RawNode, Data: "\n" + view.HTML.String() + "\n"})
		case n.DataAtom == atom.Main: // until there is a root; see root.js
			n.AppendChild(&html.Node{Type: html.RawNode, Data: "<div hidden>" + view.HTML.String() + "</div>\n"})
		}
	})
	w.note(err)
	w.write(missingPage, missing)
}

// wholeBase is where the site will be, as far as that is known.
func wholeBase(c *content, o *options) string {
	switch base := absoluteBase(o, c.settings); {
	case o.live:
		return "/" // on this machine
	case base != nil:
		return base.String()
	default:
		return o.base.EscapedPath()
	}
}

// rootFinder returns root.js.
func (w *writer) rootFinder(places map[string]string) string {
	return strings.TrimSpace(string(w.bundled("site/root.js", rootFiles{places["site/page.js"]})))
}

// inlineScript is a script that stands within a page.
func inlineScript(script string) string { return `<script type="module">` + script + "</script>" }

// hashSource is what lets a policy pass a script or a style sheet within a page.
func hashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
