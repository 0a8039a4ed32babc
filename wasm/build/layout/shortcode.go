package layout

import (
	"fmt"
	html "html/template"
	"strings"

	"postview/wasm/shortcode"
)

// A shortcodeObject is what a template of a shortcode begins with.
type shortcodeObject struct {
	post  *Post
	call  *shortcode.Call
	store *store
}

// newShortcode returns the object of a call, the same one each time.
func newShortcode(p *Post, call *shortcode.Call) *shortcodeObject {
	if known, is := call.Data.(*shortcodeObject); is {
		return known
	}
	s := &shortcodeObject{post: p, call: call, store: newStore()}
	call.Data = s
	return s
}

// Get returns an argument: "" where there are fewer, nil where they are of the other
// kind, or where there are none.
func (s *shortcodeObject) Get(key any) any {
	switch key := key.(type) {
	case int:
		switch {
		case s.call.Listed == nil:
			return nil
		case key < 0 || key >= len(s.call.Listed):
			return ""
		}
		return s.call.Listed[key]
	case string:
		if s.call.Named == nil {
			return nil
		}
		if v, has := s.call.Named[key]; has {
			return v
		}
		return ""
	}
	return nil
}

// Params returns the arguments.
func (s *shortcodeObject) Params() any {
	switch {
	case s.call.Named != nil:
		return s.call.Named
	case s.call.Listed != nil:
		return s.call.Listed
	}
	return []any{}
}

func (s *shortcodeObject) Inner() html.HTML { return html.HTML(s.call.Inner) }

func (s *shortcodeObject) InnerDeindent() html.HTML {
	if s.call.Indent == "" {
		return s.Inner()
	}
	lines := strings.SplitAfter(s.call.Inner, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, s.call.Indent)
	}
	return html.HTML(strings.Join(lines, ""))
}

func (s *shortcodeObject) Name() string        { return s.call.Name }
func (s *shortcodeObject) Ordinal() int        { return s.call.Ordinal }
func (s *shortcodeObject) IsNamedParams() bool { return s.call.Named != nil }
func (s *shortcodeObject) Page() *pageObject   { return s.post.page }
func (s *shortcodeObject) Site() *siteObject   { return s.post.site }
func (s *shortcodeObject) Store() *store       { return s.store }
func (s *shortcodeObject) Scratch() *store     { return s.store }

// Parent returns the shortcode around this one, or nil.
func (s *shortcodeObject) Parent() any {
	if s.call.Parent == nil {
		return nil
	}
	return newShortcode(s.post, s.call.Parent)
}

// Position returns where the shortcode is.
func (s *shortcodeObject) Position() position {
	line, column := s.call.Position()
	return position{s.post.Source, line, column}
}

// A position is a place in a source. Hugo has the whole name of the file, which is that
// of one machine.
type position struct {
	Filename                 string
	LineNumber, ColumnNumber int
}

func (p position) String() string {
	return fmt.Sprintf(`"%s:%d:%d"`, p.Filename, p.LineNumber, p.ColumnNumber)
}

// Ref returns the address of another page, as it is written: the links of the site lead
// there.
func (s *shortcodeObject) Ref(args any) (string, error)    { return s.post.page.Ref(args) }
func (s *shortcodeObject) RelRef(args any) (string, error) { return s.post.page.RelRef(args) }
