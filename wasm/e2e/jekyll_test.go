package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The source of a post of Jekyll's is published as what it means here, so that the
// program in the browser needs to know nothing of Jekyll.
func TestJekyllIsTheSameFromBothFronts(t *testing.T) {
	dist := build(t, "--content", files(t, map[string]string{
		"_config.yml":                 "title: Notes\nbaseurl: /blog\npermalink: pretty\n",
		"_posts/2020-01-02-a.md":      "---\ntags: one two\n---\nOf {{ site.title }}: [b]({{ site.baseurl }}{% post_url 2020-01-03-b %}){: .x}\n\n{% highlight go %}\npackage a\n{% endhighlight %}\n\n{% raw %}`{{ x }}` {{< y >}}{% endraw %} {% include z.html text=\"w\" %}\n",
		"cats/_posts/2020-01-03-b.md": "---\nredirect_from: /old/\n---\n* TOC\n{:toc}\n\n## One\n{: #uno}\n",
		"about.md":                    "---\ntitle: About\n---\n{{ page.title }}\n",
	}))
	h := serve(t, dist)
	sameFromBothFronts(t, h, entries(t, dist))
	b := open(t, h.at("2020/01/02/a/?renderer=wasm"))
	b.shown("post")
	assert.Contains(t, b.text(".article"), "Of Notes: b")
	assert.Contains(t, b.text(".article"), "{{ x }} {{< y >}} w")
	b.tap(".article a")
	b.arrived("B")
	assert.Equal(t, "One", b.text("#uno"))
	b.quiet()
}
