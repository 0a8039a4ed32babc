package post_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
)

func TestAsNote(t *testing.T) {
	tests := map[string]struct {
		front      string
		tags       []string
		properties map[string]string
		want       post.Post
	}{
		"nothing":          {"", nil, nil, post.Post{Title: "A"}},
		"tags in one text": {"tags: one, two/three", nil, nil, post.Post{Title: "A", Tags: []string{"one", "two/three"}}},
		"between spaces":   {"tags: '#one two'", nil, nil, post.Post{Title: "A", Tags: []string{"one", "two"}}},
		"a list of tags":   {"tags: [one, '#two words']", []string{"One", "three"}, nil, post.Post{Title: "A", Tags: []string{"one", "two words", "three"}}},
		"names":            {"aliases: [Another name, /old/, C]", nil, nil, post.Post{Title: "A", Aliases: []string{"/old/"}, Names: []string{"Another name", "C"}}},
		"names in a text":  {"aliases: Another name, C", nil, nil, post.Post{Title: "A", Names: []string{"Another name", "C"}}},
		"properties": {"", nil, map[string]string{"title": "T", "tags": "[[one]], #two words", "alias": "b, c d"},
			post.Post{Title: "T", Tags: []string{"one", "two words"}, Names: []string{"b", "c d"}}},
		"two titles": {"title: B", nil, map[string]string{"title": "T"}, post.Post{Title: "B"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := post.Parse("a.md", []byte("---\n"+test.front+"\n---\n"))
			require.NoError(t, err)
			p.AsNote(test.tags, test.properties)
			got := post.Post{Title: p.LinkTitle, Tags: p.Tags, Aliases: p.Aliases, Names: p.Names}
			assert.Equal(t, test.want, got)
		})
	}
}
