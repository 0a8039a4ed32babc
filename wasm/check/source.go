package check

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// checkSource finds what is wrong with a source as it is written.
func (c *checker) checkSource(a *content.Article) {
	c.problems = append(c.problems, a.Post.Oddities()...)
	c.checkEncoding(a)
	c.checkFences(a)
	c.checkPictures(a)
}

// checkEncoding finds the first byte that is no UTF-8: a reader sees a mark for each.
func (c *checker) checkEncoding(a *content.Article) {
	line := 0
	for text := range strings.Lines(string(a.Source)) {
		line++
		if utf8.ValidString(text) {
			continue
		}
		column := 1
		for _, r := range text {
			if r == utf8.RuneError {
				break
			}
			column++
		}
		c.problems = append(c.problems, &problem.Problem{
			File: a.Post.Path, Line: line, Column: column, Kind: problem.Text,
			Err: errors.New("not UTF-8: save the file in this encoding"),
		})
		return
	}
}

// checkFences finds a block of code that is not closed: all that follows is code.
// One within a list or a quotation ends with that, and is left out.
func (c *checker) checkFences(a *content.Article) {
	open, at, line := "", 0, a.Post.BodyLine
	for text := range strings.Lines(a.Post.Body) {
		mark := topFence.FindStringSubmatch(text)
		switch {
		case mark == nil:
		case open == "" && !(mark[1][0] == '`' && strings.Contains(mark[2], "`")):
			open, at = mark[1], line
		case open != "" && strings.HasPrefix(mark[1], open) && strings.TrimSpace(mark[2]) == "":
			open = ""
		}
		line++
	}
	if open != "" {
		c.problems = append(c.problems, &problem.Problem{
			File: a.Post.Path, Line: at, Column: 1, Kind: problem.Text,
			Err: fmt.Errorf("the block of code that %s opens is not closed: the rest of the post is code", open),
		})
	}
}

// picturesOf are the keys that name the picture of a post.
var picturesOf = []string{"image", "images", "cover.image", "featuredimage", "thumbnail"}

// checkPictures finds pictures of the front matter that are not there: neither beside the
// post nor at the root, where static files are.
func (c *checker) checkPictures(a *content.Article) {
	for _, key := range picturesOf {
		value, _ := a.Post.Param(key)
		values, isList := value.([]any)
		if !isList {
			values = []any{value}
		}
		for _, value := range values {
			ref, isText := value.(string)
			if !isText || ref == "" || address.HasScheme(ref) || strings.HasPrefix(ref, "//") || !strings.Contains(ref, ".") {
				continue
			}
			_, beside := c.reference(a, ref)
			_, atRoot := c.reference(a, "/"+strings.TrimPrefix(ref, "/"))
			if beside != "" && atRoot != "" {
				top, _, _ := strings.Cut(key, ".")
				c.problems = append(c.problems, a.Post.Problem(problem.File, fmt.Errorf("%s: no such file: %s", key, ref), top))
			}
		}
	}
}

// several is how many posts have a key before it is taken for one of the author's own.
const several = 3

// checkKeys finds keys of front matter that nobody knows and that are near to known ones,
// unless several posts have them.
func (c *checker) checkKeys() {
	users := map[string]int{}
	for i := range c.Articles {
		for key := range c.Articles[i].Post.Params {
			users[key]++
		}
	}
	for i := range c.Articles {
		p := c.Articles[i].Post
		for _, key := range slices.Sorted(maps.Keys(p.Params)) {
			if users[key] >= several || slices.Contains(post.Keys, key) || !p.Says(key) {
				continue
			}
			if near := problem.Near(key, post.Keys); near != "" {
				c.problems = append(c.problems, p.Problem(problem.FrontMatter, fmt.Errorf("%s is no key that means something here: did you mean %s?", key, near), key))
			}
		}
	}
}
