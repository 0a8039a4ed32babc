package content

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // for systems without the time zones

	"github.com/yuin/goldmark-emoji/definition"
	"golang.org/x/sync/errgroup"

	"postview/wasm/address"
	"postview/wasm/build/cascade"
	"postview/wasm/build/disk"
	"postview/wasm/build/jekyll"
	"postview/wasm/build/layout"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/wasm/highlight"
	"postview/wasm/problem"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// Content is what the content folder holds.
type Content struct {
	Articles  []Article
	Pageless  []Article         // that lists have, or feeds, but that have no page
	Files     []string          // that are not posts; slash-separated, relative to the folder
	Static    map[string]string // those of files that are in a folder beside that of the posts → where they are
	Sections  []string          // files that are about their folders
	cascades  cascade.Rules
	inherits  bool             // there are some
	publishes map[string]bool  // the folder of a bundle or a section → what is in it is published
	shown     map[string]bool  // files that are published in any case, since a post shows them
	ignored   []*regexp.Regexp // what the settings leave out, by the names of files
	project   string           // the file that tells that the folder is one of a program
	bundles   map[string]bool  // the folders of page bundles, as Hugo has them

	Resources []string // Markdown files in bundles, which have no page
	Settings  *config.Settings
	Sources   *Sources
	Editions  []*Edition   // the site in each of its languages
	Site      *site.Site   // in the default one
	Jekyll    *jekyll.Site // that the folder is, or nil

	vault      vault
	notes      *notes   // what finds files by the names that notes use
	mayBeNotes bool     // nobody says whether the posts are notes
	left       []string // folders of the vault that are not published

	layouts  *layout.Set        // the templates of shortcodes
	failures []*layout.Failure  // of these, for texts that are no posts
	unknown  []*problem.Problem // each use of a shortcode that nobody knows

	noting   sync.Mutex
	Problems []*problem.Problem // what could not be read; the rest is here all the same
}

// Read reads and renders all posts of the folder, but for those that kept
// has as they are.
func Read(ctx context.Context, o *Options, kept *Rendered, log *progress.Log) (*Content, error) {
	if _, err := os.ReadDir(o.Content); err != nil {
		return nil, fmt.Errorf("read the posts: %w", err)
	}
	c := new(Content)
	var err error
	if c.Settings, c.Sources, err = ReadSettings(o, c.note); err != nil {
		return nil, err
	}
	c.Jekyll = c.Sources.jekyll
	c.Editions = NewEditions(c.Settings)
	c.vault = vaultOf(o.Content)
	c.heed(o)
	folder, unreadable := c.Sources.Open()
	defer folder.Close()
	for _, p := range unreadable {
		c.note(p)
	}
	posts := c.Walk(folder, o)
	c.readStatic(folder)
	c.tellJekyll(posts)
	c.findNotes(posts, o, kept)
	c.ReadLayouts()
	err = c.readPosts(ctx, folder, posts, o, kept, log)
	if errors.Is(err, errNotes) {
		c.readAsNotes()
		kept.knowNotes()
		err = c.readPosts(ctx, folder, posts, o, kept, log)
	}
	if err != nil {
		return nil, err
	}
	c.dropHidden()
	c.tellShortcodes()
	c.readAssets(folder)
	c.addIncluded()
	c.keepReferred()
	return c, nil
}

// readPosts reads and renders the posts, and the files that are about their folders.
func (c *Content) readPosts(ctx context.Context, folder *Folder, posts []string, o *Options, kept *Rendered, log *progress.Log) error {
	before := len(c.Problems)
	c.failures, c.unknown = nil, nil
	c.readFolders(folder, o)
	kept.begin(c, posts)
	err := c.render(ctx, folder, posts, o, kept, log)
	if errors.Is(err, errNotes) {
		c.Problems = c.Problems[:before] // all of it is read again
	}
	return err
}

// headingIDs are the ways to make the ids of headings.
var headingIDs = []string{"github", "github-ascii", "blackfriday"}

// heed makes of the settings what the files of the folder are read by.
func (c *Content) heed(o *Options) {
	var errs []error
	wrong := func(name string, err error) {
		errs = append(errs, &problem.Problem{Kind: problem.Settings, Key: strings.ToLower(name), Err: fmt.Errorf("%s: %w", name, err)})
	}
	for _, pattern := range c.Settings.Publishing.Ignored {
		ignored, err := regexp.Compile(pattern)
		if err != nil {
			wrong("ignoreFiles", err)
			continue
		}
		c.ignored = append(c.ignored, ignored)
	}
	for _, e := range c.Editions {
		zone, err := time.LoadLocation(e.Settings.Publishing.TimeZone)
		if err == nil {
			e.Zone = zone
		} else {
			wrong("timeZone", err)
		}
		markdown, err := e.Settings.Markdown(o.Policy != safehtml.Omit)
		errs = append(errs, err, e.Settings.Unknown())
		if ids := markdown.Config.Parser.AutoIDType; !slices.Contains(headingIDs, ids) {
			wrong("markup.goldmark.parser.autoHeadingIDType", fmt.Errorf("there is no type %q: there are %s", ids, strings.Join(headingIDs, ", ")))
		}
		if style := markdown.Config.Highlight.Style; !highlight.HasStyle(style) {
			wrong("markup.highlight.style", fmt.Errorf("there is no style %q: the code has the usual one", style))
		}
		markdown.Config.Emojis = definition.Github()
		markdown.Highlight = highlight.Code
		e.Markdown = markdown
	}
	for _, p := range c.Sources.Project.Located(errors.Join(errs...)) {
		c.note(p)
	}
}

