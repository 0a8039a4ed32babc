package check

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/build/content"
	"postview/wasm/build/plan"
	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/site"
)

// The kinds of what is wrong.
const (
	wrongFrontMatter = "front-matter" // it can't be read
	wrongSettings    = "settings"     // they can't be used
	wrongAddress     = "address"      // another has it, too
	wrongShortcode   = "shortcode"    // nobody knows it, or it is malformed
	wrongLink        = "link"         // no page is there
	wrongAnchor      = "anchor"       // the page has no such id
	wrongFile        = "file"         // a picture or another file is not there
)

// Finding is one thing that is wrong.
type Finding struct {
	File    string `json:"file"` // relative to the content folder, or the configuration
	Line    int    `json:"line"` // of the file, from 1; 0 when it is not known
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

func (f Finding) String() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return f.File + ": " + f.Message
}

func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Message, b.Message),
	)
}

// checker finds what is wrong with a content folder.
type checker struct {
	*content.Content
	options  *content.Options
	places   plan.Claims                 // as [plan.Places] has them
	outlines map[string]*content.Outline // of the posts, by the paths of their sources
	findings []Finding
}

func newChecker(c *content.Content, o *content.Options) *checker {
	return &checker{Content: c, options: o, outlines: map[string]*content.Outline{}, findings: []Finding{}}
}

// check returns all that is wrong, sorted.
func (c *checker) check() []Finding {
	sources := make(map[string]*content.Article, len(c.Articles))
	for i := range c.Articles {
		a := &c.Articles[i]
		sources[a.Post.Path] = a
		if a.Document != nil {
			c.outlines[a.Post.Path] = content.NewOutline(c.options.Sanitizer()(a.Document.HTML).String())
		}
	}
	c.checkAddresses(sources)
	_, wrongAliases := plan.Aliases(c.Content, c.places)
	for _, problem := range slices.Concat(c.Problems, wrongAliases) {
		c.problem(problem, sources)
	}
	c.checkSections()
	for _, a := range sources {
		if a.Document != nil {
			c.checkText(a)
		}
	}
	for _, a := range c.indexes() {
		c.outlines[a.Post.Path] = content.NewOutline(c.options.Sanitizer()(a.Document.HTML).String())
		c.checkText(a)
	}
	slices.SortFunc(c.findings, compareFindings)
	c.findings = slices.Compact(c.findings)
	return c.findings
}

func (c *checker) found(file string, line int, kind, format string, args ...any) {
	c.findings = append(c.findings, Finding{file, line, kind, fmt.Sprintf(format, args...)})
}

// problem notes what reading the folder has told.
func (c *checker) problem(err error, sources map[string]*content.Article) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range joined.Unwrap() {
			c.problem(err, sources)
		}
		return
	}
	if p := new(problem.Problem); errors.As(err, &p) {
		c.found(p.File, p.Line, string(p.Kind), "%v", p.Err)
		return
	}
	name, message, _ := strings.Cut(err.Error(), ": ")
	if wrong := new(config.SettingError); errors.As(err, &wrong) {
		c.found(filepath.ToSlash(wrong.File), wrong.Line, wrongSettings, "%s", wrong.Problem)
		return
	}
	key, _, _ := strings.Cut(message, " ")
	if _, isPost := sources[name]; isPost || slices.Contains(c.Sections, name) && c.lineOf(name, key) > 1 {
		c.found(name, c.lineOf(name, key), wrongFrontMatter, "%s", message)
		return
	}
	if _, missing := os.Lstat(filepath.Join(c.options.Content, filepath.FromSlash(name))); missing == nil {
		c.found(name, 0, wrongFile, "%s", message)
		return
	}
	c.found(c.settingsFile(), 0, wrongSettings, "%v", err)
}

// settingsFile is the first file of the site's configuration.
func (c *checker) settingsFile() string {
	if files := content.FindSettings(c.options); len(files) > 0 {
		return filepath.ToSlash(files[0])
	}
	return c.options.Content
}

// checkSections reads the front matter of the sections.
func (c *checker) checkSections() {
	for _, name := range c.Sections {
		source, err := c.source(name)
		if err == nil {
			_, err = post.Parse(name, source)
		}
		if err != nil {
			c.problem(err, nil)
		}
	}
}

// indexes are the texts of lists, as articles at the addresses of these.
func (c *checker) indexes() (all []*content.Article) {
	for _, e := range c.Editions {
		for _, l := range plan.Placed(e, c.places) {
			for _, index := range e.Indexes {
				if index.Post.Path == l.Source {
					all = append(all, &content.Article{Article: index, Edition: e, Entry: site.Entry{URL: l.URL}})
				}
			}
		}
	}
	return all
}

// checkText finds what is wrong with a text that can be read.
func (c *checker) checkText(a *content.Article) {
	c.checkShortcodes(a)
	c.checkReferences(a)
}

// source reads a file of the folder.
func (c *checker) source(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(c.options.Content, filepath.FromSlash(name)))
}

// lineOf returns the line of a file's front matter on which one of the keys stands,
// the last of them where several do, or the first line.
func (c *checker) lineOf(name string, keys ...string) int {
	source, _ := c.source(name)
	line := 1
	for _, key := range keys {
		line = max(line, frontMatterLine(source, key))
	}
	return line
}

// checkAddresses finds what has the address of another: pages, files and aliases.
func (c *checker) checkAddresses(sources map[string]*content.Article) {
	var clashes []*plan.Clash
	c.places, clashes = plan.Places(c.Content, c.options)
	for _, both := range clashes {
		file, line := both.Later.String(), 0
		switch both.Later.Kind {
		case plan.OfAlias:
			file = both.Later.Owner
			line = c.lineOf(file, "alias")
		case plan.OfPost:
			line = c.lineOf(file, "url", "slug")
		}
		c.found(file, line, wrongAddress, "%v has the same address: %s%s", both.Other, both.Place, both.Advice())
	}
}

// checkShortcodes finds shortcodes that are malformed, and those that are shown
// in a frame because nobody knows them.
func (c *checker) checkShortcodes(a *content.Article) {
	for _, p := range a.Document.Problems {
		c.found(a.Post.Path, a.Post.BodyLine-1+p.Line, wrongShortcode, "%s", p.Message)
	}
	at := inBody(a)
	for _, name := range framedShortcodes(a.Document.HTML) {
		c.found(a.Post.Path, at.shortcode(name), wrongShortcode, "shortcode %s: it is unknown, or lacks what it is to show", name)
	}
}
