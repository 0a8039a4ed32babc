package plan

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/site"
)

// Alias is another address of a page.
type Alias struct {
	File    string // that is sent for it
	of      Claim  // the page: what it is made from, or the list that it is of
	Address string // of the page
	Title   string
	Site    *site.Site
	OfPages bool // it is that of the first page of a list, and not the author's
}

// Claim is that on the place of its page.
func (a Alias) Claim() Claim { return Claim{OfAlias, a.of.String()} }

// Aliases returns those of all posts and of the lists that have their places, each
// once, and what is wrong with what can't be one.
func Aliases(c *content.Content, taken Claims) (all []Alias, wrong []*problem.Problem) {
	add := func(of Alias, source *post.Post, aliases []string) {
		of.of = Claim{OfPost, source.Path}
		files := []string{disk.PageFile(of.Address)}
		for _, address := range aliases {
			file, err := AliasFile(of.Address, address)
			if err != nil {
				wrong = append(wrong, source.Problem(problem.FrontMatter, err, "aliases"))
				continue
			}
			if !slices.Contains(files, file) {
				files = append(files, file)
				of.File = file
				all = append(all, of)
			}
		}
	}
	for _, a := range c.Articles {
		if a.Err == nil {
			add(Alias{Address: a.Entry.URL, Title: a.Post.Title, Site: a.Site}, a.Post, a.Entry.Aliases)
		}
	}
	for _, e := range c.Editions {
		for _, l := range Placed(e, taken) {
			if l.Index != nil {
				add(Alias{Address: l.URL, Title: ListTitle(&l.List, e.Site), Site: e.Site}, l.Index, l.Aliases)
			}
		}
	}
	return all, wrong
}

// PageAliases returns those of the first pages of the lists that have their places.
func PageAliases(c *content.Content, taken Claims) (all []Alias) {
	for _, e := range c.Editions {
		for _, l := range Placed(e, taken) {
			if address := l.Alias(); address != "" {
				all = append(all, Alias{disk.PageFile(address), listAt(l), l.URL, ListTitle(&l.List, e.Site), e.Site, true})
			}
		}
	}
	return all
}

// AliasFile is the file of dist/ for an alias of the page at address. As with Hugo,
// an alias that does not begin with a slash is beside the page.
func AliasFile(at, alias string) (string, error) {
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
		return "", address.NoFile("alias", alias)
	}
	if ext := path.Ext(file); ext == ".html" || ext == ".htm" {
		return file, nil
	}
	return file + "/index.html", nil
}

// WayHome is the file at which Hugo leads to the list of posts in the default
// language, by its name or without it; "" where that is the only one.
func WayHome(c *content.Content) string {
	switch lang := c.Home().Settings.Lang; {
	case lang.Prefix == "" && len(c.Editions) == 1, c.Settings.Publishing.NoWayHome:
		return ""
	case lang.Prefix == "":
		return lang.Key + "/index.html"
	default:
		return "index.html"
	}
}
