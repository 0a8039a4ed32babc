package markdown

import (
	"strings"

	"golang.org/x/net/html"

	"postview/wasm/plain"
)

// Title is the heading of level 1 that a body begins with.
type Title struct {
	Text    string // in plain words
	HTML    string // its content, without its link to itself: not yet safe
	ID      string // "" when it has none
	Element string // all of it: not yet safe
}

// Whole returns the HTML with the title where that was taken out of it.
func (d *Document) Whole() string { return d.Title.Element + d.HTML }

// takeTitle takes the heading of level 1 out of d.HTML with which that begins, if it
// does, and if it has words. Comments may be before it.
func (d *Document) takeTitle() {
	start := len(d.HTML) - len(withoutComments(d.HTML))
	element, rest, ends := strings.Cut(d.HTML[start:], "</h1>")
	if !ends || !strings.HasPrefix(element, "<h1>") && !strings.HasPrefix(element, "<h1 ") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(element))
	z.Next()
	content := element[len(z.Raw()):]
	title := Title{Element: element + "</h1>\n"}
	for _, a := range z.Token().Attr {
		if a.Key == "id" {
			title.ID = a.Val
		}
	}
	title.HTML, _, _ = strings.Cut(content, headingLink)
	title.Text = strings.Join(strings.Fields(html.UnescapeString(plain.Text(title.HTML))), " ")
	if title.Text != "" {
		d.Title, d.HTML = title, d.HTML[:start]+strings.TrimPrefix(rest, "\n")
	}
}

// withoutComments returns a fragment without the comments and the space at its start.
func withoutComments(fragment string) string {
	for {
		fragment = strings.TrimLeft(fragment, " \t\r\n")
		comment, is := strings.CutPrefix(fragment, "<!--")
		_, after, ends := strings.Cut(comment, "-->")
		if !is || !ends {
			return fragment
		}
		fragment = after
	}
}
