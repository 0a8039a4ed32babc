package highlight_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/highlight"
	"postview/wasm/highlight/option"
)

func TestCode(t *testing.T) {
	o := option.Default()
	o.NoClasses = false
	tests := []struct {
		name, code, language string
		set                  string
		want                 string
		ok                   bool
	}{
		{"classes", "a := 1\n", "go", "", `<pre tabindex="0" class="chroma"><code class="language-go" data-lang="go">` +
			`<span class="line"><span class="cl"><span class="nx">a</span><span class="w"> </span><span class="o">:=</span>` +
			`<span class="w"> </span><span class="mi">1</span><span class="w">` + "\n</span></span></span></code></pre>", true},
		{"an alias is kept", "a", "golang", "", `<pre tabindex="0" class="chroma"><code class="language-golang" data-lang="golang">` +
			`<span class="line"><span class="cl"><span class="nx">a</span></span></span></code></pre>`, true},
		{"inline", "1", "json", "hl_inline=true", `<code class="code-inline language-json"><span class="mi">1</span></code>`, true},
		{"unknown", "a", "nosuch", "", "", false},
		{"endless", "a /* b */ $c\n", "jungle", "", "", false},
		{"no language", "a", "", "", "", false},
		{"guessed", "a", "", "guesssyntax=true", `<pre tabindex="0" class="chroma"><code class="language-fallback" data-lang="fallback">` +
			`<span class="line"><span class="cl">a</span></span></code></pre>`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := o
			require.NoError(t, o.Parse(test.set))
			fragment, ok := highlight.Code(test.code, test.language, o)
			assert.Equal(t, test.ok, ok)
			assert.Equal(t, test.want, fragment)
		})
	}
}

func TestStyleSheet(t *testing.T) {
	var css strings.Builder
	light := highlight.Theme{Style: "github", Ground: "#f3efe7"}
	dark := highlight.Theme{Style: "github-dark", Ground: "#24221f"}
	require.NoError(t, highlight.StyleSheet(&css, light, dark))
	assert.Regexp(t, `(?m)^\.chroma :is\(.*\.k, .*\) \{ color: light-dark\(#cf222e, #ff7b72\) \}$`, css.String())
	assert.Regexp(t, `\.gi.*\{ color: light-dark\(#116329, #56d364\); background: light-dark\(#dafbe1, #0f5323\)`, css.String())
	for _, left := range []string{".w,", ".w)", ".ln", ".chroma)", "#ffffff"} {
		assert.NotContains(t, css.String(), left)
	}
}

func TestLanguages(t *testing.T) {
	names := highlight.Languages()
	for _, known := range []string{"go", "golang", "c#", "makefile", "php5", "md", "go-html-template", "yml"} {
		assert.Contains(t, names, known)
	}
	for _, unknown := range []string{"", "mermaid", "nosuch", "*"} {
		assert.NotContains(t, names, unknown)
	}
}

func TestAnAnchorCannotLeaveItsAttribute(t *testing.T) {
	o := option.Default()
	o.LineNumbers, o.AnchorLines, o.AnchorPrefix = true, true, `"><img src=x onerror=alert(1)>`
	fragment, ok := highlight.Code("a", "go", o)
	require.True(t, ok)
	assert.NotContains(t, fragment, "<img")
}
