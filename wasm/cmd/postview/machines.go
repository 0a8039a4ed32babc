//go:build !js

package main

import (
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/site"
)

// The files that programs read, by the names that they look for.
const (
	atomFile      = "feed.xml"
	rssFile       = "index.xml"
	sitemapFile   = "sitemap.xml"
	robotsFile    = "robots.txt"
	headersFile   = "_headers"
	redirectsFile = "_redirects"
	noJekyllFile  = ".nojekyll"
)

// The kinds of them that the settings can turn off.
const (
	feedKind    = "rss"
	sitemapKind = "sitemap"
	robotsKind  = "robotstxt"
)

// machineFiles are the same, each with what it is. One that the author has of the
// same name is kept in place of ours, and there is none that the settings don't want.
func (c *content) machineFiles() map[string]string {
	files := map[string]string{
		headersFile: "what hosts send", redirectsFile: "the redirects of hosts",
		noJekyllFile: "what has hosts publish the site as it is",
	}
	if !c.settings.IsOff(sitemapKind) {
		files[sitemapFile] = "the sitemap"
	}
	if !c.settings.IsOff(robotsKind) {
		files[robotsFile] = "what search engines may read"
	}
	for _, e := range c.editions {
		if prefix := e.settings.Lang.Prefix; !e.settings.IsOff(feedKind) {
			files[prefix+atomFile], files[prefix+rssFile] = "the Atom feed", "the RSS feed"
		}
	}
	return files
}

// forMachines writes what is there for programs rather than for readers. Without
// an absolute base there is only what is valid without. An alias is written where
// taken has its place for it; where the settings want no pages for aliases, hosts
// know them still.
func (w *writer) forMachines(c *content, all publications, taken claims, finder string, o *options, log *log) {
	ours := c.machineFiles()
	isOurs := func(name string) bool { return ours[name] != "" && !slices.Contains(c.files, name) }
	own := func(name string, data []byte) {
		if isOurs(name) {
			w.write(name, data)
		}
	}
	ownXML := func(name string, document any) {
		if isOurs(name) {
			w.xml(name, document)
		}
	}
	own(robotsFile, robots(all, isOurs(sitemapFile) || slices.Contains(c.files, sitemapFile)))
	own(headersFile, headers(basePath(c, o), c, finder))
	own(noJekyllFile, nil) // else GitHub Pages has Jekyll make another site of a branch, without sources
	if way := c.wayHome(); taken[way].kind == ofWayHome {
		w.write(way, all.way(way, c.site.Settings.Lang.Prefix, c.site.Title, language(c.site)))
	}
	if o.prerender {
		aliases, errs := c.aliases(taken)
		for _, err := range errs {
			c.note(err)
		}
		aliases = append(aliases, c.pageAliases(taken)...)
		aliases = slices.DeleteFunc(aliases, func(a alias) bool { return taken[a.file] != a.claim() })
		for _, a := range aliases {
			if a.ofPages || !c.settings.Publishing.NoAliases {
				w.write(a.file, a.page(all))
			}
		}
		own(redirectsFile, redirects(basePath(c, o), aliases))
	}
	switch {
	case all != nil:
		for _, p := range all {
			ownXML(p.own(atomFile), p.atom(p.channel()))
			ownXML(p.own(rssFile), p.rss(p.channel()))
		}
		for i, e := range c.editions {
			w.feeds(all[i], e.placed(taken), taken)
		}
		if isOurs(sitemapFile) {
			w.sitemaps(all, all.sitemap(c, taken).parts(urlsInSitemap), taken)
		}
	case c.settings.BaseURL != "" && o.prerender:
		log.say("no feeds, sitemap and cards: baseURL %q is no whole URL; say it by --base-url", c.settings.BaseURL)
	}
}

// feeds writes the feeds of lists, but where an author's file is in the place.
func (w *writer) feeds(p *publication, lists []*site.Listing, taken claims) {
	w.each(len(lists), func(i int) {
		l := lists[i]
		if !hasFeeds(p.site, &l.List) {
			return
		}
		folder, channel := address.Unescape(l.FilesURL()), p.channelOf(l)
		if taken[folder+atomFile] == feedAt(l) {
			w.xml(folder+atomFile, p.atom(channel))
		}
		if taken[folder+rssFile] == feedAt(l) {
			w.xml(folder+rssFile, p.rss(channel))
		}
	})
}

// xml writes a document while it is made: the feed of a site has all its posts.
func (w *writer) xml(name string, document any) {
	data, made := io.Pipe()
	go func() {
		_, err := io.WriteString(made, xml.Header)
		if err == nil {
			err = xml.NewEncoder(made).Encode(document)
		}
		made.CloseWithError(err)
	}()
	w.stream(name, data)
	data.Close()
}

// basePath is the path of the site on its host.
func basePath(c *content, o *options) string {
	if base := absoluteBase(o, c.settings); base != nil {
		return base.EscapedPath()
	}
	return o.base.EscapedPath()
}

// robots lets every program read everything.
func robots(all publications, hasSitemap bool) []byte {
	text := "User-agent: *\nDisallow:\n"
	if all != nil && hasSitemap {
		text += "\nSitemap: " + absolute(all[0].base, sitemapFile) + "\n"
	}
	return []byte(text)
}

// ofViews is what some pages need beyond the policy of all: view.html, and the
// frame that draws diagrams.
const ofViews = "img-src blob:; media-src blob:; connect-src https: http:; style-src 'unsafe-inline'"

// headers is _headers, which some hosts send with the files. Its policy is there
// for what has none of its own, such as a drawing that is opened by itself; pages
// have a stricter one.
func headers(base string, c *content, finder string) []byte {
	lines := []string{base + "*", "  X-Content-Type-Options: nosniff", "  Referrer-Policy: strict-origin-when-cross-origin"}
	if c.settings.Wants(config.Embed) {
		lines = append(lines, "  Access-Control-Allow-Origin: *")
	}
	if !slices.ContainsFunc(c.files, isDocument) {
		lines = append(lines, "  Content-Security-Policy: "+policyWith(ofViews+"; script-src "+hashSource(finder)))
	}
	if !slices.ContainsFunc(c.files, func(name string) bool { return strings.HasPrefix(name, "assets/") }) {
		lines = append(lines, base+"assets/*", "  Cache-Control: public, max-age=31536000, immutable")
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// isDocument reports whether a file of the author's may need more than the policy
// allows.
func isDocument(name string) bool {
	return slices.Contains([]string{".html", ".htm", ".xhtml", ".pdf"}, strings.ToLower(path.Ext(name)))
}
