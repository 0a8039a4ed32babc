//go:build !js

package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	bcp47 "golang.org/x/text/language"

	"postview/wasm/address"
	"postview/wasm/page"
	"postview/wasm/safehtml"
	"postview/wasm/site"
)

// shell is a page of web/ that others are made from.
type shell struct {
	web    fs.FS
	folder string // of web/, which it is in
	source []byte
	pieces []piece           // of the page that shows a view, once [shell.cut] has cut it
	assets map[string]string // the files of web/ that it refers to → where they are in dist/
	finder string            // root.js, for the pages that have it within them
	homes  string            // the addresses of the lists of all posts, the site's own first; "" where that is the root
	site   *site.Site
	live   bool // with the script that reloads the page
}

// piece is text that all pages have, and what follows that differs between them.
type piece struct {
	text string
	mark mark
}

// mark stands for what differs between pages, until it is there.
type mark string

// The marks, which have a character that no page has.
const (
	markRoot    mark = "\x00root\x00"
	markAddress mark = "\x00address\x00"
	markTitle   mark = "\x00title\x00"
	markKind    mark = "\x00kind\x00"
	markAllowed mark = "\x00allowed\x00" // among the scripts
	markScript  mark = "\x00script\x00"
	markHead    mark = "\x00head\x00"
	markMain    mark = "\x00main\x00"
)

// contentPolicy is the Content-Security-Policy of every page: scripts of the
// site alone; pictures, video and sound from anywhere, as posts have them; style
// attributes, since the sanitizer lets only harmless ones through; the fonts of
// formulas, and the frame that draws diagrams. What is fetched ahead needs default-src.
var contentPolicy = []string{
	"default-src 'self'",
	scriptPolicy,
	"worker-src 'self'",
	"style-src 'self'",
	"style-src-attr 'unsafe-inline'",
	"img-src 'self' https: http: data:",
	"media-src 'self' https: http:",
	"connect-src 'self'",
	"font-src 'self'",
	"object-src 'none'",
	"frame-src 'self' https://" + strings.Join(safehtml.VideoHosts, " https://"),
	"base-uri 'none'",
	"form-action 'self'",
}

const scriptPolicy = "script-src 'self' 'wasm-unsafe-eval'"

// policyWith returns the policy of a page that needs more: what it says of a
// directive is added to that.
func policyWith(more string) string {
	policy := slices.Clone(contentPolicy)
	for added := range strings.SplitSeq(more, ";") {
		name, sources, _ := strings.Cut(strings.TrimSpace(added), " ")
		for i, directive := range policy {
			if strings.HasPrefix(directive, name+" ") {
				policy[i] += " " + sources
			}
		}
	}
	return strings.Join(policy, "; ")
}

// newShell returns index.html as a shell that has all but the source and the pieces.
func newShell(s shell) (*shell, error) {
	index, err := s.from("site/index.html")
	if err != nil {
		return nil, err
	}
	return index, index.cut()
}

// from returns the shell that is another page of web/.
func (s *shell) from(name string) (*shell, error) {
	source, err := fs.ReadFile(s.web, name)
	if err != nil {
		return nil, fmt.Errorf("read the shell: %w", err)
	}
	other := *s
	other.folder = path.Dir(name)
	other.source, err = translated(source, s.site.Language)
	return &other, err
}

// cut makes the pieces: a page is filled a hundred times faster than the shell is
// read and written.
func (s *shell) cut() error {
	marked, err := s.page(string(markTitle), string(markAddress), string(markRoot), func(n *html.Node) {
		switch n.DataAtom {
		case atom.Meta:
			if isPolicy(n) {
				set(n, "content", strings.Replace(attr(n, "content"), scriptPolicy, scriptPolicy+string(markAllowed), 1))
			}
		case atom.Script:
			if s.isOfPage(n) {
				raw(n, string(markScript))
			}
		case atom.Html:
			set(n, "data-renderer", "prerender")
			set(n, "data-view", string(markKind))
		case atom.Head:
			n.AppendChild(&html.Node{Type: html.RawNode, Data: string(markHead)})
		case atom.Main:
			unset(n, "aria-busy")
			empty(n)
			n.AppendChild(&html.Node{Type: html.RawNode, Data: "\n" + string(markMain) + "\n"})
		}
	})
	rest := string(marked)
	for rest != "" {
		text, after, _ := strings.Cut(rest, "\x00")
		name, after, _ := strings.Cut(after, "\x00")
		s.pieces = append(s.pieces, piece{text, mark("\x00" + name + "\x00")})
		rest = after
	}
	return err
}

