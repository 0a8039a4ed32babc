// Package markdown renders the body of a [post.Post] into HTML as Hugo does:
// [Render] returns a [Document] according to its [Options].
//
// It stands on post and shortcode.
package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"

	"postview/wasm/post"
)

// Options says how a body becomes HTML. The zero value is Hugo's default.
type Options struct {
	Unsafe bool // keep raw HTML, for a sanitizer to follow; else it is omitted, as Hugo does
}

// Document is a body rendered.
type Document struct {
	HTML        string    // what Hugo calls .Content: not yet safe
	Headings    []Heading // of all levels, in order
	Summary     string    // HTML: what Hugo calls .Summary
	SummaryText string    // the summary as plain text
	Truncated   bool      // the summary is not all of the post
	WordCount   int
	ReadingTime int // minutes
}

// Heading is an entry of the table of contents.
type Heading struct {
	Level int // 1 to 6
	ID    string
	HTML  string // its content, rendered: not yet safe
}

// Render renders the body of p.
func Render(p *post.Post, o Options) (*Document, error) {
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(p.Body), &b); err != nil {
		return nil, err
	}
	return &Document{HTML: b.String()}, nil
}
