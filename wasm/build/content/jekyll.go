package content

import (
	"postview/wasm/build/disk"
	"postview/wasm/build/jekyll"
	"postview/wasm/build/project"
	"postview/wasm/markdown"
	"postview/wasm/page"
)

// findJekyll finds the site of Jekyll that the folder is: none where Hugo's configuration
// is named, or is as near. The error is that of the site's own.
func (s *Sources) findJekyll(o *Options) (err error) {
	file := jekyll.Settings(o.Content)
	switch {
	case o.Config != "" && (file == "" || disk.Resolved(o.Config) != disk.Resolved(file)),
		o.Config == "" && len(s.Project.Files) > 0 && (file == "" || len(s.Project.Looked) <= 2):
		return nil
	}
	if s.jekyll, err = jekyll.Open(o.Content); s.jekyll != nil {
		s.Project = &project.Project{Looked: s.Project.Looked, Values: s.jekyll.Values()}
	}
	if file != "" {
		s.Project.Files = []string{file}
	}
	return err
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
