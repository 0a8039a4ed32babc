//go:build !js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/yuin/goldmark-emoji/definition"

	"postview/wasm/highlight"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/safehtml"
	"postview/wasm/shortcode"
)

// runRender writes the HTML of the articles in the files given, or of a whole
// folder: what Hugo calls .Content. Nothing of it is resolved or improved.
func runRender(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := &options{policy: safehtml.Sanitize}
	set := flag.NewFlagSet("render", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.content, "content", "", "render all posts of this `folder`")
	set.StringVar(&o.out, "out", "", "the `folder` to write to: for each a/b.md, a/b.md.html and a/b.md.json, the derived values")
	set.StringVar(&o.config, "config", "", "the site’s configuration, Hugo’s")
	set.Func("policy", "what becomes of raw HTML: sanitize, omit or trust (default sanitize)", o.setPolicy)
	custom := set.Bool("custom-shortcodes", true, "render shortcodes that Hugo itself does not have; =false writes nothing for them, for comparing with Hugo")
	if err := set.Parse(args); err != nil {
		return err
	}
	tree := o.content != "" || o.out != ""
	switch {
	case tree && (o.content == "" || o.out == "" || set.NArg() > 0):
		return errors.New("render: a folder takes --content DIR and --out DIR, and no files")
	case !tree && set.NArg() == 0:
		return errors.New("render: name the files to render")
	}
	r := &renderer{options: o, log: newLog(stderr)}
	if err := r.configure(*custom); err != nil {
		return err
	}
	if tree {
		return r.folder(ctx)
	}
	return r.files(ctx, set.Args(), stdout)
}

type renderer struct {
	*options
	log  *log
	site *content // its settings and editions
}

// configure reads the site's settings. Those that can't be used are told, and the
// others hold, since Hugo passes over most of these, too.
func (r *renderer) configure(customShortcodes bool) (err error) {
	told := map[string]bool{}
	tell := func(problem error) {
		if text := fmt.Sprint(problem); problem != nil && !told[text] {
			told[text] = true
			r.log.say("warning: %v", problem)
		}
	}
	settings, err := readSettings(r.options, tell)
	if err != nil {
		return err
	}
	r.site = &content{settings: settings, editions: newEditions(settings)}
	for _, e := range r.site.editions {
		config, err := e.settings.Config()
		tell(err)
		config.Emojis = definition.Github()
		e.markdown = markdown.Options{Unsafe: r.policy != safehtml.Omit, Config: config, Highlight: highlight.Code}
		if r.policy == safehtml.Trust {
			e.markdown.Goat = goatDiagram // the other policies would take the drawing away
		}
		if !customShortcodes {
			e.markdown.Shortcodes.Custom = shortcode.Nothing
		}
	}
	return nil
}

// files writes the articles one after the other.
func (r *renderer) files(ctx context.Context, names []string, stdout io.Writer) error {
	var failed []error
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			failed = append(failed, fmt.Errorf("render: %w", err))
			continue
		}
		article := page.Read(name, source, r.site.home().markdown)
		if article.Err != nil {
			failed = append(failed, fmt.Errorf("render: %w", article.Err))
			continue
		}
		fmt.Fprintln(stdout, r.sanitizer()(article.Document.HTML))
	}
	return errors.Join(failed...)
}

// folder writes the articles of a folder into another. Posts that can't be read
// are told, and the others are written.
func (r *renderer) folder(ctx context.Context) error {
	from, err := os.OpenRoot(r.content)
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	defer from.Close()
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	to, err := os.OpenRoot(r.out)
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	defer to.Close()

	c := r.site
	posts, err := c.walk(from.FS(), r.options)
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	posts = append(posts, c.sections...)
	w := &writer{ctx: ctx, root: to}
	finder := newFinder(from, w, c, posts)
	done := r.log.progress("Rendering", len(posts))
	for _, name := range posts {
		e := c.edition(name)
		if e == nil {
			continue // as Hugo does
		}
		source, err := from.ReadFile(name)
		if err != nil {
			c.note(fmt.Errorf("%s: %w", name, err))
			continue
		}
		article := page.Read(name, source, finder.of(name, e.markdown))
		c.note(article.Err)
		if article.Err == nil {
			w.article(article, r.sanitizer())
		}
		done()
	}
	return errors.Join(append(c.problems, w.failed())...)
}

// article writes an article and its derived values.
func (w *writer) article(a page.Article, sanitize func(string) safehtml.HTML) {
	values, err := json.MarshalIndent(derive(a), "", " ")
	w.note(err)
	w.write(a.Post.Path+".html", []byte(sanitize(a.Document.HTML).String()))
	w.write(a.Post.Path+".json", append(values, '\n'))
}

// derived is what Hugo derives of a post, by the names of its templates.
type derived struct {
	Title          string    `json:"title"`
	LinkTitle      string    `json:"linkTitle"`
	Description    string    `json:"description"`
	Slug           string    `json:"slug"`
	Draft          bool      `json:"draft"`
	Weight         int       `json:"weight"`
	Date           time.Time `json:"date"`
	Lastmod        time.Time `json:"lastmod"`
	PublishDate    time.Time `json:"publishDate"`
	ExpiryDate     time.Time `json:"expiryDate"`
	Tags           []string  `json:"tags"`
	Categories     []string  `json:"categories"`
	WordCount      int       `json:"wordCount"`
	FuzzyWordCount int       `json:"fuzzyWordCount"`
	ReadingTime    int       `json:"readingTime"`
	PlainLength    int       `json:"plainlen"` // bytes
	Summary        string    `json:"summary"`
	Truncated      bool      `json:"truncated"`
	Contents       string    `json:"toc"`
}

func derive(a page.Article) derived {
	p, d := a.Post, a.Document
	v := derived{
		Title:          p.Title,
		LinkTitle:      p.LinkTitle,
		Description:    p.Description,
		Slug:           p.Slug,
		Draft:          p.Draft,
		Weight:         p.Weight,
		Date:           p.Date.Time,
		Lastmod:        p.Lastmod.Time,
		PublishDate:    p.PublishDate.Time,
		ExpiryDate:     p.ExpiryDate.Time,
		Tags:           p.Tags,
		Categories:     p.Categories,
		WordCount:      d.WordCount,
		FuzzyWordCount: d.FuzzyWordCount,
		ReadingTime:    d.ReadingTime,
		PlainLength:    len(d.Plain),
		Summary:        strings.TrimSpace(d.Summary),
		Truncated:      d.Truncated,
		Contents:       d.TableOfContents,
	}
	if p.Untitled { // Hugo has no title for what has none
		if v.LinkTitle == v.Title {
			v.LinkTitle = ""
		}
		v.Title = ""
	}
	return v
}
