package page

import (
	"strings"

	"postview/wasm/post"
	"postview/wasm/safehtml"
)

func authors(all []post.Author, o Options) safehtml.HTML {
	if len(all) == 0 {
		return safehtml.HTML{}
	}
	var items []safehtml.HTML
	for _, author := range all {
		items = append(items, format(`<li class="author" part="author">%s<span class="author-text">%s</span></li>`,
			avatar(author, o), byline(author, o)))
	}
	return format(`<ul class="authors" aria-label="%s">%s</ul>`, o.words().Authors, join(items...))
}

// byline is the author's name, leading to their page, and how to reach them.
func byline(author post.Author, o Options) safehtml.HTML {
	name := authorName(author)
	line := format(`<span class="author-name">%s</span>`, name)
	if author.URL != "" {
		line = format(`<a class="author-name" rel="author" href="%s">%s</a>`, o.link(author.URL), name)
	}
	if author.Login != "" && author.Login != name {
		line = format(`%s <span class="author-login">@%s</span>`, line, author.Login)
	}
	if author.Email != "" && author.Email != name {
		line = format(`%s <a class="author-email" href="mailto:%s">%s</a>`, line, author.Email, author.Email)
	}
	return line
}

func authorName(author post.Author) string {
	for _, name := range []string{author.Name, author.Login, author.Email} {
		if name != "" {
			return name
		}
	}
	return author.URL
}

// avatar is the author's picture over their initials, which show until it comes
// and where it does not.
func avatar(author post.Author, o Options) safehtml.HTML {
	var picture safehtml.HTML
	if author.Avatar != "" {
		picture = format(`<img src="%s" alt="" width="40" height="40" loading="lazy" decoding="async" referrerpolicy="no-referrer">`,
			o.link(author.Avatar))
	}
	return format(`<span class="avatar" part="avatar" aria-hidden="true">%s%s</span>`, initials(authorName(author)), picture)
}

func initials(name string) string {
	words := strings.Fields(name)
	switch len(words) {
	case 0:
		return ""
	case 1:
		return firstLetter(words[0])
	default:
		return firstLetter(words[0]) + firstLetter(words[len(words)-1])
	}
}

func firstLetter(word string) string {
	for _, r := range word {
		return strings.ToUpper(string(r))
	}
	return ""
}
