package inspect

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// picturesOf are the keys that name the picture of a post.
var picturesOf = []string{"image", "images", "cover.image", "featuredimage", "thumbnail"}

// pictures finds pictures of the front matter that are not there: neither beside the
// post nor at the root, where static files are.
func (i *inspector) pictures(page *url.URL, a content.Article) {
	missing := func(ref string) bool {
		_, message := i.written(page, a, ref)
		return message != ""
	}
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
			if missing(ref) && missing("/"+strings.TrimPrefix(ref, "/")) {
				top, _, _ := strings.Cut(key, ".")
				i.problems = append(i.problems, a.Post.Problem(problem.File, fmt.Errorf("%s: no such file: %s", key, ref), top))
			}
		}
	}
}

// several is how many posts have a key before it is taken for one of the author's own.
const several = 3

// keys finds keys of front matter that nobody knows and that are near to known ones,
// unless several posts have them.
func (i *inspector) keys() {
	keys, users := post.Keys(), map[string]int{}
	for _, a := range i.Articles {
		for key := range a.Post.Params {
			users[key]++
		}
	}
	for _, a := range i.Articles {
		p := a.Post
		for _, key := range slices.Sorted(maps.Keys(p.Params)) {
			if users[key] >= several || slices.Contains(keys, key) || !p.Says(key) {
				continue
			}
			if near := problem.Near(key, keys); near != "" {
				i.problems = append(i.problems, p.Problem(problem.FrontMatter, fmt.Errorf("%s is no key that means something here: did you mean %s?", key, near), key))
			}
		}
	}
}
