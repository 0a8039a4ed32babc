package page

import (
	"strings"

	"postview/wasm/post"
	"postview/wasm/safehtml"
	"postview/wasm/site"
)

func authors(all []post.Author, o *Options) safehtml.HTML {
	if len(all) == 0 {
		return safehtml.HTML{}
	}
	var items safehtml.Builder
	for _, author := range all {
		items.Add(safehtml.Format(`<li class="author" part="author">%s<span class="author-text">%s</span></li>`,
			avatar(author, o), byline(author, o)))
	}
	return safehtml.Format(`<ul class="authors" aria-label="%s">%s</ul>`, o.words().Authors, items.HTML())
}

// byline is the author's name, leading to their posts, their page, and how to
// reach them. Of a post that stands alone the name leads to the page.
func byline(author post.Author, o *Options) safehtml.HTML {
	name := site.AuthorName(author)
	line := linked("author-name", o.term(site.Authors, name), safehtml.Text(name))
	if ref := o.link(author.URL); safehtml.IsLink(ref) {
		class, shown := "author-page", shortURL(author.URL)
		if o.Around == nil {
			class, shown, line = "author-name", name, safehtml.HTML{}
		}
		line = safehtml.Format(`%s <a class="%s" rel="author" href="%s">%s</a>`, line, class, ref, shown)
	}
	if author.Login != "" && author.Login != name {
		line = safehtml.Format(`%s <span class="author-login">@%s</span>`, line, author.Login)
	}
	if author.Email != "" && author.Email != name {
		line = safehtml.Format(`%s <a class="author-email" href="mailto:%s">%s</a>`, line, author.Email, author.Email)
	}
	return line
}

// shortURL is what a reader knows an address by.
func shortURL(url string) string {
	if _, after, found := strings.Cut(url, "://"); found {
		url = after
	}
	return strings.TrimSuffix(strings.TrimPrefix(url, "www."), "/")
}

// avatar is the author's picture over their initials, which show until it comes
// and where it does not.
func avatar(author post.Author, o *Options) safehtml.HTML {
	var picture safehtml.HTML
	if author.Avatar != "" {
		picture = safehtml.Format(`<img src="%s" alt="" width="40" height="40" loading="lazy" decoding="async" referrerpolicy="no-referrer">`,
			o.link(author.Avatar))
	}
	return safehtml.Format(`<span class="avatar" part="avatar" aria-hidden="true">%s%s</span>`, initials(site.AuthorName(author)), picture)
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
