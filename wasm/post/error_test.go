package post_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
	"postview/wasm/problem"
)

func TestErrors(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"a rule first", "---\n\ntext\n\n---\nmore\n", "a/b-c.md:2: front matter is not a map of keys and values"},
		{"a list", "---\n- a\n---\n", "a/b-c.md:2: front matter is not a map of keys and values"},
		{"yaml not closed", "\n---\ntitle: a\n", "a/b-c.md:2: front matter that --- opens is not closed"},
		{"toml not closed", "+++\ntitle = 'a'\n", "a/b-c.md:1: front matter that +++ opens is not closed"},
		{"json not closed", "{\"a\": \"}\"\n", "a/b-c.md:1: front matter that { opens is not closed"},
		{"a colon", "---\ntitle: a\nlink: b: c\n---\n", "a/b-c.md:3: the value of link has a colon in it: put the value in quotes"},
		{"a colon on the first line", "---\nlink: b: c\n---\n", "a/b-c.md:2: the value of link has a colon in it: put the value in quotes"},
		{"a tab", "---\ntitle: a\nb:\n\tc: 1\n---\n", "a/b-c.md:4: the line begins with a tab: YAML is indented with spaces"},
		{"a list not closed", "---\ntitle: a\ntags: [a\nb: c\n---\n", "a/b-c.md:3: the list that [ opens is not closed"},
		{"a key twice", "---\ntitle: a\nb: 1\ntitle: c\n---\n", `a/b-c.md:4: key "title" is there twice`},
		{"a key twice inside", "---\nb:\n  c: 1\n  c: 2\n---\n", `a/b-c.md:4: key "c" is there twice`},
		{"an unknown anchor", "---\ntitle: *a\n---\n", "a/b-c.md:2: a value that begins with * refers to another one: put the value in quotes"},
		{"toml", "+++\ntitle = 'a'\nb = \n+++\n", "a/b-c.md:3:5: toml: expected value but found '\\n' instead"},
		{"columns are characters", "+++\n'äö' = \n+++\n", "a/b-c.md:2:8: toml: expected value but found '\\n' instead"},
		{"toml, a key twice", "+++\nb = 1\nb = 2\n+++\n", "a/b-c.md:3:1: toml: Key 'b' has already been defined."},
		{"json after empty lines", "\n\n{\n\"a\": 1,\n\"b\": }\n", "a/b-c.md:5:6: json: invalid character '}' looking for beginning of value"},
		{"json", "{\n\"a\": 1,\n\"b\": }\n", "a/b-c.md:3:6: json: invalid character '}' looking for beginning of value"},
		{"a NUL", "---\ntitle: a\nb: \x00\n---\n", "a/b-c.md:3:4: front matter holds a NUL byte"},
		{"a date", "---\ntitle: a\nDate: soon\n---\n", `a/b-c.md:3: date: "soon" is not a date, as 2026-11-30 is one`},
		{"a date that is a list", "---\nlastmod: [1]\n---\n", `a/b-c.md:2: lastmod: "[1]" is not a date, as 2026-11-30 is one`},
		{"a date of JSON", "{\n\"date\": true\n}\n", `a/b-c.md:2: date: "true" is not a date, as 2026-11-30 is one`},
		{"a date too far", "---\ndate: 999999999999\n---\n", "a/b-c.md:2: date: the year has more than four digits"},
		{"params", "---\ntitle: a\nparams: [a]\n---\n", "a/b-c.md:3: params is not a map"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := post.Parse("a/b-c.md", []byte(test.source))
			assert.EqualError(t, err, test.want)
			assertUnread(t, p, err, test.source)
		})
	}
}

