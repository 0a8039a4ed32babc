package content

import "postview/wasm/build/jekyll"

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
