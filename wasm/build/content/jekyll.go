package content

import (
	"postview/wasm/build/jekyll"
	"postview/wasm/markdown"
	"postview/wasm/page"
)

// jekyllSite returns the site of Jekyll that the folder is, nil where it is none or has
// a configuration of Hugo's. A configuration that can't be read the settings tell.
func jekyllSite(o *Options) *jekyll.Site {
	if files := FindSettings(o); len(files) > 0 && files[0] != jekyll.Settings(o.Content) {
		return nil
	}
	site, _ := jekyll.Open(o.Content)
	return site
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

// article reads a source: one of Jekyll's as what it is here, which then is what is
// published. The lines of its problems are those of the author.
func (c *Content) article(name string, source []byte, o markdown.Options) (a page.Article, published []byte) {
	if c.Jekyll == nil {
		return page.Read(name, source, o), nil
	}
	made := c.Jekyll.Source(name, source)
	if a = page.Read(name, made.Text, o); a.Err != nil {
		a.Source = source
		return a, made.Text
	}
	a.Source = made.Lines
	a.Post.BodyLine -= made.Added
	for _, p := range a.Document.Problems {
		p.Line, p.Column = p.Line-made.Added, 0 // which the author has elsewhere
	}
	a.Document.Problems = append(made.Problems, a.Document.Problems...)
	return a, made.Text
}
