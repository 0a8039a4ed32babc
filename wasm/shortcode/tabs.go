package shortcode

import (
	"strconv"
	"strings"
)

// panes returns what shows a group of tabs, or a tab, nil for anything else.
// They need no script: each tab is a <details>, and their common name closes the
// others as one opens.
func panes(name string) shower {
	switch name {
	case "codetabs", "code-tabs", "tabgroup", "tabpane", "tabs":
		return tabs
	case "tab":
		return loneTab
	}
	return nil
}

func tabs(e *expander, n *node) output {
	group := e.nextGroup()
	out := standing(`<div class="tabs">` + "\n")
	names := strings.Split(n.text("items"), ",")
	count, opened := 0, false
	for _, i := range n.inner {
		switch {
		case i.node != nil && isTab(i.node.name):
			name := ""
			if count < len(names) {
				name = strings.TrimSpace(names[count])
			}
			out.parts = append(out.parts, e.tab(i.node, n, group, tabHeader(i.node, name, count), !opened)...)
			count, opened = count+1, opened || !isLabel(i.node)
		case i.node != nil || strings.TrimSpace(i.text) != "":
			out.parts = append(out.parts, e.content(&node{tag: n.tag, lead: n.lead, inner: []item{i}}))
		}
	}
	out.parts = append(out.parts, part{text: "</div>\n"})
	return joined(out)
}

// joined is an output whose neighbouring parts of HTML are one.
func joined(out output) output {
	parts := out.parts[:1]
	for _, p := range out.parts[1:] {
		if last := &parts[len(parts)-1]; !p.markdown && !last.markdown {
			last.text += p.text
		} else {
			parts = append(parts, p)
		}
	}
	return output{parts: parts}
}

func loneTab(e *expander, n *node) output {
	out := standing(`<div class="tabs">` + "\n")
	out.parts = append(out.parts, e.tab(n, &node{}, e.nextGroup(), tabHeader(n, "", 0), true)...)
	out.parts = append(out.parts, part{text: "</div>\n"})
	return joined(out)
}

// isTab says whether a shortcode in a group is one of its tabs: themes have
// mactab and windowstab, too.
func isTab(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, "tab") || name == "tabitem" || name == "tab-item"
}

// nextGroup returns the name of a group of tabs.
func (e *expander) nextGroup() string {
	e.counts.tabs++
	return "tabs-" + strconv.Itoa(e.counts.tabs)
}

func (e *expander) tab(n, pane *node, group, header string, isFirst bool) []part {
	title := e.renderInline(n, header)
	if isLabel(n) {
		return []part{{text: `<p class="tabs-label">` + title + "</p>\n"}}
	}
	open := ""
	if isFirst {
		open = " open"
	}
	before := `<details class="tab" name="` + group + `"` + open + "><summary>" + title + "</summary>\n"
	after := "</details>\n"
	language := str(first(n.get("lang"), n.get("codelang"), pane.get("lang")))
	if flag(pane.get("langEqualsHeader"), false) {
		language = str(first(n.get("lang"), strings.ToLower(header)))
	}
	if isCode(n, pane, language) {
		options := str(first(n.get("highlight"), pane.get("highlight")))
		return []part{{text: before + e.code(e.innerCode(n), language, options) + after}}
	}
	return []part{{text: before}, e.content(n), {text: after}}
}

// isCode says whether a tab holds code without a fence around it, as Docsy's do
// unless they are told that they hold text.
func isCode(n, pane *node, language string) bool {
	if n.markup || flag(n.get("text"), flag(pane.get("text"), false)) {
		return false
	}
	if pane.name == "tabpane" {
		for _, i := range n.inner {
			if strings.Contains(i.text, "```") {
				return false
			}
		}
		return true
	}
	return language != "" && (strings.HasPrefix(pane.name, "code") || n.get("codelang") != nil)
}

// isLabel says whether a tab only tells what the others are about.
func isLabel(n *node) bool { return flag(n.get("disabled"), false) && len(n.inner) == 0 }

func tabHeader(n *node, name string, index int) string {
	if given := n.textOr(0, "header name title tabName tabname label"); given != "" {
		return given
	}
	if name != "" {
		return name
	}
	switch strings.ToLower(n.name) {
	case "mactab":
		return "macOS"
	case "windowstab":
		return "Windows"
	case "linuxtab":
		return "Linux"
	}
	return "Tab " + strconv.Itoa(index+1)
}
