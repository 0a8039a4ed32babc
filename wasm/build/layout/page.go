package layout

import (
	"cmp"
	"fmt"
	html "html/template"
	"maps"
	"net/url"
	"path"
	"strings"
	"time"

	"postview/wasm/address"
	"postview/wasm/post"
)

// A pageObject is the page of the post that a template runs for.
type pageObject struct {
	of    *Post
	post  *post.Post
	page  string // its path without what tells the language
	store *store
}

func newPage(of *Post, p *post.Post) *pageObject {
	_, page := of.Settings.Languages.Page(p.Path)
	return &pageObject{of: of, post: p, page: page, store: newStore()}
}

func (p *pageObject) Title() string {
	if p.post.Untitled {
		return ""
	}
	return p.post.Title
}

func (p *pageObject) LinkTitle() string {
	if p.post.Untitled && p.post.LinkTitle == p.post.Title {
		return ""
	}
	return p.post.LinkTitle
}

func (p *pageObject) Name() string              { return p.LinkTitle() }
func (p *pageObject) Description() string       { return p.post.Description }
func (p *pageObject) Date() time.Time           { return p.post.Date.Moment(p.of.Zone) }
func (p *pageObject) Lastmod() time.Time        { return p.post.Lastmod.Moment(p.of.Zone) }
func (p *pageObject) PublishDate() time.Time    { return p.post.PublishDate.Moment(p.of.Zone) }
func (p *pageObject) ExpiryDate() time.Time     { return p.post.ExpiryDate.Moment(p.of.Zone) }
func (p *pageObject) Draft() bool               { return p.post.Draft }
func (p *pageObject) Weight() int               { return p.post.Weight }
func (p *pageObject) Slug() string              { return p.post.Slug }
func (p *pageObject) Keywords() []string        { return p.post.Keywords }
func (p *pageObject) RawContent() string        { return p.post.Body }
func (p *pageObject) Site() *siteObject         { return p.of.site }
func (p *pageObject) Language() *languageObject { return p.of.site.Language() }
func (p *pageObject) Lang() string              { return p.Language().Lang() }
func (p *pageObject) Page() *pageObject         { return p }
func (p *pageObject) Store() *store             { return p.store }
func (p *pageObject) Scratch() *store           { return p.store }
func (p *pageObject) IsPage() bool              { return p.Kind() == address.KindPage }
func (p *pageObject) IsHome() bool              { return p.Kind() == address.KindHome }
func (p *pageObject) IsSection() bool           { return p.Kind() == address.KindSection }
func (p *pageObject) IsNode() bool              { return !p.IsPage() }
func (p *pageObject) File() *fileObject         { return &fileObject{p} }

func (p *pageObject) Aliases() (all []string) {
	for _, alias := range p.post.Aliases {
		all = append(all, path.Clean(alias))
	}
	return all
}

// isList reports whether the page is that of a folder.
func (p *pageObject) isList() bool { return strings.HasPrefix(path.Base(p.page), "_index.") }

func (p *pageObject) Kind() string {
	switch {
	case !p.isList():
		return address.KindPage
	case path.Dir(p.page) == ".":
		return address.KindHome
	}
	return address.KindSection
}

func (p *pageObject) BundleType() string {
	switch {
	case p.isList():
		return "branch"
	case strings.HasPrefix(path.Base(p.page), "index."):
		return "leaf"
	}
	return ""
}

func (p *pageObject) Section() string {
	section, _, isBelow := strings.Cut(p.page, "/")
	if !isBelow {
		return ""
	}
	return section
}

func (p *pageObject) Type() string {
	if t, has := p.post.Param("type"); has {
		return fmt.Sprint(t)
	}
	return cmp.Or(p.Section(), "page")
}

func (p *pageObject) Layout() string {
	layout, _ := p.post.Param("layout")
	s, _ := layout.(string)
	return s
}

// Path is how Hugo calls the page.
func (p *pageObject) Path() string {
	name := strings.ToLower(strings.ReplaceAll(p.page, " ", "-"))
	name = strings.TrimSuffix(name, path.Ext(name))
	switch path.Base(name) {
	case "index", "_index":
		name = path.Dir(name)
	}
	return path.Join("/", name)
}

// params is all that the front matter says.
func (p *pageObject) Params() params {
	all := params(maps.Clone(p.post.Params))
	for _, name := range []string{"title", "linktitle", "description", "summary", "date", "lastmod", "publishdate", "expirydate", "draft", "iscjklanguage", "weight", "slug", "url", "author", "authors", "tags", "categories", "keywords", "aliases", "subtitle"} {
		if v, has := p.post.Param(name); has {
			all[name] = p.settled(v)
		}
	}
	return all
}

// Param returns what the front matter says, else the settings.
func (p *pageObject) Param(name string) any {
	if v, has := p.post.Param(name); has {
		return p.settled(v)
	}
	return p.of.site.Param(name)
}

// settled is a value of the front matter as templates know it.
func (p *pageObject) settled(v any) any {
	if date, is := v.(post.Date); is {
		return date.Moment(p.of.Zone)
	}
	return settled(v)
}

// address returns where the page is, below the root of the site.
func (p *pageObject) address() (string, error) {
	rules := p.of.Rules
	switch p.Kind() {
	case address.KindHome:
		return rules.Lang.Prefix, nil
	case address.KindSection:
		return rules.ListPermalink(address.KindSection, path.Dir(p.page), p.post)
	}
	return rules.Permalink(p.post)
}

func (p *pageObject) RelPermalink() (string, error) {
	at, err := p.address()
	return p.of.url(at), err
}

func (p *pageObject) Permalink() (string, error) {
	at, err := p.address()
	return p.of.absolute(at), err
}

// url returns an address below the root of the site from the root of its host.
func (p *Post) url(at string) string { return (&url.URL{Path: p.Base + at}).EscapedPath() }

// absolute returns an address below the root of the site as a whole URL.
func (p *Post) absolute(at string) string {
	base, err := url.Parse(p.BaseURL)
	if err != nil || base.Host == "" {
		return p.url(at)
	}
	base.Path = strings.TrimSuffix(base.Path, "/") + "/" + at
	return base.String()
}

// Ref returns the address of another page as it is written, which the links of the
// site resolve.
func (p *pageObject) Ref(args any) (string, error) {
	to, language, err := refPath(args)
	if err != nil {
		return "", err
	}
	name, tail := address.SplitTail(to)
	if language != "" && language != p.Lang() {
		return strings.TrimSuffix(name, ".md") + "." + language + ".md" + tail, nil
	}
	return to, nil
}

func (p *pageObject) RelRef(args any) (string, error) { return p.Ref(args) }

// RenderString renders Markdown, with options before it.
func (p *pageObject) RenderString(m *machine, args ...any) (html.HTML, error) {
	return m.renderString(args)
}

func (p *pageObject) HasShortcode(name string) bool {
	return strings.Contains(p.post.Body, "{{< "+name) || strings.Contains(p.post.Body, "{{% "+name)
}

func (p *pageObject) String() string { return "Page(" + p.Path() + ")" }
