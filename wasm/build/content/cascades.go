package content

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	bcp47 "golang.org/x/text/language"

	"postview/wasm/address"
	"postview/wasm/build/cascade"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/site"
)

// environment is what Hugo calls a build for readers, and one of its server.
func (o *Options) environment() string {
	if o.Live {
		return "development"
	}
	return "production"
}

// language is the edition's, as Hugo calls it.
func (e *Edition) language() string { return cmp.Or(e.Settings.Lists.Language, "en") }

// languages are those of all editions.
func (c *Content) languages() (all []string) {
	for _, e := range c.Editions {
		all = append(all, e.language())
	}
	return all
}

// ReadCascades reads what the settings and the files that are about folders say of the
// front matter of all pages below, which comes before any of them is read.
func (c *Content) ReadCascades(root *Folder, o *Options) {
	c.cascades = cascade.Rules{Environment: o.environment()}
	for _, e := range c.Editions {
		rules, err := c.rules(any(e.Settings.Cascade))
		for _, p := range problem.All(err) {
			for _, p := range c.Sources.Project.Located(&problem.Problem{Kind: problem.Settings, Key: "cascade", Err: p.Err}) {
				c.note(p)
			}
		}
		c.cascades.AddSettings(e.language(), rules)
	}
	for _, name := range c.Sections {
		e := c.Edition(name)
		source, err := root.ReadFile(name)
		if e == nil || err != nil {
			continue // it is told by whoever reads it
		}
		if p, err := post.Parse(name, source); err == nil {
			rules, err := c.ownCascade(p)
			c.Note(err)
			_, index := c.Settings.Languages.Page(name)
			c.cascades.Add(strings.TrimPrefix(path.Dir(index), "."), e.language(), rules)
		}
	}
	c.inherits = !c.cascades.IsEmpty()
}

// rules reads the value of cascade. What it says of how pages are made is told here, and
// not for each page.
func (c *Content) rules(value any) (rules []cascade.Rule, err error) {
	rules, err = cascade.Read(value, c.languages())
	errs := []error{err}
	for _, rule := range rules {
		p, _ := post.ParseWith(rule.Values, "", nil)
		_, err := visibilityOf(p)
		for _, wrong := range problem.All(err) {
			errs = append(errs, fmt.Errorf("cascade: %w", wrong.Err))
		}
		if err != nil {
			delete(rule.Values, "build")
			delete(rule.Values, "_build")
		}
	}
	return rules, errors.Join(errs...)
}

// ownCascade returns the rules in the front matter of a post. The error tells what is
// wrong with them.
func (c *Content) ownCascade(p *post.Post) (rules []cascade.Rule, err error) {
	value, there := p.Param("cascade")
	if !there {
		return nil, nil
	}
	rules, err = c.rules(value)
	var errs []error
	for _, each := range problem.All(err) {
		errs = append(errs, p.Problem(problem.FrontMatter, each.Err, "cascade"))
	}
	return rules, errors.Join(errs...)
}

// read reads and renders a source, with what it inherits.
func (a *Article) read(c *Content, name string, source []byte, rules markdown.Options) {
	a.inherited = c.Inherited(name)
	a.Article, a.Published = c.article(a.inherited, name, source, rules)
	if !c.isText(name) { // of which what it says is among all
		a.readOwn(c, name, source, rules)
	}
}

// readOwn reads a source again that says itself what it inherits.
func (a *Article) readOwn(c *Content, name string, source []byte, rules markdown.Options) {
	if own, err := c.ownCascade(a.Post); own != nil || err != nil {
		a.inherited, a.wrong = c.cascades.Of(c.pageOf(name), own), err
		a.Article, a.Published = c.article(a.inherited, name, source, rules)
	}
}

// Article reads and renders a source, with what it inherits. The error is what is wrong
// with what it says of itself in the same way.
func (c *Content) Article(name string, source []byte, rules markdown.Options) (page.Article, error) {
	a := new(Article)
	a.read(c, name, source, rules)
	return a.Article, a.wrong
}

// Inherited is what the page of a source inherits, or the list that it is about.
func (c *Content) Inherited(source string) map[string]any {
	if c.cascades.IsEmpty() {
		return nil
	}
	return c.cascades.Of(c.pageOf(source), nil)
}

