package pages

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/policy"
	"postview/wasm/page"
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
			if IsPolicy(n) {
				nodes.Set(n, "content", strings.Replace(nodes.Attr(n, "content"), policy.ScriptPolicy, policy.ScriptPolicy+string(markAllowed), 1))
			}
		case atom.Script:
			if s.isOfPage(n) {
				nodes.Raw(n, string(markScript))
			}
		case atom.Html:
			nodes.Set(n, "data-renderer", "prerender")
			nodes.Set(n, "data-view", string(markKind))
		case atom.Head:
			n.AppendChild(&html.Node{Type: html.RawNode, Data: string(markHead)})
		case atom.Main:
			nodes.Unset(n, "aria-busy")
			nodes.Empty(n)
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
				b.WriteString(html.EscapeString(" " + policy.HashSource(s.finder)))
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
		head = append([]*html.Node{nodes.Element(atom.Meta, "name", "description", "content", description)}, head...)
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
			nodes.Set(n, "data-view-hosts", strings.Join(hosts, " "))
		case IsPolicy(n) && at == "":
			nodes.Set(n, "content", policy.PolicyWith("script-src "+policy.HashSource(s.finder)))
		case s.isOfPage(n):
			nodes.Raw(n, s.script(at, root))
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
			nodes.Set(n, "data-root", root)
			nodes.Set(n, "data-address", address) // for scripts: a host may have another for the page
			nodes.Set(n, "lang", content.Language(s.site))
			if s.homes != "" {
				nodes.Set(n, "data-homes", s.homes)
			}
			if direction := cmp.Or(s.site.Settings.Lang.Direction, content.Direction(s.site.Language)); direction != "" {
				nodes.Set(n, "dir", direction)
			}
		case n.DataAtom == atom.Title:
			nodes.SetText(n, title)
		case IsPolicy(n):
			nodes.Set(n, "content", policy.PolicyWith(nodes.Attr(n, "content")))
		case nodes.Attr(n, "class") == "site-title":
			nodes.SetText(n, s.site.Title)
			nodes.Set(n, "href", root+s.site.Settings.Lang.Prefix)
		case n.DataAtom == atom.Link:
			s.locate(n, "href", root)
		case n.DataAtom == atom.Script:
			s.locate(n, "src", root)
		case n.DataAtom == atom.Body && s.live:
			n.AppendChild(nodes.Element(atom.Script, "type", "module", "src", root+s.assets["site/live.js"]))
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

// locate turns a reference to a file of web/ into one to its place in dist/.
func (s *shell) locate(n *html.Node, name, root string) {
	if place, ok := s.assets[path.Join(s.folder, nodes.Attr(n, name))]; ok {
		nodes.Set(n, name, root+place)
	}
}

// IsPolicy reports whether an element has the Content-Security-Policy of its page.
func IsPolicy(n *html.Node) bool { return nodes.Attr(n, "http-equiv") == "Content-Security-Policy" }

// isOfPage reports whether an element is page.js.
func (s *shell) isOfPage(n *html.Node) bool {
	return n.DataAtom == atom.Script && strings.HasSuffix(nodes.Attr(n, "src"), s.assets["site/page.js"])
}

// script is what has a page load page.js.
func (s *shell) script(address, root string) string {
	place := html.EscapeString(root + s.assets["site/page.js"])
	if address == "" {
		return `<link rel="modulepreload" href="` + place + `"/>` + "\n" + inlineScript(s.finder)
	}
	return `<script type="module" src="` + place + `"></script>`
}
