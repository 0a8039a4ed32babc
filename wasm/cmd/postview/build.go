//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"postview/wasm/address"
	"postview/wasm/cmd/postview/program"
	"postview/wasm/cmd/postview/twins"
	"postview/wasm/config"
	"postview/wasm/page"
	"postview/wasm/safehtml"
)

func runBuild(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse("build", args, stderr)
	if err != nil {
		return err
	}
	if err := findContent("build", o.named); err != nil {
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
	programs *program.Set // made by the first build, for all that follow

	libraries libraries // had by the first build that needs them, likewise
	search    search

	// Under serve, what there is of the build before.
	rendered *rendered
	last     *outcome // nil before the first, after one that failed, and for a new web/
	shown    func()   // is called when what is new can be seen, and again when more can be
}

// build makes the site: the program, the posts and the pages. A site that was made
// before by this builder is brought up to date; else a folder is made, and swapped
// in when it is whole, so that a build that fails leaves the last one.
func (b *builder) build(ctx context.Context) error {
	if b.last == nil {
		if err := errors.Join(replaceable(b.out), apart(b.content, b.out)); err != nil {
			return err
		}
	}
	start := time.Now()
	compressor, err := twins.NewCompressor(b.live || b.quick)
	if err != nil {
		return err
	}
	if b.programs == nil {
		if b.programs, err = program.Get(ctx, compressor, b.log.step, b.log.say); err != nil {
			return err
		}
		b.log.say("%v", b.programs)
	}
	c, err := readContent(ctx, b.options, b.rendered, b.log)
	if err != nil {
		return err
	}
	taken, err := c.settled(b.options)
	if err != nil {
		return err
	}
	now := &outcome{pageSet: pageSet{content: c, taken: taken}}
	if !b.update(ctx, compressor, now) {
		if err := b.replace(ctx, compressor, now); err != nil {
			return err
		}
	}
	b.log.say("%s in %.1f s: %s", b.out, time.Since(start).Seconds(), c.summary(now.pages))
	return nil
}

// replace makes the site in a new folder, which takes the place of the old one.
func (b *builder) replace(ctx context.Context, compressor twins.Compressor, now *outcome) error {
	if b.last != nil {
		b.last = nil
		if err := replaceable(b.out); err != nil {
			return err
		}
	}
	target := resolved(b.out)
	made, err := makeFolder(target)
	if err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	defer os.RemoveAll(made)
	root, err := os.OpenRoot(made)
	if err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	defer root.Close()
	w := &writer{ctx: ctx, root: root, web: b.web(), compressor: compressor}
	if b.live {
		w.dist = newDist()
	}
	if err := b.site(w, now); err != nil {
		return err
	}
	if !b.live { // else it is made when it is asked for
		b.search.index(w, made, now.search)
	}
	if err := w.failed(); err != nil {
		return err
	}
	now.content.tellNotFollowed(b.options, b.log)
	problems := now.content.problems
	for _, problem := range problems {
		b.log.say("warning: %v", problem)
	}
	if b.strict && len(problems) > 0 {
		return fmt.Errorf("%s, and --strict", number(len(problems), "warning"))
	}
	if err := b.swap(made, target); err != nil {
		return err
	}
	if b.live {
		b.shown()
		return b.remember(w.dist, now)
	}
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
	enrichment extrasFiles
	search     string // where the index is; "" is no search
	offline    bool   // what is read is kept
}

// site writes everything but the index of the search, which is made of it, and
// notes in now what the next build wants to know.
func (b *builder) site(w *writer, now *outcome) error {
	c, o := now.content, b.options
	now.extras = extras{
		enrichment: w.enrichment(c, &b.libraries, b.log),
		search:     b.search.place(w.ctx, c, o, b.log),
		offline:    c.settings.Wants(config.Offline) && !b.live, // it would keep what changes as one writes
	}
	b.assets(w, now)
	shells, err := newShells(&now.pageSet, o)
	if err != nil {
		return err
	}
	now.published = newPublications(c, o)
	c.tellUnplaced(now.taken, b.log)
	for _, e := range c.editions {
		if e.site.Settings.Emoji {
			e.site.Settings.EmojiTable = w.emojis()
		}
	}
	isSame := now.differsInTextAlone(b.last)
	w.sources(c, o)
	w.static(c, now.taken)
	fresh, others := c.byFreshness()
	w.posts(shells, fresh, &now.pageSet, o, b.log)
	b.tell(w)
	if isSame {
		now.published.adopt(b.last.published, others)
	} else {
		w.shellPages(shells[c.home()], c, o)
		w.offline(shells[c.home()], now.extras)
		w.lists(shells, &now.pageSet, o)
		w.posts(shells, others, &now.pageSet, o, b.log)
		b.tell(w)
	}
	w.forMachines(c, now.published, now.taken, now.finder, o, b.log)
	w.write(madeFile, madeFrom(now.taken))
	if w.inPlace && !isSame && w.failed() == nil {
		w.note(w.dist.prune(w.root))
	}
	now.pages = int(w.written.Load())
	return w.failed()
}

// pageSet is what the pages of a site are made from.
type pageSet struct {
	content   *content
	taken     claims // as [content.settled] returns it
	published publications
	extras
	places map[string]string // of the files of web/, as [writer.assets] returns them
	finder string            // root.js, which is within pages
}

// newShells returns the shell of each edition.
func newShells(now *pageSet, o *options) (map[*edition]*shell, error) {
	shells := map[*edition]*shell{}
	for _, e := range now.content.editions {
		shell, err := newShell(shell{web: o.web(), assets: now.places, finder: now.finder, homes: now.content.homes(), site: e.site, live: o.live})
		if err != nil {
			return nil, err
		}
		shells[e] = shell
	}
	return shells, nil
}

// homes returns the addresses of the lists of all posts, that of the default language
// first: "" where there is one, at the root.
func (c *content) homes() string {
	homes := []string{address.Relative("", c.home().settings.Lang.Prefix)}
	for _, e := range c.editions {
		if e != c.home() {
			homes = append(homes, address.Relative("", e.settings.Lang.Prefix))
		}
	}
	if all := strings.Join(homes, " "); all != "./" {
		return all
	}
	return ""
}

// shellPages writes the pages that show any post, and the one of what is missing.
func (w *writer) shellPages(shell *shell, c *content, o *options) {
	for _, name := range []string{"open/view.html", "frame/embed.html"} {
		other, err := shell.from(name)
		w.note(err)
		if err == nil {
			w.bare(other, path.Base(name))
		}
	}
	w.missing(shell, c, o)
}

// lists writes the pages of the lists.
func (w *writer) lists(shells map[*edition]*shell, now *pageSet, o *options) {
	for _, e := range now.content.editions {
		w.writeParts(e.site)
		if o.prerender {
			w.listPages(shells[e], e.placed(now.taken), now.published.of(e), o)
		} else {
			w.bare(shells[e], e.settings.Lang.Prefix)
		}
	}
}

// posts writes the pages of posts, and what the program needs to show them.
func (w *writer) posts(shells map[*edition]*shell, articles []article, now *pageSet, o *options, log *log) {
	base := absoluteBase(o, now.content.settings)
	done := log.progress("Writing", len(articles))
	w.each(len(articles), func(i int) {
		defer done()
		a := articles[i]
		p, shown := now.published.of(a.edition), pageOptions(a, o)
		view := page.Post(a.Article, shown)
		if post := p.published(a); post != nil {
			post.read(shown)
		}
		w.writeAround(a, shown)
		if o.prerender {
			head := slices.Concat(neighbourHead(a), p.postHead(a), []*html.Node{w.oEmbed(base, a)})
			w.page(shells[a.edition], a.entry.URL, view, head...)
		}
		if !o.live {
			a.release()
		}
	})
}

// bare writes a page that scripts fill.
func (w *writer) bare(shell *shell, at string) {
	bare, err := shell.bare(at)
	w.note(err)
	w.write(pageFile(at), bare)
}

func (w *writer) page(shell *shell, at string, view page.View, head ...*html.Node) {
	filled, err := shell.filled(view, at, head...)
	w.note(err)
	if w.write(pageFile(at), filled) {
		w.written.Add(1)
	}
}

// pageFile is the file of dist/ that a host sends for an address.
func pageFile(at string) string {
	file := address.Unescape(at)
	if file == "" || strings.HasSuffix(file, "/") {
		return file + "index.html"
	}
	return file
}

func pageOptions(a article, o *options) page.Options {
	return page.Options{
		Around:   a.site.Around(a.Post.Path),
		Address:  a.entry.URL,
		Links:    a.site.Links(a.Post.Path, a.entry.URL),
		Sanitize: a.sanitizer(o),
		Source:   address.Relative(a.entry.URL, address.Escape(a.Post.Path)),
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
	names := slices.DeleteFunc(slices.Clone(c.files), func(name string) bool { return c.static[name] != "" })
	for _, a := range c.articles {
		names = append(names, a.Post.Path)
	}
	w.each(len(names), func(i int) { c.note(w.copy(from, names[i])) })
}
