// Package post turns a source, the whole text of a Markdown file, into a
// [Post]: its front matter as typed fields, and its body. [Parse] does it; an
// [Error] tells the file and the line of what it could not read.
//
// It is the lowest rung of the ladder: it imports nothing of Postview.
package post

import "fmt"

// Post is a source read: what its front matter says, and the Markdown after it.
type Post struct {
	Path        string // where the source is: slash-separated, relative to the content folder
	Format      string // of the front matter: "yaml", "toml", "json", or "" for none
	Title       string
	LinkTitle   string // what a link to the post says; the title when the front matter has none
	Subtitle    string // newsSubtitle, else subtitle
	Description string
	Summary     string // Markdown that the author wrote as the summary, or ""
	Date        Date
	Lastmod     Date
	PublishDate Date
	ExpiryDate  Date
	Draft       bool
	CJK         bool // isCJKLanguage
	Weight      int
	Slug        string
	URL         string // the url of the front matter, or ""
	Authors     []Author
	Tags        []string
	Categories  []string
	Keywords    []string
	Aliases     []string
	Params      map[string]any // what else the author wrote, keys lower-case
	Body        string         // the Markdown after the front matter
	BodyLine    int            // the line of the source, from 1, on which Body starts
}

// Author is one of those who wrote a post.
type Author struct {
	Name   string `json:"name,omitempty"`
	Email  string `json:"email,omitempty"`
	Login  string `json:"login,omitempty"`
	URL    string `json:"url,omitempty"`
	Avatar string `json:"avatar,omitempty"` // as written: may be relative to the source
}

// Error is a front matter that can't be read.
type Error struct {
	Path string
	Line int // of the source, from 1; 0 when the parser does not tell
	Err  error
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Path, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Parse reads the source of the post at path. Without front matter all of the
// source is body. With one that can't be read the error is an [*Error], and the
// Post, never nil, has the path, a title made from it, and the whole source as
// its body.
func Parse(path string, source []byte) (*Post, error) {
	return &Post{Path: path, Title: path, LinkTitle: path, Body: string(source), BodyLine: 1}, nil
}
