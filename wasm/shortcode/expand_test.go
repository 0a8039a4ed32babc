package shortcode_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
	"postview/wasm/shortcode"
)

// TestMalformed checks that what is malformed stays as it is written and is told.
func TestMalformed(t *testing.T) {
	const open = "{{< details >}}"
	tests := []struct {
		name     string
		body     string
		markdown string // "" for that of the body
		problems []string
	}{
		{"unclosed action", "a\n{{< param who", "", []string{"line 2: the shortcode is not closed: >}} is missing"}},
		{"wrong delimiter", "{{< param who %}}", "", []string{"line 1: '%' in a shortcode: arguments with other characters than letters, digits, - and _ need quotes"}},
		{"no name", "{{< >}}", "", []string{"line 1: the shortcode has no name"}},
		{"mixed, named first", `{{< figure src="a" "b" >}}`, "", []string{"line 1: arguments with and without names are mixed"}},
		{"mixed, positional first", `{{< figure "a" src="b" >}}`, "", []string{"line 1: arguments with and without names are mixed"}},
		{"mixed, with spaces", `{{< figure a src = "b" >}}`, "", []string{"line 1: shortcode figure: arguments with and without names are mixed"}},
		{"unclosed string", "{{< param \"a\n\" >}}", "", []string{`line 1: a string in a shortcode is not closed: " is missing`}},
		{"unclosed raw string", "{{< param `a >}}", "", []string{"line 1: a raw string in a shortcode is not closed: ` is missing"}},
		{"escaped backquote", "{{< param \\`a\\` >}}", "", []string{"line 1: unknown escape in a shortcode"}},
		{"period in name", "{{< a.b >}}", "", []string{"line 1: a period in the name of a shortcode"}},
		{"unclosed comment", "{{</* param who >}}", "", []string{"line 1: the comment in a shortcode is not closed"}},
		{"stray closing tag", "a {{< /details >}} b", "", []string{"line 1: shortcode details is closed but not open"}},
		{"unclosed", "\n\n" + open + "\na", "", []string{"line 3: shortcode details is not closed"}},
		{"param unknown", "{{< param absent >}}", "", []string{`line 1: shortcode param: there is no param "absent"`}},
		{"video without id", "{{< youtube >}} {{< vimeo class=a >}}", "", []string{
			"line 1: shortcode youtube: the id of the video is missing",
			"line 1: shortcode vimeo: the id of the video is missing",
		}},
		{"ref without path", "{{< ref >}}", "", []string{"line 1: shortcode ref: one path is wanted, and at most an output format"}},
		{"qr", "{{< qr />}}\n{{< qr text=a level=b />}}\n{{< qr text=a scale=1 />}}", "", []string{
			"line 1: shortcode qr: a text is missing",
			`line 2: shortcode qr: "b" is not a level: low, medium, quartile or high is`,
			"line 3: shortcode qr: scale must be a whole number of 2 or more",
		}},
		{"link without id", "{{< instagram >}}", "", []string{"line 1: shortcode instagram: an id is missing"}},
		{"url", `{{< figure src="%zz" >}}`, "", []string{`line 1: shortcode figure: parse "%zz": invalid URL escape "%zz"`}},
		{"what follows is expanded", "{{< bad + >}} {{% param who %}}", "{{< bad + >}} somebody", []string{
			"line 1: '+' in a shortcode: arguments with other characters than letters, digits, - and _ need quotes",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := test.markdown
			if want == "" {
				want = test.body
			}
			result, err := shortcode.Expand(test.body, world(test.name))
			require.Error(t, err)
			assert.Equal(t, want, result.Markdown)
			var problems []string
			for _, p := range result.Problems {
				problems = append(problems, p.Error())
			}
			assert.Equal(t, test.problems, problems)
			assert.Equal(t, test.problems[0], err.Error())
		})
	}
}

