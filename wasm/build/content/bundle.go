package content

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"postview/wasm/problem"
)

// stem returns the name of a page without its folder and its ending, in lower case.
func stem(page string) string {
	name := path.Base(page)
	return strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
}

// bundle finds the page bundles of a Hugo site, the folders with an index.md, and takes
// the posts and the texts of folders within them away: they are resources, which have no
// page. It returns the others. An index.md at the top is the text of the home.
func (c *Content) bundle(posts []string) (rest []string) {
	c.bundles = map[string]bool{}
	for _, name := range posts {
		if _, page := c.Settings.Languages.Page(name); stem(page) == "index" && path.Dir(page) != "." {
			c.bundles[path.Dir(name)] = true
		}
	}
	isResource := func(name string) bool {
		bundle := c.BundleOf(name)
		_, page := c.Settings.Languages.Page(name)
		is := bundle != "" && (bundle != path.Dir(name) || stem(page) != "index")
		if is {
			c.Resources = append(c.Resources, name)
		}
		return is
	}
	c.Sections = slices.DeleteFunc(c.Sections, isResource)
	return slices.DeleteFunc(posts, isResource)
}

// IsHugo reports whether the content is that of a Hugo site, whose files are of pages.
func (c *Content) IsHugo() bool { return c.bundles != nil }

// BundleOf returns the folder of the bundle that a file is of, the outermost one; "" for
// a file of none.
func (c *Content) BundleOf(name string) string {
	for i := range name {
		if name[i] == '/' && c.bundles[name[:i]] {
			return name[:i]
		}
	}
	return ""
}

// dropHidden leaves out what is beside the source of a post that is not shown in any
// language, as Hugo does. One that has no page on purpose is there for its files.
func (c *Content) dropHidden() {
	hidden := map[string]bool{}
	for _, e := range c.Editions {
		e.hidden.Range(func(source, why any) bool {
			folder := c.BundleOf(source.(string))
			hidden[folder] = hidden[folder] || folder != "" && !slices.Equal(why.([]string), []string{"headless"})
			return true
		})
	}
	for _, a := range c.Articles {
		delete(hidden, c.BundleOf(a.Post.Path))
	}
	c.Files = slices.DeleteFunc(c.Files, func(name string) bool { return c.Static[name] == "" && hidden[c.BundleOf(name)] })
}

// addIncluded publishes the Markdown files in bundles that posts include: the program in
// the browser reads them.
func (c *Content) addIncluded() {
	included := map[string]bool{}
	for _, a := range c.Articles {
		for name := range a.reads {
			included[name] = true
		}
	}
	for _, name := range c.Resources {
		if included[name] {
			c.Files = append(c.Files, name)
		}
	}
}

// texts takes the posts that are the text of their folder, as an _index.md is, and
// returns the others: an index.md at the top and, where there is no Hugo site, a
// README.md.
func (c *Content) texts(posts []string, isHugo bool) (rest []string) {
	type folder struct{ language, path string }
	rank := []string{"_index", "index", "readme"}
	best := map[folder]string{}
	hasIndex := map[folder]bool{}
	of := func(name string) (folder, int) {
		l, page := c.Settings.Languages.Page(name)
		at := folder{path: path.Dir(page)}
		if l != nil {
			at.language = l.Key
		}
		return at, slices.Index(rank, stem(page))
	}
	for _, name := range slices.Concat(c.Sections, posts) {
		at, n := of(name)
		isText := n == 0 || n == 1 && at.path == "." || n == 2 && !isHugo
		hasIndex[at] = hasIndex[at] || n == 1 && !isText
		if _, other := of(best[at]); isText && (best[at] == "" || n < other) {
			best[at] = name
		}
	}
	for _, name := range posts {
		at, n := of(name)
		switch isText := n == 1 && at.path == "." || n == 2 && !isHugo && !hasIndex[at]; {
		case isText && best[at] == name:
			c.Sections = append(c.Sections, name)
			continue
		case isText && n == 2: // an index.md has not its address either, which is told
			c.note(&problem.Problem{File: name, Kind: problem.Address, Err: fmt.Errorf("%s is the text of the folder: this is a post in it", best[at])})
		}
		rest = append(rest, name)
	}
	return rest
}
