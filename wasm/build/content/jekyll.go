package content

import (
	"postview/wasm/build/jekyll"
	"postview/wasm/markdown"
	"postview/wasm/page"
)

// jekyllSite returns the site of Jekyll that the folder is, nil where it is none or has
// a configuration of Hugo's.
func jekyllSite(o *Options) (*jekyll.Site, error) {
	if files := FindSettings(o); len(files) > 0 && files[0] != jekyll.Settings(o.Content) {
		return nil, nil
	}
	return jekyll.Open(o.Content)
}

// tellJekyll tells the site which files there are, and notes what is not published of it.
func (c *Content) tellJekyll(posts []string) {
	if c.Jekyll != nil {
		c.Jekyll.Found(posts, c.Files)
		for _, p := range c.Jekyll.Told() {
			c.note(p)
		}
	}
}

// readJekyll reads a post of Jekyll's as what it is here. Its lines stay those of the
// author.
func (c *Content) readJekyll(a *Article, name string, source []byte, o markdown.Options) {
	made := c.Jekyll.Source(name, source)
	a.Article = page.Read(name, made.Text, o)
	a.Source, a.Published = made.Lines, made.Text
	if a.Err != nil {
		a.Source = source
		return
	}
	a.Post.BodyLine -= made.Added
	for _, p := range a.Document.Problems {
		p.Line -= made.Added
	}
	a.Document.Problems = append(made.Problems, a.Document.Problems...)
}
