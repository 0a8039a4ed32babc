package markdown

import (
	"errors"

	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/shortcode"
)

// expand expands the shortcodes of p's body. What the caller's Env says of the
// site is completed with how Markdown and code are rendered here.
func (o Options) expand(p *post.Post) shortcode.Result {
	env := o.Shortcodes
	env.Post = p
	env.Block = func(markdown string) string {
		html, _, err := o.render(markdown)
		if err != nil {
			return ""
		}
		return html
	}
	env.Highlight = func(code, language, options string) (string, bool) {
		settings := o.Config.Highlight
		// An option that can't be read fails Hugo's build; here it is left out.
		_ = settings.Parse(options)
		out := &output{options: o}
		out.writeCode(code, language, nil, settings)
		return out.String(), true
	}
	siteParam := env.Param
	env.Param = func(name string) (any, bool) {
		if value, found := p.Param(name); found || siteParam == nil {
			return value, found
		}
		return siteParam(name)
	}
	// The error is the first of the Problems, which the Document tells.
	result, _ := shortcode.Expand(p.Body, env)
	return result
}

// problems returns what the shortcodes say, each on its line of the source.
func problems(p *post.Post, r shortcode.Result) (all []*problem.Problem) {
	for _, told := range r.Problems {
		line, column := max(p.BodyLine, 1)-1+told.Line, told.Column
		if told.Line == 1 && p.Format != "" {
			column = 0 // the front matter may end on this line
		}
		all = append(all, &problem.Problem{File: p.Path, Line: line, Column: column, Kind: problem.Shortcode, Key: told.Unknown, Err: errors.New(told.Message)})
	}
	return all
}

// restore swaps the outputs of shortcodes into what was rendered.
func (d *Document) restore(r shortcode.Result) {
	d.HTML = r.Restore(d.HTML)
	d.TableOfContents = r.Restore(d.TableOfContents)
	for i := range d.Headings {
		d.Headings[i].HTML = r.Restore(d.Headings[i].HTML)
	}
}
