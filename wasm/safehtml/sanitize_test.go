package safehtml_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/safehtml"
)

type sanitizeCase struct{ name, in, want string }

// keptCases are the same tree before and after.
var keptCases = []sanitizeCase{
	{name: "heading with an id", in: `<h2 id="über-日本語">Über 日本語</h2>`},
	{name: "ids that name a property of document", in: `<h2 id="title">a</h2><h2 id="location">b</h2><h2 id="images">c</h2>`},
	{name: "code without a lexer", in: `<pre tabindex="0"><code class="language-mermaid" data-lang="mermaid">a --&gt; b</code></pre>`},
	{name: "table alignment", in: `<table><thead><tr><th style="text-align: left">a</th><th style="text-align: center">b</th><th style="text-align: right">c</th></tr></thead><tbody></tbody></table>`},
	{name: "old table alignment", in: `<table><tbody><tr><td align="right" valign="top" colspan="2" rowspan="3">a</td></tr></tbody></table>`},
	{name: "footnotes", in: `<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup><div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>x <a href="#fnref:1" class="footnote-backref" role="doc-backlink">↩︎</a></p></li></ol></div>`},
	{name: "details", in: `<details open="" name="group" class="c"><summary>a</summary><p>b</p></details>`},
	{name: "figure", in: `<figure class="f"><a href="/x"><img src="a.png" alt="b" width="10" height="20" loading="lazy" decoding="async"></a><figcaption><h4>t</h4><p>c</p></figcaption></figure>`},
	{name: "picture", in: `<picture><source srcset="a.webp 1x, b.webp 2x" media="(min-width: 1px)" type="image/webp" sizes="100vw"><img src="a.png" alt=""></picture>`},
	{name: "video", in: `<video controls="" src="a.mp4" poster="a.png" muted=""><track src="a.vtt" kind="captions" srclang="en" label="English" default=""></video>`},
	{name: "definitions", in: `<dl><dt>a</dt><dd>b</dd></dl>`},
	{name: "words", in: `<abbr title="b">a</abbr> <kbd>k</kbd> <samp>s</samp> <var>v</var> <mark>m</mark> <ins>i</ins> <del>d</del> <sub>1</sub> <sup>2</sup> <q cite="/x">q</q> <time datetime="2024-01-02">t</time> a<wbr>b <bdi>x</bdi> <bdo dir="rtl">y</bdo>`},
	{name: "ruby", in: `<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>`},
	{name: "blocks", in: `<section lang="de"><article><aside><header>a</header><nav>b</nav><footer>c</footer></aside></article></section><center>d</center>`},
	{name: "link", in: `<a href="https://example.org/" title="t" rel="me" target="_self" name="n" id="i" class="c">x</a>`},
	{name: "labels", in: `<div role="note" aria-label="a" aria-hidden="false">x</div>`},
	{name: "alert of Docsy", in: `<div class="alert alert-primary" role="alert"><h4 class="alert-heading">a</h4><p>b</p></div>`},
	{name: "Hugo's video", in: `<div style="position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"><iframe allow="accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share; fullscreen" loading="eager" referrerpolicy="strict-origin-when-cross-origin" src="https://www.youtube.com/embed/x?autoplay=0&amp;controls=1" style="position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;" title="YouTube video"></iframe></div>`},
	{name: "a video of one's own size", in: `<iframe width="560" height="315" src="https://player.vimeo.com/video/1" frameborder="0" allow="autoplay; encrypted-media" allowfullscreen=""></iframe>`},
	{name: "first line of pre", in: "<pre>\n\na</pre>"},
	{name: "text", in: "a &lt; b &amp;amp; &quot;c&quot; 'd' \u00a0 & e\n"},
	{name: "style in prose", in: `<p style="text-align:center;margin-top: 0px;font-size: 90%;">x</p><span style="color: red; background-color: rgba(1, 2, 3, 0.5)">y</span>`},
	{name: "line numbers of code", in: `<div class="highlight"><table style="border-spacing:0;padding:0;margin:0;border:0;"><tbody><tr><td style="vertical-align:top;padding:0;margin:0;border:0;width:100%"><span style="white-space:pre;-webkit-user-select:none;user-select:none;margin-right:0.4em;padding:0 0.4em 0 0.4em;color:#7f7f7f">1</span></td></tr></tbody></table></div>`},

	{name: "URL with an escaped space", in: `<img src="a%20b.png">`},
	{name: "URL with a query", in: `<a href="?a=1&amp;b=2&c=%2F+x">x</a>`},
	{name: "URL with parentheses", in: `<a href="/wiki/Go_(language)">x</a>`},
	{name: "URL in other scripts", in: `<a href="/пост/日本.html#ü">x</a>`},
	{name: "URL with a space", in: `<img src="a b.png">`},
	{name: "URL without a scheme", in: `<a href="//example.org/x">x</a>`},
	{name: "URL of mail and telephone", in: `<a href="mailto:a@b.c?subject=x">x</a><a href="tel:+123">y</a>`},
	{name: "URL with a colon in the path", in: `<a href="./a:b">x</a><a href="12:30.html">y</a><a href="#fn:1">z</a>`},
	{name: "URL of a picture as data", in: `<img src="data:image/png;base64,AAAA">`},
}

