package plain

import (
	"html/template"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var stripped = []string{
	"", "text", "a < b", "a > b", "<p>one</p>\n<p>two  three</p>", "a<br>b<br />c<br/>d",
	"a\nb\n\nc", "<p>a</p> \n b", "\u00a0 a\u3000 b", "<!-- a --> b <!-- c", "<!-- </p> --> b",
	"<script>if (a < b) { c }</script> d", "<SCRIPT>a</script b>c", "<script>a", "<script>a</scripty></script>b",
	"<style>a</style>b", "<textarea>a <b> c</textarea> d", "<textarea>a", "<title>a</p>b</title>c",
	"<a title='1>2' b=3 c>d</a>", "<a b=>c", "<a b", "<a b=", "<a b=\"c", "<a 'b>c", "<a <b>c", "<a =b>c",
	"<a-b:c->d", "</>a", "</a>b", "</", "<", "<1>", "<_a>", "<a</p>b>c", "<a b=c</p>d>e", "<a </p> b>c",
	"<meta content='a'>b", "<img src=x/>a", "a&amp;b &lt;c&gt;", "<p>a\xff\xe4\xb8</p>", "a\xff",
}

func TestText(t *testing.T) {
	for _, s := range stripped {
		assert.Equal(t, reference(t, s), escaped(Text(s)), "%q", s)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range stripped {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsRune(s, 0) || strings.Contains(s, lineBreakName) {
			t.Skip("goldmark writes no such text")
		}
		assert.Equal(t, reference(t, s), escaped(Text(s)))
	})
}

const lineBreakName = "___hugonl_"

// reference does what Hugo does, the way Hugo does it: with the function of
// html/template, which is only to be had by putting HTML into an attribute.
func reference(t *testing.T, s string) string {
	t.Helper()
	if !strings.ContainsAny(s, "<>") {
		return escaped(s)
	}
	s = strings.NewReplacer("\n", " ", "</p>", lineBreakName, "<br>", lineBreakName, "<br />", lineBreakName).Replace(s)
	var b strings.Builder
	page := template.Must(template.New("").Parse(`<p title="{{.}}">`))
	require.NoError(t, page.Execute(&b, template.HTML(s)))
	text := strings.TrimSuffix(strings.TrimPrefix(b.String(), `<p title="`), `">`)
	text = strings.ReplaceAll(text, lineBreakName, "\n")
	space := false
	return strings.Map(func(r rune) rune {
		wasSpace := space
		space = unicode.IsSpace(r)
		if space && wasSpace {
			return -1
		}
		return r
	}, text)
}

// escaped escapes text as html/template does in an attribute.
func escaped(s string) string {
	return strings.NewReplacer(`"`, "&#34;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;").Replace(s)
}
