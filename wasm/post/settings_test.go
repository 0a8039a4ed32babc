package post_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
)

func TestDecode(t *testing.T) {
	want := map[string]any{"title": "A", "markup": map[string]any{"tabwidth": "x"}}
	for format, text := range map[string]string{
		"yaml": "Title: A\nmarkup:\n  tabWidth: x\n",
		"toml": "Title = 'A'\n[markup]\ntabWidth = 'x'\n",
		"json": `{"Title": "A", "markup": {"tabWidth": "x"}}`,
	} {
		t.Run(format, func(t *testing.T) {
			got, err := post.Decode("hugo."+format, format, []byte(text))
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	_, err := post.Decode("hugo.toml", "toml", []byte("a = 1\nb =\n"))
	assert.ErrorContains(t, err, "hugo.toml:2:4: ")
}
