package render

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark-emoji/definition"

	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/progress"
	"postview/wasm/highlight"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/problem"
	"postview/wasm/safehtml"
	"postview/wasm/shortcode"
	"postview/wasm/twins"
)

type renderer struct {
	*content.Options
	log  *progress.Log
	site *content.Content // its settings and editions
}

// configure reads the site's settings. Those that can't be used are told, and the
// others hold, since Hugo passes over most of these, too.
func (r *renderer) configure(customShortcodes bool) (err error) {
	told := map[string]bool{}
	tell := func(p *problem.Problem) {
		if text := p.Error(); !told[text] {
			told[text] = true
			r.log.Say("warning: %v", p)
		}
	}
	settings, sources, err := content.ReadSettings(r.Options, tell)
	if err != nil {
		return err
	}
	r.site = &content.Content{Settings: settings, Sources: sources, Editions: content.NewEditions(settings)}
	for _, e := range r.site.Editions {
		config, err := e.Settings.Config()
		for _, p := range sources.Project.Located(err) {
			tell(p)
		}
		config.Emojis = definition.Github()
		e.Markdown = markdown.Options{Unsafe: r.Policy != safehtml.Omit, Config: config, Highlight: highlight.Code}
		if r.Policy == safehtml.Trust {
			e.Markdown.Goat = content.GoatDiagram // the other policies would take the drawing away
		}
		if !customShortcodes {
			e.Markdown.Shortcodes.Custom = shortcode.Nothing
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
		article := page.Read(name, source, r.site.Home().Markdown)
		if article.Err != nil {
			failed = append(failed, fmt.Errorf("render: %w", article.Err))
			continue
		}
		fmt.Fprintln(stdout, r.Sanitizer()(article.Document.HTML))
	}
	return errors.Join(failed...)
}

// folder writes the articles of a folder into another. Posts that can't be read
// are told, and the others are written.
func (r *renderer) folder(ctx context.Context) error {
	if _, err := os.ReadDir(r.Content); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	from, unreadable := r.site.Sources.Open()
	defer from.Close()
	if err := os.MkdirAll(r.Out, 0o755); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	to, err := os.OpenRoot(r.Out)
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	defer to.Close()

	c := r.site
	for _, p := range unreadable {
		c.Note(p)
	}
	posts := slices.Concat(c.Walk(from, r.Options), c.Sections, c.Resources)
	c.ReadCascades(from, r.Options)
	w := out.NewWriter(ctx, to, twins.Compressor{}, nil)
	finder := newFinder(from, w, c, posts)
	done := r.log.Progress("Rendering", len(posts))
	for _, name := range posts {
		e := c.Edition(name)
		if e == nil {
			continue // as Hugo does
		}
		source, err := from.ReadFile(name)
		if err != nil {
			c.Note(problem.OfFile(name, err))
			continue
		}
		article, err := c.Article(name, source, finder.of(name, e.Markdown))
		c.Note(err)
		c.Note(article.Err)
		if article.Err == nil {
			writeArticle(w, article, r.Sanitizer())
		}
		done()
	}
	failed := []error{w.Failed()}
	for _, p := range c.Problems {
		failed = append(failed, p)
	}
	return errors.Join(failed...)
}

// writeArticle writes an article and its derived values.
func writeArticle(w *out.Writer, a page.Article, sanitize func(string) safehtml.HTML) {
	values, err := json.MarshalIndent(derive(a), "", " ")
	w.Note(err)
	w.Write(a.Post.Path+".html", []byte(sanitize(a.Document.HTML).String()))
	w.Write(a.Post.Path+".json", append(values, '\n'))
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
