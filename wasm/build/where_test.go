package build_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
)

func TestWhereThePostsAre(t *testing.T) {
	const deep = "contentDir = 'text/en'\n"
	tests := map[string]struct {
		files       map[string]string
		read, start string // "" is an error
	}{
		"the usual folder":                {map[string]string{"content/a.md": ""}, "content", "content"},
		"one that the settings name":      {map[string]string{"hugo.toml": deep, "text/en/a.md": ""}, ".", "text/en"},
		"one in the usual one":            {map[string]string{"hugo.toml": "contentDir = 'content/en'", "content/en/a.md": ""}, "content", "content/en"},
		"those of languages":              {map[string]string{"hugo.toml": "[languages.de]\ncontentDir = 'de'\n[languages.en]\ncontentDir = 'en'", "de/a.md": "", "en/a.md": ""}, ".", "en"},
		"one that is not there":           {map[string]string{"hugo.toml": deep}, "", "content"},
		"one that is here, with settings": {map[string]string{"hugo.toml": "title = 'A'", "a.md": ""}, "", "."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Chdir(buildtest.Folder(t, test.files))
			o := &content.Options{Content: build.DefaultContent}
			if err := build.FindContent("build", o, nil); test.read == "" {
				assert.Error(t, err)
			} else {
				require.NoError(t, err)
				assert.Equal(t, test.read, o.Content)
			}
			folder, err := build.StartContent()
			require.NoError(t, err)
			assert.Equal(t, test.start, folder)
		})
	}
}
