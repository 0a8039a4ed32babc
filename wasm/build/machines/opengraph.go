package machines

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	bcp47 "golang.org/x/text/language"

	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/plan"
	"postview/wasm/post"
	"postview/wasm/site"
)

// openGraph is what previews of links read of the page at an address, of a kind
// that https://ogp.me knows.
func (p *Publication) openGraph(kind, address, title, description string) []*html.Node {
	graph := []*html.Node{
		property("og:type", kind),
		property("og:site_name", p.site.Title),
		property("og:url", plan.Absolute(p.Base, address)),
		property("og:title", title),
		property("og:description", description),
		property("og:locale", Locale(content.Language(p.site))),
	}
	for _, t := range p.site.Translations(address) {
		graph = append(graph, property("og:locale:alternate", Locale(t.Language)))
	}
	return graph
}

// articleGraph is what previews read of a post besides.
func (p *Publication) articleGraph(post *published) []*html.Node {
	graph := []*html.Node{
		property("og:image", post.picture),
		property("og:image:alt", post.pictureText),
		property("article:published_time", post.Post.Date.String()),
		property("article:modified_time", post.changed().String()),
	}
	for _, author := range post.Post.Authors {
		graph = append(graph, property("article:author", p.profile(author)))
	}
	if trail := p.site.Trail(post.Post.Path); len(trail) > 0 {
		graph = append(graph, property("article:section", trail[0].Title))
	}
	for _, tag := range post.Post.Tags {
		graph = append(graph, property("article:tag", tag))
	}
	return graph
}

// profile is the URL of the page that tells of an author: their own, or else the
// list of their posts; "" where there is neither.
func (p *Publication) profile(author post.Author) string {
	if _, page := authorOf(author); page != "" {
		return page
	}
	if address := p.site.TermURL(site.Authors, site.AuthorName(author)); address != "" {
		return plan.Absolute(p.Base, address)
	}
	return ""
}

// card tells X how to show a link; it takes the rest from the Open Graph.
func card(picture string) *html.Node {
	kind := "summary"
	if picture != "" {
		kind = "summary_large_image"
	}
	return nodes.Element(atom.Meta, "name", "twitter:card", "content", kind)
}

// Locale is a language as the Open Graph writes it, with the territory that the
// tag has: pt_BR. It is "" for what is no tag of a language.
func Locale(tag string) string {
	parsed, err := bcp47.Parse(tag)
	if err != nil {
		return ""
	}
	base, _, territory := parsed.Raw()
	if territory.String() == "ZZ" { // none
		return base.String()
	}
	return base.String() + "_" + territory.String()
}

// property is an element of the Open Graph, or nil where there is nothing to say.
func property(name, value string) *html.Node {
	if value == "" {
		return nil
	}
	return nodes.Element(atom.Meta, "property", name, "content", value)
}
