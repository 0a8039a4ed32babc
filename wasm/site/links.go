package site

import (
	"bytes"
	"cmp"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/config"
)

// Links resolves the references of one post: those of its Markdown and those of
// its raw HTML. The zero value leaves them.
type Links struct {
	resolve  func(ref string) Target
	note     func(ref string) Target // nil where there are no notes
	tag      func(ref string) string
	pictures map[string]Size
	lazy     bool // pictures load as they come near
}

// Target is where a reference leads.
type Target struct {
	Ref    string  // the reference as it is written in a fragment; "" elsewhere, and for a tag
	IsName bool    // the reference is a name, as notes use them
	URL    string  // what the reference is on the page
	Post   *Entry  // that it leads to, nil for what is none
	Name   string  // that a note calls it by, where it was found by one
	File   string  // its path, likewise
	Folder *string // whose list it leads to by its _index.md, nil where it is no such list
}

// Leads is where references of a post lead whose words alone don't tell: by what they
// say, without query and fragment, the address relative to the root. Where posts have no
// pages, an address of the shell leads on to that which the page would have. The builder
// knows them, because it knows all pages and files.
type Leads map[string]string

// Size is that of a picture, its width and height in pixels.
type Size [2]int

// Resolve returns where a reference leads.
func (l Links) Resolve(ref string) Target {
	if l.resolve == nil {
		return Target{URL: ref}
	}
	return l.resolve(ref)
}

// Links returns what resolves the references of the post at source for the page
// at from, both relative to the root. The result is relative to that page: a
// reference to another post's source becomes its page, one to a file becomes
// that file's place in dist/. References with a scheme stay as they are.
//
// What the builder found comes first. Else a path is taken relative to the source, as
// it is in the author's editor. Hugo leaves it to the browser, which takes it relative
// to the page: that is tried for a post which is not found the first way. A path from
// / is taken from the site's root, so that the site works in any folder of a host.
func (p *Posts) Links(source, from string, leads Leads) Links {
	l := Links{lazy: p.of.Settings.Wants(config.LazyImages)}
	folder := p.of.Settings.Lang.Prefix + address.UsualFolder(source)
	if e := p.ByPath(source); e != nil {
		folder, l.pictures = address.FolderOf(e.URL), e.Pictures
		if leads == nil {
			leads = e.Leads
		}
	}
	l.resolve = func(ref string) Target {
		target, tail := address.SplitTail(ref)
		to := func(found Target, at string) Target {
			found.URL = address.Relative(from, at) + tail
			if found.Post != nil && found.Post.Path == source && strings.HasPrefix(tail, "#") {
				found.URL = tail
			}
			return found
		}
		if at, led := leads[target]; led {
			if p.of.Anywhere {
				at = cmp.Or(leads[at], at)
			}
			return to(Target{Post: p.ByURL(at)}, at)
		}
		if target == "" || strings.HasPrefix(ref, "//") || address.HasScheme(ref) {
			return Target{URL: ref}
		}
		file := address.Resolve(path.Dir(source), target)
		if e := p.find(file, address.Resolve(folder, target)); e != nil {
			return to(Target{Post: e}, p.PageURL(e.Path))
		}
		if folder, name := path.Split(address.Unescape(file)); name == "_index.md" && p.of.Pages {
			if list := p.folderURL(folder); list != "" || folder == "" {
				return to(Target{Folder: &folder}, list)
			}
		}
		if strings.HasSuffix(strings.ToLower(file), ".md") {
			return to(Target{}, p.PageURL(address.Unescape(file)))
		}
		return to(Target{}, file)
	}
	if p.of.Settings.Asks(config.WikiLinks) {
		p.linkNotes(&l, source, from)
	}
	return l
}

// find returns the first post whose source or page is at one of the candidates, or
// nil. The source may be named without .md, and a bundle by its folder.
func (p *Posts) find(candidates ...string) *Entry {
	for _, c := range candidates {
		if e := cmp.Or(p.BySource(address.Unescape(c)), p.ByURL(c)); e != nil {
			return e
		}
	}
	return nil
}

