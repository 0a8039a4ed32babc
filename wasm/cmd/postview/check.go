//go:build !js

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/safehtml"
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

// finding is one thing that is wrong.
type finding struct {
	File    string `json:"file"` // relative to the content folder, or the configuration
	Line    int    `json:"line"` // of the file, from 1; 0 when it is not known
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

func (f finding) String() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return f.File + ": " + f.Message
}

func compareFindings(a, b finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Message, b.Message),
	)
}

// runCheck writes what is wrong with the posts, and fails if anything is. Other
// sites are not asked whether links to them still lead somewhere.
func runCheck(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := &options{out: "dist", base: &url.URL{Path: "/"}, prerender: true, policy: safehtml.Sanitize, whole: true}
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.content, "content", defaultContent, "the `folder` of posts")
	set.StringVar(&o.config, "config", "", "the site’s configuration, Hugo’s")
	set.BoolVar(&o.drafts, "drafts", false, "check drafts, too")
	set.BoolVar(&o.future, "future", false, "check posts with a date in the future, too")
	set.BoolVar(&o.expired, "expired", false, "check posts that have expired, too")
	asJSON := set.Bool("json", false, "write an array of {file, line, kind, message}")
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() > 0 {
		return fmt.Errorf("check: what is %q? The folder of posts is --content DIR", set.Arg(0))
	}
	if err := findContent("check", named(set)); err != nil {
		return err
	}
	c, err := readContent(ctx, o, nil, newLog(stderr))
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	findings := newChecker(c, o).check()
	if err := writeFindings(stdout, findings, len(c.articles), *asJSON); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if len(findings) > 0 {
		return fmt.Errorf("check: %s in %s", number(len(findings), "problem"), number(len(c.articles), "post"))
	}
	return nil
}

func writeFindings(w io.Writer, findings []finding, posts int, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(findings)
	}
	for _, f := range findings {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return err
		}
	}
	if len(findings) > 0 {
		return nil // the error of the command sums up
	}
	_, err := fmt.Fprintf(w, "%s: nothing is wrong\n", number(posts, "post"))
	return err
}

// checker finds what is wrong with a content folder.
type checker struct {
	*content
	options  *options
	places   claims              // as [content.places] has them
	outlines map[string]*outline // of the posts, by the paths of their sources
	findings []finding
}

func newChecker(c *content, o *options) *checker {
	return &checker{content: c, options: o, outlines: map[string]*outline{}, findings: []finding{}}
}

// check returns all that is wrong, sorted.
func (c *checker) check() []finding {
	sources := make(map[string]*article, len(c.articles))
	for i := range c.articles {
		a := &c.articles[i]
		sources[a.Post.Path] = a
		if a.Document != nil {
			c.outlines[a.Post.Path] = newOutline(c.options.sanitizer()(a.Document.HTML).String())
		}
	}
	c.checkAddresses(sources)
	_, wrongAliases := c.aliases(c.places)
	for _, problem := range slices.Concat(c.problems, wrongAliases) {
		c.problem(problem, sources)
	}
	c.checkSections()
	for _, a := range sources {
		if a.Document != nil {
			c.checkText(a)
		}
	}
	for _, a := range c.indexes() {
		c.outlines[a.Post.Path] = newOutline(c.options.sanitizer()(a.Document.HTML).String())
		c.checkText(a)
	}
	slices.SortFunc(c.findings, compareFindings)
	c.findings = slices.Compact(c.findings)
	return c.findings
}

func (c *checker) found(file string, line int, kind, format string, args ...any) {
	c.findings = append(c.findings, finding{file, line, kind, fmt.Sprintf(format, args...)})
}

// problem notes what reading the folder has told.
func (c *checker) problem(err error, sources map[string]*article) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range joined.Unwrap() {
			c.problem(err, sources)
		}
		return
	}
	if unread := new(post.Error); errors.As(err, &unread) {
		c.found(unread.Path, unread.Line, wrongFrontMatter, "%v", unread.Err)
		return
	}
	name, message, _ := strings.Cut(err.Error(), ": ")
	if wrong := new(config.SettingError); errors.As(err, &wrong) {
		c.found(filepath.ToSlash(wrong.File), wrong.Line, wrongSettings, "%s", wrong.Problem)
		return
	}
	key, _, _ := strings.Cut(message, " ")
	if _, isPost := sources[name]; isPost || slices.Contains(c.sections, name) && c.lineOf(name, key) > 1 {
		c.found(name, c.lineOf(name, key), wrongFrontMatter, "%s", message)
		return
	}
	if _, missing := os.Lstat(filepath.Join(c.options.content, filepath.FromSlash(name))); missing == nil {
		c.found(name, 0, wrongFile, "%s", message)
		return
	}
	c.found(c.settingsFile(), 0, wrongSettings, "%v", err)
}

// settingsFile is the first file of the site's configuration.
func (c *checker) settingsFile() string {
	if files := findSettings(c.options); len(files) > 0 {
		return filepath.ToSlash(files[0])
	}
	return c.options.content
}

// checkSections reads the front matter of the sections.
func (c *checker) checkSections() {
	for _, name := range c.sections {
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
func (c *checker) indexes() (all []*article) {
	for _, e := range c.editions {
		for _, l := range e.placed(c.places) {
			for _, index := range e.indexes {
				if index.Post.Path == l.Source {
					all = append(all, &article{Article: index, edition: e, entry: site.Entry{URL: l.URL}})
				}
			}
		}
	}
	return all
}

// checkText finds what is wrong with a text that can be read.
func (c *checker) checkText(a *article) {
	c.checkShortcodes(a)
	c.checkReferences(a)
}

// source reads a file of the folder.
func (c *checker) source(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(c.options.content, filepath.FromSlash(name)))
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
func (c *checker) checkAddresses(sources map[string]*article) {
	var clashes []*clash
	c.places, clashes = c.content.places(c.options)
	for _, both := range clashes {
		file, line := both.later.String(), 0
		switch both.later.kind {
		case ofAlias:
			file = both.later.owner
			line = c.lineOf(file, "alias")
		case ofPost:
			line = c.lineOf(file, "url", "slug")
		}
		c.found(file, line, wrongAddress, "%v has the same address: %s%s", both.other, both.place, both.advice())
	}
}

// checkShortcodes finds shortcodes that are malformed, and those that are shown
// in a frame because nobody knows them.
func (c *checker) checkShortcodes(a *article) {
	for _, p := range a.Document.Problems {
		c.found(a.Post.Path, a.Post.BodyLine-1+p.Line, wrongShortcode, "%s", p.Message)
	}
	at := inBody(a)
	for _, name := range framedShortcodes(a.Document.HTML) {
		c.found(a.Post.Path, at.shortcode(name), wrongShortcode, "shortcode %s: it is unknown, or lacks what it is to show", name)
	}
}
