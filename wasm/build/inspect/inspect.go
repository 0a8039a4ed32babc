// Package inspect finds what is wrong with a site that can be read, once its posts are
// shown: [Find] finds references that lead nowhere, and the like. [Summary] tells of many problems in
// a few lines.
//
// It stands on pages, which show the posts.
package inspect

import (
	"slices"

	"postview/wasm/build/content"
	"postview/wasm/build/pages"
	"postview/wasm/build/plan"
	"postview/wasm/problem"
)

// inspector finds what is wrong with the posts of a site.
type inspector struct {
	*content.Content
	options  *content.Options
	places   plan.Claims
	links    *plan.References
	articles map[string]*content.Seen // by the paths of their sources
	problems []*problem.Problem
}

// Find finds links and pictures that lead nowhere, and what is odd in a source. The posts
// have been shown; the texts of lists, which are few, are shown here.
func Find(c *content.Content, o *content.Options, places plan.Claims, links *plan.References) []*problem.Problem {
	i := &inspector{Content: c, options: o, places: places, links: links, articles: map[string]*content.Seen{}}
	all := slices.Clone(c.Articles)
	for _, e := range c.Editions {
		for _, l := range plan.Placed(e, places) {
			for _, index := range e.Indexes {
				if l.Index != nil && index.Post.Path == l.Index.Path {
					text := *index
					text.Entry.URL = l.URL
					text.References = content.NewOutline(text.Document.Whole()).References
					text.See(pages.View(text, links, o))
					all = append(all, text)
				}
			}
		}
	}
	for _, a := range all {
		if a.Document != nil {
			i.articles[a.Post.Path] = a.Seen()
		}
	}
	for _, a := range all {
		if a.Document != nil {
			i.problems = append(i.problems, a.Seen().Faults...)
			i.inspect(a)
		}
	}
	i.keys()
	return i.problems
}

// Sorted returns problems in the order of their files, each once.
func Sorted(problems []*problem.Problem) []*problem.Problem {
	slices.SortFunc(problems, problem.Compare)
	return slices.CompactFunc(problems, func(a, b *problem.Problem) bool { return problem.Compare(a, b) == 0 })
}
