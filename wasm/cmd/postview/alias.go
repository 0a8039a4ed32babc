//go:build !js

package main

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/page"
	"postview/wasm/site"
	"postview/wasm/words"
)

// alias is another address of a page.
type alias struct {
	file    string // that is sent for it
	of      claim  // the page: what it is made from, or the list that it is of
	address string // of the page
	title   string
	site    *site.Site
	ofPages bool // it is that of the first page of a list, and not the author's
}

// claim is that on the place of its page.
func (a alias) claim() claim { return claim{ofAlias, a.of.String()} }

// aliases returns those of all posts and of the lists that have their places, each
// once, and an error for what can't be one.
func (c *content) aliases(taken claims) (all []alias, errs []error) {
	add := func(of alias, aliases []string) {
		files := []string{pageFile(of.address)}
		for _, address := range aliases {
			file, err := aliasFile(of.address, address)
			if err != nil {
				errs = append(errs, fmt.Errorf("%v: %w", of.of, err))
				continue
			}
			if !slices.Contains(files, file) {
				files = append(files, file)
				of.file = file
				all = append(all, of)
			}
		}
	}
	for _, a := range c.articles {
		if a.Err == nil {
			add(alias{of: claim{ofPost, a.Post.Path}, address: a.entry.URL, title: a.Post.Title, site: a.site}, a.entry.Aliases)
		}
	}
	for _, e := range c.editions {
		for _, l := range e.placed(taken) {
			add(alias{of: claim{ofPost, l.Source}, address: l.URL, title: listTitle(l, e), site: e.site}, l.Aliases)
		}
	}
	return all, errs
}

// listTitle is the title of a list's page.
func listTitle(l *site.Listing, e *edition) string {
	return page.ListTitle(&l.List, words.In(language(e.site)))
}

// pageAliases returns those of the first pages of the lists that have their places.
func (c *content) pageAliases(taken claims) (all []alias) {
	for _, e := range c.editions {
		for _, l := range e.placed(taken) {
			if address := l.Alias(); address != "" {
				all = append(all, alias{pageFile(address), listAt(l), l.URL, listTitle(l, e), e.site, true})
			}
		}
	}
	return all
}

// aliasFile is the file of dist/ for an alias of the page at address. As with Hugo,
// an alias that does not begin with a slash is beside the page.
func aliasFile(at, alias string) (string, error) {
	if u, err := url.Parse(alias); err == nil && u.Scheme != "" {
		return "", fmt.Errorf("alias %q is not an address of this site", alias)
	}
	file := alias
	if !strings.HasPrefix(alias, "/") {
		file = path.Join("/", path.Dir(strings.TrimSuffix(address.Unescape(at), "/")), alias)
	}
	file = strings.TrimPrefix(path.Clean(file), "/")
	if file == "" {
		return "", fmt.Errorf("alias %q is the list of posts", alias)
	}
	if !address.CanBeFile(file) {
		return "", noFile("alias", alias)
	}
	if ext := path.Ext(file); ext == ".html" || ext == ".htm" {
		return file, nil
	}
	return file + "/index.html", nil
}

// page is a page that leads to the other, as Hugo writes it, and with a link for
// browsers that don't follow.
func (a alias) page(all publications) []byte {
	return all.way(a.file, a.address, a.title, language(a.site))
}

// way is a page at the place file that leads to another.
func (all publications) way(file, at, title, language string) []byte {
	title = html.EscapeString(title)
	to := html.EscapeString(address.Relative(address.Escape(file), at))
	var canonical string
	if all != nil {
		canonical = `<link rel="canonical" href="` + html.EscapeString(absolute(all[0].base, at)) + `">` + "\n"
	}
	return fmt.Appendf(nil, `<!doctype html>
<html lang="%s">
<meta charset="utf-8">
<title>%s</title>
%s<meta http-equiv="refresh" content="0; url=%s">
<p><a href="%s">%s</a></p>
</html>
`, html.EscapeString(language), title, canonical, to, to, title)
}

// wayHome is the file at which Hugo leads to the list of posts in the default
// language, by its name or without it; "" where that is the only one.
func (c *content) wayHome() string {
	switch lang := c.home().settings.Lang; {
	case lang.Prefix == "" && len(c.editions) == 1, c.settings.Publishing.NoWayHome:
		return ""
	case lang.Prefix == "":
		return lang.Key + "/index.html"
	default:
		return "index.html"
	}
}

// redirects is _redirects, for hosts that answer with a status in place of a page.
// An address with a sign that has a meaning there is left to the page.
func redirects(base string, aliases []alias) []byte {
	var b strings.Builder
	for _, a := range aliases {
		from, to := base+address.Escape(a.file), base+a.address
		if strings.ContainsAny(from, "*:") {
			continue
		}
		if folder, isIndex := strings.CutSuffix(from, "/index.html"); isIndex {
			fmt.Fprintf(&b, "%s %s 301\n", folder, to)
			from = folder + "/"
		}
		fmt.Fprintf(&b, "%s %s 301\n", from, to)
	}
	return []byte(b.String())
}