// AbsoluteLinks returns what resolves references against the URL of the source,
// for a post that is not of this site. A base that can't be parsed resolves
// nothing.
func AbsoluteLinks(source string) Links {
	base, err := url.Parse(source)
	return Links{lazy: true, resolve: func(ref string) Target {
		target, parseErr := url.Parse(ref)
		if err != nil || parseErr != nil || strings.HasPrefix(ref, "#") {
			return Target{URL: ref}
		}
		return Target{URL: base.ResolveReference(target).String()}
	}}
}

// ofCode begins most of the tags that refer to nothing: those of coloured code.
var ofCode = []byte("<span class=")

// Apply returns fragment with each of its references resolved, and where they lead.
// Pictures get their size where it is known, so that nothing moves as they come: all
// but the first, which the reader may see at once, do so when they are near. Everything
// else stays byte for byte.
func (l Links) Apply(fragment string) (resolved string, targets []Target) {
	if l.resolve == nil {
		return fragment, nil
	}
	var b strings.Builder
	b.Grow(len(fragment) + len(fragment)/16)
	z := html.NewTokenizer(strings.NewReader(fragment))
	for pictures := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String(), targets
		}
		raw := z.Raw()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || bytes.HasPrefix(raw, ofCode) {
			b.Write(raw)
			continue
		}
		tag := string(raw)
		token := z.Token()
		changed, led := l.rewrite(&token)
		targets = append(targets, led...)
		after := ""
		if l.note != nil {
			after = withoutTarget(&token)
		}
		if token.DataAtom == atom.Img {
			changed = l.lazy && pictures > 0 && delay(&token) || changed
			pictures++
		}
		if changed {
			tag = token.String()
		}
		b.WriteString(tag + after)
	}
}

// delay has a picture loaded late, unless the author says when.
func delay(img *html.Token) bool {
	for _, a := range img.Attr {
		if a.Key == "loading" {
			return false
		}
	}
	img.Attr = append(img.Attr, html.Attribute{Key: "loading", Val: "lazy"}, html.Attribute{Key: "decoding", Val: "async"})
	return true
}

// rewrite resolves the references among the attributes of an element and reports
// whether one changed, and where they lead.
func (l Links) rewrite(element *html.Token) (changed bool, targets []Target) {
	changed = element.DataAtom == atom.Img && l.resize(element)
	resolve := l.resolver(element)
	for i := range element.Attr {
		a := &element.Attr[i]
		old := a.Val
		switch {
		case a.Key == "href" || a.Key == "src" || a.Key == "poster" && element.DataAtom == atom.Video:
			to := resolve(strings.TrimSpace(a.Val))
			a.Val, targets = to.URL, append(targets, to)
		case a.Key == "srcset":
			var pictures []Target
			a.Val, pictures = l.srcset(a.Val)
			targets = append(targets, pictures...)
		}
		changed = changed || a.Val != old
	}
	return changed, targets
}

// resize gives a picture its size, where that is known and the author gave none.
func (l Links) resize(img *html.Token) bool {
	var source string
	for _, a := range img.Attr {
		switch a.Key {
		case "src":
			source = a.Val
		case "width", "height":
			return false
		}
	}
	size, known := l.pictures[source]
	if known {
		img.Attr = append(img.Attr, html.Attribute{Key: "width", Val: strconv.Itoa(size[0])}, html.Attribute{Key: "height", Val: strconv.Itoa(size[1])})
	}
	return known
}

// srcset resolves the URL of each candidate, "a.png 1x, b.png 2x".
func (l Links) srcset(value string) (resolved string, targets []Target) {
	candidates := strings.Split(value, ", ")
	for i, c := range candidates {
		ref, descriptor, _ := strings.Cut(strings.TrimSpace(c), " ")
		to := l.resolveWritten(ref)
		candidates[i] = strings.TrimSpace(to.URL + " " + descriptor)
		targets = append(targets, to)
	}
	return strings.Join(candidates, ", "), targets
}

// resolveWritten is resolve for a reference of a fragment.
func (l Links) resolveWritten(ref string) Target {
	to := l.resolve(ref)
	to.Ref = ref
	return to
}
