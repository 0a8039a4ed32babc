package post

import (
	"slices"
	"strings"
)

// AsNote takes the post for a note: one that has these tags in its text and these
// properties at its top, and whose front matter is of programs for notes. Tags may be
// in one text, and an alias without a slash is one of its [Post.Names], by which others
// call it.
func (p *Post) AsNote(tags []string, properties map[string]string) {
	if title := properties["title"]; title != "" && p.Untitled {
		p.Call(title)
	}
	written := p.Tags
	if text, isText := p.all["tags"].(string); isText {
		written = listed(text, " ,")
	}
	p.Tags = nil
	for _, tag := range slices.Concat(written, listed(properties["tags"], ","), tags) {
		p.tag(strings.Trim(tag, "#[]"))
	}
	p.Aliases = nil
	p.Names = append(listed(properties["alias"], ","), listed(properties["aliases"], ",")...)
	for _, alias := range p.aliases {
		if strings.Contains(alias, "/") {
			p.Aliases = append(p.Aliases, alias)
		} else {
			p.Names = append(p.Names, alias)
		}
	}
}

// Call gives a title to a post whose front matter has none.
func (p *Post) Call(title string) {
	if p.LinkTitle == p.Title {
		p.LinkTitle = title
	}
	p.Title = title
}

// tag adds a tag that the post has not, in whatever case.
func (p *Post) tag(tag string) {
	isSame := func(other string) bool { return strings.EqualFold(tag, other) }
	if tag != "" && !slices.ContainsFunc(p.Tags, isSame) {
		p.Tags = append(p.Tags, tag)
	}
}

// listed returns the parts of a text between any of the separators.
func listed(text, separators string) (parts []string) {
	isSeparator := func(r rune) bool { return strings.ContainsRune(separators, r) }
	for _, part := range strings.FieldsFunc(text, isSeparator) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