// What YAML's parser finds is said as an author would say it, on the line where it is.
func TestWordsOfYAML(t *testing.T) {
	const goesOn = "the value of title goes on after its end: put all of it in quotes, of the other kind if it has some itself"
	for _, test := range []struct {
		source string
		line   int
		want   string
	}{
		{"title: Go: a story", 2, "the value of title has a colon in it: put the value in quotes"},
		{"title: a\n\ttags: b", 3, "the line begins with a tab: YAML is indented with spaces"},
		{"tags:\n\t- a", 3, "the line begins with a tab: YAML is indented with spaces"},
		{"title: \"abc\ndate: 2020-01-01\ntags: [a]", 2, "the quote that opens here is not closed"},
		{"title: \"abc\ndate: 2020-01-01\nsubtitle: \"x\"", 2, "the quote that opens here is not closed"},
		{"date: 2020-01-01\ntitle: 'abc", 3, "the quote that opens here is not closed"},
		{"title: 'It's'", 2, goesOn},
		{"title: \"A\" and B", 2, goesOn},
		{"title: [a]b", 2, goesOn},
		{"tags: [a, b\ndate: 2020-01-01", 2, "the list that [ opens is not closed"},
		{"params: {a: b\ndate: 2020-01-01", 2, "the map that { opens is not closed"},
		{"title: @x", 2, "the value of title can't begin with @: put the value in quotes"},
		{"title: `x`", 2, "the value of title can't begin with `: put the value in quotes"},
		{"title: a\n date: b", 3, "the line is indented, and nothing before it opens a level"},
		{"a:\n  b: c\n d: e", 4, "the line is indented otherwise than those before it"},
		{"title:foo\ndate: x", 2, "there is no space after the colon"},
		{"title: {{ x }}", 2, "the value of title begins with a brace: put the value in quotes"},
		{"title: \"a\\qb\"", 2, `a backslash in double quotes begins an escape: write \\ for one`},
		{"title: | x", 2, "the text of > or | begins on the next line, indented"},
		{"title: &", 2, "yaml: did not find expected alphabetic or numeric character"},
	} {
		t.Run(test.source, func(t *testing.T) {
			_, err := post.Parse("a.md", []byte("---\n"+test.source+"\n---\ntext\n"))
			assert.EqualError(t, err, fmt.Sprintf("a.md:%d: %s", test.line, test.want))
		})
	}
}

// assertUnread checks what is left of a post whose front matter can't be read.
func assertUnread(t *testing.T, p *post.Post, err error, source string) {
	t.Helper()
	var failure *problem.Problem
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, problem.FrontMatter, failure.Kind)
	assert.Equal(t, &post.Post{
		Path: "a/b-c.md", Title: "B c", Untitled: true, LinkTitle: "B c",
		Params: map[string]any{}, Body: source, BodyLine: 1,
	}, p)
}

func TestHugoReadsThemToo(t *testing.T) {
	assert.Equal(t, "caf\ufffd", yaml(t, "title: caf\xe9").Title)
	assert.Equal(t, "a\ufffdb", yaml(t, "title: a\bb").Title)
	assert.Equal(t, "a\u2028b\u00a0😀", yaml(t, "title: \"a\u2028b\u00a0😀\"").Title)
}

// TestBounds gives front matter that would take the program down.
func TestBounds(t *testing.T) {
	deep := func(open, inner, shut string) string {
		return strings.Repeat(open, 100_000/len(open)) + inner + strings.Repeat(shut, 100_000/len(open))
	}
	var steps strings.Builder
	for i := range 500 {
		steps.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	laughs := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'j'; c++ {
		laughs += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 10) + "]\n"
	}
	const tooDeep, tooLarge = "nested more than 32 levels deep", "too large through its aliases"
	for _, test := range []struct{ name, source, want string }{
		{"yaml lists", "---\na: " + deep("[", "", "]") + "\n---\n", tooDeep},
		{"yaml lists on lines", "---\na: " + deep("[\n", "", " ]\n") + "\n---\n", tooDeep},
		{"yaml lists that quotes seem to close", "---\na: " + deep("[\"]\",\n", "", "]") + "\n---\n", tooDeep},
		{"yaml maps", "---\na: " + deep("{a: ", "", "}") + "\n---\n", tooDeep},
		{"yaml dashes", "---\n" + deep("- ", "", "") + "\n---\n", tooDeep},
		{"yaml question marks", "---\n" + deep("? ", "", "") + "\n---\n", tooDeep},
		{"yaml steps", "---\n" + steps.String() + "---\n", tooDeep},
		{"yaml, a little too deep", "---\na: " + strings.Repeat("[", 33) + strings.Repeat("]", 33) + "\n---\n", tooDeep},
		{"an alias of itself", "---\na: &a [*a]\n---\n", tooDeep},
		{"aliases of aliases", "---\n" + laughs + "---\n", tooLarge},
		{"a large alias, often", "---\na: &a " + strings.Repeat("x", 50_000) + "\nb: [" + strings.Repeat("*a,", 50_000) + "]\n---\n", tooLarge},
		{"merges of merges", "---\n" + strings.ReplaceAll(strings.NewReplacer("[x, x, x, x, x, x, x, x, x, x]", "{x: x}", "[", "{<<: [", "]", "]}").Replace(laughs), "a: &a {<<: [", "a: &a [") + "---\n", "excessive aliasing"},
		{"toml lists", "+++\na = " + deep("[", "", "]") + "\n+++\n", tooDeep},
		{"toml tables", "+++\na = " + deep("{a=", "1", "}") + "\n+++\n", tooDeep},
		{"toml dots", "+++\n" + deep("a.", "a", "") + " = 1\n+++\n", tooDeep},
		{"toml dots in a header", "+++\n[" + deep("a.", "a", "") + "]\n+++\n", tooDeep},
		{"toml dots and tables", "+++\na = " + deep("{a.a.a = ", "1", "}") + "\n+++\n", tooDeep},
		{"toml lists on lines", "+++\na = " + deep("[\n#\n'''[]''', ", "", "]") + "\n+++\n", tooDeep},
		{"json lists", `{"a": ` + deep("[", "", "]") + "}", tooDeep},
		{"json maps", `{"a": ` + deep(`{"a": `, "1", "}") + "}", tooDeep},
		{"large", "---\na: " + strings.Repeat("x", 300<<10) + "\n---\n", "front matter has 300 KB, more than 256"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := post.Parse("a/b-c.md", []byte(test.source))
			require.ErrorContains(t, err, test.want)
			assertUnread(t, p, err, test.source)
		})
	}
}

