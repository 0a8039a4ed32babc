package shortcode

import "strings"

// callouts returns what shows a remark that stands out, whatever its theme
// calls it, nil for anything else.
func callouts(name string) shower {
	switch name {
	case "admonition", "callout", "hint", "notice":
		return typedCallout
	case "attention", "caution", "danger", "error", "important", "info", "note", "success", "tip", "warning":
		return callout
	}
	return nil
}

// kindOf returns the kind that a word means, "" if it means none.
func kindOf(word string) string {
	switch word = strings.ToLower(word); word {
	case "note", "tip", "info", "important", "warning", "caution", "danger":
		return word
	case "primary", "secondary", "abstract", "example", "question", "quote":
		return "note"
	case "hint", "success", "check", "done", "green":
		return "tip"
	case "information", "todo", "blue":
		return "info"
	case "warn", "attention", "orange":
		return "warning"
	case "error", "failure", "bug", "critical", "red":
		return "danger"
	}
	return ""
}

// kindNames are the kinds in the order of titles.
const kindNames = "note tip info important warning caution danger"

// titles returns what callouts without a title say in a language.
func titles(language string) string {
	switch language {
	case "de":
		return "Hinweis Tipp Info Wichtig Warnung Vorsicht Gefahr"
	case "es":
		return "Nota Consejo Información Importante Advertencia Precaución Peligro"
	case "fr":
		return "Remarque Astuce Info Important Avertissement Attention Danger"
	case "ja":
		return "注 ヒント 情報 重要 警告 注意 危険"
	case "ko":
		return "참고 팁 정보 중요 경고 주의 위험"
	case "pt":
		return "Nota Dica Informação Importante Aviso Cuidado Perigo"
	case "zh":
		return "说明 提示 信息 重要 警告 注意 危险"
	}
	return "Note Tip Info Important Warning Caution Danger"
}

// callout shows a callout whose name is its kind.
func callout(e *expander, n *node) output {
	kind := kindOf(n.name)
	title := n.textOr(0, "title header heading")
	if kindOf(title) == kind { // {{< note note >}}
		title = ""
	}
	return e.callout(n, kind, title)
}

// typedCallout shows a callout whose kind is an argument.
func typedCallout(e *expander, n *node) output {
	given := n.textOr(0, "type style kind level color severity")
	title := n.textOr(1, "title header heading")
	kind := kindOf(given)
	if kind == "" {
		kind = kindOf(n.name)
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
	words := strings.Fields(titles(language))
	for i, k := range strings.Fields(kindNames) {
		if k == kind {
			return words[i]
		}
	}
	return kind
}
