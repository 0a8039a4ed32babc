package plan

import (
	"maps"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/config"
	"postview/wasm/site"
)

// PackageFiles make a package for npm of dist/: what it is, its types, and its
// element as editors read it.
var PackageFiles = []string{"package.json", "postview.d.ts", "custom-elements.json"}

// AroundFile is the place of what stands around a post: beside its page, or
// beside its source where it has none.
func AroundFile(a content.Article, o *content.Options) string {
	at := a.Entry.URL
	if !o.Prerender {
		at = address.Escape(a.Post.Path)
	}
	return address.Unescape(site.AroundFile(at))
}

// The files that programs read, by the names that they look for.
const (
	AtomFile      = "feed.xml"
	RssFile       = "index.xml"
	SitemapFile   = "sitemap.xml"
	RobotsFile    = "robots.txt"
	HeadersFile   = "_headers"
	RedirectsFile = "_redirects"
	NoJekyllFile  = ".nojekyll"
)

// The kinds of them that the settings can turn off.
const (
	FeedKind    = "rss"
	sitemapKind = "sitemap"
	robotsKind  = "robotstxt"
)

// MachineFiles are the same, each with what it is. One that the author has of the
// same name is kept in place of ours, and there is none that the settings don't want.
func MachineFiles(c *content.Content) map[string]string {
	files := map[string]string{
		HeadersFile: "what hosts send", RedirectsFile: "the redirects of hosts",
		NoJekyllFile: "what has hosts publish the site as it is",
	}
	if !c.Settings.IsOff(sitemapKind) {
		files[SitemapFile] = "the sitemap"
	}
	if !c.Settings.IsOff(robotsKind) {
		files[RobotsFile] = "what search engines may read"
	}
	for _, e := range c.Editions {
		if prefix := e.Settings.Lang.Prefix; !e.Settings.IsOff(FeedKind) {
			files[prefix+AtomFile], files[prefix+RssFile] = "the Atom feed", "the RSS feed"
		}
	}
	return files
}

// A host may send two pages for any address: 404.html, and index.html where it
// answers with the home page what it does not know. They can't tell where the site's
// root is from there. So they have root.js within them, which finds it, and 404.html
// has its style sheet and its icon, too: it looks as it should also where no script
// runs.

// MissingPage is the page that hosts send for what is not there.
const MissingPage = "404.html"

// Embeds reports whether the article is offered for pages of others.
func Embeds(a content.Article) bool {
	return a.Err == nil && a.Settings.Wants(config.Embed)
}

// OEmbedFile is the place of the oEmbed data of the page at address: beside it,
// with its name where it has one of its own.
func OEmbedFile(address string) string {
	folder, name := path.Split(disk.PageFile(address))
	if name == "index.html" {
		return folder + "oembed.json"
	}
	return folder + name + ".oembed.json"
}

// The files of what keeps pages for reading without a connection. A service
// worker has the folder that it is in for its own, and is found again by its name.
const (
	WorkerFile  = "offline.js"
	OfflinePage = "offline.html"
)

// ownFiles are those of Postview itself without which a site would not work, each with
// what it is.
var ownFiles = map[string]string{
	"view.html": "the page that shows any post",
	WorkerFile:  "the script that keeps what is read", OfflinePage: "the page of what is not kept",
	"embed.html": "the page for frames", "frame.js": "the script for frames",
	"postview.js": "the element’s script", NoticesFile: "the licences of what is in the program",
}

// NoticesFile is in the folder of the scripts.
const NoticesFile = "assets/NOTICES.txt"

// IconFile is what browsers show beside the name of the site.
const IconFile = "icon.svg"

// replaceable are those of which the author's own may be in the place.
var replaceable = map[string]string{
	MissingPage: "the page of what is missing", IconFile: "the site’s icon",
	"package.json": ofPackage, "postview.d.ts": ofPackage, "custom-elements.json": ofPackage,
}

const ofPackage = "the element’s package"

// IsOurs reports whether a file is the one that Postview has for the place.
func (all Claims) IsOurs(name string) bool { return all[name].Kind == OfViewer }

// MadeFrom is the text of that file, of the places in a site.
func MadeFrom(taken Claims) []byte {
	names := map[string]bool{disk.MadeFile: true, "assets": true}
	for place := range taken {
		name, _, _ := strings.Cut(place, "/")
		names[name] = true
	}
	return []byte(strings.Join(slices.Sorted(maps.Keys(names)), "\n") + "\n")
}
