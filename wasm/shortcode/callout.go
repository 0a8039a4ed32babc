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

// kindNames are the kinds in the order of titles. The last one is only of alerts.
const kindNames = "note tip info important warning caution danger example"

// titles returns what callouts without a title say in a language.
func titles(language string) string {
	switch language {
	case "de":
		return "Hinweis Tipp Info Wichtig Warnung Vorsicht Gefahr Beispiel"
	case "es":
		return "Nota Consejo Información Importante Advertencia Precaución Peligro Ejemplo"
	case "fr":
		return "Remarque Astuce Info Important Avertissement Attention Danger Exemple"
	case "ja":
		return "注 ヒント 情報 重要 警告 注意 危険 例"
	case "ko":
		return "참고 팁 정보 중요 경고 주의 위험 예"
	case "pt":
		return "Nota Dica Informação Importante Aviso Cuidado Perigo Exemplo"
	case "zh":
		return "说明 提示 信息 重要 警告 注意 危险 示例"
	}
	return "Note Tip Info Important Warning Caution Danger Example"
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
		title = CalloutTitle(kind, e.env.Language)
	} else {
		title = e.renderInline(n, title)
	}
	return e.around(n, `<div class="admonition admonition-`+kind+`" role="note"><p class="admonition-title">`+title+"</p>\n", "</div>\n")
}

// CalloutTitle returns the title of a callout of a kind, in lower case, that has none
// of its own: in a language, or else in English. A kind that nobody knows is its own
// title.
func CalloutTitle(kind, language string) string {
	language, _, _ = strings.Cut(strings.ToLower(language), "-")
	words := strings.Fields(titles(language))
	for i, k := range strings.Fields(kindNames) {
		if k == kind {
			return words[i]
		}
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}