// filled returns the page at an address with the view in it. head is what its head
// tells programs; a nil among it is left out.
func (s *shell) filled(view page.View, at string, head ...*html.Node) ([]byte, error) {
	var b bytes.Buffer
	var errs []error
	root := address.Relative(at, "")
	for _, p := range s.pieces {
		b.WriteString(p.text)
		switch p.mark {
		case markRoot:
			b.WriteString(html.EscapeString(root))
		case markAddress:
			b.WriteString(html.EscapeString(at))
		case markAllowed:
			if at == "" {
				b.WriteString(html.EscapeString(" " + hashSource(s.finder)))
			}
		case markScript:
			b.WriteString(s.script(at, root))
		case markTitle:
			b.WriteString(html.EscapeString(s.title(view.Title)))
		case markKind:
			b.WriteString(string(view.Kind))
		case markHead:
			errs = append(errs, writeHead(&b, view.Description, head))
		case markMain:
			b.WriteString(view.HTML.String())
		}
	}
	return b.Bytes(), errors.Join(errs...)
}

func writeHead(b *bytes.Buffer, description string, head []*html.Node) (err error) {
	if description != "" {
		head = append([]*html.Node{element(atom.Meta, "name", "description", "content", description)}, head...)
	}
	for _, told := range head {
		if told != nil {
			err = errors.Join(err, html.Render(b, told))
		}
	}
	return err
}

// bare returns the shell as it is served at an address, where scripts show everything.
func (s *shell) bare(at string) ([]byte, error) {
	root := address.Relative(at, "")
	return s.page(s.site.Title, at, root, func(n *html.Node) {
		hosts := s.site.Settings.ViewHosts()
		switch {
		case n.DataAtom == atom.Html && len(hosts) > 0:
			set(n, "data-view-hosts", strings.Join(hosts, " "))
		case isPolicy(n) && at == "":
			set(n, "content", policyWith("script-src "+hashSource(s.finder)))
		case s.isOfPage(n):
			raw(n, s.script(at, root))
		}
	})
}

// page returns the shell with what all pages need, and what edit adds. root is the
// reference from the page to the site's root.
func (s *shell) page(title, address, root string, edit func(*html.Node)) ([]byte, error) {
	doc, err := html.Parse(bytes.NewReader(s.source))
	if err != nil {
		return nil, fmt.Errorf("read the shell: %w", err)
	}
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Html:
			set(n, "data-root", root)
			set(n, "data-address", address) // for scripts: a host may have another for the page
			set(n, "lang", language(s.site))
			if s.homes != "" {
				set(n, "data-homes", s.homes)
			}
			if direction := cmp.Or(s.site.Settings.Lang.Direction, direction(s.site.Language)); direction != "" {
				set(n, "dir", direction)
			}
		case n.DataAtom == atom.Title:
			setText(n, title)
		case isPolicy(n):
			set(n, "content", policyWith(attr(n, "content")))
		case attr(n, "class") == "site-title":
			setText(n, s.site.Title)
			set(n, "href", root+s.site.Settings.Lang.Prefix)
		case n.DataAtom == atom.Link:
			s.locate(n, "href", root)
		case n.DataAtom == atom.Script:
			s.locate(n, "src", root)
		case n.DataAtom == atom.Body && s.live:
			n.AppendChild(element(atom.Script, "type", "module", "src", root+s.assets["site/live.js"]))
		}
		edit(n)
	}
	var b bytes.Buffer
	err = html.Render(&b, doc)
	b.WriteByte('\n')
	return b.Bytes(), err
}

func (s *shell) title(title string) string {
	if title == s.site.Title {
		return title
	}
	return title + " · " + s.site.Title
}

func language(s *site.Site) string { return cmp.Or(s.Language, "en") }

// direction is how a language is written where the settings don't say it: "rtl", or ""
// for what goes from left to right.
func direction(tag string) string {
	script, _ := bcp47.Make(tag).Script()
	if slices.Contains([]string{"Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"}, script.String()) {
		return "rtl"
	}
	return ""
}

// locate turns a reference to a file of web/ into one to its place in dist/.
func (s *shell) locate(n *html.Node, name, root string) {
	if place, ok := s.assets[path.Join(s.folder, attr(n, name))]; ok {
		set(n, name, root+place)
	}
}

func isPolicy(n *html.Node) bool { return attr(n, "http-equiv") == "Content-Security-Policy" }

// isOfPage reports whether an element is page.js.
func (s *shell) isOfPage(n *html.Node) bool {
	return n.DataAtom == atom.Script && strings.HasSuffix(attr(n, "src"), s.assets["site/page.js"])
}

// script is what has a page load page.js.
func (s *shell) script(address, root string) string {
	place := html.EscapeString(root + s.assets["site/page.js"])
	if address == "" {
		return `<link rel="modulepreload" href="` + place + `"/>` + "\n" + inlineScript(s.finder)
	}
	return `<script type="module" src="` + place + `"></script>`
}

func element(name atom.Atom, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: name, Data: name.String()}
	for i := 0; i < len(attrs); i += 2 {
		set(n, attrs[i], attrs[i+1])
	}
	return n
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, name, value string) {
	unset(n, name)
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func unset(n *html.Node, name string) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key != name {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

// raw puts markup in the place of an element.
func raw(n *html.Node, markup string) {
	n.Type, n.Data, n.DataAtom, n.Attr = html.RawNode, markup, 0, nil
}

func setText(n *html.Node, text string) {
	empty(n)
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
}

func empty(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}
