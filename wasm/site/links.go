package site

import (
	"bytes"
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
	resolve  func(ref string) string
	pictures map[string]Size
	lazy     bool // pictures load as they come near
	met      *met
}

// met is the posts that references have led to.
type met struct {
	entries map[int]bool      // by their indexes
	named   map[string]string // a name alone → the path of the post that has it
	foreign map[string]Entry  // those of the site in another language, by their paths
	folders []string          // whose lists they are
}

func newMet() *met { return &met{map[int]bool{}, map[string]string{}, map[string]Entry{}, nil} }

// Size is that of a picture, its width and height in pixels.
type Size [2]int

// Resolve returns what a reference is on the page.
func (l Links) Resolve(ref string) string {
	if l.resolve == nil {
		return ref
	}
	return l.resolve(ref)
}

// Links returns what resolves the references of the post at source for the page
// at from, both relative to the root. The result is relative to that page: a
// reference to another post's source becomes its page, one to a file becomes
// that file's place in dist/. References with a scheme stay as they are.
//
// A path is taken relative to the source, as it is in the author's editor. Hugo
// leaves it to the browser, which takes it relative to the page: that is tried
// for a post which is not found the first way. A path from / is taken from the
// site's root, so that the site works in any folder of a host.
func (p *Posts) Links(source, from string) Links {
	page := source
	var pictures map[string]Size
	var files map[string]string
	if e := p.ByPath(source); e != nil {
		page, pictures, files = e.page(), e.Pictures, e.Files
	}
	met := newMet()
	return Links{pictures: pictures, lazy: p.of.Settings.Wants(config.LazyImages), met: met, resolve: func(ref string) string {
		if ref == "" || strings.HasPrefix(ref, "#") || strings.HasPrefix(ref, "//") || address.HasScheme(ref) {
			return ref
		}
		target, tail := address.SplitTail(ref)
		if target == "" {
			return ref
		}
		file := address.Resolve(path.Dir(source), target)
		byPage := address.Resolve(p.of.Settings.Lang.Prefix+address.UsualFolder(page), target)
		if i, ok := p.find(met, file, byPage); ok {
			e := &p.Entries[i]
			if e.Path == source && strings.HasPrefix(tail, "#") {
				return tail
			}
			return address.Relative(from, p.PageURL(e.Path)) + tail
		}
		if p.abroad != nil {
			if foreign, ok := p.abroad.find(met, file, byPage); ok {
				return address.Relative(from, foreign) + tail
			}
		}
		if own := files[target]; own != "" {
			return address.Relative(from, address.Escape(own)) + tail
		}
		if folder, name := path.Split(address.Unescape(file)); name == "_index.md" && p.of.Pages {
			if list := p.folderURL(folder); list != "" || folder == "" {
				met.folders = append(met.folders, folder)
				return address.Relative(from, list) + tail
			}
		}
		if strings.HasSuffix(strings.ToLower(file), ".md") {
			return address.Relative(from, p.PageURL(address.Unescape(file))) + tail
		}
		return address.Relative(from, file) + tail
	}}
}

// find returns the index of the first entry whose source or page is at one of
// the candidates, and notes it. As in Hugo's references, the source may be named
// without .md, a bundle by its folder, and a source by its name alone where no
// other has it.
func (p *Posts) find(met *met, candidates ...string) (i int, found bool) {
	for _, c := range candidates {
		source := strings.TrimSuffix(address.Unescape(c), "/")
		for _, path := range []string{source, source + ".md", source + "/index.md"} {
			if i, found = p.byPath[path]; found {
				met.entries[i] = true
				return i, true
			}
		}
		if i, found = p.byURL[addressKey(c)]; found {
			met.entries[i] = true
			return i, true
		}
	}
	name := path.Base(address.Unescape(candidates[0]))
	i = p.byName[name] - 1
	if i < 0 || p.abroad != nil && p.abroad.has(candidates[0]) {
		return 0, false
	}
	met.entries[i] = true
	met.named[name] = p.Entries[i].Path
	return i, true
}

// AbsoluteLinks returns what resolves references against the URL of the source,
// for a post that is not of this site. A base that can't be parsed resolves
// nothing.
func AbsoluteLinks(source string) Links {
	base, err := url.Parse(source)
	return Links{lazy: true, resolve: func(ref string) string {
		target, parseErr := url.Parse(ref)
		if err != nil || parseErr != nil || strings.HasPrefix(ref, "#") {
			return ref
		}
		return base.ResolveReference(target).String()
	}}
}

// ofCode begins most of the tags that refer to nothing: those of coloured code.
var ofCode = []byte("<span class=")

// Apply returns fragment with each of its references resolved, and the size of
// pictures where it is known, so that nothing moves as they come: all but the
// first, which the reader may see at once, do so when they are near. Everything
// else stays byte for byte.
func (l Links) Apply(fragment string) string {
	if l.resolve == nil {
		return fragment
	}
	var b strings.Builder
	b.Grow(len(fragment) + len(fragment)/16)
	z := html.NewTokenizer(strings.NewReader(fragment))
	for pictures := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := z.Raw()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || bytes.HasPrefix(raw, ofCode) {
			b.Write(raw)
			continue
		}
		tag := string(raw)
		token := z.Token()
		changed := l.rewrite(&token)
		if token.DataAtom == atom.Img {
			changed = l.lazy && pictures > 0 && delay(&token) || changed
			pictures++
		}
		if changed {
			tag = token.String()
		}
		b.WriteString(tag)
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
// whether one changed.
func (l Links) rewrite(element *html.Token) bool {
	changed := element.DataAtom == atom.Img && l.resize(element)
	for i := range element.Attr {
		a := &element.Attr[i]
		old := a.Val
		switch {
		case a.Key == "href" || a.Key == "src" || a.Key == "poster" && element.DataAtom == atom.Video:
			a.Val = l.resolve(strings.TrimSpace(a.Val))
		case a.Key == "srcset":
			a.Val = l.srcset(a.Val)
		}
		changed = changed || a.Val != old
	}
	return changed
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

// Pictures returns the pictures of a fragment that are files of the site: what
// their src says, and the path of each.
func Pictures(source, fragment string) map[string]string {
	found := map[string]string{}
	z := html.NewTokenizer(strings.NewReader(fragment))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if token.DataAtom != atom.Img {
			continue
		}
		for _, a := range token.Attr {
			if _, file := address.FileOf(source, a.Val); a.Key == "src" && file != "" {
				found[a.Val] = file
			}
		}
	}
	return found
}

// srcset resolves the URL of each candidate, "a.png 1x, b.png 2x".
func (l Links) srcset(value string) string {
	candidates := strings.Split(value, ", ")
	for i, c := range candidates {
		ref, descriptor, _ := strings.Cut(strings.TrimSpace(c), " ")
		candidates[i] = strings.TrimSpace(l.resolve(ref) + " " + descriptor)
	}
	return strings.Join(candidates, ", ")
}
