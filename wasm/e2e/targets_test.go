package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// smallTargets is an expression for what a finger would miss, by WCAG 2.5.8: what is less than 24 by 24
// CSS pixels, or lies under another. Links in a sentence are excepted.
const smallTargets = `(() => {
	const isShown = e => e.checkVisibility({visibilityProperty: true}) && !e.closest(".skip-link") && (!document.querySelector("dialog[open]") || e.closest("dialog"));
	const targets = [...document.querySelectorAll("a[href], button, summary, input:enabled, textarea, select")].filter(isShown);
	const inSentence = e => e.matches(".article :is(p, li, td, th, dd, dt, figcaption, h1, h2, h3, h4, h5, h6) *, .list-text *");
	const area = e => {
		const [r] = [...e.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height);
		return r;
	};
	const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.1;
	const said = e => e.localName + "." + e.className + " in " + e.parentElement.className + " " + (e.textContent || e.ariaLabel || e.name || e.value || '').trim().slice(0, 30);
	return targets.filter(e => !inSentence(e)).flatMap(e => {
		const r = area(e);
		const under = targets.filter(other => !e.contains(other) && !other.contains(e) && !other.matches(".to-top a") && overlap(r, area(other)));
		return r.width < 23.99 || r.height < 23.99 ? [said(e) + ": " + r.width.toFixed(1) + " × " + r.height.toFixed(1)] :
			under.map(other => said(e) + " and " + said(other) + " overlap");
	});
})()`

func TestTargetsAreLargeEnough(t *testing.T) {
	blog, found := serve(t, blog(t)), serve(t, searchable(t))
	tests := map[string]struct{ page, press, before string }{
		"home":         {page: blog.at("")},
		"terms":        {page: blog.at("tags/")},
		"post":         {page: blog.at("posts/markdown/")},
		"authors":      {page: blog.at("posts/kubecon-2024-in-paris/")},
		"any post":     {page: blog.at("view.html"), before: `!document.querySelector(".opener").hidden`},
		"no such page": {page: blog.at("nowhere/")},
		"search":       {page: found.at("?search=stones"), before: `document.querySelector(".results li")`},
		"embed dialog": {page: blog.at("posts/markdown/"), press: "[data-action=embed]", before: `document.querySelector("dialog.embedding[open]")`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.withoutStrangers()
			b.load(test.page)
			b.seen("light", 390)
			b.do(`for (const details of document.querySelectorAll("details")) details.open = true`)
			if test.press != "" {
				b.tap(test.press)
			}
			if test.before != "" {
				b.wait(test.before)
			}
			small := eval[[]string](b, smallTargets)
			assert.Empty(t, small, strings.Join(small, "\n"))
		})
	}
}
