package content

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/site"
)

// Outline is what a page has that links lead to, and what it links to itself.
type Outline struct {
	Ids        map[string]bool
	References []string // as the author wrote them, in order
	Names      []string // by which notes refer to others, likewise
}

// ofCode begins most of the tags that have neither: those of coloured code.
var ofCode = []byte("<span class=")

// NewOutline reads a fragment of HTML.
func NewOutline(fragment string) *Outline {
	o := &Outline{Ids: map[string]bool{}}
	z := html.NewTokenizer(strings.NewReader(fragment))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || bytes.HasPrefix(z.Raw(), ofCode) {
			continue
		}
		name, more := z.TagName()
		isLink, class := string(name) == "a", ""
		var refs []string
		for more {
			var key, value []byte
			key, value, more = z.TagAttr()
			switch string(key) {
			case "name":
				if isLink {
					o.Ids[string(value)] = true
				}
			case "id":
				o.Ids[string(value)] = true
			case "class":
				class = string(value)
			case "href", "src", "poster":
				refs = append(refs, strings.TrimSpace(string(value)))
			case "srcset":
				refs = append(refs, candidatesOf(string(value))...)
			}
		}
		switch class {
		case markdown.WikiLink:
			o.Names = append(o.Names, refs...)
		case markdown.Hashtag:
		default:
			o.References = append(o.References, refs...)
		}
	}
	return o
}

// Tags goes through the tags that open the elements of a fragment.
func Tags(fragment string) func(yield func(html.Token) bool) {
	return func(yield func(html.Token) bool) {
		z := html.NewTokenizer(strings.NewReader(fragment))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			if !yield(z.Token()) {
				return
			}
		}
	}
}

// candidatesOf returns the URLs of a srcset, "a.png 1x, b.png 2x".
func candidatesOf(srcset string) (refs []string) {
	for candidate := range strings.SplitSeq(srcset, ", ") {
		if fields := strings.Fields(candidate); len(fields) > 0 {
			refs = append(refs, fields[0])
		}
	}
	return refs
}

// Bases are the URLs at which the site will be, as --base-url and the configuration
// say it; the one of the options may be a path alone.
func Bases(o *Options, s *config.Settings) (bases []*url.URL) {
	if o.Base != nil {
		bases = append(bases, o.Base)
	}
	if base, err := url.Parse(s.BaseURL); err == nil {
		bases = append(bases, base.JoinPath("/"))
	}
	return bases
}

// OfSite returns what an absolute URL says of the site's own page or file, as a path
// from its root; ok is false for one of another site.
func OfSite(bases []*url.URL, ref string) (path string, ok bool) {
	at, err := url.Parse(ref)
	if err != nil || at.Host == "" || at.Scheme != "" && at.Scheme != "http" && at.Scheme != "https" {
		return "", false
	}
	for _, base := range bases {
		rest, within := strings.CutPrefix(at.EscapedPath()+"/", base.EscapedPath())
		if within && strings.EqualFold(base.Host, at.Host) {
			return "/" + strings.TrimSuffix(rest, "/"), true
		}
	}
	return "", false
}

// Way is what a reference may mean: a path relative to the root, escaped.
type Way struct {
	Path     string
	OfSource bool // it names a source or what is beside one, and else a page by its address
}

// Ways returns what a reference may mean, the best first: from the folder of the source,
// as in the author's editor, and from the page, as a browser takes it. Dots alone name
// no file, and a path may lead out of the folder of posts: these are for a browser first,
// as all but the names of sources are for Jekyll. A path from the root may begin with the
// folder that the site will be in.
func (c *Content) Ways(bases []*url.URL, source, at, target string) []Way {
	if own, is := OfSite(bases, target); is {
		return []Way{{address.Resolve("", own), false}}
	}
	dir := path.Dir(source)
	if !strings.HasPrefix(target, "/") {
		ways := []Way{{address.Resolve(dir, target), true}, {address.Resolve(address.FolderOf(at), target), false}}
		if c.Jekyll != nil && !IsPost(target) || strings.Trim(target, "./") == "" || strings.HasPrefix(path.Join(dir, target), "..") {
			slices.Reverse(ways)
		}
		return ways
	}
	ways := []Way{{address.Resolve("", target), false}}
	for _, base := range bases {
		if rest, within := strings.CutPrefix(target+"/", base.EscapedPath()); within && len(base.Path) > 1 {
			ways = append(ways, Way{address.Resolve("", strings.TrimSuffix(rest, "/")), false})
		}
	}
	return ways
}

