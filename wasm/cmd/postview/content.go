//go:build !js

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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
	"postview/wasm/config"
	"postview/wasm/highlight"
	"postview/wasm/page"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// content is what the content folder holds.
type content struct {
	articles []article
	files    []string          // that are not posts; slash-separated, relative to the folder
	static   map[string]string // those of files that are in a folder beside that of the posts → the folder
	sections []string          // files that are about their folders
	ignored  []*regexp.Regexp  // what the settings leave out, by the names of files
	settings config.Settings
	editions []*edition // the site in each of its languages
	site     *site.Site // in the default one

	noting   sync.Mutex
	problems []error // what could not be read; the rest is here all the same
}

// isPost reports whether a file is a post by its name.
func isPost(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// isSection reports whether a file is about its folder, as _index.md is and
// _index.de.md.
func isSection(name string) bool {
	return isPost(name) && strings.HasPrefix(path.Base(name), "_index.")
}

// readContent reads and renders all posts of the folder, but for those that kept
// has as they are.
func readContent(ctx context.Context, o *options, kept *rendered, log *log) (*content, error) {
	root, err := os.OpenRoot(o.content)
	if err != nil {
		return nil, fmt.Errorf("read the posts: %w", err)
	}
	defer root.Close()

	c := new(content)
	if c.settings, err = readSettings(o, c.note); err != nil {
		return nil, err
	}
	c.editions = newEditions(c.settings)
	c.heed(o)
	posts, err := c.walk(root.FS(), o)
	if err != nil {
		return nil, fmt.Errorf("read the posts of %s: %w", o.content, err)
	}
	c.readStatic(o)
	c.readFolders(root, o)
	kept.begin(c.editions, posts)
	if err := c.render(ctx, &contentFolder{root, c.static}, posts, o, kept, log); err != nil {
		return nil, err
	}
	c.describe(o)
	return c, nil
}

// walk finds the posts, and notes the other files.
func (c *content) walk(files fs.FS, o *options) (posts []string, err error) {
	out := o.outWithinContent()
	whole, err := filepath.Abs(o.content)
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			c.note(fmt.Errorf("%s: %w", name, err))
			return nil
		case name == ".":
			return nil
		case isIgnored(entry.Name()) && name != wellKnown || name == out || slices.Contains(settingsNames, name) || c.ignores(filepath.Join(whole, name)):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir() && isMade(files, name):
			return fs.SkipDir
		case entry.IsDir():
		case strings.HasPrefix(name, wellKnown+"/") && isFile(files, entry, name):
			c.files = append(c.files, name)
		case isSection(name):
			c.sections = append(c.sections, name)
		case isLinkedFolder(files, entry, name):
			c.note(fmt.Errorf("%s: links to folders are not followed", name))
		case !isFile(files, entry, name):
			c.note(fmt.Errorf("%s: it is neither a file nor a folder", name))
		case isPost(name):
			posts = append(posts, name)
		default:
			c.files = append(c.files, name)
		}
		return nil
	})
	return posts, err
}

// isMade reports whether a folder is a site that a build has made, whose sources
// would else be posts once more.
func isMade(files fs.FS, folder string) bool {
	_, err := fs.Stat(files, path.Join(folder, madeFile))
	return err == nil
}

// ignores reports whether the settings leave a file out.
func (c *content) ignores(name string) bool {
	return slices.ContainsFunc(c.ignored, func(pattern *regexp.Regexp) bool { return pattern.MatchString(name) })
}

// isIgnored reports whether Hugo ignores a file of this name as well.
func isIgnored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || name == "node_modules"
}

// wellKnown is the folder in which programs look for files of a host by their names
// (RFC 8615): the only one with a dot that is for others.
const wellKnown = ".well-known"

// isFile reports whether an entry of a folder can be read to its end, as a pipe or a
// device can't. A link that leads nowhere is left to who reads it.
func isFile(files fs.FS, entry fs.DirEntry, name string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(files, name)
	return err != nil || info.Mode().IsRegular()
}

func isLinkedFolder(files fs.FS, entry fs.DirEntry, name string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := fs.Stat(files, name)
	return err == nil && info.IsDir()
}

// outWithinContent is the folder that is made, relative to the content folder,
// or "" when it is elsewhere.
func (o *options) outWithinContent() string {
	rel, err := filepath.Rel(resolved(o.content), resolved(o.out))
	if err != nil || strings.HasPrefix(rel, "..") {
		return ""
	}
	return filepath.ToSlash(rel)
}

// heed makes of the settings what the files of the folder are read by.
func (c *content) heed(o *options) {
	wrong := func(name string, err error) {
		files := findSettings(o)
		c.note(located(&config.SettingError{File: files[0], Keys: []string{strings.ToLower(name)}, Problem: name + ": " + err.Error()}, files))
	}
	for _, pattern := range c.settings.Publishing.Ignored {
		ignored, err := regexp.Compile(pattern)
		if err != nil {
			wrong("ignoreFiles", err)
			continue
		}
		c.ignored = append(c.ignored, ignored)
	}
	for _, e := range c.editions {
		zone, err := time.LoadLocation(e.settings.Publishing.TimeZone)
		if err == nil {
			e.zone = zone
		} else {
			wrong("timeZone", err)
		}
		markdown, err := e.settings.Markdown(o.policy != safehtml.Omit)
		c.note(errors.Join(err, e.settings.Unknown()))
		markdown.Config.Emojis = definition.Github()
		markdown.Highlight = highlight.Code
		e.markdown = markdown
	}
}

