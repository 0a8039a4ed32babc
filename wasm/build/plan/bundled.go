package plan

import (
	"path"
	"strings"
	"sync"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/resource"
	"postview/wasm/post"
)

// bundled finds the files of the bundles of a Hugo site by the names that the posts have
// for them.
type bundled struct {
	posts map[string]*post.Post // by their paths
	files map[string][]string   // the folder of a bundle → what is in it, relative to that
	known sync.Map              // the path of a post → its [resource.Resources]
}

func newBundled(c *content.Content) *bundled {
	b := &bundled{posts: map[string]*post.Post{}, files: map[string][]string{}}
	for _, a := range c.Articles {
		if folder := c.BundleOf(a.Post.Path); folder != "" {
			b.posts[a.Post.Path] = a.Post
		}
	}
	for _, name := range c.Files {
		if folder := c.BundleOf(name); folder != "" && c.Static[name] == "" && !content.IsPost(name) {
			b.files[folder] = append(b.files[folder], name[len(folder)+1:])
		}
	}
	return b
}

// named returns the address of the file that a post calls so: by its front matter, or, a
// picture, by a part of its name, as Docsy's imgproc does.
func (b *bundled) named(source, name string) (at string, found bool) {
	p, folder := b.posts[source], path.Dir(source)
	if p == nil || len(b.files[folder]) == 0 || name == "" {
		return "", false
	}
	all, isKnown := b.known.Load(source)
	if !isKnown {
		made, _ := resource.Of(p, b.files[folder]) // the content has told the error
		all, _ = b.known.LoadOrStore(source, made)
	}
	resources := all.(resource.Resources)
	r := resources.Get(name)
	for _, other := range resources.Match("**" + strings.TrimPrefix(name, "./") + "*") {
		if r == nil && other.Type == "image" {
			r = &other
		}
	}
	if r == nil {
		return "", false
	}
	return address.Escape(folder + "/" + r.File), true
}
