package build_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/post"
	"postview/web"
)

func TestSearchIsPlaced(t *testing.T) {
	readable := content.Article{Article: page.Article{Post: &post.Post{}, Document: &markdown.Document{WordCount: 1}}}
	broken := content.Article{Article: page.Article{Post: &post.Post{}, Err: errors.New("broken")}}
	on, off := new(config.Settings), &config.Settings{Params: map[string]any{"postview": map[string]any{"search": false}}}
	tests := map[string]struct {
		content *content.Content
		shell   bool
		failed  bool
		want    string
	}{
		"posts":              {content: &content.Content{Articles: []content.Article{broken, readable}, Settings: on}, want: "assets/pagefind.0123456789"},
		"no post to be read": {content: &content.Content{Articles: []content.Article{broken}, Settings: on}},
		"no post":            {content: &content.Content{Settings: on}},
		"turned off":         {content: &content.Content{Articles: []content.Article{readable}, Settings: off}},
		"no pages":           {content: &content.Content{Articles: []content.Article{readable}, Settings: on}, shell: true},
		"no Pagefind":        {content: &content.Content{Articles: []content.Article{readable}, Settings: on}, failed: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := assets.Search{Failed: test.failed}
			if !test.failed {
				s.Program = "cache/0123456789/pagefind"
			}
			place := s.Place(context.Background(), test.content, &content.Options{Prerender: !test.shell}, progress.NewLog(io.Discard))
			assert.Equal(t, test.want, place)
		})
	}
}

func TestSearchWithoutNpm(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("POSTVIEW_CACHE", t.TempDir())
	var said bytes.Buffer
	var s assets.Search
	for range 2 {
		s.Get(context.Background(), web.Files, progress.NewLog(&said))
	}
	assert.True(t, s.Failed)
	assert.Equal(t, 1, strings.Count(said.String(), "the site has no search: npm"), "%s", said.String())
}
