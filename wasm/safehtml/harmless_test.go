package safehtml_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/safehtml"
)

// What follows is written without a look at the policy's own lists, so that a
// mistake there is not repeated here.
var (
	harmlessElements = strings.Fields(`a abbr acronym address article aside audio b bdi bdo big blockquote br caption
		center cite code col colgroup data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5
		h6 header hgroup hr i iframe img input ins kbd li main mark menu meter nav nobr ol p picture pre progress q rb rp
		rt rtc ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr
		track tt u ul var video wbr`)
	harmlessAttr = regexp.MustCompile(`^(abbr|align|allow|allowfullscreen|alt|aria-[a-z]+|border|cellpadding|cellspacing|` +
		`checked|cite|class|clear|color|cols?|colspan|controls|data-lang|data-postview-code|datetime|decoding|default|dir|disabled|download|` +
		`face|frameborder|headers|height|hidden|high|href|hreflang|hspace|id|kind|label|lang|loading|loop|low|max|media|min|` +
		`muted|name|noshade|nowrap|open|optimum|playsinline|poster|preload|referrerpolicy|rel|reversed|role|rowspan|sandbox|` +
		`scope|size|sizes|span|src|srclang|srcset|start|style|summary|tabindex|target|title|translate|type|valign|value|` +
		`vspace|width)$`)
	harmfulStyle = regexp.MustCompile(`(?i)position|z-index|url|expression|content|opacity|transform|behavior|binding|` +
		`import|image|filter|animation|[\\<>@"'/*]|:\s*-|\s-[0-9.]|display:\s*none|[0-9]v[wh]`)
	playerAddress = regexp.MustCompile(`^https://([a-z.-]+)/`)
	ignoredInURL  = regexp.MustCompile(`[\t\n\r]`)
)

// harm lists what in a fragment could do harm.
func harm(t testing.TB, fragment string) []string {
	t.Helper()
	root := parse(t, fragment)
	var found []string
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
		case html.ElementNode:
			found = append(found, harmOfElement(n)...)
		default:
			found = append(found, "node "+n.Data)
		}
	}
	return found
}

func harmOfElement(n *html.Node) []string {
	var found []string
	complain := func(what string) { found = append(found, "<"+n.Data+"> "+what) }
	if n.Namespace != "" || !slices.Contains(harmlessElements, n.Data) {
		complain("element")
	}
	seen := map[string]string{}
	for _, a := range n.Attr {
		if _, twice := seen[a.Key]; twice {
			complain(a.Key + " twice")
		}
		seen[a.Key] = a.Val
		if a.Namespace != "" || !harmlessAttr.MatchString(a.Key) {
			complain(a.Key)
		}
		switch a.Key {
		case "href", "src", "cite", "poster":
			if !isHarmlessURL(a.Val, n.Data == "img" && a.Key == "src") {
				complain(a.Key + "=" + a.Val)
			}
		case "srcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if !isHarmlessURL(candidate, false) {
					complain("srcset=" + a.Val)
				}
			}
		case "style":
			if harmfulStyle.MatchString(a.Val) && !isVideo(n) {
				complain("style=" + a.Val)
			}
		case "id":
			if strings.HasPrefix(strings.ToLower(a.Val), "postview-") {
				complain("id=" + a.Val)
			}
		}
	}
	switch n.Data {
	case "input":
		if _, disabled := seen["disabled"]; !disabled || !strings.EqualFold(seen["type"], "checkbox") {
			complain("that is no task")
		}
	case "iframe":
		address := playerAddress.FindStringSubmatch(seen["src"])
		if address == nil || !slices.Contains(safehtml.VideoHosts, address[1]) {
			complain("src=" + seen["src"])
		}
	case "a":
		if strings.EqualFold(seen["target"], "_blank") && !strings.Contains(strings.ToLower(seen["rel"]), "no") {
			complain("without noopener")
		}
	}
	if _, named := seen["name"]; named && n.Data != "a" && n.Data != "details" {
		complain("name")
	}
	return found
}

// isHarmlessURL reads the scheme as a browser does: without control characters
// before and line breaks within.
func isHarmlessURL(value string, isImage bool) bool {
	value = strings.ToLower(ignoredInURL.ReplaceAllString(value, ""))
	value = strings.TrimLeftFunc(value, func(r rune) bool { return r <= ' ' })
	if isImage && regexp.MustCompile(`^data:image/(png|jpeg|gif|webp|avif)[;,]`).MatchString(value) {
		return true
	}
	scheme := regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`).FindString(value)
	return slices.Contains([]string{"", "http:", "https:", "mailto:", "tel:"}, scheme)
}

func isVideo(n *html.Node) bool {
	if n.Data == "div" {
		return strings.HasPrefix(attribute(n, "style"), "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;")
	}
	return n.Data == "iframe" && isVideo(n.Parent) &&
		attribute(n, "style") == "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func parse(t testing.TB, fragment string) *html.Node {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	require.NoError(t, err)
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body
}

// isContained reports whether fragment stays in the element that it is put into,
// and is read there as the same tree.
func isContained(t testing.TB, fragment string) bool {
	t.Helper()
	root := parse(t, "<article><div>"+fragment+"</div><hr></article>")
	article := root.FirstChild
	if article.NextSibling != nil || article.FirstChild.NextSibling == nil ||
		article.FirstChild.NextSibling.Data != "hr" || article.LastChild.Data != "hr" ||
		article.LastChild != article.FirstChild.NextSibling {
		return false
	}
	alone := parse(t, fragment)
	return rendered(t, alone) == rendered(t, article.FirstChild)
}

func rendered(t testing.TB, parent *html.Node) string {
	t.Helper()
	var b strings.Builder
	for n := range parent.ChildNodes() {
		require.NoError(t, html.Render(&b, n))
	}
	return b.String()
}

// sanitized is what every test calls: it also holds the result to what must be
// true of any.
func sanitized(t testing.TB, fragment string) string {
	t.Helper()
	s := safehtml.Sanitize.Sanitize(fragment).String()
	require.Empty(t, harm(t, s), "%q became %q", fragment, s)
	require.Equal(t, s, safehtml.Sanitize.Sanitize(s).String(), "not the same when sanitized again: %q", fragment)
	require.True(t, isContained(t, s), "leaves its element: %q", s)
	return s
}