// PageKey is the name of a page in Hugo: the path of its source, or of the folder of a
// bundle, in lower case and with hyphens for spaces.
func PageKey(source string) string {
	key := strings.ToLower(strings.ReplaceAll(source, " ", "-"))
	if IsPost(key) || path.Ext(key) == ".html" {
		key = strings.TrimSuffix(key, path.Ext(key))
	}
	key = strings.TrimSuffix(strings.TrimSuffix("/"+key, "/index"), "/_index")
	return strings.Trim(strings.TrimPrefix(key, "/."), "/")
}

// Candidates are the sources that a reference on a page may mean, in Hugo's order: from
// the folder of the page, which for a bundle is the one around it, from that of the
// source where it is named as a file, and from the root, out of which nothing leads.
func Candidates(page, ref string) (names []string) {
	dir, isFile := path.Dir(page), path.Ext(ref) != ""
	if !strings.HasPrefix(ref, "/") {
		container := dir
		if stem(page) == "index" && !(isFile && strings.HasPrefix(ref, "../")) {
			container = path.Dir(dir)
		}
		names = append(names, path.Join("/", container, ref)[1:])
		if isFile {
			names = append(names, path.Join("/", dir, ref)[1:])
		}
	}
	if !strings.HasPrefix(ref, ".") {
		names = append(names, ref)
	}
	return names
}

// referencesOf returns what a text refers to, and its front matter.
func referencesOf(p *post.Post, fragment string) []string {
	refs := NewOutline(fragment).References
	for _, author := range p.Authors {
		refs = append(refs, author.URL, author.Avatar)
	}
	return append(refs, PreviewOf(p))
}

// PreviewOf is the reference to the picture that the front matter gives a post for
// previews, as Hugo's templates read it, or "".
func PreviewOf(p *post.Post) string {
	for _, name := range []string{"images", "image"} {
		value, _ := p.Param(name)
		if list, isList := value.([]any); isList && len(list) > 0 {
			value = list[0]
		}
		if ref, isText := value.(string); isText && ref != "" {
			return ref
		}
	}
	return ""
}

// noteRefs has the pages noted that the shortcodes ref and relref ask for.
func (a *Article) noteRefs(o *markdown.Options) {
	find := o.Shortcodes.Ref
	a.Refs = map[string]string{}
	o.Shortcodes.Ref = func(path, language, format string, relative bool) (string, error) {
		ref, err := find(path, language, format, relative)
		if err == nil {
			a.Refs[ref] = path
		}
		return ref, err
	}
}

// file returns the file that a reference leads to, "" where it is none.
func (c *Content) file(root *tracked, e *Edition, bases []*url.URL, source, at, ref string) string {
	target, _ := address.SplitTail(ref)
	if _, own := OfSite(bases, ref); target == "" || !own && (address.HasScheme(ref) || strings.HasPrefix(ref, "//")) {
		return ""
	}
	for _, way := range c.Ways(bases, source, at, target) {
		for _, name := range append(e.FilesFor(address.Unescape(way.Path)), fileBelow(source, at, way.Path)) {
			if name != "" && !IsPost(name) && root.has(name) {
				return name
			}
		}
	}
	return ""
}

// ResourceFolder is the folder of dist/ in which Hugo has the files of the bundle whose
// page is at an address.
func ResourceFolder(at string) string {
	return strings.Trim(strings.TrimSuffix(address.Unescape(at), ".html"), "/")
}

// fileBelow returns the file of a bundle that is at an address below that of its page,
// "" where that is no such address.
func fileBelow(source, at, way string) string {
	rest, below := strings.CutPrefix(address.Unescape(way), ResourceFolder(at)+"/")
	if !below || !strings.HasPrefix(path.Base(source), "index.") {
		return ""
	}
	return path.Join(path.Dir(source), rest)
}

// pictures returns the sizes of the pictures of an article, which are files of the
// content folder, by what their src says. One that can't be read has none.
func (c *Content) pictures(root *tracked, e *Edition, bases []*url.URL, of site.Entry, fragment string) map[string]site.Size {
	sizes := map[string]site.Size{}
	for img := range Tags(fragment) {
		if img.DataAtom != atom.Img {
			continue
		}
		var src, file string
		isNamed := false
		for _, a := range img.Attr {
			switch {
			case a.Key == "src":
				src = a.Val
			case a.Key == "class":
				isNamed = a.Val == markdown.WikiLink
			}
		}
		if _, known := sizes[src]; known || src == "" {
			continue
		}
		if isNamed {
			file = c.notes.Find(of.Path, address.Unescape(src))
		} else {
			file = c.file(root, e, bases, of.Path, of.URL, src)
		}
		if size, known := pictureSize(root, file); known && file != "" {
			sizes[src] = size
		}
	}
	return sizes
}
