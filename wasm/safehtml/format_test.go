package safehtml_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/safehtml"
)

func TestFormat(t *testing.T) {
	hostile := `"><script>x()</script>`
	tests := map[string]struct{ got, want safehtml.HTML }{
		"text":           {safehtml.Format(`<p>%s</p>`, hostile), safehtml.Format(`<p>` + escapedScript + `</p>`)},
		"content":        {safehtml.Format(`<p>%s</p>`, safehtml.Format(`<b>%s</b>`, 1)), safehtml.Format(`<p><b>1</b></p>`)},
		"level":          {safehtml.Format(`<h%s>%s</h%s>`, 2, "a", 2), safehtml.Format(`<h2>a</h2>`)},
		"attribute":      {safehtml.Format(`<p class="a %s">`, hostile), safehtml.Format(`<p class="a ` + escapedScript + `">`)},
		"URL":            {safehtml.Format(`<a href="%s">`, "/a?b&c"), safehtml.Format(`<a href="/a?b&amp;c">`)},
		"script URL":     {safehtml.Format(`<a href="%s">`, "java\tscript:x()"), safehtml.Format(`<a href="#">`)},
		"line break":     {safehtml.Format("<a\n\thref=\"%s\">", "javascript:x()"), safehtml.Format("<a\n\thref=\"#\">")},
		"capitals":       {safehtml.Format(`<a HREF="%s">`, "javascript:x()"), safehtml.Format(`<a HREF="#">`)},
		"quoted bracket": {safehtml.Format(`<a title="a>b" href="%s">`, "javascript:x()"), safehtml.Format(`<a title="a>b" href="#">`)},
		"second value":   {safehtml.Format(`<img src="%s" alt="%s">`, "data:text/html,x", "javascript:x"), safehtml.Format(`<img src="#" alt="javascript:x">`)},
		"rest of a URL":  {safehtml.Format(`<a href="mailto:%s">`, "a@b"), safehtml.Format(`<a href="mailto:a@b">`)},
		"optional":       {safehtml.Optional(`<p>%s</p>`, "a"), safehtml.Format(`<p>a</p>`)},
		"nothing":        {safehtml.Optional(`<p>%s</p>`, ""), safehtml.HTML{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want.String(), test.got.String()) })
	}
}

func TestIsLink(t *testing.T) {
	for _, url := range []string{"a.md", "../a", "./a:b", "#a", "//host/a", "http://host/a", "HTTPS://host/a", "mailto:a@b", "tel:1"} {
		assert.True(t, safehtml.IsLink(url), url)
	}
	for _, url := range []string{"", "javascript:x()", " JavaScript:x()", "java\tscript:x()", "\x01javascript:x()", "vbscript:x", "data:text/html,x", "blob:http://host/a", "file:///a", "about:blank"} {
		assert.False(t, safehtml.IsLink(url), url)
	}
}

const escapedScript = `&#34;&gt;&lt;script&gt;x()&lt;/script&gt;`

func TestFormatPanics(t *testing.T) {
	html := safehtml.Text("x")
	tests := map[string]func(){
		"too few":            func() { safehtml.Format(`<p>%s</p>`) },
		"too many":           func() { safehtml.Format(`<p></p>`, "a") },
		"another type":       func() { safehtml.Format(`<p>%s</p>`, 1.5) },
		"unquoted":           func() { safehtml.Format(`<p class=%s>`, "a") },
		"name of element":    func() { safehtml.Format(`<%s>`, "script") },
		"name of attribute":  func() { safehtml.Format(`<p %s="a">`, "onclick") },
		"HTML in a tag":      func() { safehtml.Format(`<p %s>`, html) },
		"HTML in a value":    func() { safehtml.Format(`<p class="%s">`, html) },
		"handler":            func() { safehtml.Format(`<p onclick="%s">`, "a") },
		"handler, capitals":  func() { safehtml.Format(`<p OnClick="%s">`, "a") },
		"style":              func() { safehtml.Format(`<p style="%s">`, "a") },
		"srcdoc":             func() { safehtml.Format(`<p srcdoc="%s">`, "a") },
		"script":             func() { safehtml.Format(`<script>%s</script>`, "a") },
		"source of a script": func() { safehtml.Format(`<script src="%s"></script>`, "a") },
		"style sheet":        func() { safehtml.Format(`<style>%s</style>`, "a") },
	}
	for name, misuse := range tests {
		t.Run(name, func(t *testing.T) { assert.Panics(t, misuse) })
	}
}