// render renders the posts, as many at a time as there are processors, and keeps
// those that are shown.
func (c *content) render(ctx context.Context, root *contentFolder, posts []string, o *options, kept *rendered, log *log) error {
	all := make([]*article, len(posts))
	failed := make([]error, len(posts))
	done := log.progress("Rendering", len(posts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.NumCPU())
	for i, name := range posts {
		group.Go(func() error {
			defer done()
			all[i], failed[i] = c.renderPost(root, name, o, kept)
			return ctx.Err()
		})
	}
	err := group.Wait()
	for i, a := range all {
		c.note(failed[i])
		if a != nil {
			c.note(a.Err)
			c.articles = append(c.articles, *a)
		}
	}
	return err
}

// renderPost renders one post, unless it is kept. It returns nil for one that is
// not shown. The error is that of a source that can't be read; others are in the
// article.
func (c *content) renderPost(folder *contentFolder, name string, o *options, kept *rendered) (*article, error) {
	e := c.edition(name)
	if e == nil {
		return nil, nil
	}
	if a, isKept := kept.get(folder, name); isKept {
		return a.shown(e, o), nil
	}
	root := &tracked{folder, stamps{}}
	source, err := root.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	markdown := e.markdown
	markdown.Shortcodes.ReadFile = includes(root, name)
	a := &article{Article: page.Read(name, source, markdown), fresh: true, safe: new(safeHTML), saved: root.read[name].time()}
	a.entry = a.Article.Entry(e.settings)
	if a.Err == nil && !address.CanBeFile(pageFile(a.entry.URL)) {
		a.Err = fmt.Errorf("%s: %w", name, noFile("address", a.entry.URL))
		a.entry = a.Article.Entry(e.settings)
	}
	if a.Err == nil {
		a.entry.Files = e.files(root, name, a.Document.HTML)
	}
	if a.Err == nil && e.settings.Wants(config.LazyImages) {
		a.entry.Pictures = pictures(root, a.entry, a.Document.HTML)
	}
	if !o.whole {
		a.slim()
	}
	kept.put(name, a, root.read)
	return a.shown(e, o), nil
}

// noFile is the error for an address that can't be one.
func noFile(what, address string) error {
	return fmt.Errorf("%s %.60q… is too long for a file, or has a sign that none may have", what, address)
}

// byFreshness returns the articles that this build has rendered, and those that an
// earlier one has.
func (c *content) byFreshness() (fresh, others []article) {
	for _, a := range c.articles {
		if a.fresh {
			fresh = append(fresh, a)
		} else {
			others = append(others, a)
		}
	}
	return fresh, others
}

// describe makes the site in each of its languages, with the title of its settings
// or of its _index.md, and its lists.
func (c *content) describe(o *options) {
	var sites []*site.Site
	for _, e := range c.editions {
		var entries []site.Entry
		for _, a := range c.in(e) {
			entries = append(entries, a.entry)
		}
		e.site = site.New(words.In(e.settings.Language).Home, entries)
		e.site.Language, e.site.Settings = e.settings.Language, e.settings
		e.site.Pages, e.site.Policy = o.prerender, string(o.policy)
		for _, folder := range e.folders {
			if folder.Path == "" {
				e.site.Title, e.site.Description = folder.Title, folder.Description
			}
		}
		e.site.Title = cmp.Or(e.settings.Title, e.site.Title)
		c.note(e.site.Describe(e.folders))
		sites = append(sites, e.site)
	}
	c.site = c.home().site
	site.Join(sites)
	if o.prerender {
		for _, e := range c.editions {
			e.lists = e.site.Lists()
		}
	}
}

// uses reports whether a post needs what readers get by this name of a setting.
func (c *content) uses(name string) bool {
	return slices.ContainsFunc(c.articles, func(a article) bool {
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

// tellNotFollowed says which settings say nothing here.
func (c *content) tellNotFollowed(o *options, log *log) {
	for _, setting := range c.settings.NotFollowed {
		log.say("%v", located(setting, findSettings(o)))
	}
	for _, e := range c.editions {
		for _, folder := range e.folders {
			if _, has := folder.Post.Param("cascade"); has {
				log.say("%s: cascade is not followed: front matter is that of each post", folder.Post.Path)
			}
		}
	}
	for _, a := range c.articles {
		switch list, _ := a.Post.Param("build.list"); list {
		case "never", "local", false:
			log.say("%s: build.list is not followed: a post that has a page is listed", a.Post.Path)
		}
	}
}

// note notes a problem, if there is one.
func (c *content) note(err error) {
	if err != nil {
		c.noting.Lock()
		defer c.noting.Unlock()
		c.problems = append(c.problems, err)
	}
}
