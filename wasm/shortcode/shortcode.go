// Package shortcode expands the shortcodes of a body as Hugo does: [Expand]
// takes the Markdown of a post and an [Env], what it needs of the world around
// it, and returns a [Result]. It stands on post.
//
// A body is expanded before it is rendered and restored after:
//
//	result, err := shortcode.Expand(body, env)
//	html := render(result.Markdown)
//	html = result.Restore(html)
//
// The output of {{% x %}} is part of Result.Markdown. That of {{< x >}} is kept
// apart, a placeholder in its stead, and [Result.Restore] swaps it in. Like
// anything an author wrote it is not yet safe: sanitize after Restore.
//
// # Which shortcodes
//
// Hugo's own are equal to those of Hugo v0.165.0, byte for byte: comment,
// details, figure, highlight, param, qr, ref, relref, vimeo, youtube. What Hugo
// would fetch or has given up becomes a link: gist, instagram, tweet, twitter, x.
// Only the id of a heading that holds {{< >}} is another: in it Hugo has the
// number that a page happens to get.
//
// Docsy's and the custom ones that mean the same in most themes are rendered in
// a sensible way (docsy.go, common.go, callout.go, tabs.go), and any other shows
// the words of its arguments and its inner content in a frame. Where there can't be
// markup, in an address, an attribute or code, all of these are their words, or nothing
// (value.go). With [Nothing] all of these render
// nothing, which is what equality with Hugo is measured with.
//
// # Classes
//
// A style sheet finds these beside the elements of Markdown itself:
//
//	.alert .alert-COLOR > .alert-heading       Docsy's alert; COLOR is one of Bootstrap's
//	.pageinfo .pageinfo-COLOR                  Docsy's pageinfo
//	.card-group > .card                        Docsy's cardpane and card
//	.card > .card-header .card-body .card-footer, .card-title .card-subtitle
//	.td-block .td-block-COLOR .td-cover .td-lead .td-section .td-feature  Docsy's blocks
//	.admonition .admonition-KIND > .admonition-title  KIND: note tip info important warning caution danger
//	.tabs > details.tab > summary, .tabs-label  tabs: exclusive by their name, the first one open
//	.gallery                                   figures and images side by side
//	.shortcode-video                           a video
//	.quote > footer                            a quotation with its source
//	a.button                                   a link that looks like a button
//	.badge                                     a short remark in a line: new-in
//	.embed                                     the paragraph with a link to what is not embedded
//	.columns > .column                         columns
//	.shortcode[data-shortcode] > .shortcode-name  a shortcode nobody knows; a span when it is within a line
package shortcode

import (
	"strings"

	"postview/wasm/post"
)

// Custom says what becomes of shortcodes that Hugo itself does not have.
type Custom int

const (
	Shown   Custom = iota // rendered in a sensible way, for readers
	Nothing               // nothing at all, inner text included, to compare with a Hugo that lacks their templates
)

// Env is what shortcodes need of the world around them. Every callback may be
// nil; what then becomes of a shortcode is told with it.
type Env struct {
	// Block renders Markdown to HTML as a document of its own: its heading ids and
	// footnotes know nothing of the post's. Without it Markdown is shown as escaped text.
	Block func(markdown string) string

	// Highlight returns code as Hugo's highlight function does, wrapping elements
	// included, with its options as written ("linenos=table,hl_lines=1"). Without
	// it, or where it returns false, the code is shown without colours.
	Highlight func(code, language, options string) (string, bool)

	// Param returns what the front matter, else the site's params say for a name
	// that may have dots.
	Param func(name string) (any, bool)

	// Ref returns the URL of a page; lang and outputFormat may be "". Without it,
	// or with an error, the path stays as written, and a Problem tells of it.
	Ref func(path, lang, outputFormat string, relative bool) (string, error)

	// Resource returns the URL of a file that belongs to the page or to the
	// site's assets. Without it URLs stay as written.
	Resource func(path string) (url string, found bool)

	// QR returns an image of a QR code, a file that it writes or a data: URI. It
	// is a callback since an encoder would weigh on the browser program; without
	// it the text is shown, as a link if it is one.
	QR func(QR) (Image, error)

	// ReadFile returns the text of a file that a post includes; its path is as
	// written. Without it the post links to the file.
	ReadFile func(path string) (string, error)

	// Templates are those of the site itself: only a native program has some.
	Templates Templates

	// Post is the one of the body, for these.
	Post *post.Post

	// Language is the code of the post's language, "" for English.
	Language string

	// Custom says what becomes of shortcodes that Hugo does not have.
	Custom Custom
}

// QR is a code to be drawn.
type QR struct {
	Text      string
	Level     string // of error correction: "low", "medium", "quartile" or "high"
	Scale     int    // pixels a module, 2 or more
	TargetDir string // where the image belongs within the site, or ""
}

// Image is a picture to show, its size in pixels.
type Image struct {
	URL           string
	Width, Height int
}

// Problem is what could not be expanded as the author meant it.
type Problem struct {
	Line    int // of the body, from 1
	Column  int // of the line, in characters from 1
	Message string
	Unknown string // the name of a shortcode that nobody knows, or ""
}

// Result is a body expanded.
type Result struct {
	// Markdown is the body to render.
	Markdown string

	// Divider is where the summary divider is in Markdown, in bytes, or -1. As with
	// Hugo it is the first <!--more--> that no shortcode holds.
	Divider int

	// Problems are in the order of their lines, at most [MaxProblems].
	Problems []Problem

	held *store
}

// MaxProblems is how many problems of a body are told.
const MaxProblems = 100

// Expand expands the shortcodes of body. Whatever is malformed stays as it is
// written and is told in Result.Problems, so that the post can be read; Expand
// then returns the first of these as an error, too, beside the whole Result.
func Expand(body string, env Env) (Result, error) {
	if !strings.Contains(body, "{{") && !strings.Contains(body, divider) {
		return Result{Markdown: body, Divider: -1}, nil
	}
	e := &expander{env: env, held: newStore(body), counts: &counts{}}
	markdown, dividerAt := e.expand(body)
	result := Result{Markdown: markdown, Divider: dividerAt, Problems: e.told(body), held: e.held}
	if len(result.Problems) > 0 {
		return result, result.Problems[0]
	}
	return result, nil
}

// Restore swaps the outputs of {{< >}} into html, which was rendered from
// Result.Markdown, and takes away a paragraph that holds nothing else.
func (r Result) Restore(html string) string {
	if r.held == nil {
		return html
	}
	return r.held.restore(html)
}
