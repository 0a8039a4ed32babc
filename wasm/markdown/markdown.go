// Package markdown renders the body of a [post.Post] into HTML as Hugo does:
// [Render] returns a [Document] according to its [Options] and the site's
// [Config].
//
// It stands on post and shortcode.
package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"postview/wasm/highlight/option"
	"postview/wasm/post"
)

// Options says how a body becomes HTML. The zero value is Hugo's default.
type Options struct {
	Unsafe bool    // keep raw HTML, for a sanitizer to follow; else it is omitted, as Hugo does
	Config *Config // the site's settings; nil for Hugo's

	// Highlight colours code: it returns the pre element, or ok=false when it
	// does not know the language. Without it code is written as for a language
	// that nobody knows.
	Highlight func(code, language string, o option.Options) (fragment string, ok bool)
}

// Document is a body rendered.
type Document struct {
	HTML            string    // what Hugo calls .Content: not yet safe
	Headings        []Heading // of all levels, in order
	TableOfContents string    // HTML: what Hugo calls .TableOfContents: not yet safe
	Summary         string    // HTML: what Hugo calls .Summary: not yet safe
	SummaryText     string    // the summary as plain text
	Truncated       bool      // the summary is not all of the post
	Plain           string    // the text without its markup
	WordCount       int
	FuzzyWordCount  int      // rounded up to hundreds
	ReadingTime     int      // minutes
	Languages       []string // of fenced code, in order of their first use
}

// Heading is an entry of the table of contents.
type Heading struct {
	Level int    // 1 to 6
	ID    string // "" when it has none
	HTML  string // its content, rendered, without links: not yet safe
}

// Render renders the body of p.
func Render(p *post.Post, o Options) (*Document, error) {
	if o.Config == nil {
		o.Config = defaultConfig()
	}
	body, divided := markDivider(p.Body)
	out, contents, err := o.render(body)
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", p.Path, err)
	}
	doc := &Document{
		HTML:            out.String(),
		Headings:        contents.headings,
		TableOfContents: contents.html(o.Config.TableOfContents),
		Languages:       out.languages,
	}
	cjk := p.CJK || o.Config.HasCJKLanguage && hasCJK(p.Title, p.Summary, p.Body)
	if err := doc.summarize(p, o, divided, cjk); err != nil {
		return nil, fmt.Errorf("render summary of %s: %w", p.Path, err)
	}
	doc.count(cjk)
	return doc, nil
}

// render is the way from Markdown to HTML.
func (o Options) render(markdown string) (*output, *contents, error) {
	e := o.Config.goldmark()
	source := []byte(markdown)
	toc := &contents{renderer: e.contents(o.Unsafe)}
	context := parser.NewContext(parser.WithIDs(newIDs(o.Config.Parser.AutoIDType)))
	context.Set(contentsKey, toc)

	doc := e.markdown.Parser().Parse(text.NewReader(source), parser.WithContext(context))
	out := &output{options: o}
	out.Grow(len(source) + len(source)/2)
	return out, toc, e.markdown.Renderer().Render(out, source, doc)
}