func TestTaskList(t *testing.T) {
	in := `<input checked="" disabled="" type="checkbox"><input disabled="" type="checkbox"><input type="checkbox"><input>`
	want := `<input checked="" disabled="" type="checkbox" aria-label="done"><input disabled="" type="checkbox" aria-label="to do">`
	assert.Equal(t, want, sanitized(t, in))
}

func TestKept(t *testing.T) {
	for _, c := range keptCases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, rendered(t, parse(t, c.in)), rendered(t, parse(t, sanitized(t, c.in))))
		})
	}
}

var changedCases = []sanitizeCase{
	{"nothing", "", ""},
	{"script", `a<script>alert(1)</script>b`, `ab`},
	{"style, template, noscript", `a<style>p{}</style><template><p>x</p></template><noscript><p>x</p></noscript>b`, `ab`},
	{"comment", `a<!-- raw HTML omitted -->b`, `ab`},
	{"SVG with its content", `a<svg onload=x><title>t</title><p>b</p></svg>`, `a<p>b</p>`},
	{"SVG as a picture", `a<svg viewBox="0 0 1 1"><title>t</title><path d="M0 0"></path><text>x</text></svg>b`, `ab`},
	{"end of an SVG that never began", `</svg><svg></svg>b`, `b`},
	{"formula", `<math><mi>x</mi><mo>=</mo><mn>1</mn></math>`, `x=1`},
	{"form", `<form action="/x"><button>a</button><input name="n"><textarea>b</textarea><select><option>c</select></form>`, `a`},
	{"object", `<object data="x"><embed src="x">a</object>`, `a`},
	{"document", `<html><head><base href="//x"><meta http-equiv="refresh" content="0"><link rel="stylesheet" href="x"><title>t</title></head><body onload=x>a</body></html>`, `a`},
	{"element of another page", `<post-view src="x">a</post-view><dialog open>b</dialog>`, `ab`},
	{"old code", `<xmp><b></xmp><plaintext><i>`, `<pre>&lt;b&gt;</pre><pre>&lt;i&gt;</pre>`},

	{"event", `<p onclick="x" ONCLICK="y" id="a">a</p>`, `<p id="a">a</p>`},
	{"code to be coloured", `<pre data-postview-code="a=b">a</pre><p data-postview-code="">b</p>`, `<pre data-postview-code="a=b">a</pre><p>b</p>`},
	{"data of others", `<p data-toggle="x" data-lang="go">a</p>`, `<p data-lang="go">a</p>`},
	{"the page's own ids", `<p id="postview-x">a</p><p id="PostView-y">b</p>`, `<p>a</p><p>b</p>`},
	{"names", `<img name="body"><a name="x">a</a>`, `<img><a name="x">a</a>`},
	{"an attribute twice", `<a href="/x" href="javascript:y">a</a>`, `<a href="/x">a</a>`},
	{"new window", `<a href="/x" target="_blank">a</a>`, `<a href="/x" rel="noopener" target="_blank">a</a>`},
	{"new window with rel", `<a href="/x" target="_blank" rel="nofollow">a</a>`, `<a href="/x" rel="nofollow noopener" target="_blank">a</a>`},
	{"other window", `<a href="/x" target="other">a</a>`, `<a href="/x">a</a>`},
	{"order of focus", `<p tabindex="5">a</p>`, `<p>a</p>`},
	{"text field", `<input type="text" disabled><input type="checkbox">`, ``},
	{"autoplay", `<video src="a.mp4" autoplay></video>`, `<video src="a.mp4" controls=""></video>`},

	{"javascript", `<a href="javascript:x">a</a>`, `<a>a</a>`},
	{"javascript in disguise", "<a href=\" \x01jAva&Tab;scr\nipt&colon;x\">a</a>", `<a>a</a>`},
	{"data", `<a href="data:text/html,x">a</a><img src="data:image/svg+xml,x"><video src="data:image/png,x"></video>`, `<a>a</a><img><video controls=""></video>`},
	{"other schemes", `<a href="vbscript:x">a</a><a href="file:///x">b</a><a href="blob:x">c</a>`, `<a>a</a><a>b</a><a>c</a>`},
	{"source set", `<img srcset="a.png 1x, javascript:x 2x">`, `<img>`},

	{"position", `<p style="position:fixed;color:red;z-index:9">a</p>`, `<p style="color:red">a</p>`},
	{"style that loads", `<p style="background:url(x);color:expression(x);content:'x'">a</p>`, `<p>a</p>`},
	{"style that hides", `<p style="opacity:0;display:none;margin:-9px;width:9999px;transform:none">a</p>`, `<p>a</p>`},
	{"style with comments and escapes", `<p style="col/**/or:red;\70osition:fixed">a</p>`, `<p>a</p>`},
	{"style of code in prose", `<p style="display:flex">a</p>`, `<p>a</p>`},
	{"letters as large as the page", `<p style="font-size:900px">a</p><p style="font-size:1.5em">b</p>`, `<p>a</p><p style="font-size:1.5em">b</p>`},
	{"style of a frame without its wrapper", `<iframe src="https://www.youtube.com/embed/x" style="position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"></iframe>`, `<iframe src="https://www.youtube.com/embed/x" style="width: 100%; border:0"></iframe>`},

	{"frame of another host", `<iframe src="https://codepen.io/x" title="a pen">b</iframe>`, `<a href="https://codepen.io/x">a pen</a>`},
	{"frame that runs", `<iframe src="javascript:x"></iframe><iframe srcdoc="x"></iframe>`, ``},
	{"frame that looks like a player", `<iframe src="https://www.youtube.com@x.org/"></iframe><iframe src="https://www.youtube.com.x.org/"></iframe>`, `<a href="https://www.youtube.com@x.org/">https://www.youtube.com@x.org/</a><a href="https://www.youtube.com.x.org/">https://www.youtube.com.x.org/</a>`},
	{"frame with another port", `<iframe src="https://www.youtube.com:8080/"></iframe>`, `<a href="https://www.youtube.com:8080/">https://www.youtube.com:8080/</a>`},
	{"player without https", `<iframe src="http://www.youtube.com/embed/x"></iframe><iframe src="//player.vimeo.com/video/1"></iframe>`, `<iframe src="https://www.youtube.com/embed/x"></iframe><iframe src="https://player.vimeo.com/video/1"></iframe>`},
	{"player that may do too much", `<iframe src="https://www.youtube.com/embed/x" allow="camera; autoplay; fullscreen *" sandbox="allow-scripts allow-top-navigation"></iframe>`, `<iframe src="https://www.youtube.com/embed/x" allow="autoplay" sandbox="allow-scripts"></iframe>`},

	{"ends of elements that it never began", `a</div></article></body>b`, `ab`},
	{"elements that it never ends", `<div><p>a<b>b`, `<div><p>a<b>b</b></p></div>`},
	{"item that leaves a table", `<li><div><table><li>a`, `<li><div></div></li><li>a</li><table></table>`},
	{"nested too deep", strings.Repeat("<div>", 600) + "<script>x</script>a\n&lt;b&gt;\x00", "<pre>a\n&lt;b&gt;</pre>"},
	{"item in what is taken away", `<li><div><button><li>a</button></div>`, `<li><div></div></li><li>a</li>`},
}

