//go:build !js

package main

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMinified(t *testing.T) {
	web := fstest.MapFS{
		"part.js":   {Data: []byte("// A part.\nexport const place = (file) => new URL(file, import.meta.url).href;\n")},
		"part.css":  {Data: []byte("p {\n  color: light-dark(red, blue);\n}\n")},
		"faulty.js": {Data: []byte("const a = 1;\n\nconst c = ;\n")},
	}
	tests := []struct{ name, source, want string }{
		{"a.js", "// Comment\nexport const answer = 40 + 2;\n", "var e=42;export{e as answer};\n"},
		{"b.js", "import { place } from \"./part.js\";\nimport(place(\"x.js\"));\n", "var r=e=>new URL(e,import.meta.url).href;import(r(\"x.js\"));\n"},
		{"c.css", "@import \"part.css\";\na {\n  &:hover { color: red }\n}\n", "p{color:light-dark(red,blue)}a{&:hover{color:red}}\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := minified(web, test.name, []byte(test.source))
			require.NoError(t, err)
			assert.Equal(t, test.want, string(got))
		})
	}
	_, err := minified(web, "broken.js", []byte("const a = 1;\nconst b = ;\n"))
	assert.ErrorContains(t, err, "minify web/broken.js:2: Unexpected")
	_, err = minified(web, "whole.js", []byte("import \"./faulty.js\";\n"))
	assert.ErrorContains(t, err, "minify web/faulty.js:3: Unexpected")
	_, err = minified(web, "lost.js", []byte("import \"./nowhere.js\";\n"))
	assert.ErrorContains(t, err, "nowhere.js")
}
