package post_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/post"
)

func TestAuthors(t *testing.T) {
	for _, test := range []struct {
		name, yaml string
		want       []post.Author
	}{
		{"none", "title: a", nil},
		{"empty", "authors: []\nauthor: ''", nil},
		{"a name", "author: Jane Doe", []post.Author{{Name: "Jane Doe"}}},
		{"two names in one", "author: Jane Doe & Jim", []post.Author{{Name: "Jane Doe & Jim"}}},
		{"names", "authors: [Jane, Jim]", []post.Author{{Name: "Jane"}, {Name: "Jim"}}},
		{"keys in any case", "Author: {Name: Jane, EMAIL: j@x.org}", []post.Author{{Name: "Jane", Email: "j@x.org"}}},
		{"an address", "author: Jane Doe <jane@x.org>", []post.Author{{Name: "Jane Doe", Email: "jane@x.org"}}},
		{"a login", "author: Jané Doe <jane>", []post.Author{{Name: "Jané Doe", Login: "jane"}}},
		{"a URL", "author: Jane Doe <https://x.org>", []post.Author{{Name: "Jane Doe", URL: "https://x.org"}}},
		{"an address alone", "author: <jane@x.org>", []post.Author{{Name: "jane@x.org", Email: "jane@x.org"}}},
		{"a link", "author: '[Jane Doe](https://x.org \"me\")'", []post.Author{{Name: "Jane Doe", URL: "https://x.org"}}},
		{"links and text", "author: >\n  [Jane](https://x.org) ([X](/x) &\n  **[Y](/y)**) [sic] [z](",
			[]post.Author{{Name: "Jane (X & Y) [sic] [z]("}}},
		{"a map", "author: {name: Jane, login: jd, avatar: j.png, link: https://x.org}",
			[]post.Author{{Name: "Jane", Login: "jd", Avatar: "j.png", URL: "https://x.org"}}},
		{"a mix", "authors:\n- Jim\n- name: Jane\n  email: j@x.org\n- [Joe]",
			[]post.Author{{Name: "Jim"}, {Name: "Jane", Email: "j@x.org"}, {Name: "Joe"}}},
		{"a key and a name", "authors:\n- jane: null\n  name: Jane Doe", []post.Author{{Name: "Jane Doe"}}},
		{"a key alone", "authors:\n- jane: null", []post.Author{{Name: "jane"}}},
		{"maps by name", "authors: {Jim: {email: jim@x.org}, jane: {name: Jane Doe}}",
			[]post.Author{{Name: "Jane Doe"}, {Name: "jim", Email: "jim@x.org"}}},
		{"an account", "author: {name: Jane, twitter: '@jane'}", []post.Author{{Name: "Jane", URL: "https://twitter.com/jane"}}},
		{"an account by its URL", "author: {name: Jane, github: https://github.com/jane}",
			[]post.Author{{Name: "Jane", Login: "jane", URL: "https://github.com/jane"}}},
		{"a login alone", "author: {github: jane}", []post.Author{{Name: "jane", Login: "jane", URL: "https://github.com/jane"}}},
		{"authors before author", "author: Jim\nauthors: [Jane]", []post.Author{{Name: "Jane"}}},
		{"in params", "params: {author: {name: Jane}}", []post.Author{{Name: "Jane"}}},
		{"a number", "author: 42", []post.Author{{Name: "42"}}},
		{"nothing in it", "authors: [{}, null, '', {name: }]", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, yaml(t, test.yaml).Authors)
		})
	}
}