func TestWithinBounds(t *testing.T) {
	for name, source := range map[string]string{
		"deep lists":        "---\na: " + strings.Repeat("[", 31) + strings.Repeat("]", 31) + "\n---\n",
		"many lists":        "---\n" + "a:\n" + strings.Repeat("- [a, {b: c}]\n", 10_000) + "---\n",
		"long text":         "---\na: " + strings.Repeat("x", 250<<10) + "\n---\n",
		"many scalars":      "---\na: [" + strings.Repeat("a,", 100_000) + "]\n---\n",
		"aliases":           "---\na: &a {b: c}\nd: [" + strings.Repeat("*a,", 1000) + "]\n---\n",
		"a large body":      "---\na: b\n---\n" + strings.Repeat("[", 1<<20),
		"many tables":       "+++\n" + strings.Repeat("[[a]]\nb = [1.5, {c.d = \"[[\\\"{\"}] # [[[\n", 1000) + "+++\n",
		"dots in a value":   "+++\na = '" + strings.Repeat("a.", 1000) + "'\n+++\n",
		"json with strings": `{"a": "` + strings.Repeat("[{", 1000) + `"}`,
	} {
		t.Run(name, func(t *testing.T) { parse(t, source) })
	}
}

func FuzzParse(f *testing.F) {
	for _, source := range []string{
		"---\ntitle: a\ndate: 2024-04-05\nauthors: [{name: b}]\n---\nbody",
		"+++\ntitle = 'a'\ndate = 2024-04-05\n[params]\na.b = [{c = 1}]\n+++\nbody",
		`{"title": "a", "params": {"b": [null, 1.5]}} body`,
		"---\na: &a {<<: {b: c}}\nd: [*a, \"null\", ~]\n---\n",
		"\ufeff------\r\nauthor: '[a](b) <c@d>'\r\n---\r\n",
	} {
		f.Add([]byte(source))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		p, err := post.Parse("a/b-c.md", source)
		require.NotNil(t, p)
		if err != nil {
			assertUnread(t, p, err, string(source))
			return
		}
		assert.True(t, strings.HasSuffix(string(source), p.Body))
		assert.NotEmpty(t, p.Title)
		assertJSON(t, p)
	})
}

func TestBrokenDraftIsADraft(t *testing.T) {
	for source, isDraft := range map[string]bool{
		"---\ndraft: true\ndate: 2020-99-99\n---\n":                   true,
		"---\ndraft: true\ntitle: Go: a story\n---\n":                 true,
		"---\r\ntitle: \"a\r\nDraft: \"true\" # yet\r\n---\r\n":       true,
		"---\ntags: {\npublished: false\n---\n":                       true,
		"---\ntitle: a\ndraft: true\n\nno end\n":                      true,
		"+++\ndraft = true\ntitle = \"x\n+++\n":                       true,
		"{\"title\": \"x\", \"draft\": true, \"tags\": [,]}\n":        true,
		"---\ndraft: false\ntitle: Go: a story\n---\n":                false,
		"---\ntitle: Go: a story\n---\ndraft: true\n":                 false,
		"---\ntitle: no end\n\ndraft: true\n":                         false,
		"---\ntitle: Go: a story\ndescription: no draft: true\n---\n": false,
		"---\npublished: 2020-99-99\n---\n":                           false,
	} {
		p, err := post.Parse("a.md", []byte(source))
		assert.Error(t, err, source)
		assert.Equal(t, isDraft, p.Draft, source)
	}
	p, err := post.ParseWith(map[string]any{"draft": true}, "a.md", []byte("---\ntitle: Go: a story\n---\n"))
	assert.Error(t, err)
	assert.True(t, p.Draft, "what is inherited counts")

	p, err = post.Parse("a.md", []byte("---\nlastmod: soon\nexpiryDate: 2000-01-01\n---\n"))
	assert.EqualError(t, err, `a.md:2: lastmod: "soon" is not a date, as 2026-11-30 is one`)
	assert.Equal(t, []string{"expired"}, p.Hidden(time.Now()))
}
