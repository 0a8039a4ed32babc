package check

import (
	"os"
	"path/filepath"
	"slices"

	"postview/wasm/build/content"
	"postview/wasm/build/plan"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// checker finds what is wrong with a content folder.
type checker struct {
	*content.Content
	options  *content.Options
	places   plan.Claims // as [plan.Settled] has them
	links    *plan.References
	outlines map[string]*content.Outline // of the posts, by the paths of their sources
	problems []*problem.Problem
}

func newChecker(c *content.Content, o *content.Options) *checker {
	return &checker{Content: c, options: o, outlines: map[string]*content.Outline{}}
}

// check returns all that is wrong, sorted.
func (c *checker) check() []*problem.Problem {
	for _, a := range c.Articles {
		if a.Document != nil {
			c.outlines[a.Post.Path] = content.NewOutline(c.options.Sanitizer()(a.Document.Whole()).String())
		}
	}
	c.places = plan.Settled(c.Content, c.options)
	c.links = plan.NewReferences(c.Content, c.options, c.places)
	c.problems = slices.Clone(c.Problems)
	c.checkFiles()
	c.checkSections()
	for i := range c.Articles {
		if a := &c.Articles[i]; a.Document != nil {
			c.checkSource(a)
			c.checkReferences(a)
		}
	}
	c.checkKeys()
	for _, a := range c.indexes() {
		c.outlines[a.Post.Path] = content.NewOutline(c.options.Sanitizer()(a.Document.Whole()).String())
		c.checkReferences(a)
	}
	slices.SortFunc(c.problems, problem.Compare)
	return slices.CompactFunc(c.problems, func(a, b *problem.Problem) bool { return problem.Compare(a, b) == 0 })
}

// checkFiles finds files that the build can't copy, as a link out of the folder.
func (c *checker) checkFiles() {
	for _, name := range c.Files {
		folder, at := c.options.Content, name
		if static := c.Static[name]; static != "" {
			folder, at = static, plan.StaticAt(c.Content, name).Owner
		}
		file, err := os.OpenInRoot(folder, name)
		if err != nil {
			c.problems = append(c.problems, problem.OfFile(at, err))
			continue
		}
		file.Close()
	}
}

// checkSections reads the front matter of the sections.
func (c *checker) checkSections() {
	for _, name := range c.Sections {
		source, err := os.ReadFile(filepath.Join(c.options.Content, filepath.FromSlash(name)))
		if err != nil {
			c.problems = append(c.problems, problem.OfFile(name, err))
			continue
		}
		_, err = post.Parse(name, source)
		c.problems = append(c.problems, problem.All(err)...)
	}
}

// indexes are the texts of lists, as articles at the addresses of these.
func (c *checker) indexes() (all []*content.Article) {
	for _, e := range c.Editions {
		for _, l := range plan.Placed(e, c.places) {
			for _, index := range e.Indexes {
				if l.Index != nil && index.Post.Path == l.Index.Path {
					index.Entry.URL = l.URL
					all = append(all, index)
				}
			}
		}
	}
	return all
}