// pageOf is the page of a source, which an edition has.
func (c *Content) pageOf(source string) cascade.Page {
	e := c.Edition(source)
	_, name := c.Settings.Languages.Page(source)
	if c.isText(source) {
		folder := strings.TrimPrefix(path.Dir(name), ".")
		return cascade.Page{Kind: e.kindOf(folder), Path: folder, Language: e.language()}
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), "/index")
	return cascade.Page{Kind: address.KindPage, Path: name, Language: e.language()}
}

// isText reports whether a source is the text of its folder.
func (c *Content) isText(source string) bool {
	return IsSection(source) || slices.Contains([]string{"index", "readme"}, stem(source)) && slices.Contains(c.Sections, source)
}

// kindOf is the kind of the list that Hugo has for a folder.
func (e *Edition) kindOf(folder string) string {
	top, _, isBelow := strings.Cut(folder, "/")
	switch isTaxonomy := slices.Contains((&site.About{Settings: e.Settings}).TaxonomyNames(), top); {
	case folder == "":
		return address.KindHome
	case isTaxonomy && isBelow:
		return address.KindTerm
	case isTaxonomy:
		return address.KindTaxonomy
	}
	return address.KindSection
}

// unsaid returns the folders whose lists inherit something, though nothing is said of
// them by a file.
func (c *Content) unsaid(e *Edition, entries []site.Entry) (folders []site.Folder) {
	if c.cascades.IsEmpty() {
		return nil
	}
	known := map[string]bool{}
	for _, folder := range e.folders {
		known[address.FolderURL(folder.Path)] = true
	}
	add := func(folder string) {
		usual := address.FolderURL(folder)
		if known[usual] {
			return
		}
		known[usual] = true
		if inherited := c.cascades.Of(cascade.Page{Kind: e.kindOf(folder), Path: folder, Language: e.language()}, nil); len(inherited) > 0 {
			read := page.ReadWith(inherited, path.Join(folder, "_index.md"), nil, e.Markdown)
			read.Post.BodyLine = 0 // there is no file
			folders = append(folders, c.folderOf(folder, read))
		}
	}
	add("")
	for i := range entries {
		if top, _, isBelow := strings.Cut(entries[i].Place(), "/"); isBelow {
			add(top)
		}
	}
	for _, taxonomy := range (&site.About{Settings: e.Settings}).TaxonomyNames() {
		add(taxonomy)
		for i := range entries {
			for _, term := range entries[i].In(taxonomy) {
				add(taxonomy + "/" + term)
			}
		}
	}
	return folders
}

// names are those that lists of the edition are sorted by, in the order of its language.
func (e *Edition) names(entries []site.Entry, folders []site.Folder) site.Names {
	tag, err := bcp47.Parse(e.language())
	if err != nil {
		tag = bcp47.English
	}
	var all []string
	taxonomies := (&site.About{Settings: e.Settings}).TaxonomyNames()
	for i := range entries {
		top, _, _ := strings.Cut(entries[i].Place(), "/")
		all = append(all, entries[i].LinkTitle, site.FolderTitle(top))
		for _, taxonomy := range taxonomies {
			all = append(all, entries[i].In(taxonomy)...)
		}
	}
	for _, folder := range folders {
		all = append(all, cmp.Or(folder.LinkTitle(), site.FolderTitle(folder.Path)))
	}
	collator, buffer := collate.New(tag), new(collate.Buffer)
	return site.NewNames(all, func(name string) string {
		buffer.Reset()
		return string(collator.KeyFromString(buffer, name))
	})
}

// checkMainSections tells which main sections are not there.
func (c *Content) checkMainSections(o *Options) {
	has := map[string]bool{}
	note := func(page string) {
		section, _, _ := strings.Cut(page, "/")
		has[strings.ToLower(section)] = true
	}
	for _, e := range c.Editions {
		for _, folder := range e.folders {
			note(folder.Path)
		}
		for i := range e.Site.Entries {
			note(e.Site.Entries[i].Place())
		}
	}
	for _, section := range c.Settings.Lists.MainSections {
		if !has[strings.ToLower(section)] {
			err := fmt.Errorf("mainSections: there is no section %s", section)
			for _, p := range c.Sources.Project.Located(&problem.Problem{Kind: problem.Settings, Key: "mainsections", Err: err}) {
				c.note(p)
			}
		}
	}
}
