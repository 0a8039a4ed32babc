package safehtml

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// harmlessStyle returns the declarations of style that can neither leave the
// place of n nor hide or load anything. Where all can stay, the text is
// unchanged; "" is returned where none can.
func harmlessStyle(n *html.Node, style string, inCode bool) string {
	if isVideoStyle(n, style) {
		return style
	}
	var kept []string
	all := true
	for declaration := range strings.SplitSeq(style, ";") {
		declaration = strings.TrimSpace(declaration)
		if declaration == "" {
			continue
		}
		if isHarmlessDeclaration(n, declaration, inCode) {
			kept = append(kept, declaration)
		} else {
			all = false
		}
	}
	if all && len(kept) > 0 {
		return style
	}
	return strings.Join(kept, "; ")
}

func isVideoStyle(n *html.Node, style string) bool {
	switch n.DataAtom {
	case atom.Div:
		return style == videoWrapper
	case atom.Iframe:
		return style == videoFrame && n.Parent != nil && n.Parent.DataAtom == atom.Div &&
			attr(n.Parent, "style") == videoWrapper
	}
	return false
}

func isHarmlessDeclaration(n *html.Node, declaration string, inCode bool) bool {
	property, value, ok := strings.Cut(strings.ToLower(declaration), ":")
	property, value = strings.TrimSpace(property), strings.TrimSpace(value)
	if !ok || value == "" {
		return false
	}
	return isHarmlessText(property, value) || isHarmlessBox(n, property, value) ||
		inCode && isHarmlessCode(property, value)
}

// isHarmlessText has the properties of text and lists.
func isHarmlessText(property, value string) bool {
	switch property {
	case "color", "background-color", "background":
		return isColor(value)
	case "text-align":
		return oneOf(value, "left right center justify start end")
	case "vertical-align":
		return oneOf(value, "top middle bottom baseline sub super text-top text-bottom")
	case "font-weight":
		return oneOf(value, "normal bold bolder lighter 100 200 300 400 500 600 700 800 900")
	case "font-style":
		return oneOf(value, "normal italic oblique")
	case "font-size":
		return isWithin(fontSizes, value) || oneOf(value, "xx-small x-small small smaller medium larger large x-large xx-large")
	case "line-height":
		return value == "normal" || isLength(value) || isBetween(value, 4)
	case "text-decoration":
		return oneOf(value, "none underline overline line-through")
	case "white-space":
		return oneOf(value, "normal nowrap pre pre-wrap pre-line")
	case "word-break", "overflow-wrap", "word-wrap":
		return oneOf(value, "normal break-word break-all keep-all anywhere")
	case "list-style", "list-style-type":
		return oneOf(value, "none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman")
	}
	return false
}

// isHarmlessBox has the properties of a box. It stays in the flow and grows no
// wider than the column; only pictures, which the style sheet bounds, have a
// size in pixels.
func isHarmlessBox(n *html.Node, property, value string) bool {
	switch property {
	case "display":
		return oneOf(value, "block inline inline-block")
	case "float":
		return oneOf(value, "left right none")
	case "clear":
		return oneOf(value, "left right both none")
	case "overflow", "overflow-x":
		return oneOf(value, "auto hidden")
	case "width":
		return value == "auto" || isPercentage(value) || isPicture(n) && isLength(value)
	case "height":
		return value == "auto" || isPicture(n) && isLength(value)
	case "max-width":
		return value == "none" || isLength(value)
	case "margin", "padding":
		return areLengths(value)
	case "margin-left", "margin-right", "margin-top", "margin-bottom",
		"padding-left", "padding-right", "padding-top", "padding-bottom":
		return value == "auto" || isLength(value)
	case "border", "border-left", "border-right", "border-top", "border-bottom":
		return isBorder(value)
	case "border-radius", "border-spacing":
		return isLength(value)
	case "border-collapse":
		return oneOf(value, "collapse separate")
	}
	return false
}

// isHarmlessCode has what only chroma writes, read in its formatter for HTML.
func isHarmlessCode(property, value string) bool {
	switch property {
	case "display":
		return oneOf(value, "flex grid")
	case "tab-size", "-moz-tab-size", "-o-tab-size":
		return len(value) <= 2 && strings.Trim(value, "0123456789") == ""
	case "-webkit-text-size-adjust", "user-select", "-webkit-user-select", "outline":
		return value == "none"
	}
	return false
}

func oneOf(value, list string) bool {
	return slices.Contains(strings.Fields(list), value)
}

func isPicture(n *html.Node) bool {
	return n.DataAtom == atom.Img || n.DataAtom == atom.Video
}

// isColor takes a name, a hexadecimal number, and rgb, rgba, hsl or hsla of numbers.
func isColor(value string) bool {
	if digits, ok := strings.CutPrefix(value, "#"); ok {
		return len(digits) >= 3 && len(digits) <= 8 && strings.Trim(digits, "0123456789abcdef") == ""
	}
	name, numbers, isCall := strings.Cut(value, "(")
	if isCall {
		numbers, isCall = strings.CutSuffix(numbers, ")")
		return isCall && oneOf(name, "rgb rgba hsl hsla") && strings.Trim(numbers, "0123456789., %/") == ""
	}
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

// isBorder takes a width, a style and a colour in any order.
func isBorder(value string) bool {
	for part := range strings.FieldsSeq(value) {
		if !isLength(part) && !isColor(part) {
			return false
		}
	}
	return true
}

// areLengths takes the one to four lengths of a margin or padding.
func areLengths(value string) bool {
	parts := strings.Fields(value)
	for _, part := range parts {
		if part != "auto" && !isLength(part) {
			return false
		}
	}
	return len(parts) <= 4
}

// limits has the units of a length, each with the most that there may be of it.
// A unit stands before one that it ends with.
type limits []struct {
	unit string
	most float64
}

var (
	lengths   = limits{{"px", 1000}, {"rem", 60}, {"em", 60}, {"pt", 750}, {"ch", 80}, {"ex", 100}, {"%", 100}}
	fontSizes = limits{{"px", 72}, {"rem", 4}, {"em", 4}, {"pt", 54}, {"%", 400}}
)

// isLength takes what is no longer than about the width of the column.
func isLength(value string) bool {
	return value == "0" || isWithin(lengths, value)
}

func isWithin(l limits, value string) bool {
	for _, limit := range l {
		if number, ok := strings.CutSuffix(value, limit.unit); ok {
			return isBetween(number, limit.most)
		}
	}
	return false
}

func isPercentage(value string) bool {
	number, ok := strings.CutSuffix(value, "%")
	return ok && isBetween(number, 100)
}

// isBetween reports whether number is from 0 to most.
func isBetween(number string, most float64) bool {
	if number == "" || strings.Trim(number, "0123456789.") != "" {
		return false
	}
	f, err := strconv.ParseFloat(number, 64)
	return err == nil && f <= most
}
