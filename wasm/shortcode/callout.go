package shortcode

import "strings"

// callouts are remarks that stand out, whatever their theme calls them.
var callouts = map[string]shower{
	"admonition": typedCallout,
	"attention":  callout("warning"),
	"callout":    typedCallout,
	"caution":    callout("caution"),
	"danger":     callout("danger"),
	"error":      callout("danger"),
	"hint":       typedCallout,
	"important":  callout("important"),
	"info":       callout("info"),
	"note":       callout("note"),
	"notice":     typedCallout,
	"success":    callout("tip"),
	"tip":        callout("tip"),
	"warning":    callout("warning"),
}

// kinds are the kinds of callouts, and what else they are called.
var kinds = map[string]string{
	"note": "note", "primary": "note", "secondary": "note", "abstract": "note", "example": "note", "question": "note", "quote": "note",
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip", "green": "tip",
	"info": "info", "information": "info", "todo": "info", "blue": "info",
	"important": "important",
	"warning":   "warning", "warn": "warning", "attention": "warning", "orange": "warning",
	"caution": "caution",
	"danger":  "danger", "error": "danger", "failure": "danger", "bug": "danger", "critical": "danger", "red": "danger",
}

// titles are what a callout without a title says, in the order of order.
var (
	order  = []string{"note", "tip", "info", "important", "warning", "caution", "danger"}
	titles = map[string][]string{
		"en": {"Note", "Tip", "Info", "Important", "Warning", "Caution", "Danger"},
		"de": {"Hinweis", "Tipp", "Info", "Wichtig", "Warnung", "Vorsicht", "Gefahr"},
		"es": {"Nota", "Consejo", "Información", "Importante", "Advertencia", "Precaución", "Peligro"},
		"fr": {"Remarque", "Astuce", "Info", "Important", "Avertissement", "Attention", "Danger"},
		"ja": {"注", "ヒント", "情報", "重要", "警告", "注意", "危険"},
		"ko": {"참고", "팁", "정보", "중요", "경고", "주의", "위험"},
		"pt": {"Nota", "Dica", "Informação", "Importante", "Aviso", "Cuidado", "Perigo"},
		"zh": {"说明", "提示", "信息", "重要", "警告", "注意", "危险"},
	}
)

// callout shows a callout whose name is its kind.
func callout(kind string) shower {
	return func(e *expander, n *node) output {
		title := n.textOr(0, "title", "header", "heading")
		if kinds[strings.ToLower(title)] == kind { // {{< note note >}}
			title = ""
		}
		return e.callout(n, kind, title)
	}
}

// typedCallout shows a callout whose kind is an argument.
func typedCallout(e *expander, n *node) output {
	given := n.textOr(0, "type", "style", "kind", "level", "color", "severity")
	title := n.textOr(1, "title", "header", "heading")
	kind := kinds[strings.ToLower(given)]
	if kind == "" {
		kind = kinds[n.name]
		if n.listed != nil && title == "" {
			title = given
		}
	}
	return e.callout(n, str(first(kind, "note")), title)
}

func (e *expander) callout(n *node, kind, title string) output {
	title = strings.TrimSpace(title)
	if title == "" {
		title = e.title(kind)
	} else {
		title = e.renderInline(n, title)
	}
	return e.around(n, `<div class="admonition admonition-`+kind+`" role="note"><p class="admonition-title">`+title+"</p>\n", "</div>\n")
}

// title returns the title of a kind in the language of the post, else in English.
func (e *expander) title(kind string) string {
	language, _, _ := strings.Cut(strings.ToLower(e.env.Language), "-")
	words := titles[language]
	if words == nil {
		words = titles["en"]
	}
	for i, k := range order {
		if k == kind {
			return words[i]
		}
	}
	return kind
}
