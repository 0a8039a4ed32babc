// Package markdown renders the body of a [post.Post] into HTML as Hugo does:
// [Render] returns a [Document] according to its [Options] and the site's
// [Config].
//
// It has three parts, which the names of the files tell: settings, what a site says
// of Markdown; render, from a body to its HTML, a kind of node a file; derived, what
// is made of that HTML: the table of contents, the summary and the numbers.
//
// On the ladder it stands on post and shortcode.
package markdown

import (
	"fmt"
	"strings"

	"postview/wasm/highlight/option"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/shortcode"
)

// HugoVersion is the version of Hugo that rendering equals: the expected outputs of
// the tests are its own.
const HugoVersion = "0.165.0"

// Options says how a body becomes HTML. The zero value is Hugo's default.
type Options struct {
	Unsafe bool    // keep raw HTML, for a sanitizer to follow; else it is omitted, as Hugo does
	Config *Config // the site's settings; nil for Hugo's

	// Highlight colours code: it returns the pre element, or ok=false when it
	// does not know the language. Without it code is written as for a language
	// that nobody knows.
	Highlight func(code, language string, o option.Options) (fragment string, ok bool)

	// Shortcodes is what they need of the site. Render sets Block, Inline and
	// Highlight in it, and asks Param only for what the front matter does not say.
	Shortcodes shortcode.Env

	// HTMLOnly leaves out of the Document what is derived: all from Headings to
	// ReadingTime.
	HTMLOnly bool

	// Find returns the URL of what a link or an image in the source names, where
	// Hugo's render hooks look for it: a page if pages are wanted, or a resource;
	// the page of the source itself for "". Without it URLs stay as written.
	Find func(source, path string, pages bool) (url string, found bool)

	// Goat draws code in the language goat, of which these are the attributes in its
	// fence. Without it such code is written as for a language that nobody knows.
	Goat func(code string, attributes map[string]string) (svg string)

	// Readers departs from Hugo where it serves readers.
	Readers Readers

	// Of the document that is being rendered.
	path  string
	needs *Needs
}

// Document is a body rendered.
type Document struct {
	HTML            string    // what Hugo calls .Content: not yet safe
	Title           Title     // taken out of the HTML for readers; without words where there is none
	Headings        []Heading // of all levels, in order
	TableOfContents string    // HTML: what Hugo calls .TableOfContents: not yet safe
	Summary         string    // HTML: what Hugo calls .Summary: not yet safe
	SummaryText     string    // the summary as plain text
	Truncated       bool      // the summary is not all of the post
	Plain           string    // the text without its markup
	WordCount       int
	FuzzyWordCount  int // rounded up to hundreds
	ReadingTime     int // minutes
	Needs           Needs
	Note            Note               // where Readers.Notes is wanted
	Problems        []*problem.Problem // with what the shortcodes say
}

// Needs is what a document can't show by itself.
type Needs struct {
	Languages []string // of its code, in order of their first use
	Math      bool     // has math: passed through, or as a block of code
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
	doc := &Document{}
	o.path, o.needs, o.Readers.language = p.Path, &doc.Needs, o.Shortcodes.Language
	o.Readers.note = &doc.Note
	expanded := o.expand(p)
	html, contents, err := o.render(markDivider(expanded))
	if err != nil {
		return nil, problem.OfFile(p.Path, fmt.Errorf("render: %w", err))
	}
	doc.HTML = html
	doc.Headings = contents.headings
	doc.Problems = problems(p, expanded)
	if !o.HTMLOnly {
		doc.TableOfContents = contents.html(o.Config.TableOfContents)
	}
	doc.restore(expanded)
	if o.Readers.Title && p.Untitled && doc.Note.Properties["title"] == "" {
		doc.takeTitle()
	}
	if err := doc.derive(p, o, expanded.Divider >= 0); err != nil {
		return nil, problem.OfFile(p.Path, fmt.Errorf("render the summary: %w", err))
	}
	return doc, nil
}

// render is the way from Markdown to HTML. A panic of goldmark, which has had some
// on input that nobody writes, becomes an error.
func (o Options) render(markdown string) (html string, toc *contents, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("goldmark: %v", r)
		}
	}()
	if post.IsHTML(o.path) {
		return markdown, &contents{}, nil // as Hugo has it
	}
	if o.Config.Extensions.CJK.Enable {
		// goldmark takes the text apart by characters then.
		markdown = strings.ToValidUTF8(markdown, "\uFFFD")
	}
	e := o.Config.goldmark(o.Readers)
	source := []byte(markdown)
	toc = &contents{}
	if !o.HTMLOnly {
		toc.renderer = e.contents(o.Unsafe)
	}
	doc := e.parse(source, toc, o.Readers)
	if o.Config.Extensions.Footnote.AutoIDPrefix {
		setFootnotePrefix(doc, o.path)
	}
	out := outputs.Get().(*output)
	defer outputs.Put(out)
	out.begin(o)
	err = e.markdown.Renderer().Render(out, source, doc)
	return out.String(), toc, err
}
