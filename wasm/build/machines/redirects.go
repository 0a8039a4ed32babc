package machines

import (
	"fmt"
	"html"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/build/plan"
)

// aliasPage is a page that leads to the other, as Hugo writes it, and with a link for
// browsers that don't follow.
func aliasPage(a plan.Alias, all Publications) []byte {
	return all.way(a.File, a.Address, a.Title, content.Language(a.Site))
}

// way is a page at the place file that leads to another.
func (all Publications) way(file, at, title, language string) []byte {
	title = html.EscapeString(title)
	to := html.EscapeString(address.Relative(address.Escape(file), at))
	var canonical string
	if all != nil {
		canonical = `<link rel="canonical" href="` + html.EscapeString(plan.Absolute(all[0].Base, at)) + `">` + "\n"
	}
	return fmt.Appendf(nil, `<!doctype html>
<html lang="%s">
<meta charset="utf-8">
<title>%s</title>
%s<meta http-equiv="refresh" content="0; url=%s">
<p><a href="%s">%s</a></p>
</html>
`, html.EscapeString(language), title, canonical, to, to, title)
}

// redirects is _redirects, for hosts that answer with a status in place of a page.
// An address with a sign that has a meaning there is left to the page.
func redirects(base string, aliases []plan.Alias) []byte {
	var b strings.Builder
	for _, a := range aliases {
		from, to := base+address.Escape(a.File), base+a.Address
		if strings.ContainsAny(from, "*:") {
			continue
		}
		if folder, isIndex := strings.CutSuffix(from, "/index.html"); isIndex {
			fmt.Fprintf(&b, "%s %s 301\n", folder, to)
			from = folder + "/"
		}
		fmt.Fprintf(&b, "%s %s 301\n", from, to)
	}
	return []byte(b.String())
}