// TestTold checks shortcodes that appear although something is wrong with them.
func TestTold(t *testing.T) {
	tests := []struct{ name, body, html, problem string }{
		{"ref that is not found stays a link", `[a]({{< ref "b.md" >}})`, `<p><a href="b.md">a</a></p>`, "there is no page"},
		{"leaf that is closed", `{{< figure src="a.png" />}}`, "<figure><img src=\"a.png\">\n</figure>", "holds nothing"},
		{"within another", "{{< details >}}{{< param absent >}} {{< youtube >}}{{< /details >}}", "{{&lt; param absent &gt;}} {{&lt; youtube &gt;}}", "the id of the video"},
		{"holder within another", "{{< details >}}{{< qr level=bad >}}a{{< /qr >}}{{< /details >}}", "{{&lt; qr level=bad &gt;}}a{{&lt; /qr &gt;}}", "is not a level"},
		{"malformed within another", "{{< details >}}{{< a + >}}{{< /details >}}", "{{&lt; a + &gt;}}", "'+' in a shortcode"},
		{"stray after crossed", "{{< details >}}a{{< highlight >}}b{{< /details >}}c{{< /highlight >}}{{< /details >}}", "<p>a<pre", "details is closed but not open"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			html, result := publish(test.body, world(test.name))
			require.NotEmpty(t, result.Problems)
			assert.Contains(t, result.Problems[len(result.Problems)-1].Message, test.problem)
			assert.Contains(t, html, test.html)
		})
	}
}

// TestEmptyEnv checks what becomes of shortcodes in a world without anything.
func TestEmptyEnv(t *testing.T) {
	tests := []struct{ name, body, html string }{
		{"block", "{{< details >}}*a*{{< /details >}}", "\n<details>\n\t<summary>Details</summary>\n\t*a*</details>\n"},
		{"highlight", "{{< highlight go >}}a < b{{< /highlight >}}", `<pre tabindex="0"><code class="language-go" data-lang="go">a &lt; b</code></pre>`},
		{"qr link", `{{< qr text="https://example.org/?a&b" />}}`, `<a href="https://example.org/?a&amp;b">https://example.org/?a&amp;b</a>`},
		{"qr text", `{{< qr text="<a>" />}}`, "&lt;a&gt;"},
		{"ref", `{{< ref "a" >}}`, "a"},
		{"readfile", `{{< readfile "a.md" >}}`, "\n<p class=\"embed\"><a href=\"a.md\">a.md</a></p>\n\n"},
		{"figure", `{{< figure src="a.png" caption="*a*" >}}`, "<figure><img src=\"a.png\"\n\t\t\talt=\"*a*\"><figcaption>\n\t\t\t<p>*a*</p>\n\t\t</figcaption>\n</figure>\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result, _ := shortcode.Expand(test.body, shortcode.Env{})
			assert.Equal(t, test.html, result.Restore(result.Markdown))
		})
	}
}

// TestNothing checks that only Hugo's own shortcodes are rendered where equality is measured.
func TestNothing(t *testing.T) {
	env := world("nothing")
	env.Custom = shortcode.Nothing
	for _, s := range suites(t, "testdata/shown/*.txtar") {
		for name, body := range s.cases() {
			if s.name() == "unknown" && strings.HasPrefix(name, "content") {
				html, _ := publish(body, env)
				assert.NotContains(t, html, "content", name)
				assert.NotContains(t, html, "heading", name)
			}
		}
	}
	html, _ := publish("{{< a >}}\n{{< b >}}c{{< /b >}}\n\n{{% d %}}\n\n{{< e >}}", env)
	assert.Equal(t, "<p>\n</p>\n\n", html, "as Hugo does with templates that are empty")
	html, result := publish("a {{< note >}}b{{< param who >}}{{< /note >}} {{< x user=a id=b >}}{{% param who %}}", env)
	assert.Equal(t, "<p>a  somebody</p>\n", html)
	assert.Empty(t, result.Problems)
}

func TestHighlight(t *testing.T) {
	env := world("highlight")
	env.Highlight = func(code, language, options string) (string, bool) {
		return fmt.Sprintf("%q %q %q", code, language, options), language == "go"
	}
	html, _ := publish("{{< highlight go \"linenos=table,hl_lines=1\" >}}\n\na\n{{< /highlight >}}", env)
	assert.Equal(t, `"a" "go" "linenos=table,hl_lines=1"`, strings.TrimSpace(html))
	html, _ = publish("{{< highlight other >}}a{{< /highlight >}}", env)
	assert.Equal(t, `<pre tabindex="0"><code class="language-other" data-lang="other">a</code></pre>`, strings.TrimSpace(html))
}

func TestLanguage(t *testing.T) {
	for language, title := range map[string]string{"": "Note", "en-GB": "Note", "de": "Hinweis", "pt-BR": "Nota", "zh-CN": "说明", "xx": "Note"} {
		env := world("language")
		env.Language = language
		html, _ := publish("{{< note >}}a{{< /note >}}", env)
		assert.Contains(t, html, `<p class="admonition-title">`+title+`</p>`, language)
	}
}

