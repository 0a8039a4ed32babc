package post_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
	"postview/wasm/problem"
)

func TestProblem(t *testing.T) {
	wrong := errors.New("no")
	tests := map[string]struct {
		source string
		line   int
		key    string
	}{
		"the first of the keys":  {"---\nslug: a\nurl: b\n---\n", 3, "url"},
		"the one that is there":  {"---\ntitle: a\nslug: b\n---\n", 3, "slug"},
		"not a line of another":  {"---\ndescription: |\n  url: here\nurl: b\n---\n", 4, "url"},
		"toml":                   {"\n+++\ntitle = 'a'\nURL = 'b'\n+++\n", 4, "url"},
		"json":                   {"{\n\"url\": \"b\"\n}\n", 2, "url"},
		"none, the first line":   {"---\ntitle: a\n---\n", 1, "url"},
		"without a front matter": {"url: a\n", 1, "url"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := post.Parse("a.md", []byte(test.source))
			require.NoError(t, err)
			assert.Equal(t, &problem.Problem{File: "a.md", Line: test.line, Kind: problem.Address, Key: test.key, Err: wrong},
				p.Problem(problem.Address, wrong, "url", "slug"))
		})
	}
}
