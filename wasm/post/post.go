// Package post turns a source, the whole text of a Markdown file, into a
// [Post]: its front matter as typed fields, and its body. [Parse] does it; a
// [problem.Problem] tells the file and the line of what it could not read.
//
// What is front matter, and what it means, is what Hugo makes of it. Where Hugo
// gives up on the whole site, Parse either returns an error or, if nothing is
// lost by it, reads the post all the same.
//
// It is the lowest rung of the ladder: it imports problem and scalar alone.
package post

import (
	"bytes"
	"strings"
	"time"

	"postview/wasm/problem"
)

// Post is a source read: what its front matter says, and the Markdown after it.
type Post struct {
	Path        string // where the source is: slash-separated, relative to the content folder
	Format      string // of the front matter: "yaml", "toml", "json", or "" for none
	Title       string // what the front matter says, else a title made from the path
	Untitled    bool   // the title was made from the path; Hugo leaves such a title empty
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
	Names       []string       // by which notes call it, see [Post.AsNote]
	Params      map[string]any // what else the author wrote, keys lower-case
	Body        string         // the Markdown after the front matter
	BodyLine    int            // the line of the source, from 1, on which Body starts

	aliases []string // as they were written, one text as a list of texts between commas

	all   map[string]any // every parameter, as [Post.Param] finds them
	front block          // the front matter as it was written
	odd   []keyError     // values that do not count
}

// Parse reads the source of the post at path. Without front matter all of the
// source is body. With one that can't be read the error is a [*problem.Problem], and the
// Post, never nil, has the path, a title made from it, and the whole source as
// its body.
func Parse(path string, source []byte) (*Post, error) { return ParseWith(nil, path, source) }

// ParseWith is [Parse] for a post that has inherited values of front matter, as
// [Post.Param] finds them: each counts where the source does not have its key.
func ParseWith(inherited map[string]any, path string, source []byte) (*Post, error) {
	p, err := parse(inherited, path, source)
	if err == nil {
		return p, nil
	}
	err.File, err.Kind = path, problem.FrontMatter
	title := TitleFromPath(path)
	return &Post{
		Path: path, Title: title, Untitled: true, LinkTitle: title,
		Draft: p.Draft, PublishDate: p.PublishDate, ExpiryDate: p.ExpiryDate,
		Params: map[string]any{}, Body: string(source), BodyLine: 1,
	}, err
}

// parse returns with an error what hides the post nevertheless: a mistake publishes no
// draft.
func parse(inherited map[string]any, path string, source []byte) (*Post, *problem.Problem) {
	b, err := split(source)
	if err != nil {
		return &Post{Draft: draftLine(inherited, paragraph(source))}, err
	}
	values, body, err := b.decode()
	if err != nil {
		return &Post{Draft: draftLine(inherited, b.text)}, err
	}
	for key, value := range inherited {
		if _, written := values[key]; !written {
			values[key] = value
		}
	}
	p := &Post{Path: path, Format: b.format, Body: string(body), BodyLine: b.bodyLine}
	if wrong := p.fill(values); wrong != nil {
		return p, &problem.Problem{Line: b.keyLine(wrong.key), Key: wrong.key, Err: wrong.err}
	}
	p.front = block{format: b.format, text: bytes.Clone(b.text), line: b.line} // which lets go of the source
	return p, nil
}

// Problem returns what is wrong with what the front matter says by a key, with the
// line on which it stands, or else the first one. Of several keys it is the first that
// is there.
func (p *Post) Problem(kind problem.Kind, err error, keys ...string) *problem.Problem {
	found := &problem.Problem{File: p.Path, Line: 1, Kind: kind, Key: keys[0], Err: err}
	for _, key := range keys {
		if line := p.front.keyLine(key); line > 0 {
			found.Line, found.Key = line, key
			break
		}
	}
	return found
}

// Lead returns the line to print under the title: the subtitle, else the
// description, else "".
func (p *Post) Lead() string {
	if lead := strings.TrimSpace(p.Subtitle); lead != "" {
		return lead
	}
	return strings.TrimSpace(p.Description)
}

// Hidden tells why a site built at the time now leaves the post out: "draft",
// "future" for a publish date that is still to come, "expired" for an expiry
// date that has passed; nothing when it does not. A date that is written without a zone is one in that of now.
func (p *Post) Hidden(now time.Time) (reasons []string) {
	if p.Draft {
		reasons = append(reasons, "draft")
	}
	if p.PublishDate.in(now.Location()).After(now) {
		reasons = append(reasons, "future")
	}
	if !p.ExpiryDate.IsZero() && p.ExpiryDate.in(now.Location()).Before(now) {
		reasons = append(reasons, "expired")
	}
	return reasons
}

// Param returns the parameter called name, in any case, as Hugo's .Params has
// it: title, dates, tags and such included. A dot leads into a map. The second
// result is false when there is no such parameter.
func (p *Post) Param(name string) (any, bool) {
	name = strings.ToLower(name)
	if v, ok := p.all[name]; ok {
		return v, true
	}
	var v any = p.all
	for key := range strings.SplitSeq(name, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return nil, false
		}
		if v, ok = m[key]; !ok {
			return nil, false
		}
	}
	return v, true
}