func TestDivider(t *testing.T) {
	tests := []struct {
		name, body, before string
	}{
		{"none", "a", ""},
		{"one", "a\n\n<!--more-->\n\nb", "a\n\n"},
		{"after a shortcode", "{{% param who %}}\n<!--more-->\nb", "somebody\n"},
		{"in a shortcode", "{{< details >}}<!--more-->{{< /details >}}<!--more-->", ""},
		{"in a comment", "{{</* a <!--more--> */>}} <!--more-->", "{{< a <!--more--> >}} "},
		{"in an argument", "{{< param `<!--more-->` >}} <!--more-->", "{{< param `<!--more-->` >}} "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result, _ := shortcode.Expand(test.body, world(test.name))
			if test.before == "" {
				assert.Equal(t, -1, result.Divider)
				return
			}
			require.Positive(t, result.Divider)
			assert.Equal(t, test.before, result.Markdown[:result.Divider])
			assert.True(t, strings.HasPrefix(result.Markdown[result.Divider:], "<!--more-->"))
		})
	}
}

func TestPlaceholderInBody(t *testing.T) {
	html, _ := publish("HAHAHUGOSHORTCODE1s0HBHB {{< param who >}} HAHAHUGOSHORTCODE7s0HBHB", world("placeholder"))
	assert.Equal(t, "<p>HAHAHUGOSHORTCODE1s0HBHB somebody HAHAHUGOSHORTCODE7s0HBHB</p>\n", html)
}

func TestDepth(t *testing.T) {
	env := world("depth")
	env.Block = func(markdown string) string { return markdown }
	deep := func(n int) string {
		return strings.Repeat("{{< details >}}", n) + "a" + strings.Repeat("{{< /details >}}", n)
	}
	result, err := shortcode.Expand(deep(shortcode.MaxDepth), env)
	require.NoError(t, err)
	assert.Equal(t, shortcode.MaxDepth, strings.Count(result.Restore(result.Markdown), "<details>"))

	result, err = shortcode.Expand(deep(1000), env)
	require.Error(t, err)
	assert.Len(t, result.Problems, shortcode.MaxProblems)
	assert.Equal(t, shortcode.MaxDepth, strings.Count(result.Restore(result.Markdown), "<details>"))

	env.ReadFile = func(string) (string, error) { return "{{< include a >}} {{< include b >}}", nil }
	result, err = shortcode.Expand("{{< include a >}}", env)
	require.Error(t, err)
	assert.Less(t, len(result.Restore(result.Markdown)), 100_000)
}

// patience is far more than the slowest input takes on a loaded machine, and far
// less than any would if its time grew with the square of its length.
const patience = time.Minute

// TestHostile checks that time and output grow no faster than the input.
func TestHostile(t *testing.T) {
	const n = 100_000
	repeat := func(s string) string { return strings.Repeat(s, n) }
	tests := map[string]string{
		"openers":              repeat("{{< a "),
		"openers with markup":  repeat("{{%"),
		"openers and lines":    repeat("{{< a\n"),
		"unclosed details":     repeat("{{< details >}}"),
		"unclosed custom":      repeat("{{< a >}}") + "{{< /a >}}",
		"closers":              repeat("{{< /a >}}"),
		"pairs":                repeat("{{< a >}}") + repeat("{{< /a >}}"),
		"alternating":          repeat("{{< a >}}{{< b >}}") + repeat("{{< /a >}}{{< /b >}}"),
		"self-closing":         repeat("{{< a />}}"),
		"comments":             repeat("{{</*"),
		"empty comments":       repeat("{{</*/>}}"),
		"closed comments":      repeat("{{</**/>}}"),
		"values without space": repeat("{{<a="),
		"named without space":  repeat("{{<a b="),
		"strings":              repeat(`{{< a "`),
		"raw strings":          repeat("{{< a `"),
		"three backquotes":     repeat("{{< a ```"),
		"braces":               repeat("{{"),
		"spaces":               repeat(" ") + repeat("{{< a >}} "),
		"quotations":           repeat(">") + repeat("{{< a >}}>"),
		"dividers":             repeat("<!--more-->"),
		"dividers in comments": repeat("{{</*<!--more-->*/>}}"),
		"placeholders":         "{{< a >}}" + repeat("HAHAHUGOSHORTCODE1s0HBHB"),
		"many placeholders":    numbered(n, "HAHAHUGOSHORTCODE%ds0HBHB ") + "{{< a >}}",
		"tabs":                 "> > > {{% tabs %}}" + repeat("{{% tab %}}a{{% /tab %}}") + "{{% /tabs %}}",
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			result, _ := shortcode.Expand(body, shortcode.Env{})
			html := result.Restore(result.Markdown)
			assert.Less(t, time.Since(start), patience)
			assert.Less(t, len(html), 32<<20+20*len(body))
		})
	}
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestNestedOnce checks that what is nested is rendered once on its way out,
// whatever holds it: were it twice, time would double with each level.
func TestNestedOnce(t *testing.T) {
	names := strings.Fields(`details highlight comment qr unknown alert pageinfo card cardpane tabpane tab tabs codetabs
		conditional-text iframe imgproc readfile redoc _param blocks/cover blocks/section note notice hint gallery video quote
		button badge img kbd math mermaid code code-toggle expand new-in rawhtml columns column include asciicast`)
	env := world("nested")
	env.Block = func(markdown string) string { return "<p>" + markdown + "</p>\n" }
	for _, name := range names {
		for _, within := range []string{"", "details", "tab", "qr level=bad", "tabs", "highlight"} {
			open, end := "{{< "+name+" >}}", "{{< /"+name+" >}}"
			if within != "" {
				open += "{{< " + within + " >}}"
				end = "{{< /" + strings.Fields(within)[0] + " >}}" + end
			}
			for _, body := range []string{open + " ", strings.NewReplacer("<", "%", ">", "%").Replace(open) + "\n"} {
				start := time.Now()
				result, _ := shortcode.Expand(strings.Repeat(body, 31)+"a"+strings.Repeat(end, 31), env)
				result.Restore(result.Markdown)
				assert.Less(t, time.Since(start), patience, body)
			}
		}
	}
}

