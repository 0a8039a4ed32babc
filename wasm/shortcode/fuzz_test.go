package shortcode_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"postview/wasm/shortcode"
)

// FuzzExpand looks for bodies that make Expand panic or hang, lose text that is
// no shortcode, or leave a placeholder behind.
func FuzzExpand(f *testing.F) {
	for _, pattern := range []string{"testdata/hugo/*.txtar", "testdata/shown/*.txtar"} {
		for _, body := range bodies(f, pattern) {
			f.Add(body, true)
		}
	}
	f.Fuzz(func(t *testing.T, body string, shown bool) {
		env := world("fuzz")
		env.Block = func(markdown string) string { return "<p>" + markdown + "</p>\n" }
		if !shown {
			env.Custom = shortcode.Nothing
		}
		start := time.Now()
		result, err := shortcode.Expand(body, env)
		html := result.Restore(result.Markdown)
		assert.Less(t, time.Since(start), patience)
		assert.Equal(t, err != nil, len(result.Problems) > 0)
		for i, p := range result.Problems {
			assert.Positive(t, p.Line)
			assert.LessOrEqual(t, p.Line, 1+strings.Count(body, "\n"))
			assert.True(t, i == 0 || result.Problems[i-1].Line <= p.Line)
		}
		if result.Divider >= 0 {
			assert.True(t, strings.HasPrefix(result.Markdown[result.Divider:], "<!--more-->"))
		}
		if !strings.Contains(body, "{{<") && !strings.Contains(body, "{{%") {
			assert.Equal(t, body, result.Markdown)
		}
		if !strings.Contains(body, "HAHA") && !strings.Contains(body, "HBHB") {
			assert.NotContains(t, html, "HAHAHUGOSHORTCODE")
		}
	})
}
