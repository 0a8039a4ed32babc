package layout

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/shortcode"
)

// Env is what templates know of the post that they run for, and of its site.
type Env struct {
	Source   string // of the post, relative to the content folder
	Folder   string // the content folder
	Base     string // the path of the site's root, with slashes around it
	BaseURL  string // where the site will be, as far as that is known
	Settings *config.Settings
	Rules    address.Rules // of addresses
	Zone     *time.Location
	Files    fs.FS                    // the content folder
	Anchor   func(text string) string // the id of a heading
}

// folder is that of the post, without what tells a language.
func (e *Env) folder() string {
	_, page := e.Settings.Languages.Page(e.Source)
	return strings.ToLower(strings.TrimPrefix(path.Dir(page), "."))
}

func (p *Post) newRun(call *shortcode.Call) *run {
	if p.page == nil {
		p.page = newPage(p, call.Post)
		p.site = &siteObject{p}
	}
	return &run{post: p, page: p.page, site: p.site, deadline: time.Now().Add(mostTime)}
}

// fail notes why a shortcode has no output of its template.
func (p *Post) fail(f *file, call *shortcode.Call, err error) {
	if endless := (errEndless{}); errors.As(err, &endless) {
		f.endless.Store(true)
	}
	p.note(failureOf(f, err), call)
}

func (p *Post) note(failure *Failure, call *shortcode.Call) {
	line, _ := call.Position()
	failure.Shortcode, failure.Post, failure.PostLine = call.Name, p.Source, line
	p.Failures = append(p.Failures, failure)
}

// saying is what a template says itself, which ends nothing.
type saying struct{ err error }

func (s saying) Error() string { return s.err.Error() }

// say notes what the template that is running says itself.
func (m *machine) say(line int, err error) {
	m.post.note(&Failure{File: m.file.name, Line: line, Says: true, Err: err}, m.shortcode)
}
