package pages

import (
	"net/url"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/build/policy"
	"postview/wasm/page"
	"postview/wasm/words"
)

// writeMissing writes it. It leads to where the site is to be, until root.js knows better.
// Where posts have no pages it is the shell, which shows the post of the address.
func writeMissing(w *out.Writer, s *shell, c *content.Content, o *content.Options) {
	root, say := plan.WholeBase(c, o), words.In(s.site.Language)
	view := page.Failure(page.Missing("", root+c.Home().Settings.Lang.Prefix, say), say)
	style := w.Read(s.assets["style/style.css"])
	title := s.title(view.Title)
	if !o.Prerender {
		title = s.site.Title
	}
	missing, err := s.page(title, plan.MissingPage, root, func(n *html.Node) {
		switch {
		case IsPolicy(n):
			nodes.Set(n, "content", policy.PolicyWith("script-src "+policy.HashSource(s.finder)+"; style-src "+policy.HashSource(string(style))))
		case s.isOfPage(n):
			nodes.Raw(n, inlineScript(s.finder))
		case nodes.Attr(n, "rel") == "stylesheet":
			nodes.Raw(n, "<style>"+string(style)+"</style>")
		case nodes.Attr(n, "rel") == "icon":
			nodes.Set(n, "href", "data:image/svg+xml,"+url.PathEscape(string(assets.NewDesk(w, s.web).Source("site/icon.svg"))))
		case n.DataAtom == atom.Html && o.Prerender:
			nodes.Set(n, "data-renderer", "prerender")
			nodes.Set(n, "data-view", string(view.Kind))
		case n.DataAtom == atom.Main && o.Prerender:
			nodes.Unset(n, "aria-busy")
			nodes.Empty(n)
			n.AppendChild(&html.Node{Type: html.RawNode, Data: "\n" + view.HTML.String() + "\n"})
		case n.DataAtom == atom.Main: // until there is a root; see root.js
			n.AppendChild(&html.Node{Type: html.RawNode, Data: "<div hidden>" + view.HTML.String() + "</div>\n"})
		}
	})
	w.Note(err)
	w.Write(plan.MissingPage, missing)
}

// inlineScript is a script that stands within a page.
func inlineScript(script string) string { return `<script type="module">` + script + "</script>" }
