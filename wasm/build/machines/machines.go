package machines

import (
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/plan"
	"postview/wasm/build/policy"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/wasm/site"
)

// Write writes what is there for programs rather than for readers. Without
// an absolute base there is only what is valid without. An alias is written where
// taken has its place for it; where the settings want no pages for aliases, hosts
// know them still.
func Write(w *out.Writer, c *content.Content, all Publications, taken plan.Claims, finder string, o *content.Options, log *progress.Log) {
	own := func(name string, data []byte) {
		if taken.IsOurs(name) {
			w.Write(name, data)
		}
	}
	ownXML := func(name string, document any) {
		if taken.IsOurs(name) {
			w.XML(name, document)
		}
	}
	own(plan.RobotsFile, robots(all, taken.IsOurs(plan.SitemapFile) || slices.Contains(c.Files, plan.SitemapFile)))
	own(plan.HeadersFile, headers(plan.BasePath(c, o), c, finder))
	own(plan.NoJekyllFile, nil) // else GitHub Pages has Jekyll make another site of a branch, without sources
	if way := plan.WayHome(c); taken[way].Kind == plan.OfWayHome {
		w.Write(way, all.way(way, c.Site.Settings.Lang.Prefix, c.Site.Title, content.Language(c.Site)))
	}
	if o.Prerender {
		aliases, _ := plan.Aliases(c, taken)
		aliases = append(aliases, plan.PageAliases(c, taken)...)
		aliases = slices.DeleteFunc(aliases, func(a plan.Alias) bool { return taken[a.File] != a.Claim() })
		for _, a := range aliases {
			if a.OfPages || !c.Settings.Publishing.NoAliases {
				w.Write(a.File, aliasPage(a, all))
			}
		}
		own(plan.RedirectsFile, redirects(plan.BasePath(c, o), aliases))
	}
	switch {
	case all != nil:
		for _, p := range all {
			ownXML(p.own(plan.AtomFile), p.atom(p.channel()))
			ownXML(p.own(plan.RssFile), p.rss(p.channel()))
		}
		for i, e := range c.Editions {
			writeFeeds(w, all[i], plan.Placed(e, taken), taken)
		}
		if taken.IsOurs(plan.SitemapFile) {
			WriteSitemaps(w, all, all.sitemap(c, taken).Parts(urlsInSitemap), taken)
		}
	case c.Settings.BaseURL != "" && o.Prerender:
		log.Say("no feeds, sitemap and cards: baseURL %q is no whole URL; say it by --base-url", c.Settings.BaseURL)
	}
}

// writeFeeds writes the feeds of lists, but where an author's file is in the place.
func writeFeeds(w *out.Writer, p *Publication, lists []*site.Listing, taken plan.Claims) {
	w.Each(len(lists), func(i int) {
		l := lists[i]
		if !plan.HasFeeds(p.site, &l.List) {
			return
		}
		folder, channel := address.Unescape(l.FilesURL()), p.channelOf(l)
		if taken[folder+plan.AtomFile] == plan.FeedAt(l) {
			w.XML(folder+plan.AtomFile, p.atom(channel))
		}
		if taken[folder+plan.RssFile] == plan.FeedAt(l) {
			w.XML(folder+plan.RssFile, p.rss(channel))
		}
	})
}

// robots lets every program read everything.
func robots(all Publications, hasSitemap bool) []byte {
	text := "User-agent: *\nDisallow:\n"
	if all != nil && hasSitemap {
		text += "\nSitemap: " + plan.Absolute(all[0].Base, plan.SitemapFile) + "\n"
	}
	return []byte(text)
}

// headers is _headers, which some hosts send with the files. Its policy is there
// for what has none of its own, such as a drawing that is opened by itself; pages
// have a stricter one.
func headers(base string, c *content.Content, finder string) []byte {
	lines := []string{base + "*", "  X-Content-Type-Options: nosniff", "  Referrer-Policy: strict-origin-when-cross-origin"}
	if c.Settings.Wants(config.Embed) {
		lines = append(lines, "  Access-Control-Allow-Origin: *")
	}
	if !slices.ContainsFunc(c.Files, isDocument) {
		lines = append(lines, "  Content-Security-Policy: "+policy.PolicyWith(policy.OfViews+"; script-src "+policy.HashSource(finder)))
	}
	if !slices.ContainsFunc(c.Files, func(name string) bool { return strings.HasPrefix(name, "assets/") }) {
		lines = append(lines, base+"assets/*", "  Cache-Control: public, max-age=31536000, immutable")
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// isDocument reports whether a file of the author's may need more than the policy
// allows.
func isDocument(name string) bool {
	return slices.Contains([]string{".html", ".htm", ".xhtml", ".pdf"}, strings.ToLower(path.Ext(name)))
}
