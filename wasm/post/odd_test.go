//go:build !js

package post_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
)

// A value of the wrong kind does not count, and is told.
func TestOddities(t *testing.T) {
	p, err := post.Parse("a.md", []byte("---\nweight: heavy\ntitle: [a, b]\ndraft: yes\ntags:\n  a: b\nslug: fine\nsummary:\n---\n"))
	require.NoError(t, err)
	var said []string
	for _, odd := range p.Oddities() {
		said = append(said, odd.Error())
	}
	assert.Equal(t, []string{
		"a.md:3: title is a list, and wants to be a text: it does not count",
		`a.md:4: draft is "yes", and wants to be true or false: it does not count`,
		`a.md:2: weight is "heavy", and wants to be a number: it does not count`,
		"a.md:5: tags is a map, and wants to be a text, or a list of some: it does not count",
	}, said)
}
