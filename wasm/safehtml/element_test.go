package safehtml_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/safehtml"
)

func TestElement(t *testing.T) {
	cases := []struct {
		name string
		got  safehtml.HTML
		want string
	}{
		{"nothing in it", safehtml.Element("p", nil), `<p></p>`},
		{"text", safehtml.Element("p", nil, safehtml.Text(`<a> & "b"`)), `<p>&lt;a&gt; &amp; &#34;b&#34;</p>`},
		{"content in its order", safehtml.Element("p", nil, safehtml.Text("a"), safehtml.Element("b", nil), safehtml.Text("c")), `<p>a<b></b>c</p>`},
		{"attributes in their order", safehtml.Element("p", safehtml.Attrs{safehtml.A("id", "i"), safehtml.A("class", `"'<>&`)}), `<p id="i" class="&#34;&#39;&lt;&gt;&amp;"></p>`},
		{"attribute on a condition", safehtml.Element("p", safehtml.Attrs{safehtml.AIf(true, "id", "a"), safehtml.AIf(false, "class", "b"), {}}), `<p id="a"></p>`},
		{"void element", safehtml.Element("br", nil, safehtml.Text("not written")), `<br>`},
		{"picture", safehtml.Element("img", safehtml.Attrs{safehtml.A("src", "a b.png"), safehtml.A("alt", "")}), `<img src="a b.png" alt="">`},
		{"name in capitals", safehtml.Element("svg", safehtml.Attrs{safehtml.A("viewBox", "0 0 1 1")}), `<svg viewBox="0 0 1 1"></svg>`},
		{"joined", safehtml.Join(safehtml.Text("a"), safehtml.HTML{}, safehtml.Element("hr", nil)), `a<hr>`},
		{"nothing joined", safehtml.Join(), ``},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, c.got.String())
			assert.Equal(t, c.want == "", c.got.IsEmpty())
		})
	}
}

func TestURLs(t *testing.T) {
	cases := []struct {
		name, url string
		ok        bool
	}{
		{"empty", "", true},
		{"relative", "a/b.html?c=d:e#f:g", true},
		{"fragment", "#fn:1", true},
		{"path with a colon", "./a:b", true},
		{"number with a colon", "12:30", true},
		{"no scheme", "//example.org", true},
		{"https", "https://example.org/", true},
		{"capitals", "HTTP://example.org/", true},
		{"mail", "mailto:a@b.c", true},
		{"telephone", "tel:+1", true},
		{"javascript", "javascript:x", false},
		{"capitals of javascript", "JaVaScRiPt:x", false},
		{"spaces before", "\x00\x1f  javascript:x", false},
		{"line breaks within", "java\nscr\tipt\r:x", false},
		{"vbscript", "vbscript:x", false},
		{"data", "data:text/html,x", false},
		{"blob", "blob:https://x/y", false},
		{"any other", "x-y+z.1:a", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := `<a href="#"></a>`
			if c.ok {
				want = `<a href="` + c.url + `"></a>`
			}
			assert.Equal(t, want, safehtml.Element("a", safehtml.Attrs{safehtml.A("href", c.url)}).String())
		})
	}
}

func TestURLsOfPictures(t *testing.T) {
	picture := func(src, srcset string) string {
		return safehtml.Element("img", safehtml.Attrs{safehtml.A("src", src), safehtml.A("srcset", srcset)}).String()
	}
	assert.Equal(t, `<img src="data:image/png;base64,AA" srcset="a 1x, b 2x">`, picture("data:image/png;base64,AA", "a 1x, b 2x"))
	assert.Equal(t, `<img src="#" srcset="#">`, picture("data:image/svg+xml,x", "a 1x,javascript:x 2x"))
	assert.Equal(t, `<a href="#"></a>`, safehtml.Element("a", safehtml.Attrs{safehtml.A("href", "data:image/png,x")}).String())
}

func TestNamesThatCouldRunAScript(t *testing.T) {
	for name, build := range map[string]func(){
		"script":          func() { safehtml.Element("script", nil) },
		"style":           func() { safehtml.Element("style", nil) },
		"iframe":          func() { safehtml.Element("iframe", nil) },
		"object":          func() { safehtml.Element("object", nil) },
		"embed":           func() { safehtml.Element("embed", nil) },
		"base":            func() { safehtml.Element("base", nil) },
		"link":            func() { safehtml.Element("link", nil) },
		"meta":            func() { safehtml.Element("meta", nil) },
		"capitals":        func() { safehtml.Element("Script", nil) },
		"more than one":   func() { safehtml.Element("p onclick=x", nil) },
		"no element":      func() { safehtml.Element("", nil) },
		"event":           func() { safehtml.A("onclick", "x") },
		"event, capitals": func() { safehtml.A("onClick", "x") },
		"style attribute": func() { safehtml.A("style", "x") },
		"srcdoc":          func() { safehtml.A("srcdoc", "x") },
		"two attributes":  func() { safehtml.A("a onclick", "x") },
	} {
		t.Run(name, func(t *testing.T) { assert.Panics(t, build) })
	}
}

// BenchmarkElement builds what a list of posts has a hundred times.
func BenchmarkElement(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		safehtml.Element("li", nil,
			safehtml.Element("a", safehtml.Attrs{safehtml.A("class", "post-link"), safehtml.A("href", "/posts/a/")}, safehtml.Text("A title")))
	}
}
