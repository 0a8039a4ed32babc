package content

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/page"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/scalar"
	"postview/wasm/site"
)

// visibility is what the front matter says of what is made of a page: its map build, or
// headless, as it was said once.
type visibility struct {
	list   string // "always"; "local", in the lists of its section and terms alone; "never"
	render string // "always"; "link", it has an address, where something else is; "never"
	files  bool   // what is beside it is published, too
}

// visibilityOf reads it. The error is for each value that says nothing.
func visibilityOf(p *post.Post) (v visibility, err error) {
	var errs []error
	wrong := func(format string, args ...any) {
		errs = append(errs, p.Problem(problem.FrontMatter, fmt.Errorf(format, args...), "build", "_build"))
	}
	said, there := p.Param("_build") // as it was called once
	if !there {
		said, _ = p.Param("build")
	}
	values, isMap := said.(map[string]any)
	if said != nil && !isMap {
		wrong("build can’t be %v: it is a map of list, render and publishResources", said)
	}
	choose := func(key string, choices ...string) string {
		value := values[key]
		text, _ := scalar.Text(value)
		switch text { // as it was said once
		case "true":
			text = "always"
		case "false":
			text = "never"
		}
		if value == nil || slices.Contains(choices, text) {
			return text
		}
		wrong("build.%s can’t be %v: it is %s", key, value, strings.Join(choices, ", "))
		return ""
	}
	v = visibility{list: choose("list", "always", "never", "local"), render: choose("render", "always", "never", "link"), files: true}
	if value := values["publishresources"]; value != nil {
		var ok bool
		if v.files, ok = scalar.Bool(value); !ok {
			wrong("build.publishResources can’t be %v: it is true or false", value)
			v.files = true
		}
	}
	headless, _ := p.Param("headless")
	if is, _ := scalar.Bool(headless); is {
		v.list, v.render = "never", "never"
	}
	return v, errors.Join(errs...)
}

// hasPage reports whether the page is made.
func (v visibility) hasPage() bool { return v.render != "never" && v.render != "link" }

// isNothing reports whether nothing of the page can be seen.
func (v visibility) isNothing() bool { return v.list == "never" && v.render == "never" }

// listed is where lists have the page.
func (v visibility) listed() site.Listed {
	switch v.list {
	case "never":
		return site.Nowhere
	case "local":
		return site.Locally
	}
	return site.Everywhere
}

// take takes a post over, as what is said of its page wants.
func (c *Content) take(a *Article) {
	v, err := visibilityOf(a.Post)
	c.Note(err)
	c.Note(a.wrong)
	a.Entry.Listed, a.Entry.Unlinked, a.pageless = v.listed(), v.render == "never", !v.hasPage()
	switch {
	case v.hasPage():
		c.Articles = append(c.Articles, *a)
	case !v.isNothing():
		c.Pageless = append(c.Pageless, *a)
	}
	if _, name := c.Settings.Languages.Page(a.Post.Path); stem(name) == "index" {
		c.noteFiles(a.Article, v)
	}
}

// noteFiles notes whether what is beside the source of a folder is published. Something is
// if one of the translations says so, or shows it.
func (c *Content) noteFiles(of page.Article, v visibility) {
	if c.publishes == nil {
		c.publishes, c.shown = map[string]bool{}, map[string]bool{}
	}
	folder := path.Dir(of.Post.Path)
	if c.publishes[folder] = c.publishes[folder] || v.files; v.files || of.Document == nil {
		return
	}
	for _, ref := range NewOutline(of.Document.Whole()).References {
		_, file := address.FileOf(of.Post.Path, ref)
		c.shown[file] = true
	}
}

// dropUnpublished leaves out the files of the folders whose sources do not want them.
func (c *Content) dropUnpublished() {
	c.Files = slices.DeleteFunc(c.Files, func(name string) bool {
		if c.Static[name] != "" || c.shown[name] {
			return false
		}
		for folder := path.Dir(name); ; folder = path.Dir(folder) {
			if published, isBundle := c.publishes[folder]; isBundle || folder == "." {
				return isBundle && !published
			}
		}
	})
}

// PagelessIn returns the articles of an edition that have no page.
func (c *Content) PagelessIn(e *Edition) (all []Article) {
	for _, a := range c.Pageless {
		if a.Edition == e {
			all = append(all, a)
		}
	}
	return all
}
