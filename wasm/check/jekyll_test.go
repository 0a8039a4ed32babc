package check_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// Lines are those of the author, though the front matter gets more of them.
func TestCheckOfJekyll(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"_config.yml":            "title: T\n",
		"_posts/2020-01-02-a.md": "---\ntitle: A\ntags: a b\n---\n{{ site.title }}\n[x](gone.md)\n\n{{ site.pages }} {% nosuch %}\n",
		"_posts/2020-01-03-b.md": "[x](gone.md)\n",
	})
	found, err := buildtest.Checked(t, dir)
	require.Error(t, err)
	for i := range found {
		found[i] = strings.TrimPrefix(found[i], filepath.ToSlash(dir)+"/")
	}
	assert.Equal(t, []string{
		"_posts/2020-01-02-a.md:6:5: no such post: gone.md",
		"_posts/2020-01-02-a.md:8: Liquid: {{ site.pages }} is not followed",
		"_posts/2020-01-02-a.md:8: shortcode nosuch: it is unknown, or lacks what it is to show",
		"_posts/2020-01-03-b.md:1:5: no such post: gone.md",
	}, found)
}
