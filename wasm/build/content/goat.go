package content

import (
	"fmt"
	"html"
	"strings"

	"github.com/bep/goat"
)

// GoatDiagram draws a diagram of characters as Hugo does, with the width, height
// and class among the attributes.
func GoatDiagram(code string, attributes map[string]string) string {
	drawn := goat.BuildSVG(strings.NewReader(code))
	size := ""
	for _, name := range []string{"width", "height"} {
		if value := attributes[name]; value != "" && value != "0" {
			size += fmt.Sprintf(" %s=%q", name, html.EscapeString(value))
		}
	}
	if size == "" {
		size = fmt.Sprintf(` viewBox="0 0 %d %d"`, drawn.Width, drawn.Height)
	}
	return `<div class="goat svg-container ` + html.EscapeString(attributes["class"]) + "\">\n" +
		`<svg xmlns="http://www.w3.org/2000/svg" font-family="Menlo,Lucida Console,monospace"` + size + ">\n" +
		drawn.Body + "\n</svg>\n</div>\n"
}