func TestChanged(t *testing.T) {
	for _, c := range changedCases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, sanitized(t, c.in))
		})
	}
}

func TestSanitizeWhateverThePolicy(t *testing.T) {
	for _, p := range []safehtml.Policy{safehtml.Sanitize, safehtml.Omit, safehtml.Trust, "unknown"} {
		assert.Equal(t, "a", p.Sanitize(`a<script>x</script>`).String(), p)
	}
}

func TestParsePolicy(t *testing.T) {
	for in, want := range map[string]safehtml.Policy{
		"": safehtml.Sanitize, "sanitize": safehtml.Sanitize, "omit": safehtml.Omit, "trust": safehtml.Trust,
	} {
		got, err := safehtml.ParsePolicy(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, got, in)
	}
	_, err := safehtml.ParsePolicy("Trust")
	assert.ErrorContains(t, err, `"Trust"`)
}

// TestHuge repeats what could make time or memory grow faster than the input.
func TestHuge(t *testing.T) {
	const n = 50_000
	var many strings.Builder
	for i := range 400 {
		fmt.Fprintf(&many, "<b id=%d>", i)
	}
	cases := []struct{ name, unit, end string }{
		{"nested divs", "<div>", "x"},
		{"nested quotes, ended", "<blockquote>", "x" + strings.Repeat("</blockquote>", n)},
		{"ends without a start", "</div>", "x"},
		{"links", "<a>", "x"},
		{"formatting in paragraphs", "<p><b>", "x"},
		{"formatting with ids in paragraphs", "<p>x", "x" + many.String() + strings.Repeat("<p>x", n)},
		{"formatting with ids in spans", "<span>x", many.String() + strings.Repeat("</span><p><span><i></b>x", n)},
		{"links that are never ended", "<p><a id=x>", "x"},
		{"tables", "<table>", "x"},
		{"items", "<li><table>", "x"},
		{"formulas", "<math>", "x"},
		{"start of a tag", "<", "x"},
		{"comments", "<!--", "x"},
		{"attributes", "<p a=b ", ">x"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			got := safehtml.Sanitize.Sanitize(strings.Repeat(c.unit, n) + c.end).String()
			t.Log(time.Since(start), len(got))
			assert.Less(t, time.Since(start), time.Minute) // a square of the length would take many
			assert.Empty(t, harm(t, got))
		})
	}
}

// A long post may have very much code in colours.
func TestMuchCode(t *testing.T) {
	code := `<pre class="chroma"><code>` + strings.Repeat("<span class=\"line\"><span class=\"k\">if</span>\n</span>", 150_000) + "</code></pre>"
	assert.True(t, safehtml.Sanitize.Sanitize(code).String() == code, "it is kept as it is")
}
