package assets

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/web"
)

func TestScript(t *testing.T) {
	web := fstest.MapFS{
		"embed/words.js": {Data: []byte("export const word = (english) => built.words.de[english] ?? english;\n")},
		"site/part.js":   {Data: []byte("// A part.\nexport const place = (file) => new URL(file, import.meta.url).href;\n")},
		"site/say.js":    {Data: []byte("import { word } from \"../embed/words.js\";\nexport const close = () => word(\"Close\");\n")},
		"site/unused.js": {Data: []byte("export const search = () => word(\"Search\");\n")},
		"a.js":           {Data: []byte("// Comment\nexport const answer = 40 + 2;\n")},
		"open/b.js":      {Data: []byte("import { place } from \"../site/part.js\";\nimport(place(built.b.file));\nnew Set(built.b.names);\n")},
		"open/c.js":      {Data: []byte("import { close } from \"../site/say.js\";\nconsole.log(close());\n")},
		"faulty.js":      {Data: []byte("const a = 1;\n\nconst c = ;\n")},
		"site/whole.js":  {Data: []byte("import \"../faulty.js\";\n")},
		"lost.js":        {Data: []byte("import \"./nowhere.js\";\n")},
	}
	tests := []struct {
		name   string
		filled any
		want   string
	}{
		{"a.js", nil, "var n=42;export{n as answer};\n"},
		{"open/b.js", map[string]any{"file": "x.js", "names": []string{"a", "b"}}, `var e={file:"x.js",names:["a","b"]};var t=i=>new URL(i,import.meta.url).href;import(t(e.file));new Set(e.names);` + "\n"},
		{"open/c.js", nil, `var o={de:{Close:"Schließen"}};var r=e=>o.de[e]??e;var l=()=>r("Close");console.log(l());` + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := script(web, test.name, test.filled)
			require.NoError(t, err)
			assert.Equal(t, test.want, string(got))
		})
	}
	for name, problem := range map[string]string{
		"site/whole.js": "minify web/faulty.js:3: Unexpected", "lost.js": "nowhere.js", "none.js": "none.js",
	} {
		_, err := script(web, name, nil)
		assert.ErrorContains(t, err, problem)
	}
}

func TestMinified(t *testing.T) {
	web := fstest.MapFS{"style/part.css": {Data: []byte("p {\n  color: light-dark(red, blue);\n}\n")}}
	got, err := minified(web, "style/whole.css", []byte("@import \"part.css\";\na {\n  &:hover { color: red }\n}\n"))
	require.NoError(t, err)
	assert.Equal(t, "p{color:light-dark(red,blue)}a{&:hover{color:red}}\n", string(got))
	_, err = minified(web, "broken.js", []byte("const a = 1;\nconst b = ;\n"))
	assert.ErrorContains(t, err, "minify web/broken.js:2: Unexpected")
}

// What web/built.d.ts declares is what the build fills in.
func TestBuilt(t *testing.T) {
	declared, err := os.ReadFile("../../../web/built.d.ts")
	require.NoError(t, err)
	found := map[string][]string{}
	for _, match := range regexp.MustCompile(`(?s)const (\w+): \{(.*?)\n  \};`).FindAllSubmatch(declared, -1) {
		for _, field := range regexp.MustCompile(`(?m)^    (\w+): (.*);$`).FindAllStringSubmatch(string(match[2]), -1) {
			found[string(match[1])] = append(found[string(match[1])], field[1]+" "+field[2])
		}
	}
	want := map[string][]string{}
	for name, filled := range map[string]any{
		"postview": loaderFiles{}, "page": pageFiles{}, "embed": frameFiles{}, "root": rootFiles{}, "embedding": embeddingFiles{},
		"search": searchFiles{}, "live": liveFiles{}, "offline": WorkerFiles{}, "extras": extrasFiles{}, "highlight": highlightFiles{},
	} {
		for field := range reflect.TypeOf(filled).Fields() {
			kind := strings.NewReplacer("int", "number", "bool", "boolean", "[]string", "string[]").Replace(field.Type.String())
			want[name] = append(want[name], field.Tag.Get("json")+" "+kind)
		}
	}
	assert.Equal(t, want, found)
}

// A script imports from its own room of web/, and from those below it.
func TestRoomsOfWeb(t *testing.T) {
	rung := map[string]int{"embed": 0, "enrich": 1, "site": 1, "frame": 2, "open": 2, "offline": 2}
	scripts, err := fs.Glob(web.Files, "*/*.js")
	require.NoError(t, err)
	for _, name := range scripts {
		room := path.Dir(name)
		assert.Contains(t, rung, room, name)
		_, files, err := bundle{web: web.Files, name: name}.made()
		require.NoError(t, err)
		for _, file := range files {
			other := path.Dir(file)
			assert.Truef(t, other == room || rung[other] < rung[room], "%s imports %s, which is not in a room below", name, file)
		}
	}
}
