package markdown

import (
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"postview/wasm/shortcode"
)

// hookLink opens a link as Hugo's own render hook does. Without a URL that can be
// parsed, which fails Hugo's build, it writes nothing and returns false.
func hookLink(w util.BufWriter, destination, title []byte) bool {
	u, err := url.Parse(string(destination))
	if err != nil {
		return false
	}
	href := u.String()
	if self, found := find(w, "", true); found && strings.HasPrefix(href, "#") {
		href = self + "#" + u.Fragment
	} else if href != "" {
		href = lookUp(w, u, true)
	}
	_, _ = w.WriteString("<a" + shortcode.URLAttribute("href", href))
	writeHookTitle(w, title)
	_ = w.WriteByte('>')
	return true
}

// hookImage is hookLink for a whole image.
func hookImage(w util.BufWriter, source []byte, n *ast.Image) bool {
	u, err := url.Parse(string(n.Destination))
	if err != nil {
		return false
	}
	_, _ = w.WriteString("<img" + shortcode.URLAttribute("src", lookUp(w, u, false)))
	_, _ = w.WriteString(` alt="` + html.EscapeString(plainText(n, source)) + `"`)
	writeHookTitle(w, n.Title)
	var attributes []string
	for _, a := range n.Attributes() {
		value := attributeText(a.Value)
		if value == "" || a.Value == false || a.Value == 0.0 || isHandler(a.Name) {
			continue
		}
		attributes = append(attributes, " "+strings.ToLower(string(a.Name))+"="+strconv.Quote(html.EscapeString(value)))
	}
	slices.Sort(attributes)
	_, _ = w.WriteString(strings.Join(attributes, "") + ">")
	return true
}

func writeHookTitle(w util.BufWriter, title []byte) {
	if len(title) > 0 {
		_, _ = w.WriteString(` title="` + html.EscapeString(string(title)) + `"`)
	}
}

// lookUp returns the URL of what u names, a page only if pages are wanted, else u.
func lookUp(w util.BufWriter, u *url.URL, pages bool) string {
	path := strings.TrimPrefix(u.Path, "./")
	if path == "" { // as in "?a=b"
		path = "/"
	}
	found, ok := find(w, path, pages)
	if !ok || u.IsAbs() {
		return u.String()
	}
	if u.RawQuery != "" {
		found += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		found += "#" + u.Fragment
	}
	return found
}

// find is Options.Find of what is written to w.
func find(w util.BufWriter, path string, pages bool) (url string, found bool) {
	if o, ok := w.(*output); ok && o.options.Find != nil {
		return o.options.Find(o.options.path, path, pages)
	}
	return "", false
}