// TestRepeated checks that a placeholder that occurs often does not make the output huge.
func TestRepeated(t *testing.T) {
	result, err := shortcode.Expand("{{< details >}}"+strings.Repeat("a", 1<<20)+"{{< /details >}}", shortcode.Env{})
	require.NoError(t, err)
	html := result.Restore(strings.Repeat(result.Markdown, 1000))
	assert.Less(t, len(html), 20<<20)
}

// TestCorpus expands real posts: but for links and params to what is not there, and
// shortcodes of their own sites, nothing is wrong with them.
func TestCorpus(t *testing.T) {
	shared := os.Getenv("POSTVIEW_SHARED")
	if shared == "" {
		t.Skip("POSTVIEW_SHARED is not set: the posts to test with are not at hand")
	}
	env := world("corpus")
	env.Ref = func(path, _, _ string, _ bool) (string, error) { return path, nil }
	env.Param = func(name string) (any, bool) { return name, true }
	env.ReadFile = func(path string) (string, error) { return path, nil }
	err := filepath.WalkDir(filepath.Join(shared, "corpus", "posts"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		p, _ := post.Parse(path, source)
		result, _ := shortcode.Expand(p.Body, env)
		for _, problem := range result.Problems {
			assert.Contains(t, problem.Message, "it is unknown, or lacks what it is to show", path)
		}
		html := result.Restore(render(result.Markdown))
		assert.NotContains(t, html, "HBHB", path)
		return nil
	})
	require.NoError(t, err)
}

// Hugo's plainify decides what the text of a caption is, and so its alt.
func TestTheTextOfACaption(t *testing.T) {
	for caption, want := range map[string]string{
		"a <textarea>b</textarea>": "a b",
		"a <title>b</title> c":     "a b c",
		"a <script>b</script> c":   "a c",
		"<b title='1>2'>a</b>":     "a",
		"<b 'odd'>a</b> b":         "",
		"a &amp; b<br>c":           "a &amp; b\nc",
	} {
		env := shortcode.Env{Block: func(markdown string) string { return "<p>" + markdown + "</p>\n" }}
		result, err := shortcode.Expand("{{< figure src=a.png caption=`"+caption+"` >}}", env)
		require.NoError(t, err)
		assert.Contains(t, result.Restore(result.Markdown), `alt="`+want+`"`, caption)
	}
}

// TestPlaces checks where a problem is said to be.
func TestPlaces(t *testing.T) {
	result, err := shortcode.Expand("ä {{< teapot >}} {{< kettle >}}\n\n```\n{{< cup >}}{{< teapot >}}x{{< /teapot >}}{{< /cup >}}\n```\n", shortcode.Env{})
	require.Error(t, err)
	var places [][2]int
	for _, p := range result.Problems {
		places = append(places, [2]int{p.Line, p.Column})
	}
	assert.Equal(t, [][2]int{{1, 3}, {1, 18}, {4, 1}, {4, 12}}, places)
}
