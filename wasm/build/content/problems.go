package content

import (
	"fmt"
	"slices"

	"postview/wasm/build/layout"
	"postview/wasm/build/progress"
	"postview/wasm/build/resource"
	"postview/wasm/page"
	"postview/wasm/problem"
)

// Note notes the problems that an error is made of, if there is one.
func (c *Content) Note(err error) {
	for _, p := range problem.All(err) {
		c.note(p)
	}
}

// noteText notes what is wrong with the text of an article that can be read.
func (c *Content) noteText(a page.Article) {
	if a.Document == nil {
		return
	}
	for _, p := range a.Document.Problems {
		if p.Kind == problem.Shortcode && p.Key != "" {
			c.unknown = append(c.unknown, p)
			continue
		}
		c.note(p)
	}
	_, err := resource.Of(a.Post, nil)
	c.Note(err)
}

// tellShortcodes notes which shortcodes nobody knows, and what templates could not do:
// each once, with how often that was so, at the first post.
func (c *Content) tellShortcodes() {
	uses, posts := map[string]int{}, map[string]map[string]bool{}
	for _, p := range c.unknown {
		if uses[p.Key]++; posts[p.Key] == nil {
			posts[p.Key] = map[string]bool{}
		}
		posts[p.Key][p.File] = true
	}
	slices.SortStableFunc(c.unknown, problem.Compare)
	for _, p := range c.unknown {
		first := *p
		switch n := uses[p.Key]; n {
		case 0:
			continue // it is told
		case 1:
		default:
			first.Err = fmt.Errorf("%w: %d times in %s, first here", p.Err, n, progress.Number(len(posts[p.Key]), "post"))
		}
		uses[p.Key] = 0
		c.note(&first)
	}
	failures := c.failures
	for _, a := range c.Articles {
		failures = append(failures, a.failures...)
	}
	for _, p := range layout.Told(failures) {
		c.note(p)
	}
}

// note notes a problem. One of the settings is found by each list and each language
// that they are for, and is told once.
func (c *Content) note(p *problem.Problem) {
	c.noting.Lock()
	defer c.noting.Unlock()
	isSame := func(other *problem.Problem) bool { return problem.Compare(p, other) == 0 }
	isOfSettings := p.Kind == problem.Settings || p.Kind == problem.NotFollowed
	if isOfSettings && slices.ContainsFunc(c.Problems, isSame) {
		return
	}
	c.Problems = append(c.Problems, p)
}

// Lost is how many of the problems keep something from being as the author asked:
// others have their place on a page, or nothing is to be mended.
func (c *Content) Lost() (n int) {
	for _, p := range c.Problems {
		if p.Kind != problem.NotFollowed && p.Kind != problem.Shortcode {
			n++
		}
	}
	return n
}
