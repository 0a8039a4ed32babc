package markdown_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/markdown"
)

// nested returns value under a dotted name.
func nested(name string, value any) map[string]any {
	head, tail, found := strings.Cut(name, ".")
	if found {
		value = nested(tail, value)
	}
	return map[string]any{head: value}
}

func TestSet(t *testing.T) {
	tests := []struct {
		name  string
		value any
		want  func(c *markdown.Config)
	}{
		{"goldmark.parser.autoheadingid", false, func(c *markdown.Config) { c.Parser.AutoHeadingID = false }},
		{"goldmark.parser.autoheadingid", "false", func(c *markdown.Config) { c.Parser.AutoHeadingID = false }},
		{"goldmark.parser.attribute", false, func(c *markdown.Config) { c.Parser.AttributeTitle = false }},
		{"goldmark.extensions.typographer", false, func(c *markdown.Config) { c.Extensions.Typographer.Disable = true }},
		{"goldmark.extensions.typographer", true, func(*markdown.Config) {}},
		{"goldmark.extensions.footnote", false, func(c *markdown.Config) { c.Extensions.Footnote.Enable = false }},
		{"goldmark.extensions.passthrough.delimiters.inline", []any{[]any{"$", "$"}}, func(c *markdown.Config) {
			c.Extensions.Passthrough.Inline = [][2]string{{"$", "$"}}
		}},
		{"goldmark.renderer.unsafe", true, func(c *markdown.Config) { c.Renderer.Unsafe = true }},
		{"highlight.style", "github", func(c *markdown.Config) { c.Highlight.Style = "github" }},
		{"highlight.tabwidth", int64(2), func(c *markdown.Config) { c.Highlight.TabWidth = 2 }},
		{"highlight.linenos", "inline", func(c *markdown.Config) {
			c.Highlight.LineNumbers, c.Highlight.InTable = true, false
		}},
		{"tableofcontents.endlevel", uint64(4), func(c *markdown.Config) { c.TableOfContents.EndLevel = 4 }},
		{"goldmark.renderhooks.link.useembedded", "never", func(*markdown.Config) {}},
		{"goldmark.renderhooks.link.useembedded", "fallback", func(c *markdown.Config) { c.RenderHooks.Link = true }},
		{"goldmark.renderhooks.image.useembedded", "always", func(c *markdown.Config) { c.RenderHooks.Image = true }},
		{"goldmark.renderhooks.image.enabledefault", true, func(c *markdown.Config) { c.RenderHooks.Image = true }},
		{"defaultmarkdownhandler", "goldmark", func(*markdown.Config) {}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want, got := markdown.DefaultConfig(), markdown.DefaultConfig()
			test.want(want)
			unknown, err := got.Set(nested(test.name, test.value))
			require.NoError(t, err)
			assert.Empty(t, unknown)
			assert.True(t, reflect.DeepEqual(want, got))
		})
	}
}

func TestSetReadsMapsOfYAML(t *testing.T) {
	c := markdown.DefaultConfig()
	unknown, err := c.Set(map[string]any{"goldmark": map[any]any{"renderer": map[any]any{"hardwraps": true}}})
	require.NoError(t, err)
	assert.Empty(t, unknown)
	assert.True(t, c.Renderer.HardWraps)
}

func TestSetTellsWhatItDoesNotKnow(t *testing.T) {
	c := markdown.DefaultConfig()
	unknown, err := c.Set(map[string]any{
		"goldmark":  map[string]any{"parser": map[string]any{"colour": "red"}, "renderer": map[string]any{"xhtml": true}},
		"highlight": map[string]any{"shade": 1},
		"blackbird": map[string]any{"a": 1},
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"blackbird.a", "goldmark.parser.colour", "highlight.shade"}, unknown)
	assert.True(t, c.Renderer.XHTML)
}

func TestSetTellsWhatItCannotUse(t *testing.T) {
	tests := []struct {
		name  string
		value any
		want  string
	}{
		{"goldmark.parser.autoheadingid", "maybe", "markup.goldmark.parser.autoheadingid: want true or false, not maybe"},
		{"goldmark.parser.autoidtype", 3, "markup.goldmark.parser.autoidtype: want text, not 3"},
		{"tableofcontents.endlevel", 2.5, "markup.tableofcontents.endlevel: want a whole number, not 2.5"},
		{"goldmark.extensions.passthrough.delimiters.block", []any{"$$"}, `want a list of pairs such as`},
		{"goldmark.extensions.passthrough.delimiters.block", []any{[]any{"", ""}}, `want a list of pairs such as`},
		{"goldmark.renderhooks.link.useembedded", "sometimes", "markup.goldmark.renderhooks.link.useembedded: want always, auto, fallback or never, not sometimes"},
		{"highlight.noclasses", "perhaps", "markup.highlight: option noclasses: want true or false, not perhaps"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := markdown.DefaultConfig()
			unknown, err := c.Set(nested(test.name, test.value))
			assert.ErrorContains(t, err, test.want)
			assert.Empty(t, unknown)
			assert.True(t, reflect.DeepEqual(markdown.DefaultConfig(), c))
		})
	}
}
