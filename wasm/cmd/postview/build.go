//go:build !js

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"postview/wasm/page"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// web is the folder of what a browser is given as it is.
const web = "web"

func runBuild(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse("build", args, stderr)
	if err != nil {
		return err
	}
	b := &builder{options: o, log: newLog(stdout), swap: swap}
	return b.build(ctx)
}

// builder makes the site, once or again and again.
type builder struct {
	*options
	log      *log
	swap     swapper
	programs *programs // made by the first build, for all that follow

	libraries libraries // had by the first build that needs them, likewise
	search    search
}

// build makes the site: the program, the posts and the pages. The folder is
// swapped in when it is whole, so that a build that fails leaves the last one.
func (b *builder) build(ctx context.Context) error {
	if err := replaceable(b.out); err != nil {
		return err
	}
	start := time.Now()
	compressor, err := newCompressor(b.live || b.quick)
	if err != nil {
		return err
	}
	if b.programs == nil {
		if b.programs, err = havePrograms(ctx, compressor, b.log); err != nil {
			return err
		}
	}
	c, err := readContent(ctx, b.options, b.log)
	if err != nil {
		return err
	}
	out, err := os.MkdirTemp(filepath.Dir(filepath.Clean(b.out)), ".postview-")
	if err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	defer os.RemoveAll(out)
	root, err := os.OpenRoot(out)
	if err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	defer root.Close()
	w := &writer{ctx: ctx, root: root, compressor: compressor}
	x := extras{w.enrichment(c, &b.libraries, b.log), b.search.place(ctx, c, b.options, b.log)}
	if err := w.site(c, b.programs, x, b.options, b.log); err != nil {
		return err
	}
	if !b.live { // else it is made when it is asked for
		b.search.index(w, out, x.search)
	}
	if w.err != nil {
		return w.err
	}
	for _, problem := range c.problems {
		b.log.say("warning: %v", problem)
	}
	if b.strict && len(c.problems) > 0 {
		return fmt.Errorf("%s, and --strict", number(len(c.problems), "warning"))
	}
	if err := b.swap(out, b.out); err != nil {
		return err
	}
	b.log.say("%s in %.1f s: %s", b.out, time.Since(start).Seconds(), c.summary(int(w.written.Load())))
	return nil
}

func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// extras is what the pages of a site have beyond what Hugo's have.
type extras struct {
	enrichment
	search string // where the index is; "" is no search
}

// site writes everything but the index of the search, which is made of it.
func (w *writer) site(c *content, programs *programs, x extras, o *options, log *log) error {
	taken, err := c.settled(o)
	if err != nil {
		return err
	}
	places := w.assets(programs, x, o.live)
	published := newPublications(c, o)
	for i, edition := range c.editions {
		shell, err := newShell(web, places, edition.site, o.live)
		if err != nil {
			return err
		}
		if edition == c.home() {
			w.shellPages(shell, o)
		}
		w.pages(shell, c, edition, published.at(i), o, log)
		w.list(edition.site)
	}
	w.forMachines(c, published, taken, o, log)
	w.sources(c, o)
	return w.failed()
}

// list writes the list of the posts of a site for the browser program.
func (w *writer) list(s *site.Site) {
	if s.Settings.Emoji {
		s.Settings.EmojiTable = w.emojis()
	}
	list, err := json.Marshal(s)
	w.note(err)
	w.write(s.Settings.Lang.Prefix+"posts.json", list)
}

// shellPages writes the pages that show any post, and the one of what is missing.
func (w *writer) shellPages(shell *shell, o *options) {
	for _, name := range []string{"view.html", "embed.html"} {
		other, err := shell.from(name)
		w.note(err)
		if err == nil {
			w.bare(other, name)
		}
	}
	home, say := o.base.Path, words.In(shell.site.Language)
	missing, err := shell.filled(page.Failure(page.Missing("", home, say), say), home)
	w.note(err)
	w.write("404.html", missing)
}

// pages writes the pages of an edition: those of the list and of every post.
func (w *writer) pages(shell *shell, c *content, e *edition, p *publication, o *options, log *log) {
	home := e.settings.Lang.Prefix
	if !o.prerender {
		w.bare(shell, pageFile(home))
		return
	}
	w.page(shell, home, page.List(e.site, home), p.homeHead()...)
	base := absoluteBase(o, c.settings)
	articles := c.in(e)
	done := log.progress("Writing", len(articles))
	w.each(len(articles), func(i int) {
		defer done()
		a := articles[i]
		shown := pageOptions(a, o)
		view := page.Post(a.Article, shown)
		if post := p.published(a); post != nil {
			post.read(shown)
		}
		w.page(shell, a.entry.URL, view, append(p.postHead(a), w.oEmbed(base, a))...)
		if !o.live {
			a.release()
		}
	})
}

// bare writes a page that scripts fill.
func (w *writer) bare(shell *shell, name string) {
	bare, err := shell.bare(site.Relative(name, ""))
	w.note(err)
	w.write(name, bare)
}

func (w *writer) page(shell *shell, address string, view page.View, head ...*html.Node) {
	filled, err := shell.filled(view, site.Relative(address, ""), head...)
	w.note(err)
	w.write(pageFile(address), filled)
	w.written.Add(1)
}

// pageFile is the file of dist/ that a host sends for an address.
func pageFile(address string) string {
	file := site.PlainPath(address)
	if file == "" || strings.HasSuffix(file, "/") {
		return file + "index.html"
	}
	return file
}

func pageOptions(a article, o *options) page.Options {
	return page.Options{
		Site:     a.site,
		Address:  a.entry.URL,
		Links:    a.site.Links(a.Post.Path, a.entry.URL),
		Sanitize: a.sanitizer(o),
		Source:   site.Relative(a.entry.URL, site.SourceURL(a.Post.Path)),
	}
}

// sanitizer is what makes the site's own posts safe; its owner may trust them.
func (o *options) sanitizer() func(string) safehtml.HTML {
	if o.policy == safehtml.Trust {
		return safehtml.Trusted
	}
	return o.policy.Sanitize
}

// sources copies the sources, which the browser program reads, and all other
// files. What can't be read is a problem of the content.
func (w *writer) sources(c *content, o *options) {
	from, err := os.OpenRoot(o.content)
	w.note(err)
	if err != nil {
		return
	}
	defer from.Close()
	names := slices.Clone(c.files)
	for _, a := range c.articles {
		names = append(names, a.Post.Path)
	}
	w.each(len(names), func(i int) { c.note(w.copy(from, names[i])) })
}
