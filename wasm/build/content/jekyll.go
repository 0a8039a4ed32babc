package content

import (
	"postview/wasm/build/disk"
	"postview/wasm/build/jekyll"
	"postview/wasm/build/project"
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
