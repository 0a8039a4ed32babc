package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIncludesAreTheSameFromBothFronts(t *testing.T) {
	dist := build(t, "--content", files(t, map[string]string{
		"posts/a.md":         "{{% readfile \"parts/one.md\" %}}\n\n{{< readfile file=\"/code.go\" code=true lang=go >}}\n",
		"posts/parts/one.md": "The *first* part.",
		"code.go":            "package first\n",
	}))
	h := serve(t, dist)
	sameFromBothFronts(t, h, entries(t, dist))
	b := open(t, h.at("posts/a/?renderer=wasm"))
	b.shown("post")
	assert.Equal(t, "first", b.text(".article em"))
	assert.Contains(t, b.text(".article pre"), "package first")
}
