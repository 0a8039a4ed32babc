package page

import (
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// narrowFrom is the number of posts from which a list is worth narrowing.
const narrowFrom = 10

// narrowing is how a reader narrows the list: a form, which a script makes work,
// and links to the lists of the terms that are used most.
func narrowing(o *Options) safehtml.HTML {
	l, say := o.Around.List, o.words()
	if l.Kind == site.ListTerms || l.Count < narrowFrom {
		return safehtml.HTML{}
	}
	var fields, rows safehtml.Builder
	for _, taxonomy := range append(o.Around.TaxonomyNames(), site.Years) {
		if len(o.Around.Terms[taxonomy]) > 0 {
			fields.Add(termField(taxonomy, say))
			rows.Add(termRow(taxonomy, o))
		}
	}
	return safehtml.Format(`<details class="narrow"><summary>%s</summary><form class="narrow-form" action="%s" data-terms="%s">`+
		`<label>%s <input type="search" name="q" autocomplete="off"></label>%s<button>%s</button> <button type="reset">%s</button></form><dl>%s</dl></details>`,
		say.Narrow, o.to(l.URL), o.to(o.Around.TermsFile()), say.Words, fields.HTML(), say.Show, say.ShowAll, rows.HTML())
}

// termField is a field for a term, for which a script offers the names of all.
func termField(taxonomy string, say *words.Words) safehtml.HTML {
	_, one := taxonomyTitles(taxonomy, say)
	return safehtml.Format(`<label>%s <input name="%s" list="narrow-%s" autocomplete="off"></label><datalist id="narrow-%s"></datalist>`,
		one, site.Parameter(taxonomy), taxonomy, taxonomy)
}

func termRow(taxonomy string, o *Options) safehtml.HTML {
	name := linked("taxonomy", o.taxonomy(taxonomy), safehtml.Text(taxonomyTitle(taxonomy, o.words())))
	return safehtml.Format(`<div><dt>%s</dt><dd>%s</dd></div>`, name, labels("tags", taxonomy, o.Around.Terms[taxonomy], o))
}
