package markdown

import (
	"fmt"
	"path"
	"strings"

	"github.com/cespare/xxhash/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
)

const footnotePrefixKey = "footnotePrefix"

func (f *Footnote) extender() goldmark.Extender {
	options := []extension.FootnoteOption{extension.WithFootnoteBacklinkHTML(f.BacklinkHTML)}
	if f.AutoIDPrefix {
		options = append(options, extension.WithFootnoteIDPrefixFunction(func(n ast.Node) []byte {
			prefix, _ := n.OwnerDocument().Meta()[footnotePrefixKey].(string)
			return []byte(prefix)
		}))
	}
	return extension.NewFootnote(options...)
}

// setFootnotePrefix gives the ids of the footnotes in doc a prefix that differs
// from post to post: a hash of what Hugo calls the path of the page.
func setFootnotePrefix(doc ast.Node, source string) {
	doc.OwnerDocument().AddMeta(footnotePrefixKey, fmt.Sprintf("h%016x", xxhash.Sum64String(pagePath(source))))
}

// pagePath returns "/posts/a-b" for the source "posts/A b.md", and for
// "posts/A b/index.md".
func pagePath(source string) string {
	page := strings.TrimSuffix(source, path.Ext(source))
	for _, index := range []string{"/index", "/_index"} {
		page = strings.TrimSuffix(page, index)
	}
	return "/" + strings.ToLower(strings.ReplaceAll(page, " ", "-"))
}
