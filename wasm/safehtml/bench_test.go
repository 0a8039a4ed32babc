package safehtml_test

import (
	"fmt"
	"strings"
	"testing"

	"postview/wasm/safehtml"
)

// BenchmarkSanitize measures an article as Hugo renders it, with colours.
func BenchmarkSanitize(b *testing.B) {
	const code = `<div class="highlight"><pre tabindex="0" style="color:#f8f8f2;background-color:#272822;">` +
		`<code class="language-go" data-lang="go"><span style="display:flex;"><span><span style="color:#66d9ef">func</span> ` +
		`<span style="color:#a6e22e">main</span>() { <span style="color:#a6e22e">print</span>(<span style="color:#e6db74">&#34;x&#34;</span>) }` + "\n</span></span></code></pre></div>\n"
	const text = `<h2 id="a-heading">A heading</h2><p>Some <em>text</em> with a <a href="https://example.org/a?b=1&amp;c=2">link</a>, ` +
		`<code>code</code> &amp; more of it, so that it is as long as a paragraph is.</p>` + "\n"
	for _, kb := range []int{10, 100} {
		article := strings.Repeat(text+text+code, kb<<10/len(text+text+code))
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) {
			b.SetBytes(int64(len(article)))
			b.ReportAllocs()
			for b.Loop() {
				safehtml.Sanitize.Sanitize(article)
			}
		})
	}
}
