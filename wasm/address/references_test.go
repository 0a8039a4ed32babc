package address_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/address"
)

func TestRelative(t *testing.T) {
	tests := map[string]struct{ from, to, want string }{
		"down":        {"", "a/b/", "a/b/"},
		"up":          {"a/b/", "", "../../"},
		"home":        {"", "", "./"},
		"sideways":    {"a/b/", "a/c/", "../c/"},
		"itself":      {"a/b/", "a/b/", "./"},
		"a file":      {"a/b.html", "a/c.html", "c.html"},
		"query":       {"a/", "?src=x/y.md", "../?src=x/y.md"},
		"shell":       {"", "?src=x/y.md", "./?src=x/y.md"},
		"first colon": {"", "a:b/", "./a:b/"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, address.Relative(test.from, test.to)) })
	}
}
