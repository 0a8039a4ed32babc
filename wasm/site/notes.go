package site

import (
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/address"
	"postview/wasm/markdown"
)

// Notes finds what a note calls by a name alone: a post, or another file.
type Notes interface {
	// Find returns its path, as the note at source means it; "" where there is none.
	Find(source, name string) (path string)
}

// named are the names that one note uses, as [Ways] have them.
type named map[string]string

// Find is part of Notes.
func (n named) Find(_, name string) string { return n[nameOfNote(name)] }

// nameOfNote tells the name that a note uses from that of a source.
func nameOfNote(name string) string { return "[[" + name + "]]" }

// TakeNotes has the names that notes use found by all.
func (p *Posts) TakeNotes(all Notes) { p.notes = all }

// linkNotes adds to the links of a post what resolves the names that it uses, and the
// tags in its text. The URL of what is nowhere is "".
func (p *Posts) linkNotes(l *Links, source, from string) {
	l.note = func(ref string) (to Target) {
		target, tail := address.SplitTail(ref)
		name := address.Unescape(target)
		file := ""
		if p.notes != nil {
			file = p.notes.Find(source, name)
		}
		if file == "" {
			return to
		}
		to = l.resolve("/" + address.Escape(file) + tail)
		if to.Post == nil && strings.EqualFold(path.Ext(file), ".md") {
			return Target{} // a draft
		}
		to.Name, to.File = nameOfNote(name), file
		return to
	}
	l.tag = func(ref string) string {
		if at := p.TermURL(Tags, address.Unescape(strings.TrimPrefix(ref, "#"))); at != "" {
			return address.Relative(from, at)
		}
		return ""
	}
}

// Note returns where the name leads that a note uses, as the reference of a link has
// it. The URL of what is nowhere is "".
func (l Links) Note(ref string) Target {
	if l.note == nil {
		return Target{}
	}
	return l.note(ref)
}

// resolver returns what resolves the references of an element.
func (l Links) resolver(element *html.Token) func(ref string) Target {
	switch {
	case l.note == nil:
	case hasClass(element, markdown.WikiLink):
		return func(ref string) Target {
			to := l.note(ref)
			to.Ref, to.IsName = ref, true
			return to
		}
	case hasClass(element, markdown.Hashtag):
		return func(ref string) Target { return Target{URL: l.tag(ref)} }
	}
	return l.resolveWritten
}

// withoutTarget takes from a link by a name the reference that leads nowhere, and makes
// such a link of a picture, with what comes after its tag: it says what was there.
func withoutTarget(element *html.Token) (after string) {
	isNamed, isNowhere := false, false
	var class html.Attribute
	for _, a := range element.Attr {
		switch {
		case a.Key == "class":
			class, isNamed = a, a.Val == markdown.WikiLink || a.Val == markdown.Hashtag
		case (a.Key == "href" || a.Key == "src") && a.Val == "":
			isNowhere = true
		case a.Key == "alt":
			after = html.EscapeString(a.Val) + "</a>"
		}
	}
	if !isNamed || !isNowhere {
		return ""
	}
	element.Attr = []html.Attribute{class}
	element.Type, element.Data, element.DataAtom = html.StartTagToken, "a", atom.A
	return after
}

func hasClass(element *html.Token, class string) bool {
	for _, a := range element.Attr {
		if a.Key == "class" && a.Val == class {
			return true
		}
	}
	return false
}