// render renders the posts, as many at a time as there are processors, and keeps
// those that are shown.
func (c *Content) render(ctx context.Context, root *Folder, posts []string, o *Options, kept *Rendered, log *progress.Log) error {
	all := make([]*Article, len(posts))
	failed := make([]error, len(posts))
	done := log.Progress("Rendering", len(posts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.NumCPU())
	for i, name := range posts {
		group.Go(func() error {
			defer done()
			all[i], failed[i] = c.renderPost(root, name, o, kept)
			if failed[i] == errNotes {
				return errNotes
			}
			return ctx.Err()
		})
	}
	err := group.Wait()
	if errors.Is(err, errNotes) {
		return err
	}
	for i, a := range all {
		c.Note(failed[i])
		if a != nil {
			c.Note(a.Err)
			c.noteText(a.Article)
			c.take(a)
		}
	}
	c.dropUnpublished()
	return err
}

// renderPost renders one post, unless it is kept. It returns nil for one that is
// not shown. The error is that of a source that can't be read; others are in the
// article.
func (c *Content) renderPost(folder *Folder, name string, o *Options, kept *Rendered) (*Article, error) {
	e := c.Edition(name)
	if e == nil {
		return nil, nil
	}
	var inherited map[string]any
	if c.inherits {
		inherited = c.Inherited(name)
	}
	if a, isKept := kept.get(folder, name, inherited); isKept {
		return a.shown(e, o), nil
	}
	root := &tracked{folder, stamps{}}
	source, err := root.ReadFile(name)
	if err != nil {
		return nil, problem.OfFile(name, err)
	}
	if c.mayBeNotes && c.areNotes(name, source) {
		return nil, errNotes
	}
	a := &Article{fresh: true, safe: new(safeHTML), seen: new(Seen), Saved: root.read[name].Time()}
	markdown := e.Markdown
	markdown.Shortcodes.ReadFile = Includes(root, name)
	var templates *layout.Post
	if bytes.Contains(source, []byte("{{")) {
		templates = c.templates(e, name, files{root}, o, &markdown)
	}
	a.noteRefs(&markdown)
	a.inherited = inherited
	a.Article, a.Published = c.article(inherited, name, source, markdown)
	if _, says := a.Post.Param("cascade"); says {
		a.readOwn(c, name, source, markdown)
	}
	if templates != nil {
		a.templated, a.failures = true, templates.Failures
	}
	a.seen.Faults = faultsOf(a.Article)
	if a.Document != nil && a.Document.Needs.Math {
		a.seen.Formulas = formulasOf(a.Document.HTML)
	}
	a.Entry = a.Article.Entry(e.Settings, e.sections)
	if a.Err == nil && !address.CanBeFile(disk.PageFile(a.Entry.URL)) {
		a.Err = a.Post.Problem(problem.FrontMatter, address.NoFile("address", a.Entry.URL), "url", "slug")
		a.Entry = a.Article.Entry(e.Settings, e.sections)
	}
	if a.Err == nil && markdown.Readers.Notes {
		a.Document.Problems = append(a.Document.Problems, queries(name, source)...)
	}
	if a.Err == nil {
		a.References = referencesOf(a.Post, a.Document.Whole())
	}
	if a.Err == nil && e.Settings.Wants(config.LazyImages) && strings.Contains(a.Document.Whole(), "<img") {
		a.Entry.Pictures = c.pictures(root, e, Bases(o, e.Settings), a.Entry, a.Document.Whole())
	}
	a.slim()
	a.Entry.Inherited, a.reads = a.inherited, root.read
	kept.put(name, a, root.read, inherited)
	return a.shown(e, o), nil
}

// ByFreshness returns the articles that this build has rendered, and those that an
// earlier one has.
func (c *Content) ByFreshness() (fresh, others []Article) {
	for _, a := range slices.Concat(c.Articles, c.Pageless) {
		if a.fresh {
			fresh = append(fresh, a)
		} else {
			others = append(others, a)
		}
	}
	return fresh, others
}

// Describe makes the site in each of its languages, with the title of its settings
// or of its _index.md, and its lists. Before it the posts get their addresses.
func (c *Content) Describe(o *Options) {
	c.notes.learn(c.Articles)
	var sites []*site.Site
	for _, e := range c.Editions {
		var entries []site.Entry
		for _, a := range slices.Concat(c.In(e), c.PagelessIn(e)) {
			entries = append(entries, a.Entry)
		}
		folders := append(slices.Clip(e.folders), c.unsaid(e, entries)...)
		e.Site = site.New(words.In(e.Settings.Language).Home, entries)
		e.Site.Language, e.Site.Settings = e.Settings.Language, e.Settings
		e.Site.Pages, e.Site.Policy = o.Prerender, string(o.Policy)
		e.Site.TakeNotes(c.notes)
		for _, folder := range folders {
			if folder.Path == "" {
				e.Site.Title, e.Site.Description = cmp.Or(folder.Title, e.Site.Title), folder.Description
			}
		}
		e.Site.Title = cmp.Or(e.Settings.Title, e.Site.Title)
		e.Site.Collate(e.names(entries, folders))
		for _, p := range c.Sources.Project.Located(e.Site.Describe(folders)) {
			c.note(p)
		}
		sites = append(sites, e.Site)
	}
	c.Site = c.Home().Site
	c.checkMainSections(o)
	site.Join(sites)
	if o.Prerender {
		for _, e := range c.Editions {
			e.Lists = e.Site.Lists()
		}
	}
}

// Uses reports whether a post needs what readers get by this name of a setting.
func (c *Content) Uses(name string) bool {
	return slices.ContainsFunc(c.Articles, func(a Article) bool {
		switch {
		case a.Document == nil:
			return false
		case name == config.Math:
			return a.Document.Needs.Math
		default:
			return slices.Contains(a.Document.Needs.Languages, "mermaid")
		}
	})
}
