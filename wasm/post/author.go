package post

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Author is one of those who wrote a post. What stands in the fields is text,
// and as written: a URL may be of any scheme, or no URL at all.
type Author struct {
	Name   string `json:"name,omitempty"`
	Email  string `json:"email,omitempty"`
	Login  string `json:"login,omitempty"`
	URL    string `json:"url,omitempty"`
	Avatar string `json:"avatar,omitempty"` // may be relative to the source
}

// The keys under which people write what an [Author] holds, best first.
var (
	nameKeys    = []string{"name", "title", "display_name", "displayname", "fullname"}
	emailKeys   = []string{"email", "mail", "e-mail"}
	loginKeys   = []string{"login", "username", "user", "handle", "github"}
	urlKeys     = []string{"url", "link", "website", "homepage", "web", "site", "href"}
	accountKeys = []string{"github", "mastodon", "linkedin", "twitter"}
	avatarKeys  = []string{"avatar", "image", "photo", "picture", "img"}
	authorKeys  = slices.Concat(nameKeys, emailKeys, loginKeys, urlKeys, accountKeys, avatarKeys)
)

// accountHosts are what comes before the name of an account in its URL.
var accountHosts = map[string]string{
	"github":   "https://github.com/",
	"linkedin": "https://www.linkedin.com/in/",
	"twitter":  "https://twitter.com/",
}

// authors reads a name, a map, or a list of them in any mix.
func authors(v any) []Author {
	switch v := v.(type) {
	case []any:
		var all []Author
		for _, v := range v {
			all = append(all, authors(v)...)
		}
		return all
	case map[string]any:
		return authorsInMap(v)
	}
	if s := strings.TrimSpace(text(v)); s != "" {
		return []Author{authorFromText(s)}
	}
	return nil
}

// authorsInMap reads a map as one author, or when it has none of the keys above
// as authors under their names: `jane: null`, or `jane: {email: jane@x.org}`.
// An author without a name is called by the login or the address.
func authorsInMap(m map[string]any) []Author {
	if a := authorFromFields(m); a != (Author{}) {
		a.Name = cmp.Or(a.Name, a.Login, a.Email)
		return []Author{a}
	}
	var all []Author
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if slices.Contains(authorKeys, strings.ToLower(key)) {
			continue
		}
		fields, _ := m[key].(map[string]any)
		a := authorFromFields(fields)
		a.Name = cmp.Or(a.Name, key)
		all = append(all, a)
	}
	return all
}

// authorFromFields reads the keys above; with none of them it is the zero Author.
func authorFromFields(m map[string]any) Author {
	fields := make(map[string]any, len(m))
	for key, value := range m {
		fields[strings.ToLower(key)] = value
	}
	first := func(keys []string) string {
		for _, key := range keys {
			if s := strings.TrimSpace(text(fields[key])); s != "" {
				return s
			}
		}
		return ""
	}
	a := authorFromText(first(nameKeys))
	login := strings.TrimSuffix(first(loginKeys), "/")
	a.Login = cmp.Or(login[strings.LastIndex(login, "/")+1:], a.Login)
	a.Email = cmp.Or(first(emailKeys), a.Email)
	a.URL = cmp.Or(first(urlKeys), a.URL, accountURL(fields))
	a.Avatar = first(avatarKeys)
	return a
}

// accountURL returns the URL of the first account that the fields name, or "".
func accountURL(fields map[string]any) string {
	for _, key := range accountKeys {
		account := strings.TrimSpace(text(fields[key]))
		if strings.Contains(account, "://") {
			return account
		}
		if host := accountHosts[key]; host != "" && account != "" {
			return host + strings.TrimPrefix(account, "@")
		}
	}
	return ""
}

// authorFromText reads a name, with what may stand in angle brackets after it:
// an address, a URL or a login. A name that is a Markdown link gives the URL as
// well; other Markdown in it is taken away.
func authorFromText(s string) Author {
	var a Author
	s = strings.TrimSpace(s)
	if before, inner, ok := strings.Cut(strings.TrimSuffix(s, ">"), "<"); ok && strings.HasSuffix(s, ">") {
		switch {
		case strings.Contains(inner, "://"):
			a.URL = inner
		case strings.Contains(inner, "@"):
			a.Email = strings.TrimPrefix(inner, "mailto:")
		default:
			a.Login = inner
		}
		if s = strings.TrimSpace(before); s == "" {
			s = inner
		}
	}
	if label, target, rest, ok := cutLink(s); ok && rest == "" {
		a.URL = target
		s = label
	}
	a.Name = withoutMarkdown(s)
	return a
}

// withoutMarkdown returns the text of a line of Markdown, on one line: labels
// for links, and no marks of emphasis or code.
func withoutMarkdown(s string) string {
	var out strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			break
		}
		out.WriteString(s[:i])
		label, _, rest, ok := cutLink(s[i:])
		if !ok {
			label, rest = "[", s[i+1:]
		}
		out.WriteString(label)
		s = rest
	}
	out.WriteString(s)
	plain := strings.NewReplacer("*", "", "`", "").Replace(out.String())
	return strings.Join(strings.Fields(plain), " ")
}

// cutLink takes a Markdown link off the front of s.
func cutLink(s string) (label, target, rest string, ok bool) {
	if !strings.HasPrefix(s, "[") {
		return "", "", "", false
	}
	label, rest, ok = strings.Cut(s[1:], "](")
	if !ok || strings.ContainsAny(label, "[]") {
		return "", "", "", false
	}
	target, rest, ok = strings.Cut(rest, ")")
	target, _, _ = strings.Cut(strings.TrimSpace(target), " ") // without a title
	return label, target, rest, ok
}
